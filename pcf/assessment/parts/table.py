"""One part of a chapter: what is said, and a table of it whose cells are numbers and texts at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pcf.assessment.figures import Shown

Kind = Literal["text", "day", "level", "count", "share", "figure", "money"]
Cell = Shown | str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, what its cells are, and its width in characters where a sheet has widths.

    Cells of kind ``text`` and ``day`` are texts, those of ``day`` short ones that are not broken. A number of kind
    ``share`` is exactly 0 to 1 and is read as a percentage.
    """

    heading: str
    kind: Kind = "text"
    width: float = 13.0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; a strong one is a total."""

    cells: tuple[Cell, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a chapter.

    Attributes:
        id: Its key in every language; charts are tied to it.
        title: Its heading.
        said: Sentences before the table; where there is nothing to show, why.
        columns, rows: The table; no rows, no table.
        notes: How it is to be read, after the table.
        is_folded: Whether a page shows the table only when asked for.
    """

    id: str
    title: str
    said: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    is_folded: bool = False
