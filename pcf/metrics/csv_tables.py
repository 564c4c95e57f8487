"""Tables that come back as CSV, of a cube or as the answer to a statement: their lines, and why one cannot be read.

What the cells mean is the matter of whoever reads them: a cube is written in one way only, warehouses write as they
like.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pcf.errors import N_, Phrase

MOST_BYTES = 2 * 1024**3  # of one table: what comes home is small
EXAMPLES = 5  # lines that are told by their number

NOT_TEXT = Phrase(N_("it is not text in UTF-8"))
TOO_LARGE = Phrase(N_("it is too large to be read"))
NOT_CSV = Phrase(N_("it is no line of a CSV table"))
WIDTH = Phrase(N_("it has more or fewer cells than the header"))
NO_NUMBER = Phrase(N_("a number in it is none, or is written in another way"))


class UnreadableTableError(Exception):
    """A file cannot be read at all, for this reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LineError(ValueError):
    """A line cannot be read, for this reason."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CsvTable:
    """An open table, read from its beginning to its end, once."""

    _reader: Any  # that of the module csv, which has no public type

    def read_header(self) -> list[str]:
        """Read the first line; nothing where it is none."""
        try:
            return next(self._reader, [])
        except csv.Error:
            return []

    def read_lines(self) -> Iterator[tuple[int, list[str] | None]]:
        """Read the lines that follow: the number in the file, from 1, and the cells; ``None`` for what is no line."""
        while True:
            number = self._reader.line_num + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            yield number, cells


@contextmanager
def open_table(path: Path, *, encoding: str = "utf-8") -> Iterator[CsvTable]:
    """Open a table.

    Args:
        path: The file.
        encoding: UTF-8, with a mark at its beginning or without.

    Raises:
        UnreadableTableError: It cannot be read, now or while it is.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableTableError(TOO_LARGE)
        with path.open(encoding=encoding, newline="") as file:
            yield CsvTable(csv.reader(file, strict=True))
    except UnicodeDecodeError as error:
        raise UnreadableTableError(NOT_TEXT) from error
    except OSError as error:
        raise UnreadableTableError(error.strerror or path.name) from error
