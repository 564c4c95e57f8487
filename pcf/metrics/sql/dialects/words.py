"""What each dialect says for the few things that sqlglot translates in part, silently or not at all.

The portable text names them by nodes that DuckDB's dialect has: a difference in microseconds, a truncated time, a
cast that may fail, a zone, the first or last value of a group, a part of the keys. Everything else is SQL that all
dialects share, and sqlglot writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcf.ids import Dialect

if TYPE_CHECKING:
    from sqlglot import exp

PART = "HASH_PART"  # the number of parts, then the columns of a key
BYTES = "STRLEN"
ROW = "ROW"

UTC = "UTC"
FRACTIONS = 6  # decimals of a second that times are kept with
# what DuckDB's TRIM cuts off: the blanks of Unicode (category Zs), among them the wide one of Chinese
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_MILLION = "1e6"
_MILLIONTH = "0.000001"
_ALMOST_HALF = "0.49999999999999994"  # the largest float below a half: added and cut off, it rounds as DuckDB does
LARGEST = "999999999999.9999995"  # what no longer rounds to twelve places before the point


class Words:
    """One dialect; what it says here is what most dialects understand."""

    name: Dialect

    def elapsed(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        """Whole microseconds from one time to another."""
        from sqlglot import exp

        return exp.DateDiff(this=end, expression=start, unit=exp.var("MICROSECOND"))

    def counts_microseconds(self, node: exp.Expr) -> bool:
        """Whether a node, read back, is a difference of times in whole microseconds."""
        from sqlglot import exp

        is_difference = isinstance(node, exp.DateDiff | exp.DatetimeDiff | exp.TimestampDiff)
        return is_difference and node.text("unit").upper() == "MICROSECOND"

    def truncated(self, unit: str, time: exp.Expr) -> exp.Expr:
        """The beginning of the day, the month or the week, which starts on Monday."""
        from sqlglot import exp

        return exp.TimestampTrunc(this=time, unit=exp.var(unit.upper()))

    def decimal(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """A number with six decimals, or nothing."""
        from sqlglot import exp

        return exp.TryCast(this=value, to=kind, safe=True)

    def moment(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """A date or a time as a time without a zone: outside of DuckDB nothing else is taken as a time."""
        from sqlglot import exp

        return exp.cast(value, kind)

    def trimmed(self, value: exp.Expr) -> exp.Expr:
        """A text without blanks at its ends; which are blanks is said, as each engine has its own."""
        from sqlglot import exp

        return exp.Trim(this=value, expression=exp.Literal.string(BLANKS))

    def size(self, value: exp.Expr) -> exp.Expr:
        """How many bytes a text has in UTF-8."""
        from sqlglot import exp

        return exp.Anonymous(this="OCTET_LENGTH", expressions=[value])

    def local(self, time: exp.Expr, zone: exp.Expr) -> exp.Expr:
        """A time with a zone as the wall clock of a place shows it."""
        from sqlglot import exp

        return exp.AtTimeZone(this=time, zone=zone)

    def moved(self, time: exp.Expr, source: exp.Expr, target: exp.Expr) -> exp.Expr:
        """A time without a zone from the wall clock of one place to that of another."""
        from sqlglot import exp

        return exp.func("CONVERT_TIMEZONE", source, target, time)

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        """The value of the first or last row of a group; rows without it do not count, and nothing is the largest."""
        from sqlglot import exp

        known = exp.Is(this=value.copy(), expression=exp.null())
        keys: list[exp.Expr] = [exp.Not(this=known) if is_last else known]
        for one in order:
            keys += [exp.Is(this=one.copy(), expression=exp.null()), one.copy()]
        return exp.func("MAX_BY" if is_last else "MIN_BY", value, exp.func(ROW, *keys))

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        """The part, from 0, that a key falls into."""
        from sqlglot import exp

        return exp.func("MOD", exp.func("ABS", exp.func("HASH", *key)), parts)

    def finished(self, tree: exp.Expr) -> exp.Expr:
        """The whole query, for what concerns all of it."""
        return tree


def with_nulls_last(order: Sequence[exp.Expr]) -> list[exp.Expr]:
    """Put before each key whether there is one, where a dialect or a setting decides which place nothing takes."""
    from sqlglot import exp

    return [key for one in order for key in (exp.Is(this=one.copy(), expression=exp.null()), one.copy())]


def end_of_array(value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
    """The known values of a group as an array, of which the first is the one wanted; nothing is the largest."""
    from sqlglot import exp

    keys = [exp.Ordered(this=one, desc=is_last, nulls_first=is_last) for one in order]
    known = exp.Not(this=exp.Is(this=value.copy(), expression=exp.null()))
    array = exp.ArrayAgg(this=exp.Order(this=value, expressions=keys))
    return exp.Filter(this=array, expression=exp.Where(this=known))


class DuckDBWords(Words):
    """DuckDB, whose own words the portable text is written in."""

    name = "duckdb"

    def trimmed(self, value: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.Trim(this=value)

    def size(self, value: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.Anonymous(this=BYTES, expressions=[value])

    def decimal(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        from sqlglot import exp

        return exp.TryCast(this=value, to=kind, safe=True)

    def moment(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        return self.decimal(value, kind)

    def moved(self, time: exp.Expr, source: exp.Expr, target: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.AtTimeZone(this=exp.paren(exp.AtTimeZone(this=time, zone=source)), zone=target)

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        from sqlglot import exp

        row = exp.Anonymous(this=ROW, expressions=[*order])
        return (exp.ArgMax if is_last else exp.ArgMin)(this=value, expression=row)

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        from sqlglot import exp

        return exp.Mod(this=exp.Anonymous(this="HASH", expressions=[*key]), expression=parts)


class PostgresWords(Words):
    """PostgreSQL 14 and later, where EXTRACT gives exact decimals."""

    name = "postgres"

    def elapsed(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        seconds = exp.Extract(this=exp.var("EPOCH"), expression=exp.Sub(this=end, expression=start))
        return exp.cast(exp.Mul(this=seconds, expression=exp.Literal.number(1_000_000)), "BIGINT")

    def counts_microseconds(self, node: exp.Expr) -> bool:
        from sqlglot import exp

        is_seconds = isinstance(node.this, exp.Extract) and node.this.name.upper() == "EPOCH"
        return isinstance(node, exp.Mul) and is_seconds and node.expression == exp.Literal.number(1_000_000)

    def decimal(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """By a condition that decides before the cast, which would end the query; NaN is larger than any number."""
        from sqlglot import exp

        if is_float(value):  # cast as it stands, it would lose what goes beyond 15 digits
            whole = exp.cast(exp.Anonymous(this="TRUNC", expressions=[_millionths(value)]), "BIGINT")
            return _choice(_fits(value), exp.cast(exp.Mul(this=whole, expression=exp.Literal.number(_MILLIONTH)), kind))
        number = exp.cast(value.copy(), "DECIMAL")
        return _choice(_fits(number), exp.Cast(this=number.copy(), to=kind))

    def moved(self, time: exp.Expr, source: exp.Expr, target: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.AtTimeZone(this=exp.paren(exp.AtTimeZone(this=time, zone=source)), zone=target)

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        """As an array in order, whose first value is taken: there is nothing like MIN_BY."""
        from sqlglot import exp

        array = end_of_array(value, order, is_last=is_last)
        return exp.Bracket(this=exp.paren(array), expressions=[exp.Literal.number(1)], offset=1)

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        from sqlglot import exp

        text = exp.func("CONCAT_WS", exp.Literal.string("|"), *key, dialect="postgres")
        rest = exp.Anonymous(this="HASHTEXTEXTENDED", expressions=[text, exp.Literal.number(0)])
        return exp.func("ABS", exp.Mod(this=rest, expression=parts))


class SparkWords(Words):
    """Spark 4 with ANSI rules and the session's time zone set to UTC."""

    name = "spark"

    def decimal(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        from sqlglot import exp

        if not is_float(value):
            return super().decimal(value, kind)
        whole = exp.cast(_millionths(value), "BIGINT")  # which cuts off
        return _choice(_fits(value), exp.cast(exp.Mul(this=whole, expression=exp.Literal.number(_MILLIONTH)), kind))

    def truncated(self, unit: str, time: exp.Expr) -> exp.Expr:
        """Without a zone again: Spark answers with an instant, which Python would show in its own zone."""
        from sqlglot import exp

        return exp.Cast(this=super().truncated(unit, time), to=exp.DataType.build("TIMESTAMP_NTZ", dialect="spark"))

    def local(self, time: exp.Expr, zone: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        instant = exp.Cast(this=time, to=exp.DataType.build("TIMESTAMP", dialect="spark"))
        moved = exp.Anonymous(this="FROM_UTC_TIMESTAMP", expressions=[instant, zone])
        return exp.Cast(this=moved, to=exp.DataType.build("TIMESTAMP_NTZ", dialect="spark"))

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        from sqlglot import exp

        found = super().end_of_group(value, order, is_last=is_last)
        row = found.expression
        named = [  # else sqlglot names them
            exp.PropertyEQ(this=exp.to_identifier(f"key_{place}"), expression=one)
            for place, one in enumerate(row.expressions)
        ]
        row.replace(exp.Struct(expressions=named))
        return found

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        from sqlglot import exp

        return exp.Anonymous(this="PMOD", expressions=[exp.Anonymous(this="XXHASH64", expressions=[*key]), parts])


def is_float(value: exp.Expr) -> bool:
    """Whether a value is marked as a float, which every engine makes other decimals of."""
    from sqlglot import exp

    return isinstance(value, exp.Cast) and value.is_type("DOUBLE")


def _millionths(value: exp.Expr) -> exp.Expr:
    """How many millionths a float holds, before the fraction is cut off."""
    from sqlglot import exp

    half = exp.Mul(this=exp.func("SIGN", value.copy()), expression=exp.Literal.number(_ALMOST_HALF))
    return exp.Add(this=exp.Mul(this=value.copy(), expression=exp.Literal.number(_MILLION)), expression=half)


def _fits(value: exp.Expr) -> exp.Expr:
    from sqlglot import exp

    return exp.and_(
        exp.GT(this=value.copy(), expression=exp.Neg(this=exp.Literal.number(LARGEST))),
        exp.LT(this=value.copy(), expression=exp.Literal.number(LARGEST)),
    )


def _choice(condition: exp.Expr, value: exp.Expr) -> exp.Expr:
    from sqlglot import exp

    return exp.Case(ifs=[exp.If(this=condition, true=value)])
