"""Workbooks: written with XlsxWriter, read behind a guard, shown back with their faults."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.excel.annotated import annotate
    from pcf.excel.ledger import CellCounts
    from pcf.excel.reader import Reading, digest_of, inspect_workbook, read_workbook
    from pcf.excel.results import write_results
    from pcf.excel.writer import write_workbook

__all__ = [
    "CellCounts",
    "Reading",
    "annotate",
    "digest_of",
    "inspect_workbook",
    "read_workbook",
    "write_results",
    "write_workbook",
]

# Reading must not pay for what only writing needs, so names resolve when they are first used.
_HOME = {
    "CellCounts": "ledger",
    "Reading": "reader",
    "annotate": "annotated",
    "digest_of": "reader",
    "inspect_workbook": "reader",
    "read_workbook": "reader",
    "write_results": "results",
    "write_workbook": "writer",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
