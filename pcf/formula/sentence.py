"""A formula as one sentence in a language: what to divide by what."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pcf.errors import N_
from pcf.formula.notation import Name, plain_number, scale_parts
from pcf.i18n import Translator
from pcf.model import (
    Constant,
    Difference,
    Direct,
    Function,
    Operand,
    Product,
    Ratio,
    Scaled,
    Sum,
)

_QUOTED = N_("“{name}”")
_PLUS = N_("{first} plus {second}")
_MINUS = N_("{first} minus {second}")
_TIMES = N_("{first} times {second}")
_DIVIDED = N_("{first} divided by {second}")
_ROUNDED_UP = N_("{first} rounded up to a whole number")
_AS_STATED = N_("{first} as stated")


# quotation marks within quotation marks
_INNER = {"«": "„", "»": "“", "“": "‘", "”": "’"}


def to_sentence(operand: Operand, say: Translator, name: Name) -> str:
    """Say a formula in the language of the translator.

    Args:
        operand: The formula.
        say: Translates the words between the measures.
        name: The name of a measure in the same language.
    """

    def said(part: Operand) -> str:
        return to_sentence(part, say, name)

    def grouped(part: Operand) -> str:
        return said(part) if isinstance(part, str | Direct | Constant) else f"({said(part)})"

    def joined(pattern: str, parts: tuple[Operand, ...], spell: Callable[[Operand], str]) -> str:
        whole = spell(parts[0])
        for part in parts[1:]:
            whole = say(pattern, first=whole, second=spell(part))
        return whole

    def scaled(whole: str, scale: Fraction) -> str:
        above, below = scale_parts(scale)
        if above:
            whole = say(_TIMES, first=whole, second=above)
        return say(_DIVIDED, first=whole, second=below) if below else whole

    match operand:
        case str():
            return say(_QUOTED, name="".join(_INNER.get(sign, sign) for sign in name(operand)))
        case Direct():
            return say(_AS_STATED, first=said(operand.measure))
        case Constant():
            return plain_number(operand.value)
        case Sum():
            return joined(_PLUS, operand.terms, grouped)
        case Difference():
            return joined(_MINUS, (operand.minuend, operand.subtrahend), grouped)
        case Product():
            return joined(_TIMES, operand.factors, grouped)
        case Scaled():
            return scaled(grouped(operand.operand), operand.factor)
        case Function(name="round_up"):
            return say(_ROUNDED_UP, first=grouped(operand.operand))
        case Ratio():
            return scaled(joined(_DIVIDED, (operand.numerator, operand.denominator), grouped), operand.scale)
