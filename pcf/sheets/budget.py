"""What a workbook has cost so far, over all its parts: bytes, tags, cells and texts."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.errors import Phrase
from pcf.sheets import findings as kinds
from pcf.sheets import limits
from pcf.sheets.guard import RefusedFileError


@dataclass
class Budget:
    """Counts while parts are unpacked and parsed, so that no part can hide behind another.

    Attributes:
        cells: How many cells the workbook may have.
        cells_met: How many it has, filled or not; whoever meets one counts it.
        texts: Bytes of memory that the texts of cells take; whoever keeps a text counts it.
    """

    cells: int = limits.CELL_LIMIT
    cells_met: int = 0
    texts: int = 0
    _unpacked: int = 0
    _marks: int = 0

    def unpack(self, part: str, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            RefusedFileError: They are too many.
        """
        self._unpacked += size
        if self._unpacked > limits.TOTAL_LIMIT:
            raise too_big(kinds.PARTS_TOO_LARGE, f"{part}: {_megabytes(self._unpacked)}")

    def parse(self, part: str, chunk: bytes) -> None:
        """Count the tags and attributes of a piece that is about to be parsed: they take the time.

        Raises:
            RefusedFileError: They are too many.
        """
        self._marks += chunk.count(b"<") + chunk.count(b"/>") + chunk.count(b"=")
        if self._marks > self.cells * limits.MARKS_PER_CELL:
            raise too_big(kinds.TOO_MANY_TAGS, part)

    def check(self, part: str, sheet: str) -> None:
        """Look at what has been kept of a part so far: it takes the memory.

        Raises:
            RefusedFileError: It is too much.
        """
        if self.cells_met > self.cells:
            raise RefusedFileError(kinds.TOO_MANY_CELLS, sheet=sheet, found=self.cells, limit=self.cells)
        if self.texts > self.cells * limits.TEXT_PER_CELL:
            raise too_big(kinds.TOO_MUCH_TEXT, part)


def too_big(reason: Phrase, found: str) -> RefusedFileError:
    """Make the refusal of a file that would take too much room."""
    facts = {"part": _megabytes(limits.PART_LIMIT), "total": _megabytes(limits.TOTAL_LIMIT)}
    return RefusedFileError(kinds.ARCHIVE_TOO_BIG, reason=reason, found=found, ratio=limits.RATIO_LIMIT, **facts)


def _megabytes(size: int) -> str:
    return f"{-(-size // limits.MEGABYTE)} MB"
