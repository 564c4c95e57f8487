"""Whatever the compiler writes keeps to the portable subset of SQL: read back as a tree, node by node."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from pcf.metrics.map_records import Parameter, Where
from pcf.metrics.sql.compiler import DIMENSIONS, Compiler, Statement
from pcf.metrics.sql.conditions import Clock, RowWriter
from pcf.metrics.sql.scans import Period
from pcf.model.component import Followed
from pcf.source import logs

LOGS = {log.id: log for log in logs().logs}
COUNTINGS = {log_id: [one for one in logs().countings if one.log == log_id] for log_id in LOGS}
UNITS = {parameter.id: parameter.unit for parameter in logs().parameters}
CHOICES = {parameter.id: parameter.choices for parameter in logs().parameters if parameter.choices}

# exceptions whose texts try to leave their literal
EXCEPTIONS = (
    Where(segment="O'Neill'); DROP TABLE x --", channel="чат", value=0.5),
    Where(channel="a\\'b", value=3),
    Where(segment="", value=1.25),
)
PARAMETERS = {
    parameter.id: Parameter(default=parameter.default, where=() if parameter.choices else EXCEPTIONS)
    for parameter in logs().parameters
}
LATEST = dt.datetime(2026, 10, 31, 23, 59, 59, 999999)  # noqa: DTZ001  rows are kept without an offset
AS_OF = dt.datetime(2026, 10, 31, 12, 0, 0, 1)  # noqa: DTZ001
BYS = [
    (),
    ("segment",),
    ("segment", "month"),
    ("channel", "week"),
    ("reason", "product", "day"),
    DIMENSIONS,
]
PERIODS = [
    Period(),
    Period(dt.date(2026, 2, 28)),
    Period(None, dt.date(2026, 12, 31)),
    Period(dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
]

PLAIN = frozenset(
    {
        "Select", "From", "Table", "TableAlias", "Alias", "Column", "Identifier", "Literal", "Where", "Group", "With",
        "CTE", "Union", "Paren", "Case", "If", "Coalesce", "Nullif", "And", "Or", "Not", "EQ", "NEQ", "GT", "GTE",
        "LT", "LTE", "Add", "Sub", "Mul", "In", "Boolean", "Count", "Sum", "Min", "Max", "Ceil", "Ln", "Var", "Order",
    }
)  # fmt: skip
TYPES = {"VARCHAR", "TEXT", "BIGINT", "DOUBLE", "TIMESTAMP", "TIMESTAMPNTZ"}
INSIDE_SELECT = {"expressions", "from_", "from", "where", "group", "with_", "with", "kind"}


def strays(sql: str) -> list[str]:
    """List what stands outside the portable subset, or that the text cannot be read as one statement."""
    try:
        (tree,) = sqlglot.parse(sql, dialect="duckdb", error_level=ErrorLevel.RAISE)
    except (SqlglotError, ValueError) as error:
        return [f"unreadable: {error}"]
    if tree is None:
        return ["unreadable: nothing"]
    return [f"{type(node).__name__}: {node.sql('duckdb')[:80]}" for node in tree.walk() if not portable(node)]


def given(node: exp.Expression) -> set[str]:
    return {name for name, value in node.args.items() if value}


def portable(node: exp.Expression) -> bool:  # noqa: C901  one rule for each kind of node
    match type(node).__name__:
        case "Select":
            return given(node) <= INSIDE_SELECT
        case "Group":
            return given(node) == {"expressions"} and all(
                isinstance(one, exp.Literal) and not one.is_string for one in node.expressions
            )
        case "Union":
            return node.args.get("distinct") is False and not node.args.get("by_name")
        case "With":
            return not node.args.get("recursive")
        case "Table":
            return given(node) <= {"this", "alias"} and isinstance(node.this, exp.Identifier)
        case "Count" | "Sum" | "Min" | "Max":
            return given(node) <= {"this", "big_int"} and not isinstance(node.parent, exp.Filter)
        case "Star":
            return isinstance(node.parent, exp.Count)
        case "Distinct":
            return isinstance(node.parent, exp.Count) and len(node.expressions) == 1 and not node.args.get("on")
        case "Cast":
            return given(node) <= {"this", "to"} and type(node) is exp.Cast
        case "DataType":
            return node.this.name in TYPES and not node.expressions
        case "Null":  # never bare: it has a type or stands in a question
            return isinstance(node.parent, exp.Cast | exp.Is)
        case "Is":
            return isinstance(node.expression, exp.Null)
        case "In":
            return given(node) == {"this", "expressions"}
        case "Neg":
            return isinstance(node.this, exp.Literal)
        case "Div":  # never of two whole numbers
            return (
                isinstance(node.this, exp.Ln)
                and isinstance(node.expression, exp.Literal)
                and "." in node.expression.this
            )
        case "TimestampTrunc":
            return node.args["unit"].name.lower() in {"day", "week", "month"} and isinstance(node.this, exp.Column)
        case "DateDiff":
            return node.args["unit"].name.lower() == "microsecond"
        case "Lead":
            return given(node) == {"this"} and isinstance(node.parent, exp.Window)
        case "Window":
            is_framed = isinstance(node.this, exp.Max | exp.Sum)
            ordered = bool(node.args.get("partition_by")) and bool(node.args.get("order"))
            return (
                ordered
                and isinstance(node.this, exp.Lead | exp.Max | exp.Sum)
                and bool(node.args.get("spec")) is is_framed
            )
        case "WindowSpec":
            return node.args["kind"] == "ROWS" and node.args["start_side"] == node.args["end_side"] == "PRECEDING"
        case "Ordered":
            return isinstance(node.this, exp.Column) and not node.args.get("desc") and not node.args.get("with_fill")
        case kind:
            return kind in PLAIN


def statements(log_id: str, by: tuple[str, ...]) -> Iterator[tuple[str, Statement]]:
    """Write every statement that a log can lead to, with what it was made with."""
    log = LOGS[log_id]
    whole = [column.id for column in log.columns]
    bare = [column.id for column in log.columns if column.required]
    windows = [one for one in COUNTINGS[log_id] if isinstance(one.component, Followed)]
    for mapped in (whole, bare):
        for as_of in (None, AS_OF):
            rows = RowWriter(PARAMETERS, UNITS, Clock(as_of, LATEST), mapped)
            for exact_values in (True, False):
                for period in PERIODS:
                    for last in (0, -1):
                        keys = {name: tuple(choices[last].split("+")) for name, choices in CHOICES.items()}
                        compiler = Compiler(log, mapped, rows, keys, period, exact_values)
                        said = f"{log_id} {by} {len(mapped)} {as_of} {exact_values} {period} {keys}"
                        yield said, compiler.fuse(COUNTINGS[log_id], by)
                        yield said, compiler.fuse(windows, by, with_rows=False)


SOME = ("segment", "month")  # the others are proved among the long ones


@pytest.mark.parametrize(
    "by", [pytest.param(by, id="+".join(by) or "total", marks=[] if by == SOME else pytest.mark.long) for by in BYS]
)
@pytest.mark.parametrize("log_id", LOGS)
def test_every_statement_keeps_to_the_portable_subset(log_id, by):
    seen = set()
    for said, statement in statements(log_id, by):
        if statement.text and statement.text not in seen:
            seen.add(statement.text)
            assert not strays(statement.text), said
    assert seen


@pytest.mark.parametrize("log_id", LOGS)
def test_each_counting_alone_keeps_to_the_portable_subset(log_id):
    mapped = [column.id for column in LOGS[log_id].columns]
    rows = RowWriter(PARAMETERS, UNITS, Clock(AS_OF, LATEST), mapped)
    keys = {name: tuple(choices[0].split("+")) for name, choices in CHOICES.items()}
    compiler = Compiler(LOGS[log_id], mapped, rows, keys, PERIODS[3])
    for one in COUNTINGS[log_id]:
        statement = compiler.fuse([one], ("segment", "month"))
        assert statement.reads or statement.missing, one.measure
        assert not strays(statement.text), one.measure


def test_all_logs_are_tried_and_all_kinds_of_components_among_them():
    kinds = {one.component.kind for countings in COUNTINGS.values() for one in countings}
    assert len(LOGS) == 13
    assert kinds == {"count", "sum", "maximum", "quantile", "distinct", "followed", "stock"}
    assert all(COUNTINGS.values())


@pytest.mark.parametrize("log_id", LOGS)
def test_no_text_of_an_exception_leaves_its_literal(log_id):
    _, statement = next(statements(log_id, DIMENSIONS))
    tree = sqlglot.parse_one(statement.text, dialect="duckdb")
    texts = {node.this for node in tree.find_all(exp.Literal) if node.is_string}
    hostile = {text for text in texts if "DROP" in text}
    assert hostile <= {EXCEPTIONS[0].segment}
    assert all(table.name.startswith(log_id) for table in tree.find_all(exp.Table))


@pytest.mark.parametrize("dialect", ["postgres", "spark", "trino", "snowflake", "databricks"])
@pytest.mark.parametrize("log_id", LOGS)
def test_other_dialects_are_written_without_a_word_that_they_lack(log_id, dialect):
    for as_of in (None, AS_OF):
        mapped = [column.id for column in LOGS[log_id].columns]
        rows = RowWriter(PARAMETERS, UNITS, Clock(as_of, LATEST), mapped)
        keys = {name: tuple(choices[0].split("+")) for name, choices in CHOICES.items()}
        text = Compiler(LOGS[log_id], mapped, rows, keys, exact_values=False).fuse(COUNTINGS[log_id], DIMENSIONS).text
        (said,) = sqlglot.transpile(text, read="duckdb", write=dialect, unsupported_level=ErrorLevel.RAISE)
        if "DATE_DIFF(" in text and dialect != "postgres":  # there it is EXTRACT of an interval
            assert "MICROSECOND" in said.upper()


BAD = {
    "FILTER": "SELECT COUNT(*) FILTER (WHERE a > 1) AS n FROM contacts",
    "MEDIAN": "SELECT MEDIAN(a) AS n FROM contacts",
    "QUANTILE_CONT": "SELECT QUANTILE_CONT(a, 0.8) AS n FROM contacts",
    "PERCENTILE_CONT": "SELECT PERCENTILE_CONT(0.8) WITHIN GROUP (ORDER BY a) AS n FROM contacts",
    "AVG": "SELECT AVG(a) AS n FROM contacts",
    "epoch": "SELECT SUM(EPOCH(b) - EPOCH(a)) AS n FROM contacts",
    "epoch_us": "SELECT SUM(EPOCH_US(b - a)) AS n FROM contacts",
    "approximate distinct": "SELECT APPROX_COUNT_DISTINCT(a) AS n FROM contacts",
    "seconds": "SELECT SUM(DATE_DIFF('second', a, b)) AS n FROM contacts",
    "quarters": "SELECT DATE_TRUNC('quarter', a) AS q, COUNT(*) AS n FROM contacts GROUP BY 1",
    "group by a name": "SELECT a, COUNT(*) AS n FROM contacts GROUP BY a",
    "grouping sets": "SELECT a, COUNT(*) AS n FROM contacts GROUP BY GROUPING SETS ((1), ())",
    "group by all": "SELECT a, COUNT(*) AS n FROM contacts GROUP BY ALL",
    "having": "SELECT a, COUNT(*) AS n FROM contacts GROUP BY 1 HAVING COUNT(*) > 1",
    "order": "SELECT a FROM contacts ORDER BY a",
    "nulls first": "SELECT LEAD(a) OVER (PARTITION BY b ORDER BY c NULLS FIRST, d DESC) AS n FROM contacts",
    "limit": "SELECT a FROM contacts LIMIT 5",
    "qualify": "SELECT a FROM contacts QUALIFY COUNT(*) OVER () > 1",
    "distinct rows": "SELECT DISTINCT a FROM contacts",
    "union of different rows": "SELECT a FROM contacts UNION SELECT b FROM contacts",
    "intersect": "SELECT a FROM contacts INTERSECT SELECT b FROM contacts",
    "whole division": "SELECT SUM(a) / COUNT(*) AS n FROM contacts",
    "// of DuckDB": "SELECT SUM(a) // 2 AS n FROM contacts",
    "subquery": "SELECT COUNT(*) AS n FROM (SELECT 1 AS a) AS contacts",
    "question of a set": "SELECT COUNT(CASE WHEN a IN (SELECT b FROM other) THEN 1 END) AS n FROM contacts",
    "join": "SELECT COUNT(*) AS n FROM contacts JOIN other USING (a)",
    "file": "SELECT COUNT(*) AS n FROM read_csv('x.csv')",
    "bare NULL": "SELECT NULL AS n FROM contacts",
    "star": "SELECT * FROM contacts",
    "frame by range": "SELECT SUM(a) OVER (PARTITION BY b ORDER BY c RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS n FROM contacts",
    "no frame": "SELECT MAX(a) OVER (PARTITION BY b) AS n FROM contacts",
    "LAG": "SELECT LAG(a) OVER (PARTITION BY b ORDER BY c) AS n FROM contacts",
    "row number": "SELECT ROW_NUMBER() OVER (PARTITION BY b ORDER BY c) AS n FROM contacts",
    "TRY_CAST": "SELECT TRY_CAST(a AS BIGINT) AS n FROM contacts",
    "interval": "SELECT COUNT(CASE WHEN a > b + INTERVAL 1 DAY THEN 1 END) AS n FROM contacts",
    "float type": "SELECT CAST(a AS HUGEINT) AS n FROM contacts",
    "LIKE": "SELECT COUNT(CASE WHEN a LIKE 'x%' THEN 1 END) AS n FROM contacts",
    "BETWEEN": "SELECT COUNT(CASE WHEN a BETWEEN 1 AND 2 THEN 1 END) AS n FROM contacts",
    "GREATEST": "SELECT SUM(GREATEST(a, 0)) AS n FROM contacts",
    "IS TRUE": "SELECT COUNT(CASE WHEN a IS TRUE THEN 1 END) AS n FROM contacts",
    "list": "SELECT [1, 2] AS n FROM contacts",
    "unknown function": "SELECT pcf_secret(a) AS n FROM contacts",
    "two statements": "SELECT COUNT(*) AS n FROM contacts; DROP TABLE contacts",
    "open bracket": "SELECT COUNT( AS n FROM contacts",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("said", BAD)
def test_the_check_notices_what_is_not_portable(said):
    assert strays(BAD[said])


def test_the_check_lets_the_subset_pass():
    text = """
    WITH x AS (
      SELECT segment, MAX(t) OVER (PARTITION BY k ORDER BY t, id ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS before,
        LEAD(t) OVER (PARTITION BY k ORDER BY t, id) AS next_at
      FROM contacts WHERE k IS NOT NULL
    )
    SELECT 1 AS part, DATE_TRUNC('week', t) AS week, CAST(NULL AS BIGINT) AS bucket,
      COUNT(CASE WHEN DATE_DIFF('microsecond', a, b) <= 20000000 AND (c IN ('x') OR NOT d = TRUE) THEN 1 END) AS n
    FROM x GROUP BY 2
    UNION ALL
    SELECT 2 AS part, CAST(NULL AS TIMESTAMP) AS week, CAST(CEIL(LN(CAST(v AS DOUBLE)) / 0.0198) AS BIGINT) AS bucket,
      COALESCE(SUM(v), 0) AS n
    FROM x GROUP BY 3
    """
    assert not strays(text)
