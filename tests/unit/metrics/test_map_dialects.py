"""Expressions of maps in the dialects of other engines: what is allowed there, what is refused, and that nothing changes."""

from __future__ import annotations

import re
from typing import get_args

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.expression_words import OWN_FUNCTIONS
from pcf.metrics.expressions import FUNCTIONS, Expression, parse

OTHERS = tuple(one for one in get_args(Dialect) if one != "duckdb")

# what people write in maps, as each dialect has it
USUAL = {
    "postgres": [
        '"Date" + "Wait" * INTERVAL \'1 second\'', "a::timestamp", "a::timestamptz AT TIME ZONE 'UTC'", "a::date + tm",
        "DATE_TRUNC('hour', a)", "DATE_PART('hour', a)", "EXTRACT(EPOCH FROM a - b)", "EXTRACT(hour FROM hour)",
        "MAKE_INTERVAL(secs => n)", "MAKE_DATE(y, m, d)", "MAKE_TIMESTAMP(y, m, d, h, mi, s)", "TO_TIMESTAMP(n / 1000.0)",
        "TO_TIMESTAMP(t, 'DD.MM.YYYY HH24:MI:SS.MS')", "TO_DATE(t, 'DD.MM.YYYY')", "TO_CHAR(a, 'YYYY-MM \"at\" HH24')",
        "TO_NUMBER(t, '99999D99')", "SPLIT_PART(t, '-', 1)", "SUBSTRING(t FROM '[0-9]+')", "SUBSTRING(t FROM 1 FOR 3)",
        "(REGEXP_MATCH(t, 'a(b)'))[1]", "t ~* '^a' AND t !~ 'b'", "t ILIKE 'a%' OR t SIMILAR TO 'b'",
        "TRIM(BOTH 'x' FROM t)", "BTRIM(t, 'x')", "POSITION('a' IN t)", "CASE WHEN a IS NOT TRUE THEN 1 ELSE 2 END",
        "ROUND(n::numeric(18, 6), 2)", "CONCAT_WS('-', a, b)", "a IS DISTINCT FROM b", "CAST(t AS TIME)", "TRUNC(n)",
        "'it''s \\ plain'", "t = 'now'",
    ],
    "spark": [
        "a + INTERVAL 1 SECOND", "a + n * INTERVAL '1' SECOND", "a + MAKE_DT_INTERVAL(0, 0, 0, n)",
        "TO_TIMESTAMP(t)", "TO_TIMESTAMP(t, 'dd.MM.yyyy HH:mm:ss')", "TO_TIMESTAMP_NTZ(t, 'dd.MM.yyyy HH:mm')",
        "TRY_TO_TIMESTAMP(t, 'dd.MM.yyyy')", "TO_DATE(t, 'dd.MM.yyyy')", "CAST(t AS TIMESTAMP_NTZ)", "TRY_CAST(t AS INT)",
        "TIMESTAMP_MILLIS(n)", "UNIX_MILLIS(a)", "UNIX_TIMESTAMP(t, 'dd.MM.yyyy')", "TIMESTAMPADD(SECOND, n, a)",
        "TIMESTAMPDIFF(SECOND, a, b)", "DATEDIFF(a, b)", "DATE_SUB(a, 1)", "FROM_UTC_TIMESTAMP(a, 'Europe/Berlin')",
        "TO_UTC_TIMESTAMP(a, 'Europe/Berlin')", "CONVERT_TIMEZONE('UTC', 'Europe/Berlin', a)", "DATE_FORMAT(a, 'yyyy-MM')",
        "HOUR(a) * 60 + MINUTE(a)", "YEAR(a)", "DATE_PART('HOUR', a)", "SPLIT(t, '-')[0]", "SUBSTRING_INDEX(t, '-', 1)",
        "REGEXP_EXTRACT(t, '([0-9]+)', 1)", "t RLIKE 'a\\\\d'", "REGEXP_LIKE(t, 'a')", "`it``s` <=> b", "NVL(a, b)",
        "n DIV 60", "TRY_DIVIDE(n, 2)", "MAKE_TIMESTAMP_NTZ(y, m, d, h, mi, s)", "TRUNC(a, 'MM')", "INT(t)",
        "TIMESTAMP_NTZ '2026-01-01 00:00:00'", "'it\\'s'",
    ],
    "trino": [
        "a + n * INTERVAL '1' SECOND", "DATE_ADD('second', n, a)", "DATE_DIFF('second', a, b)", "DATE_TRUNC('hour', a)",
        "DATE_PARSE(t, '%d.%m.%Y %H:%i:%s')", "PARSE_DATETIME(t, 'dd.MM.yyyy')", "FROM_ISO8601_TIMESTAMP_NANOS(t)",
        "FROM_UNIXTIME(n, 'UTC')", "FROM_UNIXTIME_NANOS(n)", "TO_UNIXTIME(a)", "CAST(t AS TIMESTAMP(6))",
        "TRY_CAST(t AS DECIMAL(18, 6))", "TRY(CAST(t AS DATE))", "CAST(t AS TIME)", "a AT TIME ZONE 'UTC'",
        "CAST(AT_TIMEZONE(a, 'Europe/Berlin') AS TIMESTAMP(6))", "WITH_TIMEZONE(a, 'UTC')", "DATE_FORMAT(a, '%Y-%m')",
        "EXTRACT(HOUR FROM a)", "DAY_OF_WEEK(a)", "TO_MILLISECONDS(a - b) / 1000.0", "SPLIT(t, '-')[1]",
        "REGEXP_EXTRACT(t, '([0-9]+)', 1)", "REGEXP_LIKE(t, 'a')", "SUBSTRING(t FROM 1 FOR 3)", "STRPOS(t, 'a')",
        "IF(n > 5, 'long', 'short')", "t LIKE 'a\\_%' ESCAPE '\\'", "TIMESTAMP '2026-01-01 00:00:00.5'", "TRUNCATE(n)",
        "'it''s'", "PARSE_DURATION(t)",
    ],
    "snowflake": [
        "DATEADD('second', n, a)", "DATEADD(SECOND, n, a)", "DATEDIFF(SECOND, a, b)", "TIMESTAMPDIFF('second', a, b)",
        "DATE_TRUNC(HOUR, a)", "TO_TIMESTAMP_NTZ(t, 'DD.MM.YYYY HH24:MI:SS')", "TO_TIMESTAMP_NTZ(n, 3)",
        "TRY_TO_TIMESTAMP_NTZ(t, 'DD.MM.YYYY')", "TO_DATE(t, 'DD.MM.YYYY')", "TRY_TO_DATE(t)", "TO_TIME(t)",
        "t::TIMESTAMP_NTZ", "t::number(18, 6)", "t::string", "TRY_CAST(t AS NUMBER(18, 6))", "TRY_TO_NUMBER(t, 18, 6)",
        "TRY_TO_DOUBLE(t)", "TRY_TO_BOOLEAN(t)", "TO_CHAR(a, 'YYYY-MM')", "CONVERT_TIMEZONE('UTC', 'Europe/Berlin', a)",
        "CONVERT_TIMEZONE('UTC', a)::TIMESTAMP_NTZ", "TIMESTAMP_NTZ_FROM_PARTS(d, tm)", "TIME_FROM_PARTS(h, m, s)",
        "DATE_PART('epoch_second', a)", "DAYOFWEEKISO(a)", "SPLIT_PART(t, '-', 1)", "SPLIT(t, '-')[0]::STRING",
        "REGEXP_SUBSTR(t, '([0-9]+)', 1, 1, 'e', 1)", "t RLIKE 'a'", "CONTAINS(t, 'a')", "IFF(n > 5, 'long', 'short')",
        "DECODE(t, 'a', 1, 'b', 2)", "ZEROIFNULL(n)", "DIV0(n, 2)", "EQUAL_NULL(a, b)", "'it\\'s'", "\"Wait Time\" / 60",
        "a + INTERVAL '1 second'",
    ],
    "bigquery": [
        "DATETIME_ADD(a, INTERVAL n SECOND)", "DATETIME_SUB(a, INTERVAL 1 DAY)", "a + INTERVAL 1 SECOND",
        "DATETIME_DIFF(a, b, SECOND)", "TIMESTAMP_DIFF(a, b, SECOND)", "DATE_TRUNC(a, MONTH)", "DATE_TRUNC(a, WEEK(MONDAY))",
        "DATETIME_TRUNC(a, HOUR)", "PARSE_DATETIME('%d.%m.%Y %H:%M:%S', t)", "SAFE.PARSE_DATETIME('%d.%m.%Y', t)",
        "PARSE_DATE('%d.%m.%Y', t)", "PARSE_TIME('%H:%M', t)", "FORMAT_DATETIME('%Y-%m', a)", "DATETIME(a, 'Europe/Berlin')",
        "DATETIME(d, tm)", "TIMESTAMP(a, 'UTC')", "TIMESTAMP_MILLIS(n)", "UNIX_MILLIS(a)", "DATE(a, 'Europe/Berlin')",
        "EXTRACT(HOUR FROM a AT TIME ZONE 'Europe/Berlin')", "EXTRACT(DATE FROM a)", "SAFE_CAST(t AS NUMERIC)",
        "CAST(n AS NUMERIC(18, 6))", "SAFE_CAST(t AS DATETIME)", "SPLIT(t, '-')[SAFE_OFFSET(0)]",
        "REGEXP_EXTRACT(t, r'([0-9]+)\\d')", "REGEXP_CONTAINS(t, r'a\\d')", "`Wait Time` / 60", "SAFE_DIVIDE(n, 60)",
        "IF(n > 5, 'long', 'short')", "IFNULL(a, b)", "DATETIME '2026-01-01 00:00:00'", "'it\\'s'", "STARTS_WITH(t, 'a')",
    ],
}  # fmt: skip

