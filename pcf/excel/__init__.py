"""Workbooks: written with XlsxWriter, read behind a guard, shown back with their faults."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.excel.reading.ledger import CellCounts
    from pcf.excel.reading.reader import (
        Practices,
        Reading,
        digest_of,
        inspect_practices,
        inspect_workbook,
        read_practices,
        read_workbook,
    )
    from pcf.excel.results.annotated import annotate
    from pcf.excel.results.book import write_results
    from pcf.excel.results.compared import write_comparison
    from pcf.excel.results.trend import write_trend
    from pcf.excel.workbook.writer import write_practice_list, write_workbook

__all__ = [
    "CellCounts",
    "Practices",
    "Reading",
    "annotate",
    "digest_of",
    "inspect_practices",
    "inspect_workbook",
    "read_practices",
    "read_workbook",
    "write_comparison",
    "write_practice_list",
    "write_results",
    "write_trend",
    "write_workbook",
]

# Reading must not pay for what only writing needs, so names resolve when they are first used.
_HOME = {
    "CellCounts": "reading.ledger",
    "Practices": "reading.reader",
    "Reading": "reading.reader",
    "annotate": "results.annotated",
    "digest_of": "reading.reader",
    "inspect_practices": "reading.reader",
    "inspect_workbook": "reading.reader",
    "read_practices": "reading.reader",
    "read_workbook": "reading.reader",
    "write_comparison": "results.compared",
    "write_practice_list": "workbook.writer",
    "write_results": "results.book",
    "write_trend": "results.trend",
    "write_workbook": "workbook.writer",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
