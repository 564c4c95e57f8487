"""What an engine counted, by group: joined, cut again, and read as measures.

Groups are joined by what was counted, never by rates: numbers add, largest values are compared,
histograms add. A count of distinct customers cannot be joined and is told as missing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from pcf.formula import Support, order_ranks
from pcf.metrics.period_names import coarser, following, lies_within
from pcf.metrics.sql.buckets import BUCKET_WIDTH, ZERO_BUCKET
from pcf.metrics.sql.compiler import PERIODS, ROW_DAY, ROWS, Dimension, Read
from pcf.metrics.sql.conditions import MICROSECONDS
from pcf.metrics.sql.scans import Period
from pcf.metrics.tally import Group, Number, Tally, sort_key, total_of

_HALF_BUCKET = math.exp(float(BUCKET_WIDTH) / 2)


@dataclass(frozen=True, slots=True)
class Tallies:
    """All groups of one statement.

    Attributes:
        by: The dimensions of a group's values.
        groups: Values of the dimensions to what was counted.
        total: What was counted over all groups.
        reads: Measure id to how it is read.
        exact_values: Whether histograms hold each value by itself.
        lost: Measures that no group can give: what was counted of finer groups does not add up to them.
        lost_in_total: The same of all groups together.
    """

    by: tuple[Dimension, ...]
    groups: Mapping[Group, Tally]
    total: Tally
    reads: Mapping[str, Read]
    exact_values: bool
    lost: frozenset[str] = frozenset()
    lost_in_total: frozenset[str] = frozenset()
    _stocks: dict[tuple[str, ...], dict[Group, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What people know the groups by: all but the days of the rows themselves."""
        return tuple(name for name in self.by if name != ROW_DAY)

    @property
    def numbers(self) -> tuple[str, ...]:
        """All aliases of numbers, sorted."""
        return numbers_of(self.reads)

    @property
    def overall(self) -> dict[str, int | Decimal]:
        """What was counted over all groups because groups do not add up to it."""
        aliases = [read.aliases[0] for read in self.reads.values() if read.kind == "distinct"]
        return {alias: self.total.numbers[alias] for alias in aliases if alias in self.total.numbers}

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of all groups lies in the period; what is open at its end tells nothing."""
        if all(read.kind == "stock" for read in self.reads.values()):
            return False
        stocks = {alias for read in self.reads.values() if read.kind == "stock" for alias in read.aliases}
        values = {read.aliases[0] for read in self.reads.values() if read.kind == "values"}
        return not any(self.total.numbers.get(alias) for alias in {*self.numbers} - stocks) and not any(
            self.total.values.get(alias) for alias in values
        )

    def cut(self, by: Sequence[Dimension]) -> Tallies:
        """Join groups until only these dimensions are left."""
        if not by:  # what groups do not add up to was counted over all of them as well
            whole: dict[Group, Tally] = {(): self.total} if self.groups else {}
            return replace(self, by=(), groups=whole, lost=self.lost_in_total)
        # days are cut into weeks and months
        sources = [name if name in self.by else "day" for name in by]
        places = [self.by.index(name) for name in sources]
        targets = [name if name != source else None for name, source in zip(by, sources, strict=True)]
        joined: dict[Group, Tally] = {}
        for group, tally in self.groups.items():
            values = (group[place] for place in places)
            cut = tuple(coarser(value, period) for value, period in zip(values, targets, strict=True))
            joined.setdefault(cut, Tally()).join(tally, self._largest())
        if any(read.kind == "stock" for read in self.reads.values()):
            _fill(tuple(by), joined)
        lost = self.lost if tuple(by) == self.dimensions else self.distinct()
        return replace(self, by=tuple(by), groups=joined, lost=lost)

    def only(self, measures: Collection[str]) -> Tallies:
        """Leave out all measures but these."""
        return replace(self, reads={name: read for name, read in self.reads.items() if name in measures})

    def within(self, period: Period) -> Tallies:
        """Leave out what lies outside of a period, of groups that tell the day; what is open came before it as well.

        A group of which nothing is left stays, and was counted 0.
        """
        at = self.by.index("day")
        kept = {alias for read in self.reads.values() if read.kind == "stock" for alias in read.aliases}
        groups = {
            group: tally
            if lies_within(group[at], period)
            else Tally({k: v for k, v in tally.numbers.items() if k in kept})
            for group, tally in self.groups.items()
        }
        total = total_of(groups.values(), self._largest())
        return replace(self, groups=groups, total=total, lost_in_total=self.lost_in_total | self.distinct())

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
        lost = self.lost if len(joined) == len(self.groups) else self.lost | self.distinct()
        return replace(self, groups=joined, lost=lost)

    def with_more(self, other: Tallies) -> Tallies:
        """Take in what another statement counted of the same rows and groups."""
        groups = {group: Tally() for group in (*self.groups, *other.groups)}
        total = Tally()
        for tallies in (self, other):
            for group, tally in tallies.groups.items():
                groups[group].join(tally, self._largest())
            total.join(tallies.total, self._largest())
        return replace(self, groups=groups, total=total, reads={**self.reads, **other.reads})

    def _largest(self) -> frozenset[str]:
        return frozenset(alias for read in self.reads.values() if read.is_largest for alias in read.aliases)

    def distinct(self) -> frozenset[str]:
        """Name the measures that groups cannot be summed by."""
        return frozenset(measure for measure, read in self.reads.items() if read.kind == "distinct")

    def sorted_groups(self) -> list[Group]:
        return sorted(self.groups, key=sort_key)

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
        lost = self.lost_in_total if group is None else self.lost
        for measure, read in self.reads.items():
            if measure in lost:
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
        if group is None:
            return _came_in_less_went_out(read, self.total)
        if read.aliases not in self._stocks:
            self._stocks[read.aliases] = self._running(read)
        return self._stocks[read.aliases].get(group, 0)

    def _running(self, read: Read) -> dict[Group, int]:
        """Add up from period to period, in one pass; what has no period is open in none of them.

        All periods of a group come from the same days, so an earlier one is earlier in each of them.
        """
        periods = [place for place, name in enumerate(self.by) if name in PERIODS]
        dated = [group for group in self.groups if all(group[place] is not None for place in periods)]
        sums: Counter[Group] = Counter()
        running: dict[Group, int] = {}
        for group in sorted(dated, key=lambda group: [group[place] or "" for place in periods]):
            rest = tuple(value for place, value in enumerate(group) if place not in periods)
            sums[rest] += _came_in_less_went_out(read, self.groups[group])
            running[group] = sums[rest]
        return running

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


def numbers_of(reads: Mapping[str, Read]) -> tuple[str, ...]:
    """Name all numbers that measures are read from, sorted."""
    kinds = (read for read in reads.values() if read.kind != "values")
    return tuple(sorted({ROWS, *(alias for read in kinds for alias in (*read.aliases, read.censored) if alias)}))


def _came_in_less_went_out(read: Read, tally: Tally) -> int:
    came_in, *went_out = (int(tally.numbers.get(alias, 0)) for alias in read.aliases)
    return came_in - sum(went_out)


def _middle(bucket: int) -> float:
    return 0.0 if bucket == ZERO_BUCKET else math.exp(bucket * float(BUCKET_WIDTH)) / _HALF_BUCKET


def _plain(number: int | Decimal, read: Read) -> Number:
    """Give a number in the measure's unit; a whole one is an int, whatever type the engine answered in."""
    if read.kind == "duration":
        return float(Fraction(number) / MICROSECONDS)
    return int(number) if number == int(number) else float(number)


