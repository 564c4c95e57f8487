"""A formula as people read it: words, LaTeX, and the formula of an Excel cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from pcf.model import Difference, Operand, Ratio

Name = Callable[[str], str]


def _scale(scale: float) -> str:
    return str(int(scale)) if scale.is_integer() else repr(scale)


def to_text(operand: Operand, name: Name = str) -> str:
    """Write a formula in words.

    Args:
        operand: The formula.
        name: How a measure id is said, for example its name in a language.
    """
    match operand:
        case str():
            return name(operand)
        case Difference():
            return f"{to_text(operand.minuend, name)} − {_grouped(operand.subtrahend, name)}"
        case Ratio():
            times = "" if operand.scale == 1 else f"{_scale(operand.scale)} × "
            return f"{times}{_grouped(operand.numerator, name)} ÷ {_grouped(operand.denominator, name)}"


def _grouped(operand: Operand, name: Name) -> str:
    said = to_text(operand, name)
    return said if isinstance(operand, str) else f"({said})"


def to_latex(operand: Operand, name: Name = str) -> str:
    r"""Write a formula in LaTeX; measure names stand in ``\text{}``."""
    match operand:
        case str():
            said = name(operand).replace("_", r"\_").replace("%", r"\%").replace("&", r"\&")
            return rf"\text{{{said}}}"
        case Difference():
            subtrahend = to_latex(operand.subtrahend, name)
            if isinstance(operand.subtrahend, Difference):
                subtrahend = rf"\left({subtrahend}\right)"
            return f"{to_latex(operand.minuend, name)} - {subtrahend}"
        case Ratio():
            times = "" if operand.scale == 1 else rf"{_scale(operand.scale)} \cdot "
            return rf"{times}\frac{{{to_latex(operand.numerator, name)}}}{{{to_latex(operand.denominator, name)}}}"


def to_excel(operand: Operand, cell: Mapping[str, str] | None = None, optional: Collection[str] = ()) -> str:
    """Write a formula for an Excel cell, without the leading ``=``.

    Args:
        operand: The formula.
        cell: Measure id to cell reference; without it the measure ids stand as names.
        optional: Measures that count as 0 where their cell is empty.

    Other empty cells and a zero denominator give an empty text, never 0 and never an error value.
    """
    from pcf.formula.value import measures_of

    cells = cell or {}
    needed = [cells.get(measure, measure) for measure in measures_of(operand) if measure not in optional]
    return f'IF(COUNT({",".join(needed)})<{len(needed)},"",IFERROR({_unwrapped(_excel(operand, cells))},""))'


def _unwrapped(formula: str) -> str:
    """Drop the outermost brackets: nothing stands beside them."""
    return formula[1:-1] if formula.startswith("(") else formula


def _excel(operand: Operand, cell: Mapping[str, str]) -> str:
    match operand:
        case str():
            return cell.get(operand, operand)
        case Difference():
            return f"({_excel(operand.minuend, cell)}-{_excel(operand.subtrahend, cell)})"
        case Ratio():
            times = "" if operand.scale == 1 else f"{_scale(operand.scale)}*"
            return f"({times}{_excel(operand.numerator, cell)}/{_excel(operand.denominator, cell)})"
