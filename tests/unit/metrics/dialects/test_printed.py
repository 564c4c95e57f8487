"""What is printed for others to run: deterministic, commented, and refused where nobody could tell."""

from __future__ import annotations

import hashlib

import pytest

from pcf.errors import BadOptionError, DialectRefusedError, LogError, SecretInAddressError
from pcf.ids import DIALECTS
from pcf.metrics.counted import Question
from pcf.metrics.printed import dialect_of, statement_for
from pcf.metrics.sql.scans import Period

from .cases import ALL, UNVERIFIED, printed

MAP = """
log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
answered_at = '"Answered At"'
"""
PLAIN = ("contacts_offered", "contacts_answered", "seconds_waited_answered")


@pytest.fixture
def write(tmp_path):
    """Print a statement: ``write("trino", map_text=…)``."""

    def run(dialect, map_text=MAP, *, table="log", name="map.toml", by=("month",), wanted=PLAIN, as_of=None):
        path = tmp_path / name
        path.write_text(map_text, encoding="utf-8")
        question = Question(by=by, wanted=wanted, period=Period(), as_of=as_of, memory=0)
        return statement_for(dialect, table, path, question)

    return run


def codes(refused):
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("dialect", ALL)
def test_comments_come_first_and_the_hash_is_that_of_the_rest(dialect):
    one = printed("intervals", dialect)
    comments, _, rest = one.text.partition("\n\n")
    assert all(line.startswith("-- ") for line in comments.splitlines())
    assert rest == one.sql
    assert "--" not in rest
    assert hashlib.sha256(rest.encode()).hexdigest() == one.sha256
    assert one.sha256 in comments
    assert ("Unverified" in comments) == (dialect in UNVERIFIED)


def test_settings_that_a_statement_counts_on_are_said():
    assert (
        "settings of the session: TimeZone = 'UTC', standard_conforming_strings = on, DateStyle = 'ISO, YMD', "
        in printed("intervals", "postgres").text
    )
    assert "spark.sql.session.timeZone = UTC, " in printed("intervals", "spark").text
    assert not [dialect for dialect in UNVERIFIED if "settings of the session" in printed("intervals", dialect).text]


def test_text_depends_on_nothing_but_what_was_asked(write, tmp_path):
    assert write("trino").text == write("trino").text
    (tmp_path / "elsewhere").mkdir()
    assert write("trino", name="elsewhere/map.toml").text == write("trino").text
    assert str(tmp_path) not in write("trino").text


def test_types_that_are_taken_for_granted_are_said(write):
    text = write("bigquery").text
    assert "-- Times without a zone: opened_at, answered_at.\n" in text
    assert "-- Cast to text, whatever they are: contact_id.\n" in text
    zoned = write("bigquery", f'timezone = "Europe/Berlin"\n{MAP}[types]\nopened = "TIMESTAMP WITH TIME ZONE"\n')
    assert "-- Times with a zone: opened_at.\n" in zoned.text
    assert "DATETIME(raw_opened_at, 'Europe/Berlin')" in zoned.sql


def test_time_with_a_zone_needs_the_timezone_of_the_map(write):
    with pytest.raises(LogError) as refused:
        write("trino", MAP + '[types]\nopened = "TIMESTAMPTZ"\n')
    assert codes(refused) == ["timezone-needed"]


def test_type_that_does_not_fit_is_refused(write):
    with pytest.raises(LogError) as refused:
        write("trino", MAP + '[types]\nopened = "BOOLEAN"\n"Answered At" = "VARCHAR"\n')
    assert codes(refused) == ["wrong-type", "wrong-type"]
    assert [finding.cell for finding in refused.value.findings] == ["[columns] opened_at", "[columns] answered_at"]


def test_names_of_columns_stay_as_the_map_spells_them(write):
    """Snowflake reads them in capitals, PostgreSQL in small letters, and those in quotation marks as they stand."""
    for dialect, quoted in (("snowflake", '"Answered At"'), ("trino", '"Answered At"'), ("bigquery", "`Answered At`")):
        sql = write(dialect).sql
        assert "  opened AS raw_opened_at" in sql
        assert f"  {quoted} AS raw_answered_at" in sql


@pytest.mark.parametrize(
    ("dialect", "table", "relation"),
    [
        ("trino", "hive.care.contacts", '"hive"."care"."contacts"'),
        ("snowflake", "db.public.contacts", '"DB"."PUBLIC"."CONTACTS"'),
        ("snowflake", 'db.public."Contacts"', '"db"."public"."Contacts"'),
        ("bigquery", "my-project.care.contacts", "`my-project`.`care`.`contacts`"),
        ("postgres", "postgresql://someone@db.example.com/bank/care.contacts", '"care"."contacts"'),
        ("spark", "contacts", "`contacts`"),
        ("duckdb", "обращения", '"обращения"'),
    ],
)
def test_table_is_written_as_the_dialect_has_it(write, dialect, table, relation):
    text = write(dialect, table=table).text
    assert f"FROM {relation}" in text
    assert "example.com" not in text
    assert "someone" not in text


