"""What Snowflake says: nothing that depends on a parameter of the session or the account.

Source: docs.snowflake.com/en/sql-reference, functions/datediff, functions/date_trunc, functions/dayofweek,
functions/convert_timezone, functions/try_to_decimal, functions/array_agg and data-types-datetime.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from pcf.metrics.sql.dialects.words import Words, with_nulls_last
from pcf.model.log import ColumnType
from pcf.source import logs

if TYPE_CHECKING:
    from sqlglot import exp

_TYPES: Mapping[ColumnType, str] = {
    "text": "VARCHAR", "key": "VARCHAR", "time": "TIMESTAMPNTZ", "number": "DECIMAL(18, 6)", "mark": "DECIMAL(18, 6)",
    "flag": "BOOLEAN",
}  # fmt: skip


class SnowflakeWords(Words):
    """Snowflake; DATEDIFF counts boundaries of its unit, which is exact as no time here is finer than it."""

    name = "snowflake"

    def truncated(self, unit: str, time: exp.Expr) -> exp.Expr:
        """A week by the ISO number of its day: where DATE_TRUNC begins a week is a parameter, WEEK_START."""
        from sqlglot import exp

        if unit.upper() != "WEEK":
            return super().truncated(unit, time)
        back = exp.Sub(this=exp.Literal.number(1), expression=exp.DayOfWeekIso(this=time.copy()))
        return exp.DateAdd(this=super().truncated("DAY", time), expression=back, unit=exp.var("DAY"))

    def decimal(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """By way of text: TRY_TO_NUMBER takes nothing else."""
        from sqlglot import exp

        precision, scale = (one.this.copy() for one in kind.expressions)
        text = exp.cast(value, "VARCHAR")
        return exp.ToNumber(this=text, precision=precision, scale=scale, safe=True)

    def moment(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """Cut to microseconds: a time has nine decimals there."""
        from sqlglot import exp

        return exp.TimestampTrunc(this=exp.cast(value, kind), unit=exp.var("MICROSECOND"))

    def local(self, time: exp.Expr, zone: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        moved = exp.ConvertTimezone(target_tz=zone, timestamp=time)
        return self.moment(moved, exp.DataType.build("TIMESTAMPNTZ", dialect="snowflake"))

    def moved(self, time: exp.Expr, source: exp.Expr, target: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.ConvertTimezone(source_tz=source, target_tz=target, timestamp=time)

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        """As an array in order, which holds no NULL and gives back its first value untyped."""
        from sqlglot import exp

        keys = [exp.Ordered(this=one, desc=is_last, nulls_first=is_last) for one in with_nulls_last(order)]
        array = exp.WithinGroup(this=exp.ArrayAgg(this=value.copy()), expression=exp.Order(expressions=keys))
        first = exp.Anonymous(this="GET", expressions=[array, exp.Literal.number(0)])
        return exp.Cast(this=first, to=exp.DataType.build(_types()[value.name], dialect="snowflake"))

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        from sqlglot import exp

        return exp.func("ABS", exp.Mod(this=exp.Anonymous(this="HASH", expressions=[*key]), expression=parts))

    def finished(self, tree: exp.Expr) -> exp.Expr:
        """Write moments by their parts and orders with the place of nothing, both being parameters elsewise."""
        from sqlglot import exp

        for node in list(tree.find_all(exp.Cast)):
            if node.is_type("TIMESTAMP", "TIMESTAMPNTZ") and node.this.is_string:
                node.set("this", _moment(datetime.fromisoformat(node.this.name)))
        for order in [window.args["order"] for window in tree.find_all(exp.Window) if window.args.get("order")]:
            keys = with_nulls_last([one.this for one in order.expressions])
            order.set("expressions", [exp.Ordered(this=one, nulls_first=False) for one in keys])
        for select in tree.find_all(exp.Select):
            _place_columns(select)
        return tree


def _moment(when: datetime) -> exp.Expr:
    from sqlglot import exp

    parts = {
        "year": when.year, "month": when.month, "day": when.day, "hour": when.hour, "min": when.minute,
        "sec": when.second, "nano": when.microsecond * 1000,
    }  # fmt: skip
    return exp.TimestampFromParts(**{name: exp.Literal.number(one) for name, one in parts.items()})


def _place_columns(select: exp.Select) -> None:
    """Say of which relation a column is that an alias of the same list hides: aliases hold in all of a SELECT there."""
    from sqlglot import exp

    named = {one.alias for one in select.expressions if isinstance(one, exp.Alias)}
    for column in select.find_all(exp.Column):
        if column.name in named and column.find_ancestor(exp.Select) is select:
            column.set("table", exp.to_identifier(select.args["from_"].this.name))


@cache
def _types() -> Mapping[str, str]:
    """Return the type of every canonical column; a name means the same in all logs."""
    return {column.id: _TYPES[column.type] for log in logs().logs for column in log.columns}
