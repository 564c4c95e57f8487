"""What ticked statements say of a level: the rule by cases, and what holds of it whatever is ticked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.maturity import Suggestion, suggestion
from pcf.model import TickCode

Ticks = list[tuple[int, TickCode | None]]
SHORT: dict[str, TickCode | None] = {
    "Y": "in_place", "P": "partly", "N": "not_in_place", "-": "NA", "?": "DK", " ": None,
}  # fmt: skip
STATES = st.sampled_from(("in_place", "in_place", *SHORT.values()))  # else the first level is hardly ever passed
PROCESSES = st.tuples(
    *(st.lists(st.tuples(st.just(level), STATES), min_size=1, max_size=3) for level in range(1, 6))
).map(lambda levels: [one for level in levels for one in level])


def ticks(*levels: str) -> Ticks:
    """Write a process as one word a level, one sign a statement, level 1 first."""
    return [(level, SHORT[sign]) for level, signs in enumerate(levels, start=1) for sign in signs]


def level_of(said: Suggestion | None) -> int:
    return -1 if said is None else said.level


@pytest.mark.parametrize(
    ("levels", "level", "done", "of"),
    [
        (("N", "  ", "  ", "  ", " "), 0, 0, 1),
        (("Y", "  ", "  ", "  ", " "), 1, 0, 2),
        (("YY", "YP", "  ", "  ", " "), 1, 1, 2),
        (("Y", "YY", "Y?", "  ", " "), 2, 1, 2),
        (("Y", "YY", "YY", "Y ", " "), 3, 1, 2),
        (("Y", "YY", "YY", "YY", "N"), 4, 0, 1),
        (("Y", "YY", "YY", "YY", "Y"), 5, None, None),
    ],
)
def test_the_level_is_the_highest_that_is_wholly_in_place(levels, level, done, of) -> None:
    assert suggestion(ticks(*levels)) == Suggestion(level, done, of)


def test_a_level_in_place_counts_for_nothing_above_one_that_is_not() -> None:
    assert suggestion(ticks("Y", "NY", "YY", "YY", "YY")) == Suggestion(1, 1, 2)


@pytest.mark.parametrize("sign", ["P", "N", "?", " "])
def test_partly_no_unknown_and_blank_are_not_in_place(sign: str) -> None:
    assert suggestion(ticks("Y", f"Y{sign}", " ", " ", " ")) == Suggestion(1, 1, 2)


def test_what_is_not_applicable_is_neither_done_nor_to_be_done() -> None:
    assert suggestion(ticks("Y", "Y-", "Y- ", " ", " ")) == Suggestion(2, 1, 2)


@pytest.mark.parametrize("levels", [(), ("  ", " "), ("--", "-"), ("- ", " -")])
def test_where_nobody_answered_a_statement_that_applies_nothing_is_suggested(levels: tuple[str, ...]) -> None:
    assert suggestion(ticks(*levels)) is None


@pytest.mark.parametrize("sign", ["Y", "P", "N", "?"])
def test_one_answer_anywhere_is_enough_to_suggest(sign: str) -> None:
    assert suggestion(ticks(" ", " ", " ", " ", sign)) == Suggestion(0, 0, 1)


@given(said=PROCESSES)
def test_everything_up_to_the_suggested_level_is_in_place_and_something_of_the_next_is_not(said: Ticks) -> None:
    found = suggestion(said)
    if found is None:
        assert {state for _, state in said} <= {None, "NA"}
        return
    lacking = [level for level, state in said if state not in {"in_place", "NA"}]
    applying = sorted({level for level, state in said if state != "NA"})
    reached = [level for level in applying if level < min(lacking, default=6)]
    assert found.level == max(reached, default=0)
    above = next((level for level in applying if level > found.level), None)
    following = [state for level, state in said if level == above and state != "NA"]
    assert (found.done, found.of) == ((following.count("in_place"), len(following)) if above else (None, None))


@given(said=PROCESSES, data=st.data())
def test_ticking_one_more_statement_never_lowers_the_level(said: Ticks, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(said) - 1))
    more = [*said[:place], (said[place][0], "in_place"), *said[place + 1 :]]
    assert level_of(suggestion(more)) >= level_of(suggestion(said))


@given(said=PROCESSES)
def test_what_does_not_apply_is_as_if_it_were_not_there(said: Ticks) -> None:
    assert suggestion(said) == suggestion([one for one in said if one[1] != "NA"])


@given(said=PROCESSES, data=st.data())
def test_the_order_of_the_statements_does_not_matter(said: Ticks, data: st.DataObject) -> None:
    assert suggestion(data.draw(st.permutations(said))) == suggestion(said)
