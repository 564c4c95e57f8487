"""APQC's Process Classification Framework, category 6 "Manage Customer Service", in three languages.

    >>> import pcf
    >>> pcf.load(lang="ru")["10389"].name
    'Управление жалобами клиентов'

Names resolve when they are first used, so that ``import pcf`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for true; importing typing would double the cost of this import
if TYPE_CHECKING:
    from pcf.assessment import Assessment, Scorecard
    from pcf.errors import (
        ExtensionError,
        InputFaultsError,
        MissingMeasureError,
        PcfError,
        WorkbookError,
        ZeroDenominatorError,
    )
    from pcf.excel import read_workbook
    from pcf.formula import Result
    from pcf.mapping import Placement, Practice
    from pcf.metrics import measure
    from pcf.suggestions import Suggestion, Suggestions, suggest
    from pcf.taxonomy import Element, Metric, Taxonomy, load
    from pcf.workforce import staff

__all__ = [
    "Assessment",
    "Element",
    "ExtensionError",
    "InputFaultsError",
    "Metric",
    "MissingMeasureError",
    "PcfError",
    "Placement",
    "Practice",
    "Result",
    "Scorecard",
    "Suggestion",
    "Suggestions",
    "Taxonomy",
    "WorkbookError",
    "ZeroDenominatorError",
    "load",
    "measure",
    "read_workbook",
    "staff",
    "suggest",
]

_HOME = {
    "Assessment": "pcf.assessment",
    "Element": "pcf.taxonomy",
    "ExtensionError": "pcf.errors",
    "InputFaultsError": "pcf.errors",
    "Metric": "pcf.taxonomy",
    "MissingMeasureError": "pcf.errors",
    "PcfError": "pcf.errors",
    "Placement": "pcf.mapping",
    "Practice": "pcf.mapping",
    "Result": "pcf.formula",
    "Scorecard": "pcf.assessment",
    "Suggestion": "pcf.suggestions",
    "Suggestions": "pcf.suggestions",
    "Taxonomy": "pcf.taxonomy",
    "WorkbookError": "pcf.errors",
    "ZeroDenominatorError": "pcf.errors",
    "load": "pcf.taxonomy",
    "measure": "pcf.metrics",
    "read_workbook": "pcf.excel",
    "staff": "pcf.workforce",
    "suggest": "pcf.suggestions",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
