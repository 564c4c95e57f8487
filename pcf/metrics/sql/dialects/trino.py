"""What Trino says: times to the microsecond only where that is written, and differences by way of doubles.

Source: trino.io/docs/current, functions/datetime, functions/string, functions/aggregate and language/types.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcf.metrics.sql.dialects.words import FRACTIONS, UTC, Words, end_of_array

if TYPE_CHECKING:
    from sqlglot import exp

_MILLION = 1_000_000


class TrinoWords(Words):
    """Trino 351 and later."""

    name = "trino"

    def elapsed(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        """By the seconds since 1970 as doubles: date_diff knows no unit below the millisecond.

        Of each of the two the whole seconds and the microseconds beyond them are taken apart. That is exact from 1700
        to 2240: up to 2^33 seconds a double is off by less than a half of a microsecond, whole seconds never are. One
        product of all would be off by one now and then from 2106 on.
        """
        from sqlglot import exp

        return exp.paren(exp.Sub(this=_microseconds(end), expression=_microseconds(start)), copy=False)

    def counts_microseconds(self, node: exp.Expr) -> bool:
        from sqlglot import exp

        return isinstance(node, exp.Sub) and all(_is_microseconds(one) for one in (node.this, node.expression))

    def moment(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """By way of a function that takes no time with a zone: a plain cast would drop the zone without a word."""
        from sqlglot import exp

        return self.moved(value, exp.Literal.string(UTC), exp.Literal.string(UTC))

    def size(self, value: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.Length(this=exp.Anonymous(this="TO_UTF8", expressions=[value]))

    def local(self, time: exp.Expr, zone: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.Cast(this=exp.AtTimeZone(this=time, zone=zone), to=_timestamp())

    def moved(self, time: exp.Expr, source: exp.Expr, target: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        placed = exp.Anonymous(this="WITH_TIMEZONE", expressions=[time, source])
        return exp.Cast(this=exp.AtTimeZone(this=placed, zone=target), to=_timestamp())

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        """As an array in order, whose first value is taken: MIN_BY compares no rows that hold a NULL."""
        from sqlglot import exp

        return exp.Bracket(
            this=end_of_array(value, order, is_last=is_last),
            expressions=[exp.Literal.number(1)],
            offset=1,
            safe=True,
        )

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        from sqlglot import exp

        text = exp.func("CONCAT_WS", exp.Literal.string("|"), *key, dialect="trino")
        encoded = exp.Encode(this=text, charset=exp.Literal.string("utf-8"))
        hashed = exp.Anonymous(this="XXHASH64", expressions=[encoded])
        number = exp.Anonymous(this="FROM_BIG_ENDIAN_64", expressions=[hashed])
        return exp.func("ABS", exp.Mod(this=number, expression=parts))

    def finished(self, tree: exp.Expr) -> exp.Expr:
        """Give every time its six decimals, three being what TIMESTAMP means, and write fractions as doubles."""
        from sqlglot import exp

        for kind in list(tree.find_all(exp.DataType)):
            if kind.is_type("TIMESTAMP", "TIMESTAMPNTZ"):
                kind.replace(_timestamp())
        for ratio in tree.find_all(exp.Div):
            if ratio.expression.is_number:
                ratio.set("expression", exp.Literal.number(_as_double(ratio.expression.name)))
        return tree


def _as_double(written: str) -> str:
    """Write a number so that it is a double, and the same one."""
    return repr(float(written)) + "E0"


def _timestamp() -> exp.DataType:
    from sqlglot import exp

    return exp.DataType.build(f"TIMESTAMP({FRACTIONS})", dialect="trino")


def _microseconds(time: exp.Expr) -> exp.Expr:
    """Microseconds since 1970, in parentheses."""
    from sqlglot import exp

    def seconds() -> exp.Expr:
        return exp.TimeToUnix(this=time.copy())

    def whole() -> exp.Expr:
        return exp.Floor(this=seconds())

    def times_a_million(amount: exp.Expr) -> exp.Expr:
        return exp.Mul(this=amount, expression=exp.Literal.number(_MILLION))

    rest = exp.Round(this=times_a_million(exp.paren(exp.Sub(this=seconds(), expression=whole()))))
    all_of_it = exp.Add(this=times_a_million(exp.cast(whole(), "BIGINT")), expression=exp.cast(rest, "BIGINT"))
    return exp.paren(all_of_it)


def _is_microseconds(node: exp.Expr) -> bool:
    """Whether a node is what ``_microseconds`` writes, whatever the time."""
    from sqlglot import exp

    seconds = node.find(exp.TimeToUnix) if isinstance(node, exp.Paren) else None
    return seconds is not None and node == _microseconds(seconds.this)
