"""What was counted, as two plain tables: numbers by group, and how often each value of a histogram comes.

Rows are sorted, numbers exact and written in one way only, an empty cell is nothing: whichever engine counted, the
same rows of a log make the same files to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcf.metrics.cubes.numbers import write_number
from pcf.metrics.tallies import Group, Tallies

COMPONENTS, VALUES = "components.csv", "values.csv"
HISTOGRAM = ("component", "value", "times")  # the columns of values.csv after the dimensions


def component_lines(tallies: Tallies) -> Iterator[str]:
    """Write the numbers of all groups that have any."""
    aliases = tallies.numbers
    yield _line([*tallies.by, *aliases])
    for group in tallies.sorted_groups():
        numbers = tallies.groups[group].numbers
        if numbers:
            yield _line([*_cells(group), *(write_number(numbers[one]) if one in numbers else "" for one in aliases)])


def value_lines(tallies: Tallies) -> Iterator[str]:
    """Write the histograms of all groups."""
    yield _line([*tallies.by, *HISTOGRAM])
    for group in tallies.sorted_groups():
        for alias, values in sorted(tallies.groups[group].values.items()):
            for value, times in sorted(values.items()):
                yield _line([*_cells(group), alias, write_number(value), str(times)])


def _cells(group: Group) -> list[str]:
    return [value or "" for value in group]


def _line(cells: Sequence[str]) -> str:
    """Write a line; by hand, since Python's own writer does not quote alike in all its versions."""
    return ",".join('"' + one.replace('"', '""') + '"' if _needs_quotes(one) else one for one in cells) + "\n"


def _needs_quotes(cell: str) -> bool:
    return any(sign in cell for sign in ',"\r\n')
