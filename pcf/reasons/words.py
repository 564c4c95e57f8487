"""What the codes of contact reasons are called; marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.errors import N_
from pcf.model.loop import Driver
from pcf.reasons.matrix import Action, Quadrant
from pcf.reasons.targets import State
from pcf.reasons.trend import Judgement

QUADRANT: Mapping[Quadrant, str] = {
    "eliminate": N_("Eliminate: an irritant to both"),
    "automate": N_("Automate: valued by the customer"),
    "simplify": N_("Simplify: valued by the organisation"),
    "leverage": N_("Leverage: valued by both"),
    "undecided": N_("Undecided: too near to nothing"),
}
ACTION: Mapping[Action, str] = {
    "eliminate": N_("eliminate"),
    "preempt": N_("pre-empt: tell customers before they ask"),
    "automate": N_("automate"),
    "simplify": N_("simplify"),
    "leverage": N_("leverage"),
    "undecided": N_("undecided"),
}
DRIVER: Mapping[Driver, str] = {
    "orders": N_("orders"),
    "customers": N_("customers"),
    "bills": N_("bills"),
    "units": N_("units sold"),
}
TARGET: Mapping[State, str] = {
    "met": N_("met"),
    "missed": N_("missed"),
    "due_later": N_("not due yet"),
    "unknown": N_("cannot be judged"),
}
TREND: Mapping[Judgement, str] = {
    "higher": N_("rose: more than chance"),
    "lower": N_("fell: more than chance"),
    "usual": N_("no change beyond chance"),
    "too_few_months": N_("too few months to judge"),
}
