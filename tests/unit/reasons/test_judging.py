"""The report of contact reasons, by numbers small enough to check by hand."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.reasons.counts import MetName, ReasonCounts, ReasonRow, VolumeRow
from pcf.reasons.judging import reason_loop, saving_of
from pcf.reasons.records import Reason

TODAY = date(2026, 3, 31)
ORDER = Reason(
    id="where_is_my_order", words="Where is it?", owner="logistics", person="A. Person", driver="orders",
    unit_cost=Decimal("3.35"), deflection=Decimal(20), self_service_cost=Decimal("0.40"),
    customer_value=Decimal(1), company_value=Decimal(-1),
    target=Decimal(5), target_by="2026-03-31", if_met="praise", if_missed="a plan", explained_on="2026-03-01",
)  # fmt: skip
BILL = Reason(
    id="bill_wrong", words="My bill is wrong", owner="finance", driver="customers", unit_cost=Decimal("0.10"),
    customer_value=Decimal(-1), company_value=Decimal(-1), is_removable=False, explained_on="2025-12-01",
)  # fmt: skip
OTHER = Reason(id="other", words="Something else")
REASONS = (ORDER, BILL, OTHER)


def row(reason, contacts, month="2026-01", segment="gold", channel="phone", **more):
    return ReasonRow(reason=reason, contacts=contacts, month=month, segment=segment, channel=channel, **more)


def counts_of(*rows, volumes=(), first="2026-01-01", last="2026-03-31", met=(), **more):
    return ReasonCounts(
        as_of=f"{last}T23:59:59.999999", first=first, last=last, contacts=sum(one.contacts for one in rows),
        rows=rows, volumes=volumes, met=met, **more,
    )  # fmt: skip


COUNTS = counts_of(
    row("where_is_my_order", 60, handled=2, handle_seconds=Decimal("10.5"), repeats=3, repeatable=10),
    row(
        "where_is_my_order",
        20,
        "2026-02",
        "base",
        "chat",
        handled=1,
        handle_seconds=Decimal("0.1"),
        repeats=1,
        repeatable=2,
    ),
    row("bill_wrong", 10, "2026-02"),
    row("other", 6, "2026-03"),
    row(None, 4, "2026-03", None, None),
    volumes=(
        VolumeRow(segment="gold", month="2026-01", orders=Decimal(1000)),
        VolumeRow(segment="base", month="2026-01", orders=Decimal(200)),
        VolumeRow(segment="gold", month="2026-02", orders=Decimal(500), customers=Decimal(0)),
        VolumeRow(segment="base", month="2026-02", orders=Decimal(300)),
        VolumeRow(segment="gold", month="2026-03", orders=Decimal(500)),
    ),
)


@pytest.fixture(scope="module")
def loop():
    return reason_loop(REASONS, COUNTS, as_of=TODAY)


def cuts(several):
    return {one.value: (one.contacts, one.cost, one.uncosted) for one in several}


def test_volume_share_cost_time_and_repeats_of_a_reason(loop):
    state = loop.state("where_is_my_order")
    assert (state.contacts, state.share, state.cost) == (80, Fraction(80, 100), Decimal("268.00"))
    assert (state.handled, state.handle_seconds) == (3, Decimal("10.6"))
    assert (state.repeats.repeats, state.repeats.repeatable, state.repeats.share) == (4, 12, Fraction(1, 3))


def test_a_rate_is_of_the_months_that_every_segment_has_a_volume_of(loop):
    rate = loop.state("where_is_my_order").rate
    assert (rate.contacts, rate.volume, rate.months) == (80, 2000, ("2026-01", "2026-02"))  # March lacks the base
    assert rate.per_100 == 4


def test_a_rate_of_several_months_is_no_mean_of_rates(loop):
    monthly = [one.per_100 for one in loop.state("where_is_my_order").rates_by_month]
    assert monthly == [5, Fraction(5, 2)]
    assert loop.state("where_is_my_order").rate.per_100 != sum(monthly) / 2


def test_rates_by_segment_set_the_contacts_of_a_segment_against_its_own_volume(loop):
    rates = dict(loop.state("where_is_my_order").rates_by_segment)
    assert (rates["gold"].contacts, rates["gold"].volume, rates["gold"].per_100) == (60, 2000, 3)
    assert (rates["base"].contacts, rates["base"].volume, rates["base"].per_100) == (20, 500, 4)


def segmented(*segments, volumes):
    """Return a loop of ten contacts in January of each segment, and of a hundred orders of each of some."""
    rows = [row("where_is_my_order", 10, segment=segment) for segment in segments]
    volumes = tuple(VolumeRow(segment=segment, month="2026-01", orders=Decimal(100)) for segment in volumes)
    return reason_loop((ORDER,), counts_of(*rows, volumes=volumes, last="2026-01-31"), as_of=TODAY).states[0]


@pytest.mark.parametrize(
    ("segments", "volumes", "rate", "by_segment"),
    [
        (("gold", "base"), ("gold", "base"), (20, 200), {"gold": (10, 100), "base": (10, 100)}),
        (("gold", "base"), ("gold",), (10, 100), {"gold": (10, 100)}),
        (("gold", None), ("gold",), (10, 100), {"gold": (10, 100)}),  # nobody knows whose the others are
        (("gold",), ("gold", "base"), (10, 200), {"gold": (10, 100), "base": (0, 100)}),  # base made no contact
        (("gold",), ("Gold",), None, {}),
        ((None,), ("gold", "base"), (10, 200), {}),  # the log tells no segments: all against all
        (("gold", "base"), (None,), (20, 100), {}),
    ],
)
def test_contacts_are_set_against_the_volume_of_their_own_segments(segments, volumes, rate, by_segment):
    state = segmented(*segments, volumes=volumes)
    assert (state.rate and (state.rate.contacts, state.rate.volume)) == rate
    assert {segment: (one.contacts, one.volume) for segment, one in state.rates_by_segment} == by_segment
    assert [(one.contacts, one.volume) for one in state.rates_by_month] == ([rate] if rate else [])
    (month,) = state.trend.months
    assert (month.contacts, state.trend.basis) == ((rate[0], "orders") if rate else (10, "days"))


def test_where_there_was_no_business_at_all_there_is_no_rate(loop):
    rate = loop.state("bill_wrong").rate
    assert (rate.contacts, rate.volume, rate.per_100) == (10, 0, None)


def test_a_reason_without_a_driver_has_no_rate(loop):
    assert loop.state("other").rate is None
    assert loop.state("other").rates_by_segment == ()


def test_self_service_saves_the_difference_of_costs_on_its_share(loop):
    assert loop.state("where_is_my_order").saving == Decimal("47.2")  # 80 x 20 % x 2.95
    assert loop.saving == Decimal("47.2")
    assert loop.candidates == ("where_is_my_order",)


def test_a_saving_is_negative_where_self_service_costs_more():
    dear = ORDER.model_copy(update={"self_service_cost": Decimal(4)})
    assert saving_of(dear, 100) == Decimal("-13")
    assert saving_of(dear.model_copy(update={"unit_cost": None}), 100) is None
    assert saving_of(dear, None) is None


def test_candidates_stand_by_saving(loop):
    more = ORDER.model_copy(update={"id": "bill_wrong", "unit_cost": Decimal(1000)})
    assert reason_loop((ORDER, more), COUNTS, as_of=TODAY).candidates == ("bill_wrong", "where_is_my_order")


def test_cuts_by_channel_segment_and_owner_hold_the_same_contacts_and_costs(loop):
    total = (100, Decimal("269.00"), 10)
    assert (loop.total.contacts, loop.total.cost, loop.total.uncosted) == total
    assert cuts(loop.by_channel) == {
        "phone": (76, Decimal("202.00"), 6), "chat": (20, Decimal("67.00"), 0), None: (4, None, 4),
    }  # fmt: skip
    assert cuts(loop.by_segment) == {
        "gold": (76, Decimal("202.00"), 6), "base": (20, Decimal("67.00"), 0), None: (4, None, 4),
    }  # fmt: skip
    assert cuts(loop.by_owner) == {
        "logistics": (80, Decimal("268.00"), 0), "finance": (10, Decimal("1.00"), 0), None: (6, None, 6),
    }  # fmt: skip


def test_cost_per_action_tells_what_can_be_addressed(loop):
    assert cuts(loop.by_action) == {
        "preempt": (10, Decimal("1.00"), 0), "automate": (80, Decimal("268.00"), 0), None: (6, None, 6),
    }  # fmt: skip


def test_owner_coverage_is_by_volume_of_all_contacts(loop):
    assert (loop.coverage.owner, loop.coverage.person) == (Fraction(90, 100), Fraction(80, 100))
    assert loop.unplaced == 4


def test_the_age_of_a_loop_is_the_days_since_the_last_explanation(loop):
    assert [one.age for one in loop.states] == [30, 120, None]
    owners = {one.value: (one.oldest, one.unexplained) for one in loop.by_owner}
    assert owners == {"logistics": (30, ()), "finance": (120, ()), None: (None, ("other",))}


def test_the_vital_few_are_the_fewest_reasons_with_eighty_per_cent(loop):
    assert loop.vital_few == ("where_is_my_order",)  # 80 of the 96 that have a reason
    even = counts_of(row("where_is_my_order", 5), row("bill_wrong", 5), row("other", 5))
    assert reason_loop(REASONS, even, as_of=TODAY).vital_few == ("where_is_my_order", "bill_wrong", "other")


@pytest.mark.parametrize(
    ("target", "due", "state", "reached", "consequence"),
    [
        ("2.5", "2026-02-28", "met", True, "praise"),
        ("2.5", "2026-02-01", "met", True, "praise"),
        ("2.5", "2025-12-31", "met", True, "praise"),
        ("2.49", "2026-02-28", "missed", False, "a plan"),
        ("2.5", "2026-03-01", "unknown", True, ""),  # the last month that can be judged was over before
        ("2.49", "2026-03-31", "unknown", False, ""),
        ("2.5", "2026-04-01", "due_later", True, ""),
        ("2", "2026-04-01", "due_later", False, ""),
        ("2", "", "unknown", False, ""),
        ("2", "soon", "unknown", False, ""),
    ],
)
def test_a_target_is_judged_by_the_last_month_that_can_be(target, due, state, reached, consequence):
    reason = ORDER.model_copy(update={"target": Decimal(target), "target_by": due})
    found = reason_loop((reason,), COUNTS, as_of=TODAY).states[0].target
    assert (found.state, found.is_reached, found.consequence) == (state, reached, consequence)
    assert found.rate.months == ("2026-02",)


def test_a_target_without_a_volume_is_unknown_and_one_that_is_not_set_is_none():
    reason = BILL.model_copy(update={"target": Decimal(1), "target_by": "2026-01-01", "if_missed": "a plan"})
    states = reason_loop((reason, OTHER), COUNTS, as_of=TODAY).states
    assert (states[0].target.state, states[0].target.consequence, states[1].target) == ("unknown", "", None)


def test_without_a_log_the_inputs_still_tell_matrix_owners_and_ages():
    loop = reason_loop(REASONS, None, as_of=TODAY)
    assert [one.action for one in loop.states] == ["automate", "preempt", None]
    assert [one.age for one in loop.states] == [30, 120, None]
    assert [(one.value, one.reasons, one.contacts, one.cost) for one in loop.by_owner] == [
        ("logistics", ("where_is_my_order",), None, None),
        ("finance", ("bill_wrong",), None, None),
        (None, ("other",), None, None),
    ]
    assert {(one.contacts, one.share, one.rate, one.cost, one.saving, one.trend) for one in loop.states} == {
        (None,) * 6
    }
    assert (loop.total.contacts, loop.unplaced, loop.coverage.owner, loop.vital_few) == (None, None, None, ())
    assert (loop.by_channel, loop.by_segment, loop.saving, loop.candidates) == ((), (), None, ())


def test_a_log_that_says_nothing_of_reasons_tells_no_reason_that_it_has_none():
    blind = counts_of(row(None, 50), met=None)
    loop = reason_loop(REASONS, blind, as_of=TODAY)
    assert {one.contacts for one in loop.states} == {None}
    assert (loop.total.contacts, loop.unplaced, loop.coverage.owner) == (50, 50, None)
    assert {one.contacts for one in loop.by_owner} == {None}


def test_contacts_of_a_reason_that_left_the_list_are_without_a_reason():
    loop = reason_loop((ORDER, OTHER), COUNTS, as_of=TODAY)
    assert (loop.unplaced, loop.total.contacts, loop.total.cost) == (14, 100, Decimal("268.00"))


def test_a_list_of_one_reason_has_a_whole_report():
    loop = reason_loop((ORDER,), counts_of(row("where_is_my_order", 7)), as_of=TODAY)
    assert (loop.states[0].share, loop.vital_few, loop.total.cost) == (1, ("where_is_my_order",), Decimal("23.45"))


def test_no_contact_at_all_gives_no_share():
    loop = reason_loop(REASONS, counts_of(), as_of=TODAY)
    assert (loop.total.contacts, loop.total.share, loop.states[0].share, loop.coverage.owner) == (0, None, None, None)
    assert loop.states[0].contacts == 0


def test_of_two_reasons_with_one_id_the_first_counts():
    loop = reason_loop((ORDER, ORDER.model_copy(update={"unit_cost": Decimal(9)})), COUNTS, as_of=TODAY)
    assert [one.cost for one in loop.states] == [Decimal("268.00")]
    assert "reason-id-twice" in {one.code for one in loop.findings}


amounts = st.decimals(0, 10**9, places=9)
many = st.lists(
    st.builds(
        row,
        st.sampled_from([None, "where_is_my_order", "bill_wrong", "other"]),
        st.integers(0, 10**9),
        st.sampled_from(["2026-01", "2026-02"]),
        st.sampled_from([None, "gold", "base"]),
        st.sampled_from([None, "phone", "chat"]),
    ),
    max_size=12,
)


@given(many, amounts, amounts)
def test_every_cut_adds_up_to_the_total_exactly(rows, one, other):
    reasons = (ORDER.model_copy(update={"unit_cost": one}), BILL.model_copy(update={"unit_cost": other}), OTHER)
    loop = reason_loop(reasons, counts_of(*rows), as_of=TODAY)
    exact = sum((Fraction(state.cost) for state in loop.states if state.cost is not None), Fraction(0))
    assert Fraction(loop.total.cost or 0) == exact
    for several in (loop.by_channel, loop.by_segment):
        assert sum(cut.contacts for cut in several) == loop.total.contacts
        assert sum(cut.uncosted for cut in several) == loop.total.uncosted
        assert sum((Fraction(cut.cost or 0) for cut in several), Fraction(0)) == exact
    for several in (loop.by_owner, loop.by_action):
        assert sum(cut.contacts for cut in several) == loop.total.contacts - loop.unplaced
        assert sum((Fraction(cut.cost or 0) for cut in several), Fraction(0)) == exact
    if loop.total.contacts:
        assert sum(state.share for state in loop.states) == 1 - Fraction(loop.unplaced, loop.total.contacts)


def test_json_has_the_same_keys_with_and_without_a_log(loop):
    bare = reason_loop(REASONS, None, as_of=TODAY).to_json()
    full = loop.to_json("ru")
    assert set(full) == set(bare) == {
        "as_of", "reasons", "total", "unplaced", "by_channel", "by_segment", "by_owner", "by_action", "coverage",
        "candidates", "saving", "vital_few", "log", "findings",
    }  # fmt: skip
    assert [set(one) for one in full["reasons"]] == [set(one) for one in bare["reasons"]]
    assert set(full["total"]) == set(bare["total"])
    assert json.loads(json.dumps(full)) == full


def test_json_holds_the_figures_unrounded(loop):
    said = loop.to_json()
    order = said["reasons"][0]
    assert (order["cost"], order["saving"], order["unit_cost"], order["share"]) == (268, 47.2, 3.35, 80)
    assert order["repeats"] == {"repeats": 4, "repeatable": 12, "share": pytest.approx(100 / 3)}
    assert order["rate"] == {
        "driver": "orders",
        "contacts": 80,
        "volume": 2000,
        "per_100": 4,
        "months": ["2026-01", "2026-02"],
    }
    assert order["rates_by_segment"][0]["segment"] == "gold"
    assert (order["target_state"]["state"], order["target_state"]["due"]) == ("unknown", "2026-03-31")
    assert said["log"]["volumes"][0] == {
        "segment": "gold",
        "month": "2026-01",
        "orders": 1000,
        "customers": None,
        "bills": None,
        "units": None,
    }
    assert said["log"]["rows"][0]["handle_seconds"] == 10.5
    assert said["by_action"][0]["value"] == "preempt"


def test_names_met_and_trend_travel_in_json():
    counts = counts_of(
        row("where_is_my_order", 7), met=(MetName(name="WISMO", reason="where_is_my_order", contacts=7),)
    )
    said = reason_loop((ORDER,), counts, as_of=TODAY).to_json()
    assert said["log"]["met"] == [{"name": "WISMO", "reason": "where_is_my_order", "contacts": 7}]
    trend = said["reasons"][0]["trend"]
    assert (trend["basis"], trend["judgement"]) == ("days", "too_few_months")
    assert trend["difference"] == 0


def of_json(found, *path):
    """Yield every value of JSON with the keys that lead to it."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from of_json(value, *path, key)
    elif isinstance(found, list):
        for value in found:
            yield from of_json(value, *path)
    else:
        yield path, found


def test_shares_of_json_are_in_per_cent_amounts_numbers_and_only_truths_begin_with_is(loop):
    said = loop.to_json()
    assert said["coverage"] == {"owner": 90, "person": 80}
    assert [one["share"] for one in said["by_action"]] == [10, 80, 6]
    assert said["total"]["repeats"]["share"] == pytest.approx(100 / 3)
    amounts = {
        "cost",
        "saving",
        "unit_cost",
        "self_service_cost",
        "handle_seconds",
        "share",
        "per_100",
        "volume",
        "value",
    }
    for path, value in of_json({key: value for key, value in said.items() if key != "findings"}):
        if path[-1] in amounts and (path[-1], path[0]) not in {("value", one) for one in said if one[:3] == "by_"}:
            assert value is None or isinstance(value, int | float), (path, value)
        assert (path[-1][:3] == "is_") <= (value is None or isinstance(value, bool)), path
        assert isinstance(value, bool) <= (path[-1][:3] == "is_"), path