def tallied(
    by: tuple[Dimension, ...],
    groups: dict[Group, Tally],
    overall: Mapping[str, int | Decimal],
    reads: Mapping[str, Read],
    *,
    exact_values: bool,
) -> Tallies:
    """Put together what was counted of all groups.

    Args:
        by: The dimensions.
        groups: What was counted of each group.
        overall: What was counted once more over all groups, because they do not add up to it.
        reads: Measure id to how it is read.
        exact_values: Whether histograms hold each value by itself.
    """
    if any(read.kind == "stock" for read in reads.values()):
        _fill(by, groups)
    largest = frozenset(alias for read in reads.values() if read.is_largest for alias in read.aliases)
    total = total_of(groups.values(), largest)
    total.numbers |= overall
    return Tallies(by, groups, total, reads, exact_values)


def _fill(by: tuple[Dimension, ...], groups: dict[Group, Tally]) -> None:
    """Add the periods in which nothing moved, from a group's first one to the last of all: what is open stays open."""
    places = [place for place, name in enumerate(by) if name in PERIODS]
    if len(places) != 1 or ROW_DAY in by:
        return
    place, name = places[0], by[places[0]]
    end = max((str(group[place]) for group in groups if group[place] is not None), default="")
    first_of: dict[Group, str] = {}
    for group in groups:
        period = group[place]
        if period is not None:
            others = (*group[:place], *group[place + 1 :])
            first_of[others] = min(period, first_of.get(others, period))
    for others, period in first_of.items():
        while period < end:
            period = following(name, period)  # noqa: PLW2901  the walk itself
            groups.setdefault((*others[:place], period, *others[place:]), Tally())