HOSTILE = {
    "postgres": ["pg_sleep(9)", "pg_read_file('x')", "current_setting('x')", "now()", "CURRENT_DATE", "CURRENT_USER",
                 "random()", "REPEAT(t, 1000000)", "LPAD(t, 1000000)", "query_to_xml('x', true, true, '')", "t::json",
                 "DATE 'today'", "CAST(' now ' AS timestamp)", "$$x$$ || t", "U&'\\0041'", '"pg_sleep"(9)', "lo_import('x')",
                 "t = ANY (ARRAY['a'])", "NEXTVAL('s')", "TO_TIMESTAMP()", "@x", "t OPERATOR(pg_catalog.+) 1", "E'a'"],
    "spark": ["java_method('java.lang.System', 'exit', '1')", "reflect('a', 'b')", "read_files('x')", "input_file_name()",
              "unix_timestamp()", "current_timestamp()", "now()", "rand()", "uuid()", "secret('a', 'b')", "CURRENT_USER",
              "transform(t, x -> x)", "from_json(t, 'a INT')", "repeat(t, 1000000)", "assert_true(a)", "raise_error('x')"],
    "trino": ["CURRENT_USER", "now()", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "random()", "uuid()", "rpad(t, 1000000, 'x')",
              "format('%s', t)", "fail('x')", "CAST(t AS JSON)", "transform(a, x -> x)", "RAND(5)"],
    "snowflake": ["SYSTEM$TYPEOF(a)", "CURRENT_ROLE()", "CURRENT_TIMESTAMP", "RANDOM()", "UUID_STRING()", "data:field",
                  "PARSE_JSON(t)", "GET(a, 0)", "$1", "@stage", "REPEAT(t, 1000000)", "SEQ4()", "GETDATE()", "SYSDATE()",
                  "TO_VARIANT(t)", "IDENTIFIER('x')"],
    "bigquery": ["SESSION_USER()", "CURRENT_DATETIME()", "CURRENT_DATE", "RAND()", "GENERATE_UUID()", "ERROR('x')",
                 "EXTERNAL_QUERY('a', 'b')", "NET.HOST(t)", "ML.PREDICT(t)", "data.field", "JSON_VALUE(t, '$.a')",
                 "FORMAT('%s', t)", "@x", "@@time_zone", "KEYS.NEW_KEYSET('x')", "b'abc'", "STRUCT(a)", "DATETIME()"],
}  # fmt: skip
EVERYWHERE = [
    "(SELECT 1)", "x IN (SELECT 1)", "EXISTS (SELECT 1)", "SELECT 1", "*", "t.*", "x AS y", "x y", "a.b", "COUNT(*)", "SUM(x)",
    "MAX(x)", "SUM(x) OVER ()", "ROW_NUMBER() OVER (ORDER BY x)", "LAG(x) OVER (ORDER BY x)", "?", "1; SELECT 2", "1 -- x",
    "/* x */ 1", "x -> x + 1", "unheard_of(x)", "", "(" * 900 + "1" + ")" * 900, "DROP TABLE x", "x) FROM t --",
    "CAST(x AS unheard)", "x COLLATE y", "'open",
]  # fmt: skip


