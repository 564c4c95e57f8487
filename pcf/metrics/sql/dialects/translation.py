"""Portable text to a dialect, node by node, and read back: a unit that got lost would change every figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.engine_findings import STATEMENT_CHANGED
from pcf.metrics.sql.dialects.bigquery import BigQueryWords
from pcf.metrics.sql.dialects.snowflake import SnowflakeWords
from pcf.metrics.sql.dialects.trino import TrinoWords
from pcf.metrics.sql.dialects.words import BYTES, PART, DuckDBWords, PostgresWords, SparkWords, Words

if TYPE_CHECKING:
    from sqlglot import exp

WORDS: Mapping[Dialect, Words] = {
    words.name: words
    for words in (DuckDBWords(), PostgresWords(), SparkWords(), TrinoWords(), SnowflakeWords(), BigQueryWords())
}

# what has to be there as often when a text is read back: what is counted, of what, grouped by what
_COUNTED = frozenset({
    "Count", "Sum", "Min", "Max", "LogicalOr", "ArrayAgg", "Distinct", "Case", "If", "CTE", "Union", "Select", "Where",
    "Group", "Window", "Lead", "And", "Or", "Not", "EQ", "NEQ", "LT", "LTE", "GT", "GTE", "Between", "In", "Is",
})  # fmt: skip


def translate(sql: str, dialect: Dialect) -> str:
    """Write a portable query in a dialect.

    Args:
        sql: One query in the portable subset, as DuckDB writes it.
        dialect: One of ``WORDS``.

    Raises:
        LogError: Read back, the text no longer says what it has to: another version of sqlglot is installed than
            the one that this package was tested with.
    """
    import sqlglot
    from sqlglot.errors import ErrorLevel, SqlglotError

    tree = sqlglot.parse_one(sql, dialect="duckdb")
    differences = sum(type(node).__name__ == "DateDiff" for node in tree.walk())
    tree = spoken(tree, dialect)
    try:
        text = tree.sql(dialect, pretty=True, comments=False, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError:
        text = ""
    if not held(text, dialect, tree, differences):
        facts = {"found": dialect, "version": version("sqlglot")}
        raise LogError(findings=(Finding(STATEMENT_CHANGED, facts=facts),), path=dialect, count=1)
    return text


def spoken(tree: exp.Expr, dialect: Dialect) -> exp.Expr:
    """Put what a dialect says into the tree of a portable query, which is changed."""
    words = WORDS[dialect]
    for node in reversed(list(tree.walk())):  # from the leaves upwards
        said = _said(words, node)
        if said is not None and said is not node:
            node.replace(said)
    return words.finished(tree)


def held(text: str, dialect: Dialect, meant: exp.Expr, differences: int) -> bool:
    """Whether a text, read back in its dialect, still says what was meant.

    It has to be the same text when written again, every difference of times has to be one in microseconds, and what
    is counted, grouped, compared and named has to be there as often.

    Args:
        text: What was written.
        dialect: In what.
        meant: The tree that it was written from.
        differences: How many differences of times it has to hold.
    """
    import sqlglot
    from sqlglot.errors import SqlglotError

    try:
        again = sqlglot.parse_one(text, dialect=dialect)
        if again.sql(dialect, pretty=True, comments=False) != text:
            return False
    except (SqlglotError, RecursionError):
        return False
    counted = sum(WORDS[dialect].counts_microseconds(node) for node in again.walk())
    return counted == differences and _census(again) == _census(meant)


def _census(tree: exp.Expr) -> Counter[str]:
    """Count what must not get lost: kinds of nodes, keys of groups, literals, and the columns that come back."""
    from sqlglot import exp

    found: Counter[str] = Counter()
    for node in tree.walk():
        kind = type(node).__name__
        if kind in _COUNTED:
            found[kind] += 1
        if isinstance(node, exp.Group):
            found["keys of groups"] += len(node.expressions)
        elif isinstance(node, exp.Literal) and not isinstance(node.parent, exp.Bracket):  # some count from 1
            found[f"literal {node.name}"] += 1
        elif isinstance(node, exp.Alias):
            found[f"alias {node.alias}"] += 1
        elif isinstance(node, exp.Union):
            found["of all"] += not node.args.get("distinct")
    return found


def _said(words: Words, node: exp.Expr) -> exp.Expr | None:
    """Return what a node becomes, or nothing where sqlglot itself writes it well."""
    from sqlglot import exp

    match node:
        case exp.DateDiff():
            return words.elapsed(node.expression, node.this)
        case exp.TimestampTrunc():
            return words.truncated(node.args["unit"].name, node.this)
        case exp.TryCast():
            return words.decimal(node.this, node.to) if node.to.is_type("DECIMAL") else words.moment(node.this, node.to)
        case exp.Trim(expression=None):
            return words.trimmed(node.this)
        case exp.AtTimeZone():
            return _zoned(words, node)
        case exp.ArgMin() | exp.ArgMax():
            return words.end_of_group(node.this, node.expression.expressions, is_last=isinstance(node, exp.ArgMax))
        case exp.Case() if _is_idle(node):
            whole: exp.Expr = node.args["ifs"][0].args["true"].copy()
            return whole
        case exp.Anonymous(this=str(name)) if name.upper() == BYTES:
            return words.size(node.expressions[0])
        case exp.Anonymous(this=str(name)) if name.upper() == PART:
            return words.part(node.expressions[0], node.expressions[1:])
    return None


def _zoned(words: Words, node: exp.Expr) -> exp.Expr | None:
    """A time moved from zone to zone is written as two steps, of which the inner one waits for the outer."""
    from sqlglot import exp

    if isinstance(node.parent, exp.Paren) and isinstance(node.parent.parent, exp.AtTimeZone):
        return None
    inner = node.this.unnest()
    if isinstance(inner, exp.AtTimeZone):
        return words.moved(inner.this, inner.args["zone"], node.args["zone"])
    return words.local(node.this, node.args["zone"])


def _is_idle(node: exp.Case) -> bool:
    """Whether a CASE gives a value where there is one, and nothing else."""
    from sqlglot import exp

    first = node.args["ifs"][0]
    known = exp.Not(this=exp.Is(this=first.args["true"].copy(), expression=exp.null()))
    return len(node.args["ifs"]) == 1 and not node.this and not node.args.get("default") and first.this == known
