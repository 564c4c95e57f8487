"""Components: what is counted of the rows of one log. Declarations, no SQL."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pcf.errors import N_
from pcf.ids import ColumnId, WordId
from pcf.model.text import Record

# --- conditions on a row


class Present(Record):
    """The column has a value."""

    kind: Literal["present"]
    column: ColumnId


class Absent(Record):
    """The column has no value."""

    kind: Literal["absent"]
    column: ColumnId


class Unmarked(Record):
    """The column has no value, or the map does not name it: who marks no exceptions has none."""

    kind: Literal["unmarked"]
    column: ColumnId


class IsTrue(Record):
    """A flag says yes."""

    kind: Literal["is_true"]
    column: ColumnId


class IsFalse(Record):
    """A flag says no; an unknown flag does not."""

    kind: Literal["is_false"]
    column: ColumnId


class OneOf(Record):
    """A text column has one of these codes."""

    kind: Literal["one_of"]
    column: ColumnId
    codes: Annotated[tuple[str, ...], Field(min_length=1)]


class _Threshold(Record):
    """A number to compare with: fixed by the definition, or a parameter of the map."""

    column: ColumnId
    value: float | None = None
    parameter: WordId | None = None

    @model_validator(mode="after")
    def _one_threshold(self) -> _Threshold:
        if (self.value is None) == (self.parameter is None):
            raise ValueError(N_("one of value and parameter"))
        return self


class AtLeast(_Threshold):
    """A number is at or above a threshold."""

    kind: Literal["at_least"]


class AtMost(_Threshold):
    """A number is at or below a threshold."""

    kind: Literal["at_most"]


class Within(Record):
    """The time from one column to another is at most a parameter, inclusive."""

    kind: Literal["within"]
    start: ColumnId
    end: ColumnId
    parameter: WordId


class NotAfter(Record):
    """A moment lies at or before another: a promise was kept. Without a moment it was not."""

    kind: Literal["not_after"]
    column: ColumnId
    limit: ColumnId


class Due(Record):
    """The moment in the column has come, seen from the as-of time."""

    kind: Literal["due"]
    column: ColumnId


class Open(Record):
    """The case is not closed at the as-of time."""

    kind: Literal["open"]
    closed: ColumnId


class Decided(Record):
    """It is known how the wait ended: one of the ends has a value, or the wait has outlasted the parameter as of now.

    Without an as-of moment a log is taken as finished, and every wait as ended.
    """

    kind: Literal["decided"]
    start: ColumnId
    ends: Annotated[tuple[ColumnId, ...], Field(min_length=1)]
    parameter: WordId


Condition = Annotated[
    Present
    | Absent
    | Unmarked
    | IsTrue
    | IsFalse
    | OneOf
    | AtLeast
    | AtMost
    | Within
    | NotAfter
    | Due
    | Open
    | Decided,
    Field(discriminator="kind"),
]
Conditions = tuple[Condition, ...]

# --- values of a row


class ColumnValue(Record):
    """The number in a column."""

    kind: Literal["column"]
    column: ColumnId


class Elapsed(Record):
    """The time from one column to another; a negative one counts as none."""

    kind: Literal["elapsed"]
    start: ColumnId
    end: ColumnId


class Age(Record):
    """The time from a column to the as-of time."""

    kind: Literal["age"]
    start: ColumnId


class Gap(Record):
    """How far two numbers lie apart, whichever is larger."""

    kind: Literal["gap"]
    first: ColumnId
    second: ColumnId


Value = Annotated[ColumnValue | Elapsed | Age | Gap, Field(discriminator="kind")]

# --- what is made of all rows


class _Aggregate(Record):
    """``where``: all conditions hold. ``at``: the time that says which period a row belongs to, else the log's."""

    where: Conditions = ()
    at: ColumnId | None = None


class Count(_Aggregate):
    """How many rows."""

    kind: Literal["count"]


class Sum(_Aggregate):
    """The sum of a value; rows without it add nothing."""

    kind: Literal["sum"]
    value: Value


class Maximum(_Aggregate):
    """The largest value."""

    kind: Literal["maximum"]
    value: Value


class Quantile(_Aggregate):
    """The value below which a share of the rows lies (type 7: linear between neighbours)."""

    kind: Literal["quantile"]
    value: Value
    share: Annotated[float, Field(gt=0, lt=1)]


class Distinct(_Aggregate):
    """How many different values of a column; not additive over groups."""

    kind: Literal["distinct"]
    column: ColumnId


class Followed(_Aggregate):
    """How many cases are followed by another one of the same key within a window.

    Rows of unknown key are in neither part, and so are rows whose window had not ended as of now.

    Attributes:
        key: The parameter that says which columns make two cases alike.
        window: The parameter that says how long.
        since: The time that the window starts from, else the log's.
        starts: Only cases that do not themselves follow another one within the window: the first of an issue.
        outcome: ``observed`` counts all such cases, ``followed`` those with a successor in the window.
    """

    kind: Literal["followed"]
    key: WordId
    window: WordId
    since: ColumnId | None = None
    starts: bool = False
    outcome: Literal["observed", "followed"]


class Stock(_Aggregate):
    """How many cases are open at the as-of time, or at the end of each period; not additive over time."""

    kind: Literal["stock"]
    closed: ColumnId


Component = Annotated[
    Count | Sum | Maximum | Quantile | Distinct | Followed | Stock,
    Field(discriminator="kind"),
]
