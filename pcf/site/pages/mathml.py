"""Formulas as MathML, which browsers lay out and screen readers read without any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from latex2mathml.converter import convert

from pcf import formula
from pcf.model import Operand

_SLOT = re.compile(r"<mtext>m(\d+)</mtext>")


def to_mathml(operand: Operand, name: Callable[[str], str]) -> str:
    r"""Return a formula as one ``<math>`` element on one line.

    The names are put in after the conversion: the converter knows no escapes within ``\text{}``, and would show
    the backslash of ``80 \%``.

    Args:
        operand: The formula.
        name: The name of a measure in the language of the page.
    """
    names: list[str] = []

    def slot(measure: str) -> str:
        names.append(name(measure))
        return f"m{len(names) - 1}"

    markup = convert(formula.to_latex(operand, slot), display="block")
    return _SLOT.sub(lambda found: f"<mtext>{escape(names[int(found[1])], quote=False)}</mtext>", markup)
