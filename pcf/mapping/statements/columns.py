"""Which column of a table holds what: told by its heading, by name or letter, or else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pcf.errors import BadOptionError
from pcf.mapping.statements.headings import RANK, ROLES, plain
from pcf.mapping.statements.tables import Table
from pcf.sheets.grid import column_name

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_HEAD = 20  # rows in which headings are looked for
_SAMPLE = 500


class Columns(NamedTuple):
    """Where things are, 0-based.

    Attributes:
        text: The column of the statements.
        id, owner, unit: ``None`` where there is none.
        first: The index of the first row of data.
        is_guessed: Whether nothing but their contents says where the statements are.
        is_titled: Whether a heading says so.
    """

    text: int
    id: int | None = None
    owner: int | None = None
    unit: int | None = None
    first: int = 0
    is_guessed: bool = False
    is_titled: bool = False

    @property
    def read(self) -> tuple[int, ...]:
        return tuple(one for one in (self.text, self.id, self.owner, self.unit) if one is not None)


def columns_of(table: Table, column: str | None) -> Columns:
    """Find the columns of a table.

    Raises:
        BadOptionError: There is no column of this heading or letter; names those that are.
    """
    head, roles = _headings(table)
    first = 0 if head is None else head + 1
    width = max((len(cells) for _, cells in table.rows), default=1)
    text = roles.pop("text", None)
    if column is not None:
        named_head, text = _named(table, column, width, head)
        first = first if named_head is None else named_head + 1
    is_titled = text is not None
    others = {role: place for role, place in roles.items() if place != text}
    if text is None:
        text = _wordiest(table, [place for place in range(width) if place not in others.values()], first)
    return Columns(
        text,
        others.get("id"),
        others.get("owner"),
        others.get("unit"),
        first=first,
        is_guessed=width > 1 and not is_titled,
        is_titled=is_titled,
    )


def _headings(table: Table) -> tuple[int | None, dict[str, int]]:
    """Return the index of the row of headings, and role to column; the row that has most of them."""
    best: tuple[int | None, dict[str, int]] = (None, {})
    if not table.has_columns:
        return best
    for index, (_, cells) in enumerate(table.rows[:_HEAD]):
        roles: dict[str, int] = {}
        for place, cell in enumerate(cells):
            heading = plain(cell)
            role = ROLES.get(heading)
            if role and (role not in roles or RANK[heading] < RANK[plain(cells[roles[role]])]):
                roles[role] = place
        is_head = "text" in roles or len(roles) > 1
        if is_head and len(roles) > len(best[1]):
            best = (index, roles)
    return best


def _named(table: Table, column: str, width: int, head: int | None) -> tuple[int | None, int]:
    """Return the row of headings in which the name stands, and the column; of a letter only the column."""
    wanted = plain(column)
    for index, (_, cells) in enumerate(table.rows[:_HEAD]):
        for place, cell in enumerate(cells):
            if wanted and plain(cell) == wanted:
                return index, place
    letters = column.strip().upper()
    names = [column_name(place + 1) for place in range(width)]
    if _LETTERS.fullmatch(letters) and letters in names:
        return None, names.index(letters)
    headings = [cell.strip() for cell in (table.rows[head][1] if head is not None else []) if cell.strip()]
    raise BadOptionError(option="--column", found=column, expected=[*headings, *names])


def _wordiest(table: Table, places: Sequence[int], first: int) -> int:
    """Return the column with the longest texts, where repeated ones count once."""

    def weight(place: int) -> int:
        cells = (cells[place] for _, cells in table.rows[first : first + _SAMPLE] if place < len(cells))
        return sum(sum(sign.isalpha() for sign in text) for text in set(cells))

    return max(places, key=lambda place: (weight(place), -place), default=0)


def weight_of(table: Table, columns: Columns) -> tuple[bool, int]:
    """Say how likely a sheet is the one with the statements: headings first, then how many there are."""
    filled = sum(
        1 for _, cells in table.rows[columns.first :] if columns.text < len(cells) and _is_worded(cells[columns.text])
    )
    return columns.is_titled and filled > 0, filled


def _is_worded(text: str) -> bool:
    return any(sign.isalpha() for sign in text)
