"""The worked example of the two loops: every number again, by plain arithmetic over the files as they stand."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

MERIDIAN = Path(__file__).parents[1] / "examples" / "meridian"
LOOPS = Path(__file__).parents[1] / "examples" / "loops"
AS_OF = datetime(2026, 10, 5, 23, 59, 59)  # noqa: DTZ001 - local time of the logs


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def printed(command: str, log: str) -> dict[str, Any]:
    files = [str(MERIDIAN / name) for name in ("assessment.xlsx", log, "volumes.csv")]
    call = [sys.executable, "-m", "pcf", command, *files, "--as-of", "2026-10-05", "--json"]
    return json.loads(subprocess.run(call, capture_output=True, check=True, encoding="utf-8").stdout)


@pytest.fixture
def complaints() -> dict[str, Any]:
    return printed("complaints", "complaints.csv")


@pytest.fixture
def reasons() -> dict[str, Any]:
    return printed("reasons", "reasons.csv")


# What a person would say the contacts without a code are about; the last one is about nothing of the list.
BY_WORDS = {"заказ": "where_is_my_order", "пароль": "password_access"}
COMPLAINTS = rows(MERIDIAN / "complaints.csv")
CONTACTS = rows(MERIDIAN / "reasons.csv")
for _contact in CONTACTS:
    if not _contact["reason"]:
        _contact["reason"] = next((reason for word, reason in BY_WORDS.items() if word in _contact["text"]), "")
VOLUMES = rows(MERIDIAN / "volumes.csv")
TYPED: dict[str, dict[str, Fraction]] = defaultdict(dict)
for _row in rows(LOOPS / "assumptions.csv"):
    TYPED[_row["segment"]][_row["assumption"]] = Fraction(_row["value"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("segment", ["retail", "service"])
def test_the_iceberg_and_the_value_at_stake(complaints: dict[str, Any], segment: str) -> None:
    said = next(one for one in complaints["segments"] if one["id"] == segment)
    typed = TYPED[segment]
    share = {name: typed[name] / 100 for name in typed if name.endswith("share") or name.startswith("rebuy")}
    dissatisfied = typed["registered"] / (
        typed["complaints_per_complainant"] * share["complaining_share"] * share["registered_share"]
    )
    heard = dissatisfied * share["complaining_share"]
    registered = heard * share["registered_share"]
    customers = {
        "silent": dissatisfied - heard,
        "unregistered": heard - registered,
        "disappointed": registered * share["disappointed_share"],
        "settled": registered * share["settled_share"],
        "convinced": registered * share["convinced_share"],
    }
    rebuy = {group: share.get(f"rebuy_{group}", share["rebuy_disappointed"]) for group in customers}
    amounts = {g: customers[g] * (share["rebuy_no_problem"] - rebuy[g]) * typed["margin"] for g in customers}
    assert said["dissatisfied"]["value"] == dissatisfied
    assert {one["group"]: one["customers"] for one in said["at_stake"]["terms"]} == pytest.approx(customers)
    assert {one["group"]: one["value"] for one in said["at_stake"]["terms"]} == pytest.approx(amounts)
    assert said["at_stake"]["value"] == pytest.approx(float(sum(amounts.values())))


@pytest.mark.parametrize("segment", ["retail", "service"])
def test_the_cost_and_the_gain_of_better_answers(complaints: dict[str, Any], segment: str) -> None:
    said = next(one for one in complaints["segments"] if one["id"] == segment)
    typed = TYPED[segment]
    a, g = typed["complaining_share"] / 100, typed["registered_share"] / 100
    a2 = typed.get("target_complaining_share", typed["complaining_share"]) / 100
    g2 = typed.get("target_registered_share", typed["registered_share"]) / 100
    outcomes = ("convinced", "settled", "disappointed")
    rho = {one: typed[f"rebuy_{one}"] / 100 for one in (*outcomes, "silent")}
    now = sum(typed[f"{one}_share"] / 100 * rho[one] for one in outcomes)
    then = sum(typed[f"target_{one}_share"] / 100 * rho[one] for one in outcomes)
    newly = typed["target_rebuy_new"] / 100 if "target_rebuy_new" in typed else then
    vain, per = rho["disappointed"], typed["complaints_per_complainant"]
    worth = typed["registered"] / (per * a * g) * typed["margin"]
    cost, redress = typed["handling_cost"], typed["upheld_share"] / 100 * typed["redress"]
    before, after = typed["registered"], typed["registered"] / (a * g) * a2 * g2
    terms = {
        "outcomes": worth * a * g * (then - now),
        "registration": worth * a * (g2 - g) * (then - vain),
        "articulation": worth * (a2 - a) * (g2 * newly + (1 - g2) * vain - rho["silent"]),
        "handling": (before - after) * cost,
        "redress": (before - after) * redress,
        "programme": -typed["programme_cost"],
    }
    assert said["cost"]["value"] == before * (cost + redress)
    assert {one["lever"]: one["value"] for one in said["net"]["terms"]} == pytest.approx(terms)
    assert said["net"]["value"] == pytest.approx(float(sum(terms.values())))


def test_totals_are_the_sums_of_the_segments_to_the_cent(complaints: dict[str, Any]) -> None:
    total, segments = complaints["total"], [one for one in complaints["segments"] if one["at_stake"]]
    for what in ("dissatisfied", "at_stake", "cost", "net"):
        assert round(total[what]["value"], 2) == round(sum(one[what]["value"] for one in segments), 2)
    for what, kind in (("at_stake", "group"), ("net", "lever")):
        for term in total[what]["terms"]:
            parts = [t["value"] for one in segments for t in one[what]["terms"] if t[kind] == term[kind]]
            assert round(term["value"], 2) == round(sum(parts), 2)
    assert total["at_stake"]["value"] == 1_230_000
    assert total["net"]["value"] == 19_400


@pytest.mark.parametrize("cut", ["segment", "reason", "channel"])
def test_the_complaints_of_the_log_by_each_cut(complaints: dict[str, Any], cut: str) -> None:
    for row in complaints["log"]["cuts"][cut]:
        own = [one for one in COMPLAINTS if one[cut] == row["value"]]
        assert row["complaints"] == len(own)
        assert row["open"] == sum(not one["closed_at"] for one in own)
        results = row["results"]
        acknowledged = [one for one in own if at(one["acknowledge_by"]) <= AS_OF]
        in_time = sum(bool(o["acknowledged_at"]) and o["acknowledged_at"] <= o["acknowledge_by"] for o in acknowledged)
        assert results["complaint_acknowledged_in_time"]["value"] == pytest.approx(100 * in_time / len(acknowledged))
        due = [one for one in own if at(one["answer_by"]) <= AS_OF]
        kept = sum(bool(one["closed_at"]) and one["closed_at"] <= one["answer_by"] for one in due)
        assert results["complaint_closed_in_limit"]["value"] == pytest.approx(100 * kept / len(due))
        decided = [one for one in own if one["outcome"] in ("upheld", "partly_upheld", "rejected")]
        upheld = [one for one in decided if one["outcome"] != "rejected"]
        assert results["complaint_upheld_rate"]["value"] == pytest.approx(100 * len(upheld) / len(decided))
        if upheld:
            paid = sum(float(one["redress_amount"]) for one in upheld)
            assert results["complaint_redress_mean"]["value"] == pytest.approx(paid / len(upheld))
    assert sum(row["complaints"] for row in complaints["log"]["cuts"][cut]) == complaints["log"]["complaints"] == 24


def test_the_rate_per_thousand_customers_has_an_exact_interval(complaints: dict[str, Any]) -> None:
    months = {"retail": 3000, "service": 1200, "premium": 300}
    for row in complaints["log"]["cuts"]["segment"]:
        rate = row["results"]["complaints_per_1000_customers"]
        assert rate["value"] == pytest.approx(1000 * row["complaints"] / months[row["value"]])
    retail = next(row for row in complaints["log"]["cuts"]["segment"] if row["value"] == "retail")
    # Poisson, 14 events: 7.6539 to 23.4896 in the published tables
    low, high = retail["results"]["complaints_per_1000_customers"]["interval"]
    assert (low * 3, high * 3) == pytest.approx((7.6539, 23.4896), abs=1e-3)


def test_open_complaints_stand_in_the_band_of_their_age(complaints: dict[str, Any]) -> None:
    waiting = [one for one in COMPLAINTS if not one["closed_at"]]
    for band in complaints["log"]["ages"]:
        own = [one for one in waiting if band["segment"] in (None, one["segment"])]
        last = band["last"] if band["last"] is not None else 10**6
        ages = {one["complaint_id"]: (AS_OF - at(one["received_at"])).days for one in own}
        inside = [one for one in own if band["first"] <= ages[one["complaint_id"]] <= last]
        assert band["complaints"] == len(inside)
        assert band["overdue"] == sum(at(one["answer_by"]) < AS_OF for one in inside)


def test_the_answer_rule_is_kept_until_the_end_of_its_day(complaints: dict[str, Any]) -> None:
    worked = {date(2026, 9, 5)}
    off = {date(2026, 8, 31)}

    def last_day(received: str) -> date:
        day = at(received).date() + timedelta(days=10)
        while day in off or (day.weekday() >= 5 and day not in worked):
            day += timedelta(days=1)
        return day

    for rule in (one for one in complaints["log"]["rules"] if one["rule"] == "r1"):
        own = [one for one in COMPLAINTS if one["segment"] == rule["segment"]]
        closed = [one for one in own if one["closed_at"]]
        kept = sum(at(one["closed_at"]).date() <= last_day(one["received_at"]) for one in closed)
        assert (rule["cases"], rule["kept"], rule["late"]) == (len(own), kept, len(closed) - kept)
        overdue = sum(last_day(one["received_at"]) < AS_OF.date() for one in own if not one["closed_at"])
        assert (rule["overdue"], rule["running"]) == (overdue, len(own) - len(closed) - overdue)
        promised = sum(
            at(one["closed_at"]).date() <= at(one["received_at"]).date() + timedelta(days=7) for one in closed
        )
        assert (rule["promise_kept"], rule["promise_late"]) == (promised, len(closed) - promised)


def test_contacts_of_each_reason_and_what_they_cost(reasons: dict[str, Any]) -> None:
    counted = Counter(one["reason"] for one in CONTACTS)
    costs = Fraction(0)
    for one in reasons["reasons"]:
        assert one["contacts"] == counted[one["id"]]
        assert one["share"] == pytest.approx(100 * counted[one["id"]] / len(CONTACTS))
        if one["unit_cost"] is not None and one["contacts"]:
            assert one["cost"] == one["contacts"] * one["unit_cost"]
            costs += Fraction(one["cost"])
        if one["saving"] is not None:
            spared = Fraction(one["unit_cost"]) - Fraction(one["self_service_cost"])
            assert one["saving"] == one["contacts"] * Fraction(one["deflection"]) / 100 * spared
    assert reasons["total"]["cost"] == costs
    for cut in ("by_owner", "by_action", "by_segment", "by_channel"):
        assert sum(Fraction(str(one["cost"])) for one in reasons[cut] if one["cost"] is not None) == costs


def test_contacts_per_hundred_units_of_business(reasons: dict[str, Any]) -> None:
    columns = {"orders": "orders", "customers": "customers", "bills": "bills", "units": "units_sold"}
    for one in reasons["reasons"]:
        months = [row for row in VOLUMES if row["period_start"] >= "2026-08-01"]
        volume = sum(int(row[columns[one["driver"]]]) for row in months)
        assert one["rate"]["volume"] == volume
        assert one["rate"]["per_100"] == pytest.approx(100 * one["contacts"] / volume)


def test_the_target_is_missed_in_the_last_month_and_its_consequence_follows(reasons: dict[str, Any]) -> None:
    where = next(one for one in reasons["reasons"] if one["id"] == "where_is_my_order")
    september = sum(o["reason"] == where["id"] and o["opened_at"] >= "2026-09" for o in CONTACTS)
    orders = sum(int(row["orders"]) for row in VOLUMES if row["period_start"] == "2026-09-01")
    assert where["target_state"]["rate"]["per_100"] == pytest.approx(100 * september / orders)
    assert where["target_state"]["state"] == ("met" if 100 * september / orders <= where["target"] else "missed")
    assert where["target_state"]["consequence"] == where["if_missed"]
    assert where["age"] == (AS_OF.date() - date.fromisoformat(where["explained_on"])).days


def test_who_came_back_and_how_often(reasons: dict[str, Any]) -> None:
    window = timedelta(days=reasons["log"]["window_days"])
    by_customer: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for one in CONTACTS:
        if one["reason"]:
            by_customer[one["reason"], one["customer_id"]].append(at(one["opened_at"]))
    chains: dict[str, list[int]] = defaultdict(list)
    repeats: Counter[str] = Counter()
    for (reason, _), times in by_customer.items():
        length = 1
        for earlier, later in zip(sorted(times), sorted(times)[1:], strict=False):
            close = later - earlier <= window
            repeats[reason] += close
            length = length + 1 if close else 1
        chains[reason] += [length] if length >= 3 else []
    expected = {reason: (len(found), sum(found), max(found)) for reason, found in chains.items() if found}
    said = {one["reason"]: (one["chains"], one["contacts"], one["longest"]) for one in reasons["log"]["snowballs"]}
    assert said == expected == {"where_is_my_order": (1, 4, 4), "not_working": (1, 3, 3)}
    told = {one["id"]: one["repeats"]["repeats"] for one in reasons["reasons"] if one["repeats"]}
    assert {name: count for name, count in told.items() if count} == dict(+repeats)


def test_reasons_that_nobody_coded_are_found_by_their_words(reasons: dict[str, Any]) -> None:
    assert reasons["log"]["assigned"] == {"read": 3, "assigned": 2, "unread": 0}
    assert reasons["unplaced"] == 1


def test_how_two_coders_agree(reasons: dict[str, Any]) -> None:
    both = [(one["reason"], one["reason_checked"]) for one in CONTACTS if one["reason"] and one["reason_checked"]]
    agreed = sum(first == second for first, second in both)
    first, second = Counter(one for one, _ in both), Counter(one for _, one in both)
    chance = sum(first[one] * second[one] for one in first) / len(both) ** 2
    kappa = (agreed / len(both) - chance) / (1 - chance)
    said = reasons["log"]["agreement"]
    assert (said["contacts"], said["agreed"]) == (len(both), agreed)
    assert said["kappa"] == pytest.approx(kappa)
