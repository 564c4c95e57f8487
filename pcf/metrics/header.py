"""The header of a CSV file: which columns there are and what separates them.

Read here and not guessed by DuckDB, whose sniffer skips lines that do not look like the others:
a short row would pass as a header, and everything above it would be lost without a word.
"""

from __future__ import annotations

import csv
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
    """Number names that are empty or repeat, whatever their case: ``date``, ``Date_2``, ``column_3``."""
    told: list[str] = []
    for place, name in enumerate(names, 1):
        own = name.strip() or f"column_{place}"
        taken = {other.lower() for other in told}
        told.append(f"{own}_{place}" if own.lower() in taken else own)
    return tuple(told)
