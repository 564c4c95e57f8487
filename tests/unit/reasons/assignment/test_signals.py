"""What a confidence is made of."""

from __future__ import annotations

import pytest

from pcf.reasons.assignment.signals import ReasonSignals, signals_of
from pcf.suggestions.index import Found, Reading


def reading(length: int = 4) -> Reading:
    owners = {"a": Found(0.5, ((0.9, 3), (0.4, 1)), 0.4), "b": Found(0.25, (), 0.0)}
    return Reading(owners, 0.3, 0.0, length)


def test_reasons_come_in_the_order_asked_for_and_what_shares_no_word_has_nothing() -> None:
    b, nothing, a = signals_of(reading(), ("b", "c", "a")).reasons
    assert a == ReasonSignals(explained=1.0, best=0.9, second=0.4, third=0.0, name=0.4)
    assert b == ReasonSignals(0.5, 0.0, 0.0, 0.0, 0.0)
    assert nothing == ReasonSignals(0.0, 0.0, 0.0, 0.0, 0.0)


def test_none_is_told_by_the_best_of_the_list_and_by_what_is_unknown() -> None:
    none = signals_of(reading(), ("a", "b")).none
    assert (none.always, none.unknown, none.explained) == (1.0, 0.3, 1.0)
    assert signals_of(reading(), ()).none.explained == 0.0


def test_the_same_share_of_a_longer_message_is_better_evidence() -> None:
    short, long = (signals_of(reading(length), ("a",)).reasons[0].explained for length in (4, 16))
    assert long == pytest.approx(2 * short)
