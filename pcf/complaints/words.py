"""What the codes of complaints are called; marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pcf.complaints.counts import ChartMethod, Cut
from pcf.complaints.figures import RangeKind
from pcf.complaints.records import ClockEnd, ClockStart, LimitUnit, Matter, Weekday
from pcf.complaints.stake import Group, Lever
from pcf.errors import N_

RuleState = Literal["expired", "not_yet_valid", "looser", "never_checked"]

MATTER: Mapping[Matter, str] = {
    "complaint": N_("complaint"),
    "refund": N_("refund"),
    "repair": N_("repair"),
    "exchange": N_("exchange"),
    "data_request": N_("request for one's personal data"),
    "regulator": N_("request of an authority"),
}
CLOCK_START: Mapping[ClockStart, str] = {
    "received": N_("case received"),
    "registered": N_("case registered"),
    "goods_received": N_("goods received"),
    "information_complete": N_("information complete"),
}
CLOCK_END: Mapping[ClockEnd, str] = {
    "acknowledged": N_("receipt confirmed"),
    "decided": N_("case decided"),
    "answered": N_("final answer given"),
    "paid": N_("money paid"),
    "repaired": N_("repair done"),
}
LIMIT_UNIT: Mapping[LimitUnit, str] = {
    "calendar_days": N_("calendar days"),
    "working_days": N_("working days"),
    "hours": N_("hours by the clock"),
}
WEEKDAY: Mapping[Weekday, str] = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
}
RULE_STATE: Mapping[RuleState, str] = {
    "expired": N_("expired"),
    "not_yet_valid": N_("not yet valid"),
    "looser": N_("promise looser than the law"),
    "never_checked": N_("never checked"),
}
CUT: Mapping[Cut, str] = {
    "segment": N_("By segment"),
    "reason": N_("By reason"),
    "channel": N_("By channel"),
}
GROUP: Mapping[Group, str] = {
    "silent": N_("Silent: dissatisfied, said nothing"),
    "unregistered": N_("Complained, never registered"),
    "disappointed": N_("Registered: disappointed"),
    "settled": N_("Registered: merely settled"),
    "convinced": N_("Registered: convinced"),
}
LEVER: Mapping[Lever, str] = {
    "outcomes": N_("Better outcomes of complaints"),
    "registration": N_("More complaints registered"),
    "articulation": N_("More dissatisfied customers who complain"),
    "handling": N_("Cost of handling"),
    "redress": N_("Redress"),
    "programme": N_("Cost of the programme"),
}
RANGE: Mapping[RangeKind, str] = {
    "stated": N_("stated"),
    "survey": N_("from the number of people asked"),
    "count": N_("from the count itself"),
}
METHOD: Mapping[ChartMethod, str] = {
    "laney": N_("limits after Laney (2002), which allow for periods of different size"),
    "individuals": N_("limits from the differences of neighbouring periods (individuals chart, Wheeler)"),
}
