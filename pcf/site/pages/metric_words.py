"""What the codes of metrics are called; marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pcf.errors import N_
from pcf.model.metric import Better, Category

IntervalKind = Literal["wilson", "adjusted_wald", "poisson", "order"]

CATEGORY: Mapping[Category, str] = {
    "Cost Effectiveness": N_("Cost effectiveness"),
    "Cycle Time": N_("Cycle time"),
    "Process Efficiency": N_("Process efficiency"),
    "Staff Productivity": N_("Staff productivity"),
    "Supplemental Information": N_("Supplemental information"),
}
BETTER: Mapping[Better, str] = {
    "higher": N_("The higher the better."),
    "lower": N_("The lower the better."),
    "band": N_("Too little and too much are both bad: a target is a band, not a bound."),
    "none": N_("Neither more nor less is better by itself: read it beside other figures."),
}
INTERVAL: Mapping[IntervalKind, str] = {
    "wilson": N_("95 % confidence interval after Wilson, for a share in a sample"),
    "adjusted_wald": N_("95 % confidence interval after the adjusted Wald method, for promoters less detractors"),
    "poisson": N_("95 % confidence interval of a Poisson count, for events over an exposure"),
    "order": N_("95 % confidence interval from order statistics, for a median or another quantile"),
}
OWN, APQC, ADDED = N_("This project's metrics"), N_("APQC's metrics"), N_("Metrics added by organisations")
