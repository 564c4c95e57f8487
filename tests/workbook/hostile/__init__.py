"""The hostile collection: files that are no workbooks, and workbooks that nobody would build.

Every case is made by code, from a good workbook or from nothing, and says exactly what the reader
has to find. Things are found by their keys, so that a new layout of the template changes nothing here.
"""

from __future__ import annotations

from .archives import ARCHIVES
from .base import Case, Good
from .bombs import BOMBS
from .books import BOOKS, COMPANIONS, VARIANTS
from .cells import CELLS, SHEETS
from .markup import DOCTYPES, XML
from .plain import OTHERS, PLAIN, paths

GROUPS = (PLAIN, OTHERS, ARCHIVES, BOMBS, DOCTYPES, XML, SHEETS, CELLS, BOOKS, COMPANIONS, VARIANTS)
CASES: dict[str, Case] = {name: case for group in GROUPS for name, case in group.items()}

__all__ = ["CASES", "GROUPS", "Case", "Good", "paths"]
