"""Levers, the roadmap, and ratings against figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.assessment import Copy, Figure, Observation, gather, score_round
from pcf.assessment.levers import headline_with, levers
from pcf.assessment.register_checks import check_roadmap, waves_of
from pcf.assessment.registers import Initiative
from pcf.assessment.roadmap import roadmap


def _codes(found) -> list[str]:
    return sorted(finding.code for finding in found)


def _card(six, form, **how):
    return score_round(six, gather([Copy("a.xlsx", form)]), **how)


def test_the_strongest_lever_is_the_process_that_weighs_most_in_the_smallest_group(six, filled) -> None:
    card = _card(six, filled("3"))
    first = levers(card)[0]
    size = min(len(group.children) for group in six.root.children)
    assert first.up == Fraction(1, 5 * size) == -first.down
    assert len(first.process.element.parent.children) == size
    assert [lever.size for lever in levers(card)] == sorted((one.size for one in levers(card)), reverse=True)


@pytest.mark.parametrize("policy", ["mean", "min", "staged", "capped"])
def test_a_lever_is_what_scoring_anew_gives(six, filled, policy) -> None:
    card = _card(six, filled("3", but={"6.2.2": "2", "6.5.1": "5", "6.4.1": "0"}), policy=policy)
    for lever in levers(card)[::5]:
        place, level = lever.process.element.hierarchy_id, int(lever.process.score.score)
        said = {"6.2.2": "2", "6.5.1": "5", "6.4.1": "0"}
        for step, change in ((1, lever.up), (-1, lever.down)):
            if not 0 <= level + step <= 5:
                assert change is None
                continue
            again = _card(six, filled("3", but=said | {place: str(level + step)}), policy=policy)
            assert change == again.score.score - card.score.score


def test_without_a_headline_nothing_moves_it(six, filled) -> None:
    card = _card(six, filled(None))
    assert levers(card) == ()
    assert headline_with(card, {}) is None


def _initiative(key: str, **fields) -> Initiative:
    return Initiative(id=key, title=f"do {key}", **fields)


def test_waves_respect_dependencies_and_later_wishes_stand() -> None:
    chain = [
        _initiative("c", depends_on=("b",)),
        _initiative("a"),
        _initiative("b", depends_on=("a", "nowhere")),
        _initiative("d", wave=5),
        _initiative("e", wave=1, depends_on=("d",)),
    ]
    assert waves_of(chain) == {"a": 1, "b": 2, "c": 3, "d": 5, "e": 6}
    assert _codes(check_roadmap(chain)) == ["dependency-unknown", "wave-too-early"]


def test_a_circle_is_told_once_and_still_gets_waves() -> None:
    circle = [
        _initiative("a", depends_on=("b",)),
        _initiative("b", depends_on=("a",)),
        _initiative("c", depends_on=("b",)),
    ]
    assert waves_of(circle) == {"a": 1, "b": 1, "c": 2}
    (told,) = check_roadmap(circle)
    assert (told.code, told.found) == ("dependency-circle", "a, b")
    (told,) = check_roadmap([_initiative("x", depends_on=("x",))])
    assert told.code == "dependency-circle"


def test_two_circles_are_told_apart_and_one_waits_for_the_other() -> None:
    pairs = {"a": ("b", "c"), "b": ("a",), "c": ("d",), "d": ("c",)}
    made = [_initiative(one, depends_on=needs, wave=3 if one == "c" else None) for one, needs in pairs.items()]
    assert waves_of(made)["a"] == 4
    assert [told.found for told in check_roadmap(made)] == ["a, b", "c, d"]


def test_what_was_dropped_holds_nobody_up() -> None:
    made = [_initiative("a", wave=3, state="dropped"), _initiative("b", wave=1, depends_on=("a",))]
    assert list(check_roadmap(made)) == []


def test_to_rate_what_nobody_rated_is_no_gain(six, filled) -> None:
    place = six.by_hierarchy("6.2.2").id
    initiative = _initiative("i1", processes=(place,), expected_level=2)
    card = _card(six, filled("4", but={"6.2.2": None}, initiatives=(initiative,)))
    assert [one.gain for one in roadmap(card)] == [None]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=25), st.integers(1, 12))
def test_no_initiative_comes_before_what_it_depends_on(pairs, count) -> None:
    """Of two initiatives the later may depend on the earlier: no circles, any other shape."""
    needs = {n: {min(pair) for pair in pairs if max(pair) == n and min(pair) < n} for n in range(count)}
    made = [_initiative(f"i{n}", depends_on=tuple(f"i{one}" for one in sorted(needs[n]))) for n in range(count)]
    waves = waves_of(made[::-1])
    for n, before in needs.items():
        assert all(waves[f"i{n}"] > waves[f"i{one}"] for one in before)
        assert before or waves[f"i{n}"] == 1


def test_the_gain_is_what_the_headline_rises_by(six, filled) -> None:
    places = tuple(six.by_hierarchy(place).id for place in ("6.2.2", "6.5.1"))
    initiatives = (
        _initiative("i1", processes=places, expected_level=4, effort=Decimal(10)),
        _initiative("i2", processes=places, expected_level=2),  # stands higher already
        _initiative("i3", expected_level=4),
        _initiative("i4", state="dropped"),
        _initiative("i5", processes=places[:1], expected_level=5, effort=Decimal(1)),
    )
    card = _card(six, filled("3", initiatives=initiatives))
    planned = {one.initiative.id: one for one in roadmap(card)}
    after = _card(six, filled("3", but={"6.2.2": "4", "6.5.1": "4"}))
    assert planned["i1"].gain == after.score.score - card.score.score
    assert (planned["i2"].gain, planned["i3"].gain) == (0, None)
    assert [one.initiative.id for one in roadmap(card)] == ["i5", "i1", "i2", "i3"]  # most gain for a day of work first
    assert [one["id"] for one in card.to_json()["initiatives"]] == ["i5", "i1", "i2", "i3"]


def test_ids_that_name_nothing_are_told(six, filled) -> None:
    observation = Observation(id="f1", text="slow", evidence=("e9",), segment="nowhere")
    card = _card(six, filled("3", observations=(observation,), initiatives=(_initiative("i1", segment="gone"),)))
    assert _codes(card.findings).count("register-id-unknown") == 3


def _figure(value, target=80, floor=None) -> Figure:
    return Figure(segment="s1", metric="first_contact_resolution", value=value, target=target, floor=floor, n=1000)


def _speaking(six) -> tuple[str, str]:
    """A process that first-contact resolution speaks for, and one that it does not."""
    metric = six.metric("first_contact_resolution").record
    for process in six.processes:
        if process.id == metric.element or process.id in metric.evidence_for:
            silent = next(
                one for one in six.processes if one.id != metric.element and one.id not in metric.evidence_for
            )
            return process.hierarchy_id, silent.hierarchy_id
    raise AssertionError


def test_a_high_level_needs_a_figure_that_bears_it_out(six, filled) -> None:
    spoken, silent = _speaking(six)
    card = _card(six, filled("3", but={spoken: "4", silent: "4"}, segments="A", figures=(_figure(85),)))
    told = [finding for finding in card.findings if finding.code == "level-without-metric"]
    assert [finding.facts["element"].split()[0] for finding in told] == [silent]
    missed = _card(six, filled("3", but={spoken: "4"}, segments="A", figures=(_figure(60),)))
    (contradicted,) = [finding for finding in missed.findings if finding.code == "figure-contradicts-level"]
    assert (contradicted.facts["value"], contradicted.facts["target"]) == ("60%", "80%")
    assert "target-below-today" in _codes(card.findings)
    assert "target-below-today" not in _codes(missed.findings)


def test_without_any_figure_nothing_is_said_of_measurement(six, filled) -> None:
    assert "level-without-metric" not in _codes(_card(six, filled("5")).findings)
