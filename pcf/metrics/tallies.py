"""What an engine counted, by group: joined, cut again, and read as measures.

Groups are joined by what was counted, never by rates: numbers add, largest values are compared,
histograms add. A count of distinct customers cannot be joined and is told as missing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pcf.formula import Support, order_ranks
from pcf.metrics.sql.compiler import BUCKET_WIDTH, PERIODS, ROWS, ZERO_BUCKET, Dimension, Read, Statement
from pcf.metrics.sql.conditions import MICROSECONDS

Number = int | float
Group = tuple[str | None, ...]

_HALF_BUCKET = math.exp(float(BUCKET_WIDTH) / 2)


@dataclass(slots=True)
class Tally:
    """What was counted of one group: alias to number, and alias to how often each value comes."""

    numbers: dict[str, int | Decimal] = field(default_factory=dict)
    values: dict[str, Counter[int | Decimal]] = field(default_factory=dict)

    def join(self, other: Tally, largest: frozenset[str]) -> None:
        """Take in another group."""
        for alias, number in other.numbers.items():
            own = self.numbers.get(alias)
            if own is None:
                self.numbers[alias] = number
            elif alias in largest:
                self.numbers[alias] = max(own, number)
            else:
                self.numbers[alias] = own + number
        for alias, values in other.values.items():
            self.values.setdefault(alias, Counter()).update(values)


@dataclass(frozen=True, slots=True)
class Tallies:
    """All groups of one statement.

    Attributes:
        by: The dimensions of a group's values.
        groups: Values of the dimensions to what was counted.
        total: What was counted over all groups.
        reads: Measure id to how it is read.
        exact_values: Whether histograms hold each value by itself.
        lost: Measures that a coarser cut cannot give.
    """

    by: tuple[Dimension, ...]
    groups: Mapping[Group, Tally]
    total: Tally
    reads: Mapping[str, Read]
    exact_values: bool
    lost: frozenset[str] = frozenset()

    def cut(self, by: Sequence[Dimension]) -> Tallies:
        """Join groups until only these dimensions are left."""
        # days are cut into weeks and months
        sources = [name if name in self.by else "day" for name in by]
        places = [self.by.index(name) for name in sources]
        coarser = [name if name != source else None for name, source in zip(by, sources, strict=True)]
        joined: dict[Group, Tally] = {}
        for group, tally in self.groups.items():
            values = (group[place] for place in places)
            cut = tuple(_coarser(value, period) for value, period in zip(values, coarser, strict=True))
            joined.setdefault(cut, Tally()).join(tally, self._largest())
        if any(read.kind == "stock" for read in self.reads.values()):
            _fill(tuple(by), joined)
        lost = self._distinct() if tuple(by) != self.by else self.lost
        return Tallies(tuple(by), joined, self.total, self.reads, self.exact_values, lost)

    def renamed(self, dimension: Dimension, name_of: Callable[[str], str]) -> Tallies:
        """Give values of a dimension other names; groups that come to have the same one are joined."""
        if dimension not in self.by:
            return self
        at = self.by.index(dimension)
        joined: dict[Group, Tally] = {}
        for group, tally in self.groups.items():
            value = group[at]
            named = (*group[:at], value if value is None else name_of(value), *group[at + 1 :])
            joined.setdefault(named, Tally()).join(tally, self._largest())
        lost = self.lost if len(joined) == len(self.groups) else self.lost | self._distinct()
        return Tallies(self.by, joined, self.total, self.reads, self.exact_values, lost)

    def with_more(self, other: Tallies) -> Tallies:
        """Take in what another statement counted of the same rows and groups."""
        groups = {group: Tally() for group in (*self.groups, *other.groups)}
        total = Tally()
        for tallies in (self, other):
            for group, tally in tallies.groups.items():
                groups[group].join(tally, self._largest())
            total.join(tallies.total, self._largest())
        return Tallies(self.by, groups, total, {**self.reads, **other.reads}, self.exact_values, self.lost)

    def _largest(self) -> frozenset[str]:
        return frozenset(alias for read in self.reads.values() if read.is_largest for alias in read.aliases)

    def _distinct(self) -> frozenset[str]:
        return frozenset(measure for measure, read in self.reads.items() if read.kind == "distinct")

    def sorted_groups(self) -> list[Group]:
        return sorted(self.groups, key=lambda group: [(value is None, value or "") for value in group])

    def rows_of(self, tally: Tally) -> int:
        return int(tally.numbers.get(ROWS, 0))

    def measures(self, group: Group | None) -> tuple[dict[str, Number], dict[str, Support]]:
        """Read the measures of a group, or of all; a measure that has no value there is left out.

        Args:
            group: Values of the dimensions; ``None`` for all groups together.
        """
        tally = self.total if group is None else self.groups[group]
        measures: dict[str, Number] = {}
        support: dict[str, Support] = {}
        for measure, read in self.reads.items():
            if group is not None and measure in self.lost:
                continue
            match read.kind:
                case "values":
                    self._quantile(measure, read, tally, measures, support)
                case "stock":
                    measures[measure] = self._stock(read, group)
                case _:
                    # a group that a scan has no row of was counted 0 there; a largest value it has not
                    number = tally.numbers.get(read.aliases[0], None if read.is_largest else 0)
                    if number is not None:
                        measures[measure] = _plain(number, read)
            if read.censored and tally.numbers.get(read.censored):
                support[measure] = Support(flags=("provisional",))
        return measures, support

    def _stock(self, read: Read, group: Group | None) -> int:
        """Add up what came in and went out, in this group's periods and all before them."""
        came_in, *went_out = read.aliases
        if group is None:
            tallies: Iterable[Tally] = [self.total]
        else:
            periods = [place for place, name in enumerate(self.by) if name in PERIODS]
            tallies = [tally for other, tally in self.groups.items() if _is_up_to(other, group, periods)]
        return sum(
            int(tally.numbers.get(came_in, 0)) - sum(int(tally.numbers.get(alias, 0)) for alias in went_out)
            for tally in tallies
        )

    def _quantile(
        self, measure: str, read: Read, tally: Tally, measures: dict[str, Number], support: dict[str, Support]
    ) -> None:
        values = tally.values.get(read.aliases[0])
        if not values:
            return
        ordered = sorted(values.items())
        n = values.total()
        factor = MICROSECONDS if read.in_microseconds else 1

        def at(rank: int) -> Fraction:
            return self._value_at(ordered, rank) / factor

        place = Fraction(repr(read.share)) * (n - 1)  # type 7 of Hyndman and Fan 1996: linear between neighbours
        below = math.floor(place)
        low, high = at(below + 1), at(min(below + 2, n))
        measures[measure] = float(low + (place - below) * (high - low))
        ranks = order_ranks(n, read.share)
        ends = (float(at(ranks[0])), float(at(ranks[1]))) if ranks else None
        support[measure] = Support(n, ends, () if self.exact_values else ("approximate",))

    def _value_at(self, ordered: Sequence[tuple[int | Decimal, int]], rank: int) -> Fraction:
        """Return the value of a rank, from 1; of a bucket its middle, which is at most 1 % off."""
        passed = 0
        for value, count in ordered:
            passed += count
            if rank <= passed:
                return Fraction(value) if self.exact_values else Fraction(_middle(int(value)))
        raise AssertionError("a rank above the number of values")


