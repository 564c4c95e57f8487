"""Tables as text, cells between separators: every row with the line where it begins, quotation marks checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

_NEEDS_QUOTES = re.compile(r'[\t\n\r"]')


class Line(NamedTuple):
    """One row: the line where it begins, its cells, and which of them have quotation marks that do not match."""

    number: int
    cells: list[str]
    unclosed: list[int]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@cache
def _cell(separator: str) -> re.Pattern[str]:
    """Match a cell: a quoted one ends before a separator or the end of the line, else all up to there is plain."""
    sign = re.escape(separator)
    return re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"(?={sign}|\r?\n|\r?\Z)|([^{sign}\n]*+)')


def read_lines(table: str, first: int = 1, separator: str = "\t") -> Iterator[Line]:
    """Yield the rows of a table, blank ones too.

    Args:
        table: The text.
        first: The number of its first line in the file.
        separator: One sign.
    """
    cell, position, number = _cell(separator), 0, first
    while position < len(table):
        start, began = position, number
        cells: list[str] = []
        unclosed: list[int] = []
        ends = False
        while not ends and (match := cell.match(table, position)):
            position = match.end()
            quoted, plain = match.groups()
            ends = table[position : position + 1] != separator
            if quoted is None:
                if plain.startswith('"'):
                    unclosed.append(len(cells))
                plain = plain.removesuffix("\r") if ends else plain
            cells.append(plain if quoted is None else quoted.replace('""', '"'))
            position += 1 + table.startswith("\r\n", position)
        number += table.count("\n", start, position)
        yield Line(began, cells, unclosed)


def write_line(cells: Iterable[str]) -> str:
    """Write one row with tabs, and quotation marks where they are needed."""
    return (
        "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
        + "\n"
    )