def each(texts):
    return [pytest.param(dialect, text, id=f"{dialect}: {text[:40]}") for dialect in OTHERS for text in texts[dialect]]


def plainly(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("dialect", "text"), each(USUAL))
def test_usual_expression_runs_word_by_word_as_it_was_written(dialect, text):
    """sqlglot writes many in its own words: other formats of dates, TIMESTAMP for TIMESTAMP_NTZ, arguments left out."""
    read = parse("[columns] opened_at", text, dialect)
    assert isinstance(read, Expression), read.message()
    said = read.sql()
    assert plainly(said) == plainly(text if not re.search(r"\br'", text) else as_plain(text))
    assert sqlglot.parse_one(said, dialect=dialect) == without_raw(sqlglot.parse_one(text, dialect=dialect))


def as_plain(text):
    """Write a raw text of BigQuery, in which a backslash is one, as a plain one."""
    return re.sub(r"\br('[^']*')", lambda raw: raw[1].replace("\\", "\\\\"), text)


def without_raw(tree):
    return tree.transform(
        lambda node: sqlglot.exp.Literal.string(node.name) if isinstance(node, sqlglot.exp.RawString) else node
    )


@pytest.mark.parametrize(("dialect", "text"), each(HOSTILE))
def test_what_reads_more_than_the_row_is_refused(dialect, text):
    refused = parse("[columns] segment", text, dialect)
    assert isinstance(refused, Finding), refused.sql()
    assert refused.code in {"expression-refused", "expression-unreadable"}
    assert refused.cell == "[columns] segment"


