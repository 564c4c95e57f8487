"""What each part of a statement's answer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pcf.metrics.printed.cells import NumberKind
from pcf.metrics.sql.compiler import Statement


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One part of an answer.

    Attributes:
        kinds: The columns that it fills, and with which numbers.
        has_bucket: Whether its rows are those of a histogram.
        is_whole: Whether every row of the log is in it, so that there is a row of the answer where there is one.
    """

    kinds: Mapping[str, NumberKind]
    has_bucket: bool
    is_whole: bool


def parts_of(statement: Statement, log: str) -> dict[int, AnswerPart]:
    """Return what each part of the answer holds, by its number.

    Args:
        statement: A fused statement.
        log: The relation that it counts.
    """
    import sqlglot
    from sqlglot import exp

    found: dict[int, AnswerPart] = {}
    for select in sqlglot.parse_one(statement.text, dialect="duckdb").find_all(exp.Select):
        terms = {one.alias_or_name: one.unalias() for one in select.expressions}
        if "part" not in terms:  # rows in order, which a part is counted from
            continue
        own = {alias: terms[alias] for alias in statement.columns if not _is_nothing(terms[alias])}
        found[int(terms["part"].name)] = AnswerPart(
            kinds={alias: _kind(sql) for alias, sql in own.items()},
            has_bucket=not _is_nothing(terms["bucket"]),
            is_whole=select.args["from_"].name == log and not select.args.get("where"),
        )
    return found


def _is_nothing(term: object) -> bool:
    from sqlglot import exp

    return isinstance(term, exp.Cast) and isinstance(term.this, exp.Null)


def _kind(term: object) -> NumberKind:
    from sqlglot import exp

    if isinstance(term, exp.Count):
        return "count"
    return "largest" if isinstance(term, exp.Max) else "sum"
