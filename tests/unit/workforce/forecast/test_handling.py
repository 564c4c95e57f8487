"""Handle times by hour, patience."""

import numpy as np
import pytest

from pcf.workforce.forecast.handling import handle_times, patience
from pcf.workforce.forecast.history import history_from

from .conftest import MONDAY, codes


def history(handled, seconds, series, **more):
    handled, seconds = np.array(handled, dtype=float), np.array(seconds, dtype=float)
    by_day = np.zeros((2, len(series), 14, 24))
    by_day[0, :, 13], by_day[1, :, 13] = handled, seconds
    offered = np.ones((len(series), 14, 48))
    return history_from(offered, first=MONDAY, series=series, handled=by_day[0], handle_seconds=by_day[1], **more)


def hours(**at):
    values = np.zeros(24)
    for name, value in at.items():
        values[int(name[1:])] = value
    return values


def test_an_hour_with_enough_contacts_has_its_own_mean_and_others_that_of_the_series():
    contacts, seconds = hours(h9=100, h10=10), hours(h9=20_000, h10=5_000)
    found, told = handle_times(history([contacts], [seconds], [(None, "phone")]))
    assert found[0, 9] == 200
    assert found[0, 10] == found[0, 3] == pytest.approx(25_000 / 110)
    assert told == ()


def test_a_series_with_few_takes_the_mean_of_its_channel_then_of_all():
    contacts = [hours(h9=1000), hours(h9=3), hours(h9=4)]
    seconds = [hours(h9=200_000), hours(h9=9_000), hours(h9=4_000)]
    series = [("a", "phone"), ("b", "phone"), ("b", "chat")]
    found, told = handle_times(history(contacts, seconds, series))
    assert found[1, 9] == pytest.approx(209_000 / 1003)
    assert found[2, 9] == pytest.approx(213_000 / 1007)
    assert [(one.code, one.facts["series"], one.found) for one in told] == [
        ("forecast-handle-time-pooled", "b · phone", "3"),
        ("forecast-handle-time-pooled", "b · chat", "4"),
    ]


def test_without_any_handle_time_there_is_none_and_that_is_told():
    found, told = handle_times(history([hours()], [hours()], [("a", "phone")]))
    assert np.isnan(found).all()
    assert [(one.code, one.found) for one in told] == [("forecast-no-handle-time", "a · phone")]


def test_patience_is_all_that_was_waited_over_those_who_gave_up():
    series = [("a", "phone"), ("a", "chat"), ("a", "mail")]
    found, told = patience(
        history([hours()] * 3, [hours()] * 3, series, waited=[9000, 500, np.nan], abandoned=[60, 0, np.nan])
    )
    assert found == (150, None, None)
    assert [(one.code, one.facts["found"]) for one in told] == [("forecast-no-patience", ["a · chat", "a · mail"])]


def test_the_patience_of_made_callers_is_found_again_though_most_are_answered_first():
    generator = np.random.default_rng(13)
    patiences, offers = generator.exponential(120, 50_000), generator.exponential(30, 50_000)
    waited, gave_up = np.minimum(patiences, offers).sum(), (patiences < offers).sum()
    found, _ = patience(history([hours()], [hours()], [("a", "phone")], waited=[waited], abandoned=[gave_up]))
    assert found[0] == pytest.approx(120, rel=0.03)


def test_known_patience_tells_nothing():
    assert codes(patience(history([hours()], [hours()], [("a", "phone")], waited=[900], abandoned=[20]))[1]) == []


def test_patience_of_a_thin_series_is_that_of_its_channel_then_of_all():
    series = [("a", "phone"), ("b", "phone"), ("a", "chat"), ("a", "mail")]
    found, told = patience(
        history([hours()] * 4, [hours()] * 4, series, waited=[9000, 15, 400, 700], abandoned=[60, 1, 3, 0])
    )
    assert found == (150, 9015 / 61, 10_115 / 64, None)
    assert [(one.code, one.facts.get("series"), one.found) for one in told] == [
        ("forecast-patience-pooled", "b · phone", "1"),
        ("forecast-patience-pooled", "a · chat", "3"),
        ("forecast-no-patience", None, "a · mail"),
    ]
    assert "61" in told[0].message()


def test_a_single_thin_series_says_how_few_its_patience_is_of():
    found, (told,) = patience(history([hours()], [hours()], [("a", "phone")], waited=[500], abandoned=[19]))
    assert found == (500 / 19,)
    assert (told.code, told.found) == ("forecast-patience-pooled", "19")
