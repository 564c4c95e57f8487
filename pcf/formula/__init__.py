"""One declared formula, used four ways: a number, words, LaTeX, an Excel formula; and its unit.

Each way is one function with a rule per kind of formula.
"""

from pcf.formula.notation import to_excel, to_latex, to_text
from pcf.formula.result import Result, result, stated, wilson
from pcf.formula.units import Dimensions, gives_declared_unit, unit_of
from pcf.formula.value import calculate, measures_of

__all__ = [
    "Dimensions",
    "Result",
    "calculate",
    "gives_declared_unit",
    "measures_of",
    "result",
    "stated",
    "to_excel",
    "to_latex",
    "to_text",
    "unit_of",
    "wilson",
]
