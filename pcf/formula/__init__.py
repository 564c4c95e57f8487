"""One declared formula, used five ways: a number, signs, a sentence, LaTeX, an Excel formula; and its unit.

Each way is one function with a rule per kind of formula. The sentence stands in ``pcf.formula.sentence``.
"""

from pcf.formula.intervals import Interval, order_ranks, wilson
from pcf.formula.notation import excel_name, json_number, plain_number, to_excel, to_latex, to_text
from pcf.formula.result import Flag, Reason, Result, Support, result, stated
from pcf.formula.units import Quantity, declared_unit, gives_declared_unit, quantity_of, unit_of
from pcf.formula.value import calculate, measures_of, ratio_of

__all__ = [
    "Flag",
    "Interval",
    "Quantity",
    "Reason",
    "Result",
    "Support",
    "calculate",
    "declared_unit",
    "excel_name",
    "gives_declared_unit",
    "json_number",
    "measures_of",
    "order_ranks",
    "plain_number",
    "quantity_of",
    "ratio_of",
    "result",
    "stated",
    "to_excel",
    "to_latex",
    "to_text",
    "unit_of",
    "wilson",
]
