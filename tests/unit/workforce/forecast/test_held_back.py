"""Errors of weeks held back, computed again by hand."""

from dataclasses import replace

import numpy as np
import pytest

from pcf.workforce.forecast.clock import occurrences
from pcf.workforce.forecast.daykinds import kinds_of
from pcf.workforce.forecast.forecasting import forecast
from pcf.workforce.forecast.held_back import hold_back
from pcf.workforce.forecast.model import Past
from pcf.workforce.forecast.records import Accuracy

from .conftest import codes, made, made_history


def held(history, known=None):
    kinds = kinds_of(history.first, history.days, {})
    times = occurrences(history.first, history.days, history.interval, history.timezone)
    every = np.ones((len(history.series), history.days), dtype=bool)
    return hold_back(Past(history, kinds, times, every if known is None else known))


def one_interval(totals):
    """A history whose contacts all come at noon."""
    counts = np.zeros((len(totals), 48))
    counts[:, 24] = totals
    return counts


TWO_WEEKS = [10, 20, 30, 40, 50, 60, 70, 12, 18, 33, 36, 50, 66, 63]


def test_two_weeks_by_hand():
    found = forecast(made_history(one_interval(TWO_WEEKS))).accuracy
    # the first week is all there is to learn from: level and factors give it back, which is the naive forecast
    errors = [abs(second - first) for first, second in zip(TWO_WEEKS[:7], TWO_WEEKS[7:], strict=True)]
    contacts = sum(TWO_WEEKS[7:])
    assert (found.weeks, found.days, found.contacts) == (1, 7, contacts)
    for name in ("wape", "wape_day", "naive_wape", "naive_wape_day"):
        assert getattr(found, name) == pytest.approx(100 * sum(errors) / contacts)
    assert [found.bias, found.naive_bias] == pytest.approx([100 * (280 - contacts) / contacts] * 2)


def test_two_intervals_may_cancel_within_a_day_and_not_by_intervals():
    before, after = np.zeros((7, 48)), np.zeros((7, 48))
    before[:, 20], before[:, 30] = 10, 20
    after[:, 20], after[:, 30] = 15, 15
    found = forecast(made_history(np.concatenate([before, after]))).accuracy
    assert found.naive_wape == pytest.approx(100 * 10 / 30)
    assert found.naive_wape_day == found.naive_bias == 0
    assert found.wape_day == pytest.approx(0, abs=1e-9)


def test_errors_of_several_series_are_added_up_and_not_averaged():
    generator = np.random.default_rng(6)
    parts = [generator.poisson(made(42, level=level)).astype(float) for level in (40, 800)]
    found = forecast(made_history(*parts))
    one, two = (series.accuracy for series in found.series)
    contacts = one.contacts + two.contacts
    for name in ("wape", "wape_day", "bias", "naive_wape", "naive_wape_day", "naive_bias"):
        together = getattr(one, name) * one.contacts + getattr(two, name) * two.contacts
        assert getattr(found.accuracy, name) == pytest.approx(together / contacts)
    assert found.accuracy.days == one.days + two.days
    assert found.accuracy.contacts == sum(part[14:].sum() for part in parts)


def test_a_week_held_back_does_not_know_what_came_in_it_or_after():
    counts = made(56)
    before = held(made_history(counts))
    changed = counts.copy()
    changed[35:] *= 7
    after = held(made_history(changed))
    assert after.ours[:, 0] == pytest.approx(before.ours[:, 0])
    assert after.ours[0, 0] == pytest.approx(made(7))


def test_the_naive_forecast_is_the_week_before():
    counts = np.random.default_rng(9).poisson(made(42)).astype(float)
    found = held(made_history(counts))
    assert found.weeks == 4
    assert np.array_equal(found.naive[0, 0], counts[7:14])
    assert np.array_equal(found.actual[0, 3], counts[35:])


def test_days_that_are_missing_now_or_a_week_before_are_not_scored():
    known = np.ones((1, 42), dtype=bool)
    known[0, 25] = False
    scored = held(made_history(made(42)), known).is_scored
    # day 25 lies in the second week held back, on its fifth day
    assert [tuple(place) for place in np.argwhere(~scored)] == [(0, 1, 4), (0, 2, 4)]


def test_where_last_week_was_nearer_it_is_said():
    # two patterns that change places every month: a level learnt over both is late
    generator = np.random.default_rng(11)
    counts = np.concatenate(
        [made(70, level=4000), made(28, level=4000, week=np.array([0.2, 0.3, 0.4, 0.6, 1.5, 2.0, 2.0]))]
    )
    found = forecast(made_history(generator.poisson(counts).astype(float)))
    assert found.accuracy.is_naive_better
    told = next(one for one in found.findings if one.code == "forecast-naive-better")
    assert told.facts["series"] == "c0"
    assert float(told.facts["naive"]) < float(told.facts["found"])


def test_with_hardly_any_contact_in_an_interval_only_days_are_held_against_it():
    generator = np.random.default_rng(1)
    found = forecast(made_history(*(generator.poisson(made(98, level=3)).astype(float) for _ in range(3))))
    assert all(one.accuracy.is_naive_nearer and not one.accuracy.is_naive_better for one in found.series)
    assert "forecast-naive-better" not in codes(found.findings)
    told = next(one for one in found.findings if one.code == "forecast-naive-nearer")
    assert told.facts["found"][:3] == ["c0", "c1", "c2"]
    busier = replace(found.series[0].accuracy, contacts=10_000)
    assert busier.is_naive_better


def accuracy(ours, naive, ours_by_day, naive_by_day):
    return Accuracy(4, 28, 5000, 100, ours, ours_by_day, 0, naive, naive_by_day, 0, {})


@pytest.mark.parametrize(
    ("made", "by_interval", "by_day"),
    [
        (accuracy(20, 20 - 1e-9, 1e-14, 0), False, False),
        (accuracy(20, 19.95, 5, 4.95), False, False),
        (accuracy(20, 19.8, 5, 5), True, False),
        (accuracy(20, 25, 5, 4.8), False, True),
    ],
)
def test_less_than_a_tenth_of_a_point_is_no_difference(made, by_interval, by_day):
    assert (made.is_naive_nearer, made.is_naive_nearer_by_day) == (by_interval, by_day)


def test_it_is_said_by_what_the_naive_forecast_was_nearer():
    generator = np.random.default_rng(11)
    counts = np.concatenate(
        [made(70, level=4000), made(28, level=4000, week=np.array([0.2, 0.3, 0.4, 0.6, 1.5, 2.0, 2.0]))]
    )
    found = forecast(made_history(generator.poisson(counts).astype(float)))
    told = next(one for one in found.findings if one.code == "forecast-naive-better")
    assert "nearer by interval and by day than" in told.message()