@pytest.mark.parametrize("dialect", OTHERS)
@pytest.mark.parametrize("text", EVERYWHERE, ids=lambda text: text[:30] or "empty")
def test_what_is_no_plain_expression_is_refused_everywhere(dialect, text):
    refused = parse("[columns] segment", text, dialect)
    assert isinstance(refused, Finding), refused.sql()
    assert refused.code in {"expression-refused", "expression-unreadable"}


def test_type_that_sqlglot_takes_for_another_is_told():
    """It grants Spark no TIME and would make a CAST to it into one to TIMESTAMP."""
    changed = parse("[columns] opened_at", "d + CAST(t AS TIME)", "spark")
    assert changed.code == "expression-changed"
    assert "CAST(t AS TIMESTAMP)" in changed.message()


@pytest.mark.parametrize("dialect", OTHERS)
def test_refusal_names_the_functions_of_the_dialect(dialect):
    refused = parse("[columns] segment", "unheard_of(x)", dialect)
    assert "unheard_of" in refused.found.lower()
    assert refused.facts["functions"] == sorted(OWN_FUNCTIONS[dialect])
    assert "strptime" not in refused.expected()
    assert "strptime" in parse("[columns] segment", "unheard_of(x)").expected()


@pytest.mark.parametrize("dialect", OTHERS)
def test_listed_functions_read_no_file_no_setting_and_no_clock(dialect):
    assert not OWN_FUNCTIONS[dialect] & {
        "now", "current_date", "current_timestamp", "getdate", "sysdate", "rand", "random", "uuid", "pg_sleep", "read_files",
        "current_setting", "java_method", "reflect", "external_query", "session_user", "repeat", "lpad", "rpad", "space",
        "power", "pow", "exp", "error", "version", "current_user", "localtimestamp", "format", "to_json",
    }  # fmt: skip
    assert all(name == name.lower() for name in OWN_FUNCTIONS[dialect])


@pytest.mark.parametrize("dialect", OTHERS)
def test_every_listed_function_is_read_as_a_call(dialect):
    """A name that sqlglot does not take for a function of a row would be listed for nothing."""
    usual = ["x", "x, 'y'", "x, 'y', 1", "x, 'y', 'z'", "'HOUR', x", "x, HOUR", "SECOND, x, y", "x, y, SECOND"]
    usual += ["x, INTERVAL 1 SECOND", "1, 2, 3, 4, 5, 6", "'second', 1, x"]
    odd = {"extract": ["HOUR FROM x"], "position": ["'y' IN x"]}
    places = {"offset", "ordinal", "safe_offset", "safe_ordinal"}
    for name in OWN_FUNCTIONS[dialect]:
        tried = odd.get(name, usual)
        calls = [f"SPLIT(x, '-')[{name}(0)]"] if name in places else [f"{name}({arguments})" for arguments in tried]
        assert any(isinstance(parse("k", call, dialect), Expression) for call in calls), name


