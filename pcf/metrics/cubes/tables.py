"""What was counted, as two plain tables: numbers by group, and how often each value of a histogram comes.

Rows are sorted, numbers exact and written in one way only, an empty cell is nothing: whichever engine counted, the
same rows of a log make the same files to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcf.metrics.cubes.numbers import write_number
from pcf.metrics.tallies import Tallies
from pcf.metrics.tally import Group

COMPONENTS, VALUES = "components.csv", "values.csv"
_SPECIAL = re.compile('[,"\\r\\n]')  # what a cell has to be quoted for
HISTOGRAM = ("component", "value", "times")  # the columns of values.csv after the dimensions


def component_lines(tallies: Tallies) -> Iterator[str]:
    """Write the numbers of all groups that have any."""
    aliases = tallies.numbers
    yield ",".join([*tallies.by, *aliases]) + "\n"
    for group in tallies.sorted_groups():
        numbers = tallies.groups[group].numbers
        if numbers:
            cells = [write_number(numbers[one]) if one in numbers else "" for one in aliases]
            yield ",".join([*_quoted(group), *cells]) + "\n"


def value_lines(tallies: Tallies) -> Iterator[str]:
    """Write the histograms of all groups."""
    yield ",".join([*tallies.by, *HISTOGRAM]) + "\n"
    for group in tallies.sorted_groups():
        for alias, values in sorted(tallies.groups[group].values.items()):
            start = ",".join([*_quoted(group), alias])
            for value, times in sorted(values.items()):
                yield f"{start},{write_number(value)},{times}\n"


def _quoted(group: Group) -> Iterator[str]:
    """Write the cells of a group; by hand, since Python's own writer does not quote alike in all its versions."""
    for value in group:
        cell = value or ""
        yield '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell
