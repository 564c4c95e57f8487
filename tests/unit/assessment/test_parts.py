"""The tables of the two loops: sums that reconcile, nothing missing shown as zero, a sentence where there is nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest

from pcf import taxonomy
from pcf.assessment.figures import Numbers
from pcf.assessment.parts import Part, complaint_parts, reason_parts
from pcf.assessment.parts.complaint_log import chart_part
from pcf.complaints import words as complaint_words
from pcf.complaints.counts import ChartMethod, Cut
from pcf.complaints.loop import complaint_loop
from pcf.complaints.records import ComplaintInputs
from pcf.complaints.stake import GROUPS, LEVERS
from pcf.ids import LANGUAGES
from pcf.model.loop import DRIVERS
from pcf.reasons import words as reason_words
from pcf.reasons.judging import reason_loop
from pcf.reasons.matrix import ACTIONS, QUADRANTS
from pcf.reasons.targets import State
from pcf.reasons.trend import Judgement
from pcf.report.drawings.complaints import stake_tornado

from ..looped import AIMED, TODAY, assumptions, looped, reasons


@pytest.fixture(scope="module")
def card():
    return looped()


@pytest.fixture(scope="module")
def complaints(card) -> dict[str, Part]:
    return {part.id: part for part in complaint_parts(card.complaint_loop, Numbers(card.taxonomy, "en", "EUR"))}


@pytest.fixture(scope="module")
def told(card) -> dict[str, Part]:
    parts = reason_parts(card.reason_loop, Numbers(card.taxonomy, "en", "EUR"), {"s1": "One", "s2": "Two"})
    return {part.id: part for part in parts}


def numbers(part: Part, column: int) -> tuple[list[float], float]:
    """Return the numbers of a column, and that of the total row."""
    rows = [row.cells[column].exact for row in part.rows if not row.is_strong]
    return rows, next(row.cells[column].exact for row in part.rows if row.is_strong)


def empty_parts() -> tuple[Part, ...]:
    loop = complaint_loop(ComplaintInputs(), segments={"s1": "One"}, as_of=date(2026, 9, 30))
    return complaint_parts(loop, Numbers(taxonomy.load(), "en"))


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (complaint_words.GROUP, GROUPS),
        (complaint_words.LEVER, LEVERS),
        (complaint_words.CUT, get_args(Cut)),
        (complaint_words.METHOD, get_args(ChartMethod)),
        (reason_words.ACTION, ACTIONS),
        (reason_words.QUADRANT, QUADRANTS),
        (reason_words.DRIVER, DRIVERS),
        (reason_words.TARGET, get_args(State)),
        (reason_words.TREND, get_args(Judgement)),
    ],
)
def test_every_code_has_words_of_its_own(words, codes):
    assert set(words) == set(codes)
    assert len(set(words.values())) == len(codes)


def test_every_row_has_a_cell_per_column_and_no_id_comes_twice(card, complaints, told):
    every = [*complaints.values(), *told.values()]
    assert len(complaints) == len(complaint_parts(card.complaint_loop, Numbers(card.taxonomy, "en")))
    for part in every:
        assert part.title
        assert part.said or part.rows
        for row in part.rows:
            assert len(row.cells) == len(part.columns), part.id


@pytest.mark.parametrize(("part", "column"), [("stake", 2), ("gain", 1), ("cost", 1), ("cost", 2), ("cost", 3)])
def test_amounts_add_up_to_their_total(complaints, part, column):
    amounts, total = numbers(complaints[part], column)
    assert sum(amounts) == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize("part", ["stake_segments", "gain_segments"])
def test_segments_and_groups_add_up_both_ways(complaints, part):
    for row in complaints[part].rows:
        *amounts, total = (cell.exact for cell in row.cells[1:])
        assert sum(amounts) == pytest.approx(total, abs=1e-6)
    for column in range(1, len(complaints[part].columns)):
        amounts, total = numbers(complaints[part], column)
        assert sum(amounts) == pytest.approx(total, abs=1e-6)


def test_the_value_at_stake_is_what_plain_arithmetic_gives(complaints):
    usual = {name: Fraction(value) for name, value in TODAY.items()}
    share = {name: value / 100 for name, value in usual.items()}
    total = Fraction(0)
    for registered, margin in ((480, 100), (96, 250)):
        all_of_them = registered / (
            usual["complaints_per_complainant"] * share["complaining_share"] * share["registered_share"]
        )
        complained = all_of_them * share["complaining_share"]
        silent = (all_of_them - complained) * (share["rebuy_no_problem"] - share["rebuy_silent"])
        unheard = (
            complained * (1 - share["registered_share"]) * (share["rebuy_no_problem"] - share["rebuy_disappointed"])
        )
        heard = sum(
            complained
            * share["registered_share"]
            * share[f"{one}_share"]
            * (share["rebuy_no_problem"] - share[f"rebuy_{one}"])
            for one in ("convinced", "settled", "disappointed")
        )
        total += margin * (silent + unheard + heard)
    assert numbers(complaints["stake"], 2)[1] == float(total)


def test_a_segment_without_targets_is_named_as_left_out_of_the_gain(complaints, card):
    assert card.complaint_loop.segments["s2"] in complaints["gain"].said[0]
    assert card.complaint_loop.segments["s2"] not in " ".join(complaints["stake"].said)


def test_a_swing_shows_the_amount_of_all_segments_and_its_change(complaints, card):
    today = float(card.complaint_loop.economy.at_stake)
    assert complaints["stake_swings"].rows
    for row in complaints["stake_swings"].rows:
        low, high, down, up = (cell.exact for cell in row.cells[-4:])
        assert low - today == pytest.approx(down, abs=1e-6)
        assert high - today == pytest.approx(up, abs=1e-6)
    assert len(complaints["stake_swings"].rows) <= 10


def open_ended():
    wide = [
        one.model_copy(update={"low": Decimal(0), "high": Decimal(40)})
        if (one.segment, one.assumption) == ("s1", "complaining_share")
        else one
        for one in assumptions()
    ]
    segments = {"s1": "One", "s2": "Two"}
    return complaint_loop(ComplaintInputs(assumptions=tuple(wide)), segments=segments, as_of=date(2026, 9, 30))


def test_an_end_without_an_amount_comes_first_and_is_said_to_have_no_limit():
    loop = open_ended()
    shown = {one.id: one for one in complaint_parts(loop, Numbers(taxonomy.load(), "en", "EUR"))}["stake_swings"]
    first = shown.rows[0].cells
    assert first[1] == "Dissatisfied customers who complain"
    assert [first[place].text for place in (-4, -2)] == ["no limit", "no limit"]
    assert [first[place].exact for place in (-4, -2)] == [None, None]
    assert first[-3].exact == pytest.approx(float(loop.economy.at_stake) + first[-1].exact)
    assert shown.notes[-1].startswith("No limit:")
    assert "no limit to " in stake_tornado(loop, Numbers(taxonomy.load(), "en", "EUR"))
    ends = loop.to_json()["tornado"]["at_stake"][0]
    assert (ends["at_low"], ends["low"]) == (None, 0)


def test_overdue_steps_and_the_ladder_are_said(complaints):
    assert complaints["steps"].said == ("Done: 1 of 6; overdue: 1.",)
    assert [row.cells[4] for row in complaints["steps"].rows][:3] == ["2026-03-01", "2026-09-01, overdue", "2027-01-15"]
    assert "3 of 8" in complaints["blocks"].said[1]
    levels = [row.cells[2].text for row in complaints["blocks"].rows]
    assert levels[3] == "Don't know" and levels[7] == "–"


def test_what_the_log_does_not_tell_is_a_dash_and_the_reason_is_said(complaints):
    row = next(row for row in complaints["by_segment"].rows if row.cells[0] == "not given")
    assert {cell.text for cell in row.cells[3:]} == {"–"}
    assert any("escalated_to_regulator" in sentence for sentence in complaints["log"].said)


def test_a_period_that_has_not_ended_is_never_told_as_a_change(card):
    loop = card.complaint_loop
    chart = tuple(point.model_copy(update={"is_signal": True}) for point in loop.counts.chart)
    changed = replace(loop, counts=loop.counts.model_copy(update={"chart": chart}))
    part = chart_part(changed, Numbers(card.taxonomy, "en"))
    assert "2026-09" in part.said[0]
    assert "2026-10" not in part.said[0]
    assert [row.is_strong for row in part.rows] == [True] * 9 + [False]


@pytest.mark.parametrize(("currency", "said"), [("", "-1,234.5"), ("EUR", "-€1,234.50"), ("JPY", "-¥1,234")])
def test_money_has_the_decimals_of_its_currency(currency, said):
    assert Numbers(taxonomy.load(), "en", currency).money(Fraction(-24690, 20)).text == said


def test_every_assumption_is_told_with_its_source(complaints):
    rows = complaints["assumptions"].rows
    assert len(rows) == len(TODAY) * 2 + len(AIMED)
    assert complaints["assumptions"].is_folded


def test_law_and_promise_stand_side_by_side(complaints):
    first, second = complaints["rules"].rows
    assert first.cells[4:6] == ("10\u00a0working days, extension 5", "5\u00a0working days")
    assert second.cells[4] == ""


def test_without_anything_every_part_says_so_and_shows_no_table():
    for part in empty_parts():
        assert part.said
        assert not part.rows
    first = next(part for part in empty_parts() if part.id == "stake")
    assert "What is missing in segment One" in first.said[0]


def test_contacts_by_reason_add_up_to_all_contacts(told, card):
    contacts, total = numbers(told["volume"], 1)
    assert sum(contacts) == total == card.reason_loop.counts.contacts
    shares, whole = numbers(told["volume"], 2)
    assert sum(shares) == pytest.approx(whole) == pytest.approx(1)


@pytest.mark.parametrize("part", ["by_channel", "by_segment"])
def test_cuts_reconcile_with_the_total_to_the_cent(told, part):
    for column in (1, 3, 4):
        values, total = numbers(told[part], column)
        assert sum(value or 0 for value in values) == pytest.approx(total, abs=0.001)


def test_what_to_do_covers_every_contact_that_has_a_reason(told, card):
    actions = [row.cells[2].exact for row in told["matrix"].rows]
    assert sum(actions) == card.reason_loop.counts.contacts - card.reason_loop.unplaced


def test_candidates_stand_by_saving_and_their_sum_is_told(told):
    savings, total = numbers(told["self_service"], 5)
    assert savings == sorted(savings, reverse=True)
    assert sum(savings) == pytest.approx(total)


def test_explanations_and_targets_are_told_and_the_others_named(told):
    rows = told["loops"].rows
    assert len(rows) == 4
    assert "Something else" in told["loops"].said[0]
    assert {row.cells[8] for row in rows} >= {"not due yet"}


def test_the_list_alone_gives_matrix_and_owners():
    parts = {
        part.id: part
        for part in reason_parts(
            reason_loop(reasons(), None, as_of=date(2026, 9, 30)), Numbers(taxonomy.load(), "en"), {}
        )
    }
    assert parts["matrix"].rows
    assert parts["owners"].rows
    assert "by_channel" not in parts
    assert {row.cells[1].text for row in parts["volume"].rows} == {"–"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_of_the_model_are_those_of_the_reader_whatever_the_card_speaks(lang, card):
    parts = {part.id: part for part in complaint_parts(card.complaint_loop, Numbers(card.taxonomy, lang))}
    named = card.complaint_loop.assumptions["margin"].name.spoken(lang)
    assert named in [row.cells[1] for row in parts["assumptions"].rows]
