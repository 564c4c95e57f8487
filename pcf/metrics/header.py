"""The header of a CSV file: which columns there are and what separates them.

Read here and not guessed by DuckDB, whose sniffer skips lines that do not look like the others:
a short row would pass as a header, and everything above it would be lost without a word.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

_DELIMITERS = (",", ";", "\t", "|")


def read_header(path: Path, header_row: int, delimiter: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter and the names of the columns.

    Args:
        path: A text file in UTF-8.
        header_row: The line of the names, from 1.
        delimiter: As the map says; otherwise the one that splits the header into most names.

    Raises:
        UnicodeDecodeError: The line is not UTF-8.
    """
    with path.open(encoding="utf-8-sig", newline=None) as file:
        line = next(islice(file, header_row - 1, None), "").rstrip("\n")
    chosen = delimiter or max(_DELIMITERS, key=lambda sign: len(_split(line, sign)))
    return chosen, _told_apart(_split(line, chosen))


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _told_apart(names: list[str]) -> tuple[str, ...]:
    """Number names that are empty: ``column_3``, or ``column_3_3`` where another column has that name."""
    told: list[str] = []
    for place, name in enumerate(names, 1):
        own = name.strip() or f"column_{place}"
        taken = {other.strip().lower() for other in names}
        told.append(f"{own}_{place}" if not name.strip() and own in taken else own)
    return tuple(told)


def same_but_for_case(names: Iterable[str]) -> list[str]:
    """List the names that DuckDB cannot tell apart, since it matches without case."""
    spelt: dict[str, list[str]] = {}
    for name in names:
        spelt.setdefault(name.lower(), []).append(name)
    return [name for same in spelt.values() if len(same) > 1 for name in same]


# numbers, dates, times, telephone numbers, addresses of e-mail: no names of columns
_DATA = re.compile(r"[-+]?[\d\s.,:/()-]+|.*\d[\d\s()-]{4,}\d.*|\S+@\S+")


def tellable(names: Iterable[str]) -> list[str]:
    """Return names of columns as a finding may tell them.

    Where one looks like a value, the file has no header, and what stands in its place may be about a person.
    """
    told = list(names)
    return ["…"] if any(_DATA.fullmatch(name.strip()) for name in told if name.strip()) else told


def line_of(path: Path, delimiter: str, record: int) -> int | None:
    """Return the line on which a row begins, given its number among rows and blank lines, from 1."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, delimiter=delimiter, skipinitialspace=True)
            read = sum(1 for _ in islice(reader, record - 1))
            return reader.line_num + 1 if read == record - 1 else None
    except (csv.Error, UnicodeError, OSError):
        return None