def _is_up_to(other: Group, group: Group, periods: Sequence[int]) -> bool:
    """Whether a group is this one or an earlier period of it."""
    return all(
        (value is not None and own is not None and value <= own) if place in periods else value == own
        for place, (value, own) in enumerate(zip(other, group, strict=True))
    )


def _middle(bucket: int) -> float:
    return 0.0 if bucket == ZERO_BUCKET else math.exp(bucket * float(BUCKET_WIDTH)) / _HALF_BUCKET


def _plain(number: int | Decimal, read: Read) -> Number:
    if read.kind == "duration":
        return float(Fraction(number) / MICROSECONDS)
    return float(number) if isinstance(number, Decimal) else number


def read_answer(statement: Statement, answer: Iterable[Sequence[Any]], *, exact_values: bool) -> Tallies:
    """Turn an engine's rows into tallies.

    Args:
        statement: What was asked.
        answer: Rows: part, the dimensions, bucket, and the columns of all scans.
        exact_values: Whether histograms hold each value by itself.
    """
    width = len(statement.by)
    groups: dict[Group, Tally] = {}
    known: dict[tuple[Any, ...], Tally] = {}
    overall = Tally()
    values = [(place, alias) for place, alias in enumerate(statement.columns) if alias.endswith("_values")]
    numbers = [(place, alias) for place, alias in enumerate(statement.columns) if not alias.endswith("_values")]
    for part, *rest in answer:
        bucket, cells = rest[width], rest[width + 1 :]
        if part in statement.totals:
            filled = zip(statement.columns, cells, strict=True)
            overall.numbers |= {alias.removesuffix("_total"): cell for alias, cell in filled if cell is not None}
            continue
        given = tuple(rest[:width])
        tally = known.get(given)
        if tally is None:
            group = tuple(_said(name, value) for name, value in zip(statement.by, given, strict=True))
            tally = known[given] = groups.setdefault(group, Tally())
        if bucket is not None:  # a row of a histogram holds nothing else, and most rows are such
            for place, alias in values:
                if cells[place] is not None:
                    if alias not in tally.values:
                        tally.values[alias] = Counter()
                    tally.values[alias][bucket] += cells[place]
            continue
        for place, alias in numbers:
            if cells[place] is not None:
                tally.numbers[alias] = tally.numbers.get(alias, 0) + cells[place]
    if any(read.kind == "stock" for read in statement.reads.values()):
        _fill(statement.by, groups)
    largest = frozenset(alias for read in statement.reads.values() if read.is_largest for alias in read.aliases)
    total = Tally()
    for tally in groups.values():
        total.join(tally, largest)
    total.numbers |= overall.numbers  # what groups cannot be summed by was counted once more over all of them
    return Tallies(statement.by, groups, total, statement.reads, exact_values)


def _fill(by: tuple[Dimension, ...], groups: dict[Group, Tally]) -> None:
    """Add the periods in which nothing moved, from a group's first one to the last of all: what is open stays open."""
    places = [place for place, name in enumerate(by) if name in PERIODS]
    if len(places) != 1:
        return
    place, name = places[0], by[places[0]]
    known = [str(group[place]) for group in groups if group[place] is not None]
    first_of: dict[Group, str] = {}
    for group in groups:
        period = group[place]
        if period is not None:
            others = (*group[:place], *group[place + 1 :])
            first_of[others] = min(period, first_of.get(others, period))
    for others, period in first_of.items():
        while period < max(known):
            period = _next(name, period)  # noqa: PLW2901  the walk itself
            groups.setdefault((*others[:place], period, *others[place:]), Tally())


def _next(name: Dimension, period: str) -> str:
    """Return the period that follows."""
    if name == "week":
        year, _, week = period.partition("-W")
        return str(_said(name, date.fromisocalendar(int(year), int(week), 1) + timedelta(days=7)))
    if name == "month":
        return str(_said(name, (date.fromisoformat(f"{period}-01") + timedelta(days=31)).replace(day=1)))
    return (date.fromisoformat(period) + timedelta(days=1)).isoformat()


def _coarser(value: str | None, period: Dimension | None) -> str | None:
    """Return the week or month of a day; other values as they are."""
    return value if value is None or period is None else _said(period, date.fromisoformat(value))


def _said(name: Dimension, value: str | date | datetime | None) -> str | None:
    """Write a group's value: months as 2026-10, weeks as 2026-W44, days as 2026-10-31."""
    if not isinstance(value, date):
        return value
    if name == "week":
        year, week, _ = value.isocalendar()
        return f"{year}-W{week:02d}"
    return value.isoformat()[: 7 if name == "month" else 10]
