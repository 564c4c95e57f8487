"""Formulas over measures: data of few closed kinds, no arithmetic."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pcf.errors import N_
from pcf.ids import MeasureId
from pcf.model.text import Record
from pcf.units import Unit

FRACTION = r"^-?[0-9]{1,30}(\.[0-9]{1,30}|/[1-9][0-9]{0,29})?$"


def _in_short(given: object) -> object:
    """Read a text; one such as ``1e999999999`` would be written out digit by digit until memory ends."""
    if not isinstance(given, str):
        return given
    if not re.fullmatch(FRACTION, given):
        raise ValueError(N_("a number, or a fraction such as 1/3"))
    return Fraction(given)


Exact = Annotated[Fraction, BeforeValidator(_in_short)]


class Direct(Record):
    """The measure itself: it is asked for, or taken from a log, as it stands."""

    kind: Literal["direct"]
    measure: MeasureId


class Ratio(Record):
    """``scale * numerator / denominator``."""

    kind: Literal["ratio"]
    numerator: Operand
    denominator: Operand
    scale: Annotated[Exact, Field(gt=0)] = Fraction(1)


class Sum(Record):
    """All terms added."""

    kind: Literal["sum"]
    terms: Annotated[tuple[Operand, ...], Field(min_length=2)]


class Difference(Record):
    """``minuend - subtrahend``."""

    kind: Literal["difference"]
    minuend: Operand
    subtrahend: Operand


class Product(Record):
    """All factors multiplied."""

    kind: Literal["product"]
    factors: Annotated[tuple[Operand, ...], Field(min_length=2)]


class Constant(Record):
    """A number that belongs to the definition, in a unit or bare."""

    kind: Literal["constant"]
    value: Exact
    unit: Unit | None = None


class Scaled(Record):
    """``factor * operand``: a change of unit, such as seconds to hours."""

    kind: Literal["scaled"]
    operand: Operand
    factor: Annotated[Exact, Field(gt=0)]


class Function(Record):
    """A registered calculator of one operand, for the rare odd one."""

    kind: Literal["function"]
    name: Literal["round_up"]
    operand: Operand


Formula = Annotated[
    Direct | Ratio | Sum | Difference | Product | Constant | Scaled | Function,
    Field(discriminator="kind"),
]
Operand = MeasureId | Formula

for _kind in (Ratio, Sum, Difference, Product, Scaled, Function):
    _kind.model_rebuild()