@pytest.mark.parametrize("dialect", OTHERS)
def test_columns_are_written_as_the_table_spells_them(dialect):
    sign = "`" if dialect in {"spark", "bigquery"} else '"'
    read = parse("[columns] opened_at", f"CASE WHEN hour > 5 AND Queue = 'hour' THEN {sign}Tür zu{sign} END", dialect)
    found = {"hour": "HOUR", "queue": "QueUe", "tür zu": "Tür zu"}
    written = read.sql(found)
    assert written == f"CASE WHEN {sign}HOUR{sign} > 5 AND {sign}QueUe{sign} = 'hour' THEN {sign}Tür zu{sign} END"
    assert read.columns == ("hour", "Queue", "Tür zu") or set(read.columns) == {"hour", "Queue", "Tür zu"}


@pytest.mark.parametrize("dialect", OTHERS)
def test_column_may_be_called_like_a_unit(dialect):
    read = parse("[columns] opened_at", "EXTRACT(hour FROM hour)", dialect)
    sign = "`" if dialect in {"spark", "bigquery"} else '"'
    assert read.sql({"hour": "hour"}) == f"EXTRACT(hour FROM {sign}hour{sign})"


TEXTS = st.text(alphabet="ab'\\\"`%;-/* \n$чat聊", max_size=8)
COLUMNS = st.sampled_from(["a", "Day", "hour", "segment"])


def written(dialect, text):
    return sqlglot.exp.Literal.string(text).sql(dialect)


@st.composite
def expressions(draw, dialect, depth=3):
    """Compose an expression of what all dialects have."""
    kind = draw(st.integers(0, 8 if depth else 2))
    if kind == 0:
        return draw(COLUMNS)
    if kind == 1:
        return written(dialect, draw(TEXTS))
    if kind == 2:
        return str(draw(st.one_of(st.integers(0, 10**9), st.decimals("0.01", "99", places=2))))
    inner = expressions(dialect, depth - 1)
    match kind:
        case 3:
            return f"COALESCE({draw(inner)}, {draw(inner)})"
        case 4:
            return f"CASE WHEN {draw(inner)} = {draw(inner)} THEN {draw(inner)} ELSE {draw(inner)} END"
        case 5:
            return f"({draw(inner)} {draw(st.sampled_from(['+', '-', '*', '||', '<>', '<=']))} {draw(inner)})"
        case 6:
            return f"CAST({draw(inner)} AS {draw(st.sampled_from(['DATE', 'TIMESTAMP', 'DECIMAL']))})"
        case 7:
            return f"(({draw(inner)}) IN ({written(dialect, draw(TEXTS))}, {draw(COLUMNS)}))"
        case _:
            return f"UPPER(TRIM({draw(inner)}))"


@pytest.mark.parametrize("dialect", OTHERS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_expression_comes_back_with_every_literal_and_column(dialect, data):
    text = data.draw(expressions(dialect))
    read = parse("k", text, dialect)
    assert isinstance(read, Expression), f"{text}: {read.message()}"
    found = {name.lower(): f"{name} of the table" for name in read.columns}
    again = sqlglot.parse_one(read.sql(found), dialect=dialect)
    as_read = sqlglot.parse_one(text, dialect=dialect)

    def literals(tree):
        return [(node.name, node.is_string) for node in tree.find_all(sqlglot.exp.Literal)]

    assert literals(again) == literals(as_read)
    assert [f"{one.name} of the table" for one in as_read.find_all(sqlglot.exp.Column)] == [
        one.name for one in again.find_all(sqlglot.exp.Column)
    ]


@pytest.mark.parametrize("dialect", OTHERS)
@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="abx'\"`\\;-/*()[]{}$@#:.,?! 1eE\n", max_size=12))
def test_rubbish_is_refused_or_written_as_one_expression(dialect, text):
    read = parse("k", text, dialect)
    if isinstance(read, Expression):
        (tree,) = sqlglot.parse(f"SELECT {read.sql()} AS it FROM t", dialect=dialect)
        assert len(tree.expressions) == 1
        assert tree.args["from_"].name == "t"


def test_functions_of_duckdb_stay_those_of_duckdb():
    assert parse("k", "TO_TIMESTAMP_NTZ(t)").code == "expression-refused"
    assert isinstance(parse("k", "strptime(t, '%d.%m.%Y')"), Expression)
    assert isinstance(parse("k", "strptime(t, '%d.%m.%Y')", "snowflake"), Finding)
    assert FUNCTIONS.keys() - OWN_FUNCTIONS["postgres"]
