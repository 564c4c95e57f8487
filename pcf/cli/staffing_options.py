"""The options of ``pcf staff`` that say what one cell of a plan says: read as such a cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import click

from pcf.cli.session import F, option
from pcf.errors import N_, BadOptionError
from pcf.workforce.plans.columns import COLUMN_BY_FIELD
from pcf.workforce.plans.values import RefusedValueError, number_of

_HELP: Mapping[str, tuple[str, str]] = {
    "calls": ("NUMBER", N_("Contacts offered in the interval.")),
    "aht": ("SECONDS", N_("Average handle time of one contact, after-contact work included: 240 or 0:04:00.")),
    "interval": ("SECONDS", N_("Length of the interval; half an hour, 1800, if not said.")),
    "target": ("SHARE", N_("Promised share of all contacts that are answered in time: 0.8 or 80%.")),
    "within": ("SECONDS", N_("What in time means: the promised wait; 20 if not said.")),
    "asa": ("SECONDS", N_("Longest mean wait of answered contacts that is accepted.")),
    "abandonment": ("SHARE", N_("Largest share of contacts given up that is accepted; needs --patience.")),
    "occupancy": ("SHARE", N_("Largest share of their time that agents handle contacts.")),
    "patience": ("SECONDS", N_("Mean time after which a caller gives up; nobody gives up if not said.")),
    "short": ("SECONDS", N_("Contacts given up within this time are short abandons; 5 if not said.")),
    "shrinkage": ("SHARE", N_("Share of paid time that agents are not available: leave, breaks, training.")),
    "concurrency": ("NUMBER", N_("Contacts that an agent handles at once, as in chat; 1 if not said.")),
    "minimum": ("NUMBER", N_("Fewest agents on duty, whatever the load.")),
    "agents": ("NUMBER", N_("Agents on duty today: what they keep is shown beside what is needed.")),
    "cost": ("AMOUNT", N_("Cost of one paid hour of an agent.")),
}  # fmt: skip


def figure_options(function: F) -> F:
    """Add the options; each becomes a parameter that holds the figure as ``StaffingLine`` has it, or ``None``."""
    for name, (metavar, said) in reversed(tuple(_HELP.items())):
        function = option(f"--{name}", name, metavar=metavar, callback=_figure, help=said)(function)
    return function


def said_of(options: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return field to value of the options that were given."""
    return {name: value for name in _HELP if (value := options.get(name)) is not None}


def _figure(_: click.Context, parameter: click.Parameter, value: str | None) -> Decimal | None:
    """Read a figure.

    Raises:
        BadOptionError: It is none, can be read in two ways, or is out of range.
    """
    if value is None:
        return None
    name = str(parameter.name)
    try:
        return number_of(value, COLUMN_BY_FIELD[name])
    except RefusedValueError as error:
        raise BadOptionError(option=f"--{name}", found=value, expected=error.expected) from error
