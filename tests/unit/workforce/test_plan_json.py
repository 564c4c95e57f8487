"""A plan as JSON: the keys that are promised, and nothing that is no JSON."""

from __future__ import annotations

import json
from decimal import Decimal

from pcf.workforce import StaffingLine, plan_lines

MET = {
    "agents", "scheduled", "service_level", "service_level_metric", "asa", "wait", "occupancy", "abandonment", "p_wait",
    "cost", "given_up_within", "is_overloaded", "is_kept",
}  # fmt: skip
LINE = {"id", "segment", "channel", "start", "interval", "calls", "aht", "load", "limited_by", "model"}
POOL = {
    "name", "segment", "channel", "lines", "computed", "calls", "needed_hours", "scheduled_hours", "service_level",
    "service_level_metric", "service_level_today", "service_level_metric_today", "cost", "cost_today",
    "intervals_missed",
}  # fmt: skip
FULL = StaffingLine(
    id="a",
    segment="retail",
    calls=Decimal(360),
    aht=Decimal("240.5"),
    target=Decimal(80),
    within=Decimal(15),
    agents=Decimal(40),
    cost=Decimal(20),
)
PLAN = plan_lines(
    [FULL, FULL.model_copy(update={"id": "b", "segment": "vip"}), StaffingLine(id="bare")], {"vip": "VIP"}
)


def test_every_promised_key_is_there() -> None:
    said = PLAN.to_json()
    assert list(said) == ["intervals", "pools", "curves", "promises", "pooling", "sensitivities", "findings"]
    assert all(set(one) == LINE | MET | {"today", "missing", "unusable"} for one in said["intervals"])
    assert set(said["intervals"][0]["today"]) == MET
    assert set(said["curves"][0]) == {"id", "segment", "channel", "needed", "today", "points"}
    assert set(said["curves"][0]["points"][0]) == MET
    assert set(said["promises"][0]["points"][0]) == {"target", "service_level", "hours", "cost", "is_promised"}
    assert said["pooling"][0]["pools"] == [{"segment": "retail", "channel": ""}, {"segment": "vip", "channel": ""}]
    assert set(said["sensitivities"][0]["changes"][0]) == {"calls", "aht", "needed", "service_level", "cost"}
    assert set(said["pools"][0]) == POOL
    assert [one["name"] for one in said["pools"]] == [None, "VIP", None]


def test_what_has_no_value_is_null_and_never_nan_or_infinite() -> None:
    said = json.loads(json.dumps(PLAN.to_json(), allow_nan=False))
    today = said["intervals"][0]["today"]
    assert (today["is_overloaded"], today["asa"], today["service_level"]) == (True, None, 0)
    bare = said["intervals"][2]
    assert (bare["agents"], bare["load"], bare["limited_by"], bare["today"]) == (None, None, None, None)
    assert bare["missing"] == ["calls", "aht", "target"]
    assert bare["interval"] == 1800


def test_percentages_are_on_0_to_100_and_numbers_are_as_typed() -> None:
    one = PLAN.to_json()["intervals"][0]
    assert 80 <= one["service_level"] <= 100
    assert (one["calls"], one["aht"]) == (360, 240.5)
    assert isinstance(one["agents"], int)


def test_findings_are_said_in_the_language_that_is_asked() -> None:
    said = PLAN.to_json("ru")["findings"]
    assert [one["code"] for one in said] == [one.code for one in PLAN.findings]