@pytest.mark.parametrize(
    "table",
    ["", "a.b.c.d", "a..b", "a b`; DROP TABLE x", "x\n-- y", "a\\b", "logs/contacts.parquet", '"a', "a'b", "x\u202ey",
      "postgresql://host/bank"],
)  # fmt: skip
def test_what_is_no_table_is_refused(write, table):
    for dialect in ("bigquery", "snowflake"):
        with pytest.raises(BadOptionError):
            write(dialect, table=table)


def test_password_is_refused_and_not_repeated(write):
    with pytest.raises(SecretInAddressError) as refused:
        write("postgres", table="postgresql://someone:geheim@host/bank/care.contacts")
    assert "geheim" not in str(refused.value)


def test_map_in_another_dialect_is_refused_unless_it_names_columns_alone(write):
    text = MAP.replace('"opened"', "'CAST(\"opened\" AS TIMESTAMP)'")
    with pytest.raises(LogError) as refused:
        write("trino", text)
    assert codes(refused) == ["dialect-differs"]
    assert write("trino", 'dialect = "trino"\n' + text).sql
    assert write("trino", 'dialect = "snowflake"\n' + MAP).sql


def test_expressions_and_conditions_are_written_in_the_dialect(write):
    text = 'dialect = "bigquery"\n' + MAP.replace('"opened"', "'DATETIME_ADD(day, INTERVAL `Wait` SECOND)'")
    sql = write("bigquery", text + "[leave_out]\nphantom = \"outcome = 'PHAN\\\\'TOM'\"\n").sql
    assert "DATETIME_ADD(day, INTERVAL `Wait` SECOND) AS raw_opened_at" in sql
    assert r"outcome = 'PHAN\'TOM' AS out_0" in sql
    assert "LOWER(CAST(out_0 AS STRING)) = 'true'" in sql


def test_figures_that_depend_on_a_moment_need_one(write):
    text = MAP + 'customer_id = "customer"\nclosed_at = "closed"\n'
    with pytest.raises(LogError) as refused:
        write("trino", text, wanted=None)
    (finding,) = refused.value.findings
    assert (finding.code, finding.cell) == ("moment-needed", "--as-of")
    assert {"contacts_open", "contacts_followed"} <= set(finding.facts["found"])
    assert "contacts_answered" not in finding.facts["found"]
    assert write("trino", text, wanted=None, as_of="2026-10-31").sql
    assert write("trino", text, wanted=["contacts_answered"]).sql


def test_what_the_map_cannot_give_needs_no_moment(write):
    """Without the customer's id and the time of closing there is nothing to follow and nothing to be open."""
    one = write("trino", wanted=None)
    assert {"contacts_open", "contacts_followed"} <= one.statement.missing.keys()


def test_no_name_leaves_its_comment(write):
    text = write("trino", name="map\n; DROP TABLE x.toml").text
    assert not [line for line in text.splitlines() if line.startswith(";")]
    assert "-- Map: map ; DROP TABLE x.toml." in text


def test_comments_are_said_in_the_language_of_the_reader(write):
    one = write("trino")
    told = one.said(lambda text: f"⟨{text}⟩\n;")
    comments, _, rest = told.partition("\n\n")
    assert all(line.startswith("-- ⟨") for line in comments.splitlines())
    assert rest == one.sql


@pytest.mark.parametrize(
    ("text", "dialect"), [("trino", "trino"), (" PostgreSQL ", "postgres"), ("BigQuery", "bigquery")]
)
def test_dialect_is_known_by_its_name(text, dialect):
    assert dialect_of(text) == dialect


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mysql", "counts days"),
        ("MariaDB", "counts days"),
        ("oracle", "empty text"),
        ("tsql", "35 minutes"),
        ("sqlserver", "35 minutes"),
        ("mssql", "35 minutes"),
        ("clickhouse", "nobody has proved"),
        ("redshift", "nobody has proved"),
    ],
)
def test_dialect_whose_figures_could_be_wrong_is_refused_with_the_reason(text, reason):
    with pytest.raises(DialectRefusedError) as refused:
        dialect_of(text)
    assert reason in str(refused.value)
    assert all(name in str(refused.value) for name in DIALECTS)


@pytest.mark.parametrize("text", ["", "klingon", "Dialect", "trino; DROP TABLE x"])
def test_what_is_no_dialect_is_told_so(text):
    with pytest.raises(BadOptionError) as refused:
        dialect_of(text)
    assert "snowflake" in str(refused.value)
