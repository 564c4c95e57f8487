"""Segments of two rounds: figures on one definition, renamed, merged and split segments."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pcf
from pcf.assessment import Assessment, Copy, Counted, Figure, Organisation, Segment, gather, score_round
from pcf.assessment.log_rules import LogRules
from pcf.assessment.scorecard import Scorecard
from pcf.errors import BadOptionError
from pcf.formula import Result
from pcf.rounds.changed_words import ChangeWords
from pcf.rounds.compared_segments import ComparedMetric, ComparedSegment
from pcf.rounds.comparison import Comparison, compare_rounds
from pcf.rounds.merging import Merge, parse_merges

SERVICE, SPEED = "service_level", "average_speed_of_answer"


def card(form: Assessment, counted: Counted | None = None) -> Scorecard:
    return score_round(pcf.load(), gather([Copy("a.xlsx", form)]), counted=counted)


def figure(segment: str, value: object = None, n: object = None, metric: str = SERVICE, **aims: object) -> Figure:
    return Figure.model_validate({"segment": segment, "metric": metric, "value": value, "n": n} | aims)


def segments(**named: str) -> tuple[Segment, ...]:
    return tuple(Segment(id=one, name=name) for one, name in named.items())


def segment(found: Comparison, one: str) -> ComparedSegment:
    return next(each for each in found.segments if each.segment.id == one)


def metric(found: Comparison, one: str, name: str = SERVICE) -> ComparedMetric:
    return next(each for each in segment(found, one).metrics if each.metric.id == name)


def told(found: Comparison) -> list[tuple[object, ...]]:
    return [(one.what, one.id, one.before, one.after) for one in found.also_changed]


def both(filled, old: tuple[Figure, ...], new: tuple[Figure, ...], **fields: object) -> Comparison:
    shared = {"segments": segments(a="A", b="B")} | fields
    forms = [filled("3").model_copy(update=shared | {"figures": figures}) for figures in (old, new)]
    return compare_rounds(card(forms[0]), card(forms[1]))


def test_indexes_and_figures_are_compared_segment_by_segment(filled) -> None:
    found = both(filled, (figure("a", 70, target=80),), (figure("a", 80, target=80),))
    assert (segment(found, "a").before, segment(found, "a").after, segment(found, "a").delta) == (87.5, 100, 12.5)
    one = metric(found, "a")
    assert (one.before, one.after, one.delta, one.verdicts) == (70, 80, 10, ("missed", "met"))
    assert (one.same_definition, one.reason) == (True, None)
    assert segment(found, "a").rests_on == ()


def test_other_aims_are_told_and_the_index_rests_on_them(filled) -> None:
    found = both(filled, (figure("a", 70, target=80, weight=2),), (figure("a", 70, target=70, floor=50),))
    assert told(found) == [("aims", "a/service_level", {"target": 80, "weight": 2}, {"floor": 50, "target": 70})]
    assert (segment(found, "a").rests_on, segment(found, "b").rests_on) == (("aims",), ())
    assert metric(found, "a").same_definition is True


def test_a_figure_that_only_one_of_two_indexes_has_is_told(filled) -> None:
    speed = figure("a", 20, metric=SPEED, target=20, weight=3)
    found = both(filled, (figure("a", 70, target=80), speed), (figure("a", target=80), speed))
    assert told(found) == [("answered", "a/service_level", 70, None)]
    assert metric(found, "a").same_definition is None
    alone = both(filled, (figure("a", 70, target=80),), (figure("a", target=80),))
    assert (alone.also_changed, segment(alone, "a").delta) == ((), None)


def test_a_renamed_segment_is_the_same_segment(filled) -> None:
    forms = [
        filled("3").model_copy(update={"segments": segments(a=name), "figures": (figure("a", 70, target=80),)})
        for name in ("Retail", "Private")
    ]
    found = compare_rounds(card(forms[0]), card(forms[1]))
    one = segment(found, "a")
    assert (one.change, one.named_before, one.segment.name, one.delta) == ("renamed", "Retail", "Private", 0)
    assert told(found) == [("segment_renamed", "a", "Retail", "Private")]
    assert one.rests_on == ()


def test_added_and_gone_segments_are_told(filled) -> None:
    forms = [
        filled("3").model_copy(update={"segments": one}) for one in (segments(a="A", b="B"), segments(c="C", a="A"))
    ]
    found = compare_rounds(card(forms[0]), card(forms[1]))
    assert [(one.segment.id, one.change) for one in found.segments] == [("c", "added"), ("a", "kept"), ("b", "gone")]
    assert told(found) == [("segment_added", "c", None, "C"), ("segment_gone", "b", "B", None)]


def test_another_currency_touches_figures_in_money(filled) -> None:
    money = next(one for one in pcf.load().metrics if one.record.unit.value == "currency")
    figures = (figure("a", 5, metric=money.id), figure("b", 70))
    forms = [
        filled("3").model_copy(
            update={
                "segments": segments(a="A", b="B"), "figures": figures,
                "organisation": Organisation(name="Meridian", currency=currency),
            }
        )
        for currency in ("RUB", "CNY")
    ]  # fmt: skip
    found = compare_rounds(card(forms[0]), card(forms[1]))
    assert [(one.what, one.affects) for one in found.also_changed] == [("currency", ("a",))]


CONTACTS = LogRules(
    log="contacts", columns=("opened_at", "answered_at"), left_out=("phantom",),
    parameters={"answer_within": "20", "repeat_window": "7"},
)  # fmt: skip


def counted(rules: LogRules | None, value: float = 80.0) -> Counted:
    results = {SERVICE: Result(value, n=100, basis="census"), "first_contact_resolution": Result(60.0, n=100)}
    return Counted({"a": results}, rules=(rules,) if rules else ())


@pytest.mark.parametrize(
    ("change", "expected", "same"),
    [
        ({}, [], (True, True)),
        ({"parameters": {"answer_within": "30", "repeat_window": "7"}}, [("parameter", "answer_within", "20", "30")],
         (False, True)),
        ({"applied": {"answer_within": "30"}}, [("parameter", "answer_within", None, "30")], (False, True)),
        ({"left_out": ()}, [("left_out", "contacts", ("phantom",), ())], (False, False)),
        ({"is_legs": True}, [("log", "", ("contacts",), ("contacts (legs)",))], (False, False)),
        ({"log": "intervals"}, [("log", "", ("contacts",), ("intervals",))], (False, False)),
        ({"columns": ("opened_at",)}, [], (True, True)),
    ],
)  # fmt: skip
def test_counted_figures_are_compared_on_one_definition(filled, change, expected, same) -> None:
    form = filled("3").model_copy(update={"segments": segments(a="A"), "figures": (figure("a", target=80),)})
    rules = CONTACTS.model_copy(update=change)
    found = compare_rounds(card(form, counted(CONTACTS)), card(form, counted(rules, 90.0)))
    assert told(found) == expected
    assert (metric(found, "a").same_definition, metric(found, "a", "first_contact_resolution").same_definition) == same
    assert segment(found, "a").rests_on == tuple(dict.fromkeys(what for what, *_ in expected))


def test_a_setting_touches_only_segments_with_figures_that_depend_on_it(filled) -> None:
    form = filled("3").model_copy(update={"segments": segments(a="A"), "figures": (figure("a", target=80),)})
    rules = CONTACTS.model_copy(update={"parameters": {"answer_within": "20", "repeat_window": "30"}})
    found = compare_rounds(card(form, counted(CONTACTS)), card(form, counted(rules)))
    assert [(one.what, one.affects) for one in found.also_changed] == [("parameter", ())]
    assert metric(found, "a").same_definition is True


def test_short_abandons_that_are_known_now_change_the_base(filled) -> None:
    form = filled("3").model_copy(update={"segments": segments(a="A"), "figures": (figure("a", target=80),)})
    rules = CONTACTS.model_copy(update={"columns": (*CONTACTS.columns, "abandoned_at")})
    found = compare_rounds(card(form, counted(CONTACTS)), card(form, counted(rules)))
    assert told(found) == [("columns", "contacts", (), ("abandoned_at",))]
    assert metric(found, "a").same_definition is False


def test_typed_before_and_counted_now_is_another_definition(filled) -> None:
    form = filled("3").model_copy(update={"segments": segments(a="A"), "figures": (figure("a", 70, 10, target=80),)})
    found = compare_rounds(card(form), card(form, counted(CONTACTS)))
    assert told(found) == [("source", "a/service_level", "typed", "counted")]
    assert metric(found, "a").same_definition is False


def test_rules_that_nobody_kept_are_not_the_same_rules(filled) -> None:
    form = filled("3").model_copy(update={"segments": segments(a="A"), "figures": (figure("a", target=80),)})
    found = compare_rounds(card(form, counted(None)), card(form, counted(CONTACTS)))
    assert metric(found, "a").same_definition is False
    assert told(found) == [("log", "", (), ("contacts",))]


VIP = segments(vip="VIP", private="Private")
PREMIUM = segments(premium="Premium")


def merged(
    filled, figures: tuple[Figure, ...], of_whole: tuple[Figure, ...] = (), *, is_split: bool = False
) -> Comparison:
    parts = filled("3").model_copy(update={"segments": VIP, "figures": figures})
    whole = filled("3").model_copy(update={"segments": PREMIUM, "figures": of_whole or (figure("premium", 90, 50),)})
    old, new = (whole, parts) if is_split else (parts, whole)
    merges = parse_merges(["premium=vip+private"], old.segments, new.segments)
    assert merges == (Merge("premium", ("vip", "private"), is_split),)
    return compare_rounds(card(old), card(new), merged=merges)


@pytest.mark.parametrize("is_split", [False, True])
def test_figures_of_merged_segments_are_pooled_by_their_cases(filled, is_split: bool) -> None:
    found = merged(filled, (figure("vip", 90, 10), figure("private", 70, 30)), is_split=is_split)
    one = metric(found, "premium")
    pooled = one.after if is_split else one.before
    assert (pooled, one.delta, one.reason) == (75, -15 if is_split else 15, None)
    assert sorted(one.cases) == [40, 50]
    assert [each.change for each in found.segments] == (
        ["part", "part", "split"] if is_split else ["merged", "part", "part"]
    )
    assert segment(found, "premium").delta is None
    assert segment(found, "premium").rests_on == (("segment_split",) if is_split else ("segment_merged",))


@pytest.mark.parametrize(
    ("name", "figures", "reason"),
    [
        (SERVICE, (figure("vip", 90, 10), figure("private", 70)), "cases_unknown"),
        (SERVICE, (figure("vip", 90, 10),), "part_missing"),
        (SERVICE, (figure("vip", 90, 10), figure("private", n=3)), "part_missing"),
    ],
)
def test_what_is_not_exact_is_not_pooled(filled, name: str, figures: tuple[Figure, ...], reason: str) -> None:
    one = metric(merged(filled, figures), "premium", name)
    assert (one.before, one.delta, one.same_definition, one.reason) == (None, None, None, reason)


def test_a_part_without_cases_adds_nothing(filled) -> None:
    counted_none = Counted(
        {"vip": {SERVICE: Result(None, "no_data", n=0.0)}, "private": {SERVICE: Result(70.0, n=30.0)}}
    )
    parts = filled("3").model_copy(update={"segments": VIP})
    whole = filled("3").model_copy(update={"segments": PREMIUM, "figures": (figure("premium", 90, 50),)})
    found = compare_rounds(card(parts, counted_none), card(whole), merged=[Merge("premium", ("vip", "private"), False)])
    assert metric(found, "premium").before == 70
    nobody = Counted({one: {SERVICE: Result(None, "no_data", n=0.0)} for one in ("vip", "private")})
    found = compare_rounds(card(parts, nobody), card(whole), merged=[Merge("premium", ("vip", "private"), False)])
    assert (metric(found, "premium").before, metric(found, "premium").reason) == (None, "no_cases")


def test_a_median_or_a_figure_per_amount_of_money_is_never_pooled(filled) -> None:
    metrics = {one.id: one.record for one in pcf.load().metrics}
    direct = next(one for one in metrics.values() if one.formula.kind == "direct")
    figures = (figure("vip", 3, 10, direct.id), figure("private", 5, 10, direct.id))
    found = merged(filled, figures, (figure("premium", 4, 20, direct.id),))
    assert metric(found, "premium", direct.id).reason == "not_a_ratio"


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(sorted).filter(lambda both: both[1] > 0),
             min_size=2, max_size=4)
)  # fmt: skip
def test_pooled_is_the_ratio_of_the_sums(parts: list[list[int]]) -> None:
    from pcf.assessment.segments import SegmentMetric
    from pcf.rounds.merging import pool

    model = pcf.load()
    record = model.metric(SERVICE).record
    sides = [
        SegmentMetric(record, Result(100 * above / below, n=float(below)), True, None, None, "no_target", False)
        for above, below in parts
    ]
    found = pool(record, sides, model)
    exact = Fraction(100 * sum(above for above, _ in parts), sum(below for _, below in parts))
    assert found.value is not None
    assert abs(found.value - exact) < Fraction(1, 10**9)
    assert found.n == sum(below for _, below in parts)


def test_segments_are_named_by_id_or_by_exact_name() -> None:
    old, new = segments(vip="VIP", private="Private", x="X", y="Y"), segments(premium="Premium", z="Z")
    assert parse_merges(["Premium = VIP + private ; z=x+y"], old, new) == (
        Merge("premium", ("vip", "private"), False), Merge("z", ("x", "y"), False),
    )  # fmt: skip
    assert parse_merges(["premium=vip+private", "z=x+y"], new, old)[1] == Merge("z", ("x", "y"), True)
    assert parse_merges([], old, new) == ()


@pytest.mark.parametrize(
    "text",
    ["premium", "premium=vip", "premium=vip+vip", "premium=vip+gone", "gone=vip+private", "=vip+private",
     "premium=vip+private;z=vip+x", "premium=vip+private;premium=x+y"],
)  # fmt: skip
def test_merges_that_cannot_be_are_refused(text: str) -> None:
    old, new = segments(vip="VIP", private="Private", x="X", y="Y"), segments(premium="Premium", z="Z")
    with pytest.raises(BadOptionError) as caught:
        parse_merges([text], old, new)
    assert caught.value.facts["option"] == "--merge"


def test_a_merge_that_could_be_read_both_ways_or_forgets_a_segment_is_refused() -> None:
    same = segments(a="A", b="B", c="C")
    for old, new in ((same, same), (segments(a="A", b="B", c="C"), segments(a="A"))):
        with pytest.raises(BadOptionError):
            parse_merges(["a=b+c"], old, new)
    assert parse_merges(["a=a+b+c"], same, segments(a="A")) == (Merge("a", ("a", "b", "c"), False),)


def test_every_change_of_figures_is_said(filled) -> None:
    form = filled("3").model_copy(update={"segments": segments(a="A"), "figures": (figure("a", target=80),)})
    other = form.model_copy(update={"figures": (figure("a", target=70, floor=Decimal("1.5")),)})
    rules = CONTACTS.model_copy(
        update={"parameters": {"answer_within": "30"}, "left_out": (), "columns": ("opened_at", "abandoned_at")}
    )
    found = compare_rounds(card(form, counted(CONTACTS)), card(other, counted(rules)))
    for lang in ("en", "ru", "zh"):
        words = ChangeWords(found, lang)
        said = [words.sentence(one) for one in found.also_changed]
        assert len(set(said)) == len(said) >= 4
        assert all("{" not in one for one in said)
        assert words.affected(found.also_changed[0]) == "A"
