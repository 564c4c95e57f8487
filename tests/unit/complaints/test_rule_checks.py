"""Response rules checked by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from pcf.complaints.records import CalendarDay, ComplaintInputs, Rule
from pcf.complaints.rule_checks import check_rules
from pcf.errors import shown
from pcf.findings import Finding

ON = date(2026, 11, 22)
SOUND = Rule(
    id="r1",
    limit=10,
    promise=7,
    reference="Law 1, art. 2",
    valid_from="2026-01-01",
    checked_on="2026-10-01",
    compensated_by="Head of service",
    compensation="50",
    extension=5,
    extension_condition="with notice",
)  # fmt: skip
DAYS = (CalendarDay(calendar="ru", day="2026-01-01", is_working=False),)


def like(**changes: object) -> Rule:
    return Rule.model_validate(SOUND.model_dump() | changes)


def checked(*rules: Rule, days: tuple[CalendarDay, ...] = DAYS, **options: int) -> list[Finding]:
    inputs = ComplaintInputs(rules=rules, days=days)
    return list(check_rules(inputs, segments={"retail": "Retail", "vip": "VIP"}, on=ON, **options))


def codes(*rules: Rule, **options: object) -> list[tuple[str, str]]:
    return [(one.code, about(one)) for one in checked(*rules, **options)]  # type: ignore[arg-type]


def about(finding: Finding) -> str:
    """The rule, or else the calendar, that a finding is about."""
    if finding.code == "segment-without-rule":
        return ""
    return shown(finding.facts.get("rule", finding.facts.get("calendar", finding.found)))


def test_a_sound_rule_gives_no_finding():
    assert codes(SOUND) == []
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"limit": None, "promise": None, "extension": None}, "rule-without-limit"),
        ({"segment": "ghost"}, "rule-segment-unknown"),
        ({"unit": "working_days", "promise_unit": "working_days", "calendar": None, "promise": None}, "rule-calendar-missing"),
        ({"rolls": True, "calendar": "none", "promise": None}, "rule-calendar-missing"),
        ({"reference": " "}, "rule-without-reference"),
        ({"extension_condition": ""}, "extension-without-condition"),
        ({"limit": None}, "extension-without-limit"),
        ({"compensated_by": ""}, "compensation-without-who"),
        ({"clock_start": "goods_received", "clock_end": "acknowledged"}, "clock-ends-too-early"),
        ({"checked_on": ""}, "rule-never-checked"),
        ({"checked_on": "2025-11-21"}, "rule-check-old"),
        ({"checked_on": "2026-11-23"}, "rule-check-ahead"),
        ({"checked_on": "last week"}, "rule-day-unreadable"),
        ({"valid_from": "2026-02-29"}, "rule-day-unreadable"),
        ({"valid_from": "2026-06-01", "valid_to": "2026-05-31"}, "rule-dates-reversed"),
        ({"valid_to": "2026-11-21"}, "rule-expired"),
        ({"valid_from": "2026-11-23"}, "rule-not-yet-valid"),
        ({"promise": 11}, "promise-looser-than-law"),
    ],
)  # fmt: skip
def test_each_fault_of_a_rule_is_told_with_its_id(changes, code):
    found = [one for one in codes(like(**changes)) if one[0] != "segment-without-rule"]
    assert found == [(code, "r1")]


def test_every_fault_is_told_at_once():
    rule = like(reference="", checked_on="", compensated_by="", extension_condition="")
    assert len(codes(rule)) == 4


def test_a_finding_says_what_was_met_what_was_expected_and_what_to_do():
    (finding,) = checked(like(promise=11))
    assert (
        finding.message()
        == "Rule r1: the promise is looser than the law: 11 (calendar days) against 10 (calendar days)."
    )
    assert finding.expected()
    assert finding.suggestion()


def test_the_last_day_of_validity_and_the_first_are_valid():
    assert codes(like(valid_to="2026-11-22")) == []
    assert codes(like(valid_from="2026-11-22")) == []


def test_how_old_a_check_may_be_is_for_the_caller_to_say():
    rule = like(checked_on="2026-11-01")
    assert codes(rule, most_days=21) == []
    assert codes(rule, most_days=20) == [("rule-check-old", "r1")]


def test_what_another_rule_took_over_is_not_out_of_date():
    old = like(valid_to="2026-06-30", checked_on="")
    new = like(id="r2", limit=15, valid_from="2026-07-01")
    assert codes(old, new) == []
    assert codes(old, like(id="r2", limit=15, valid_from="2026-07-01", segment="retail")) == [
        ("rule-expired", "r1"),
        ("segment-without-rule", ""),
    ]


def test_a_rule_that_is_to_come_after_the_one_that_holds_is_in_order():
    assert codes(like(valid_to="2026-12-31"), like(id="r2", limit=15, valid_from="2027-01-01")) == []


def test_of_a_chain_that_ended_only_the_last_is_told():
    chain = [like(valid_to="2026-03-31"), like(id="r2", valid_from="2026-04-01", valid_to="2026-06-30")]
    assert codes(*chain) == [("rule-expired", "r2")]
    assert codes(*chain, like(id="r3", valid_from="2027-01-01")) == [("rule-expired", "r2")]


def test_two_rules_for_the_same_cases_contradict_each_other_if_they_overlap_and_differ():
    assert codes(SOUND, like(id="r2", limit=12)) == [("rules-contradict", "r1")]
    assert codes(SOUND, like(id="r2", limit=12, valid_from="2027-01-01")) == [("rules-contradict", "r1")]
    assert codes(SOUND, like(id="r2")) == []
    assert codes(SOUND, like(id="r2", limit=12, channel="letter")) == []
    assert codes(SOUND, like(id="r2", limit=12, clock_end="acknowledged")) == []
    assert codes(like(jurisdiction="RU"), like(id="r2", jurisdiction=" ru ", promise=5)) == [("rules-contradict", "r1")]
    assert codes(like(valid_to="2026-12-31"), like(id="r2", limit=12, valid_from="2027-01-01")) == []


def test_a_contradiction_names_both_rules_the_days_and_the_field():
    (finding,) = checked(SOUND, like(id="r2", limit=12, valid_to="2026-12-31"))
    assert finding.message() == (
        "Rules r1 and r2 are for the same cases from 2026-01-01 to 2026-12-31, but differ, first of all in: legal limit."
    )


def test_an_id_that_stands_twice_is_an_error():
    assert ("rule-id-twice", "r1") in codes(SOUND, SOUND)


@pytest.mark.parametrize(
    ("promise", "promise_unit", "limit", "unit", "code"),
    [
        (240, "hours", 10, "calendar_days", None),
        (241, "hours", 10, "calendar_days", "promise-may-be-looser"),
        (264, "hours", 10, "calendar_days", "promise-looser-than-law"),
        (2, "calendar_days", 72, "hours", None),
        (2, "calendar_days", 71, "hours", "promise-may-be-looser"),
        (5, "calendar_days", 5, "working_days", None),
        (7, "calendar_days", 5, "working_days", "promise-may-be-looser"),
        (8, "calendar_days", 5, "working_days", "promise-looser-than-law"),
        (5, "working_days", 5, "calendar_days", "promise-may-be-looser"),
        (6, "working_days", 5, "calendar_days", "promise-looser-than-law"),
        (1, "working_days", 3, "calendar_days", None),
    ],
)
def test_a_promise_in_another_unit_is_compared_day_by_day_through_a_year(promise, promise_unit, limit, unit, code):
    rule = like(
        promise=promise, promise_unit=promise_unit, limit=limit, unit=unit, calendar="ru", valid_from="2026-01-01"
    )
    days = (CalendarDay(calendar="ru", day="2026-11-22", is_working=False),)
    assert codes(rule, days=days) == ([] if code is None else [(code, "r1")])


def test_where_a_promise_may_be_looser_an_example_shows_it():
    (finding,) = checked(like(promise=7, limit=5, unit="working_days", calendar="ru"))
    assert finding.message() == (
        "Rule r1: the promise of 7 (calendar days) can end later than the legal limit of 5 (working days): "
        "for a clock that starts at 2026-11-22 00:00 the promise ends at 2026-11-29 23:59, the limit at 2026-11-27 23:59."
    )


def test_what_cannot_be_compared_without_the_calendar_is_said():
    found = codes(like(promise=5, limit=5, unit="working_days", calendar="none"))
    assert found == [("rule-calendar-missing", "r1"), ("promise-not-compared", "r1")]


def test_a_last_day_that_rolls_makes_room_for_the_promise_on_some_days_only():
    assert codes(like(promise=11, rolls=True, calendar="ru")) == [("promise-may-be-looser", "r1")]
    assert codes(like(promise=10, rolls=True, calendar="ru")) == []


def test_segments_that_the_rules_of_a_matter_forget_are_told():
    (finding,) = checked(like(segment="retail"))
    assert (finding.code, finding.found) == ("segment-without-rule", "VIP")
    assert codes(like(segment="retail"), like(id="r2", segment="vip")) == []
    assert codes(like(segment="retail"), SOUND.model_copy(update={"id": "r2"})) == []


def test_what_a_finding_is_about_stands_in_its_sentence_and_its_sheet_in_its_place():
    (finding,) = checked(like(promise=11))
    assert (finding.place, finding.message()[:8]) == ("RULES", "Rule r1:")
    assert [one.place for one in checked(days=(CalendarDay(calendar="a", day="someday", is_working=True),))] == [
        "CALENDAR"
    ]


def test_each_end_of_the_clock_has_gaps_of_its_own():
    receipt = like(id="r2", clock_end="acknowledged")
    (finding,) = checked(like(segment="retail"), receipt)
    assert (finding.code, finding.found) == ("segment-without-rule", "VIP")
    assert finding.message() == (
        "Matter: complaint; end of the clock: final answer given. On 2026-11-22 no rule holds for: VIP."
    )
    assert codes(SOUND, like(id="r2", clock_end="acknowledged", segment="vip"))[0][0] == "segment-without-rule"


def test_a_gap_of_one_place_or_channel_is_told_with_its_segment():
    here = like(jurisdiction="RU")
    (finding,) = checked(here, like(id="r2", jurisdiction="KZ", segment="retail"))
    assert finding.found == "VIP (KZ)"
    assert codes(here, like(id="r2", jurisdiction="KZ")) == []
    (finding,) = checked(like(channel="phone"), like(id="r2", segment="vip", channel="letter"))
    assert finding.found == "Retail (letter)"
    (finding,) = checked(here, like(id="r2", clock_end="acknowledged", jurisdiction="KZ"))[:1]
    assert finding.found == "Retail (RU), VIP (RU)"


def test_without_segments_places_and_channels_are_looked_at_all_the_same():
    inputs = ComplaintInputs(
        rules=(like(jurisdiction="RU"), like(id="r2", jurisdiction="KZ", clock_end="acknowledged"))
    )
    found = [one.found for one in check_rules(inputs, segments={}, on=ON)]
    assert found == ["RU", "KZ"]
    assert [one.code for one in check_rules(ComplaintInputs(rules=(SOUND,)), segments={}, on=ON)] == []


GOODS = {"matter": "refund", "clock_start": "goods_received", "clock_end": "answered"}
KNOWN = {"matter": "refund", "clock_start": "information_complete", "clock_end": "acknowledged", "id": "r2"}


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        ({"clock_end": "decided"}, {"clock_end": "paid"}, "clock_end_at"),
        ({"clock_end": "paid"}, {"clock_end": "repaired", "segment": "vip"}, "clock_end_at"),
        (GOODS, KNOWN | {"clock_end": "decided"}, "clock_start_at"),
        (GOODS, KNOWN | {"clock_end": "decided", "matter": "repair"}, None),
        ({"clock_end": "decided", "segment": "retail"}, {"clock_end": "paid", "segment": "vip"}, None),
        ({"clock_end": "decided", "jurisdiction": "RU"}, {"clock_end": "paid", "jurisdiction": "KZ"}, None),
        ({"clock_end": "decided", "valid_to": "2026-05-31"}, {"clock_end": "paid", "valid_from": "2026-06-01"}, None),
        ({"clock_end": "decided"}, {"clock_end": "answered"}, None),
        ({"clock_end": "decided"}, {"clock_end": "decided", "segment": "vip"}, None),
    ],
)
def test_rules_for_the_same_cases_that_need_one_column_for_two_moments_clash(one, other, column):
    found = [finding for finding in checked(like(**one), like(**{"id": "r2"} | other)) if finding.code == "rules-clash"]
    assert [finding.facts["column"] for finding in found] == ([] if column is None else [column])


def test_a_clash_names_the_rules_and_the_moments():
    rules = [like(id=f"r{place}", clock_end=end) for place, end in enumerate(("repaired", "paid", "decided"))]
    (finding,) = checked(*rules)
    assert finding.message() == (
        "Rules r0, r1, r2 are for the same cases, but need the column clock_end_at of the log for different moments: "
        "repair done, money paid, case decided."
    )


def test_faults_of_calendars_are_told():
    days = (
        CalendarDay(calendar="a", day="someday", is_working=True),
        CalendarDay(calendar="a", day="2026-01-01", is_working=True),
        CalendarDay(calendar="a", day=" 2026-01-01", is_working=False),
        *(CalendarDay(calendar="b", day=day, is_working=False) for day in ("mon", "tue", "wed", "thu", "fri")),
    )
    assert codes(days=days) == [
        ("calendar-day-unreadable", "a"),
        ("calendar-contradicts", "a"),
        ("calendar-never-works", "b"),
    ]


def test_a_calendar_in_use_needs_the_days_of_the_year_unless_it_works_every_day():
    rule = like(unit="working_days", calendar="ru", promise=None)
    assert codes(rule) == []
    last_year = (CalendarDay(calendar="ru", day="2025-01-01", is_working=False),)
    assert codes(rule, days=last_year) == [("calendar-without-year", "ru")]
    assert codes(SOUND, days=last_year) == []
    every_day = tuple(CalendarDay(calendar="ru", day=day, is_working=True) for day in ("sat", "sun"))
    assert codes(rule, days=every_day) == []
