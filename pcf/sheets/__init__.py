"""An Excel file as plain cells, read behind a guard that refuses bombs, doctypes and damage."""

from pcf.sheets.grid import Book, Cell, Sheet
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.package import read_book

__all__ = ["Book", "Cell", "RefusedFileError", "Sheet", "read_book"]
