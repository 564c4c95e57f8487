"""What the codes of staffing are called; marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.errors import N_

# Which limit decides. By the codes of pcf.workforce.staffing.DECIDING, and "agents" where their number was given.
LIMIT: Mapping[str, str] = {
    "calls": N_("nobody calls"),
    "load": N_("load"),
    "service_level": N_("service level"),
    "asa": N_("mean wait"),
    "abandonment": N_("share given up"),
    "occupancy": N_("occupancy"),
    "minimum": N_("fewest on duty"),
    "agents": N_("given"),
}
MODEL: Mapping[str, str] = {
    "erlang_a": N_("Erlang A: callers give up"),
    "erlang_c": N_("Erlang C: callers wait without end"),
}
# By the fields of StaffingLine without which a line is not computed; "target": not one limit was said.
FIELD: Mapping[str, str] = {
    "calls": N_("contacts offered"),
    "aht": N_("handle time"),
    "within": N_("within how long"),
    "patience": N_("patience"),
    "target": N_("a promise or limit"),
}
