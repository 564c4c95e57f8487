"""A formula as people read it: words, LaTeX, and the formula of an Excel cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from pcf.formula.value import measures_of
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

Name = Callable[[str], str]


def plain_number(value: Fraction) -> str:
    """Write a number with a point and no exponent.

    >>> plain_number(Fraction(1, 8)), plain_number(Fraction(1000000000))
    ('0.125', '1000000000')
    """
    return str(value.numerator) if value.denominator == 1 else f"{Decimal(repr(float(value))):f}"


def scale_parts(scale: Fraction) -> tuple[str, str]:
    """Split a scale into what multiplies and what divides; the empty text stands for 1.

    >>> scale_parts(Fraction(100)), scale_parts(Fraction(1, 3600))
    (('100', ''), ('', '3600'))
    """
    above, below = (plain_number(Fraction(part)) if part != 1 else "" for part in scale.as_integer_ratio())
    return above, below


def to_text(operand: Operand, name: Name = str) -> str:
    """Write a formula with signs of arithmetic.

    Args:
        operand: The formula.
        name: How a measure id is said, for example its name in a language.
    """

    def said(part: Operand) -> str:
        return to_text(part, name)

    def grouped(part: Operand) -> str:
        return said(part) if _stands_alone(part) else f"({said(part)})"

    match operand:
        case str():
            return name(operand)
        case Direct():
            return name(operand.measure)
        case Constant():
            return plain_number(operand.value)
        case Sum():
            return " + ".join(map(said, operand.terms))
        case Difference():
            return f"{said(operand.minuend)} − {grouped(operand.subtrahend)}"
        case Product():
            return " × ".join(map(grouped, operand.factors))
        case Scaled():
            return _with_scale(grouped(operand.operand), operand.factor, " × ", " ÷ ")
        case Function(name="round_up"):
            return f"⌈{said(operand.operand)}⌉"
        case Ratio():
            divided = f"{grouped(operand.numerator)} ÷ {grouped(operand.denominator)}"
            return _with_scale(divided, operand.scale, " × ", " ÷ ")


def _stands_alone(operand: Operand) -> bool:
    return isinstance(operand, str | Direct | Constant | Function)


def _with_scale(said: str, scale: Fraction, times: str, over: str) -> str:
    above, below = scale_parts(scale)
    return (f"{above}{times}" if above else "") + said + (f"{over}{below}" if below else "")


def to_latex(operand: Operand, name: Name = str) -> str:
    r"""Write a formula in LaTeX; measure names stand in ``\text{}``."""

    def said(part: Operand) -> str:
        return to_latex(part, name)

    def grouped(part: Operand) -> str:
        return rf"\left({said(part)}\right)" if isinstance(part, Sum | Difference) else said(part)

    match operand:
        case str():
            return rf"\text{{{_escaped(name(operand))}}}"
        case Direct():
            return said(operand.measure)
        case Constant():
            return plain_number(operand.value)
        case Sum():
            return " + ".join(map(said, operand.terms))
        case Difference():
            return f"{said(operand.minuend)} - {grouped(operand.subtrahend)}"
        case Product():
            return r" \cdot ".join(map(grouped, operand.factors))
        case Scaled():
            return _latex_scale(operand.factor) + grouped(operand.operand)
        case Function(name="round_up"):
            return rf"\left\lceil {said(operand.operand)} \right\rceil"
        case Ratio():
            return rf"{_latex_scale(operand.scale)}\frac{{{said(operand.numerator)}}}{{{said(operand.denominator)}}}"


_LATEX_SIGNS = {
    "\\": r"\textbackslash{}", "_": r"\_", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "{": r"\{", "}": r"\}",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def _escaped(text: str) -> str:
    return "".join(_LATEX_SIGNS.get(sign, sign) for sign in text)


def _latex_scale(scale: Fraction) -> str:
    above, below = scale_parts(scale)
    factor = rf"\frac{{{above or '1'}}}{{{below}}}" if below else above
    return rf"{factor} \cdot " if factor else ""


def to_excel(operand: Operand, cell: Mapping[str, str] | None = None, optional: Collection[str] = ()) -> str:
    """Write a formula for an Excel cell, without the leading ``=``.

    Args:
        operand: The formula.
        cell: Measure id to cell reference; without it the measures stand as names, as ``excel_name`` spells them.
        optional: Measures that count as 0 where their cell is empty.

    Other empty cells and a zero denominator give an empty text, never 0 and never an error value.
    """
    cells = cell or {}
    needed = [cells.get(measure, excel_name(measure)) for measure in measures_of(operand) if measure not in optional]
    return f'IF(COUNT({",".join(needed)})<{len(needed)},"",IFERROR({_unwrapped(_excel(operand, cells))},""))'


def excel_name(measure: str) -> str:
    """Spell the id of a measure as a name that Excel can define: an organisation's own has a colon, which is a range.

    >>> excel_name("acme:calls_back"), excel_name("contacts_answered")
    ('acme.calls_back', 'contacts_answered')
    """
    return measure.replace(":", ".")


def _unwrapped(formula: str) -> str:
    """Drop the outermost brackets: nothing stands beside them."""
    return formula[1:-1] if formula.startswith("(") else formula


def _excel(operand: Operand, cell: Mapping[str, str]) -> str:
    def written(part: Operand) -> str:
        return _excel(part, cell)

    def joined(sign: str, parts: Iterable[Operand]) -> str:
        return f"({sign.join(map(written, parts))})"

    match operand:
        case str():
            return cell.get(operand, excel_name(operand))
        case Direct():
            return written(operand.measure)
        case Constant():
            return plain_number(operand.value)
        case Sum():
            return joined("+", operand.terms)
        case Difference():
            return joined("-", (operand.minuend, operand.subtrahend))
        case Product():
            return joined("*", operand.factors)
        case Scaled():
            return f"({_with_scale(written(operand.operand), operand.factor, '*', '/')})"
        case Function(name="round_up"):
            # what a float may add to a whole number is taken off before rounding up
            return f"(-INT(-({written(operand.operand)}-0.000000001)))"
        case Ratio():
            divided = f"{written(operand.numerator)}/{written(operand.denominator)}"
            return f"({_with_scale(divided, operand.scale, '*', '/')})"


def json_number(value: object) -> float | int | None:
    """Make an exact number a JSON number; nothing is rounded, whole numbers stay whole.

    >>> json_number(Fraction(5, 2)), json_number(Fraction(4)), json_number(None)
    (2.5, 4, None)
    """
    if value is None:
        return None
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number
