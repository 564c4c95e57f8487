"""What was counted of one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

Number = int | float
Group = tuple[str | None, ...]


def sort_key(group: Group) -> tuple[tuple[bool, str], ...]:
    """Return what groups are ordered by: their values as text, an absent one last."""
    return tuple((value is None, value or "") for value in group)


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


def total_of(tallies: Iterable[Tally], largest: frozenset[str]) -> Tally:
    """Join groups into one."""
    total = Tally()
    for tally in tallies:
        total.join(tally, largest)
    return total
