"""What BigQuery says: a time without a zone is a DATETIME there, a TIMESTAMP is an instant.

Source: cloud.google.com/bigquery/docs/reference/standard-sql, datetime_functions, timestamp_functions,
aggregate-function-calls, window-function-calls, conversion_functions, hash_functions and lexical.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcf.metrics.sql.dialects.words import LARGEST, UTC, Words, with_nulls_last

if TYPE_CHECKING:
    from sqlglot import exp


class BigQueryWords(Words):
    """BigQuery's GoogleSQL."""

    name = "bigquery"

    def elapsed(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.DatetimeDiff(this=end, expression=start, unit=exp.var("MICROSECOND"))

    def truncated(self, unit: str, time: exp.Expr) -> exp.Expr:
        """A week by ISO, from Monday: WEEK begins on Sunday."""
        from sqlglot import exp

        said = "ISOWEEK" if unit.upper() == "WEEK" else unit.upper()
        return exp.DatetimeTrunc(this=time, unit=exp.var(said))

    def decimal(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """As NUMERIC, which has nine decimals, rounded to those that the type has."""
        from sqlglot import exp

        def number() -> exp.Expr:
            return exp.TryCast(this=value.copy(), to=exp.DataType.build("NUMERIC", dialect="bigquery"), safe=True)

        largest = exp.cast(exp.Literal.string(LARGEST), "NUMERIC", dialect="bigquery")
        rounded = exp.Round(this=number(), decimals=kind.expressions[1].this.copy())
        return exp.Case(ifs=[exp.If(this=exp.LT(this=exp.Abs(this=number()), expression=largest), true=rounded)])

    def moment(self, value: exp.Expr, kind: exp.DataType) -> exp.Expr:
        """By way of a function that takes no TIMESTAMP: a plain cast would take it in UTC without a word."""
        from sqlglot import exp

        return self.moved(value, exp.Literal.string(UTC), exp.Literal.string(UTC))

    def local(self, time: exp.Expr, zone: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.Datetime(this=time, expression=zone)

    def moved(self, time: exp.Expr, source: exp.Expr, target: exp.Expr) -> exp.Expr:
        from sqlglot import exp

        return exp.Datetime(this=exp.Timestamp(this=time, zone=source), expression=target)

    def end_of_group(self, value: exp.Expr, order: Sequence[exp.Expr], *, is_last: bool) -> exp.Expr:
        """As an array of one value: its ORDER BY knows no NULLS LAST, so whether there is one goes before each key."""
        from sqlglot import exp

        keys = [exp.Ordered(this=one, desc=is_last, nulls_first=not is_last) for one in with_nulls_last(order)]
        ordered = exp.Order(this=exp.IgnoreNulls(this=value), expressions=keys)
        array = exp.ArrayAgg(this=exp.Limit(this=ordered, expression=exp.Literal.number(1)))
        return exp.Bracket(this=array, expressions=[exp.Literal.number(0)], offset=0, safe=True)

    def part(self, parts: exp.Expr, key: Sequence[exp.Expr]) -> exp.Expr:
        from sqlglot import exp

        row = exp.Anonymous(this="TO_JSON_STRING", expressions=[exp.Anonymous(this="STRUCT", expressions=[*key])])
        hashed = exp.Anonymous(this="FARM_FINGERPRINT", expressions=[row])
        return exp.func("ABS", exp.Mod(this=hashed, expression=parts))

    def finished(self, tree: exp.Expr) -> exp.Expr:
        """Order windows as ``end_of_group`` does its array, and write the number of an interval as a number."""
        from sqlglot import exp

        for window in tree.find_all(exp.Window):
            order = window.args["order"] if window.args.get("order") else exp.Order(expressions=[])
            keys = with_nulls_last([one.this for one in order.expressions])
            order.set("expressions", [exp.Ordered(this=one, nulls_first=True) for one in keys])
        for interval in tree.find_all(exp.Interval):
            interval.set("this", exp.paren(exp.Literal.number(interval.name)))
        return tree
