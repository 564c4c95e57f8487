"""Forecasts of made histories whose truth is known."""

import json
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.errors import BadOptionError
from pcf.workforce.forecast.forecasting import forecast
from pcf.workforce.forecast.history import ForecastError, history_from
from pcf.workforce.records import StaffingLine

from .conftest import MONDAY, SHAPE, WEEK, codes, made, made_history


def by_day(made_forecast, number=0):
    """Calls of one series by day."""
    totals = {}
    for start, calls in zip(made_forecast.starts, made_forecast.series[number].calls, strict=True):
        totals[start.date()] = totals.get(start.date(), 0) + calls
    return totals


def test_a_steady_pattern_is_forecast_as_it_is():
    found = forecast(made_history(made(56)))
    assert found.starts[0].isoformat() == "2026-04-27T00:00:00"
    assert found.series[0].calls.reshape(7, 48) == pytest.approx(made(7), abs=1e-9)
    assert found.accuracy.wape == pytest.approx(0, abs=1e-9)
    assert found.accuracy.coverage == {80: 100, 95: 100}


def test_poisson_counts_around_the_pattern_are_forecast_near_it_and_better_than_by_last_week():
    counts = np.random.default_rng(1).poisson(made(140)).astype(float)
    found = forecast(made_history(counts))
    assert found.series[0].calls.sum() == pytest.approx(2800, rel=0.03)
    peak = found.series[0].calls.reshape(7, 48)[0]
    assert peak == pytest.approx(made(1)[0], abs=4)
    assert found.accuracy.wape < found.accuracy.naive_wape
    assert abs(found.accuracy.bias) < 3
    assert "forecast-naive-better" not in codes(found.findings)
    assert found.series[0].half_life >= 8


def test_the_ranges_hold_about_what_they_promise():
    generator = np.random.default_rng(2)
    busy = made(140, level=3000)
    counts = generator.poisson(busy * generator.gamma(100, 0.01, (140, 1))).astype(float)
    coverage = forecast(made_history(counts), level=(50, 80, 95)).accuracy.coverage
    assert coverage[50] == pytest.approx(50, abs=10)
    assert coverage[80] == pytest.approx(80, abs=8)
    assert coverage[95] == pytest.approx(95, abs=4)


def test_a_trend_is_followed():
    found = forecast(made_history(made(112, growth=0.02)))
    truth = made(119, growth=0.02)[112:].sum()
    assert found.series[0].half_life <= 1
    assert found.series[0].calls.sum() == pytest.approx(truth, rel=0.05)
    assert found.accuracy.bias < 0


def test_closed_nights_stay_closed_and_have_no_lines():
    generator = np.random.default_rng(5)
    chat = generator.poisson(np.full((56, 48), 4.0)).astype(float)
    phone = generator.poisson(made(56)).astype(float)
    found = forecast(made_history(phone, chat))
    nights = found.series[0].calls.reshape(7, 48)[:, :16]
    assert (nights == 0).all()
    assert {(line.start[11:] < "08:00") for line in found.lines() if line.channel == "c0"} == {False}


def test_a_closed_sunday_stays_closed_though_another_series_is_open():
    closed = made(56, week=np.array([1.2, 1.2, 1.2, 1.2, 1.2, 1.0, 0.0]))
    found = forecast(made_history(closed, made(56)))
    assert list(by_day(found, 0).values())[6] == 0
    assert list(by_day(found, 1).values())[6] > 100


def test_a_series_with_few_contacts_takes_the_shape_of_its_channel_and_says_so():
    rare = np.zeros((56, 48))
    rare[2::7, 20] = 1
    history = history_from(np.stack([made(56), rare]), first=MONDAY, series=[("big", "phone"), ("small", "phone")])
    found = forecast(history)
    assert [one.is_pooled for one in found.series] == [False, True]
    told = next(one for one in found.findings if one.code == "forecast-profile-pooled")
    assert (told.facts["series"], told.found) == ("small · phone", "8")
    shares = found.series[1].calls.reshape(7, 48)[0] / found.series[1].calls.reshape(7, 48)[0].sum()
    assert shares == pytest.approx(SHAPE, abs=0.05)
    assert found.series[1].calls.sum() == pytest.approx(1, rel=0.4)


HOLIDAY = date(2026, 4, 29)
PAST = {MONDAY + timedelta(days=place): False for place in (9, 24, 38)}


def with_holidays(level=0.3):
    counts = made(56)
    for day in PAST:
        counts[(day - MONDAY).days] = 400 * level * np.roll(SHAPE, 4)
    return made_history(counts)


def test_a_holiday_is_like_those_of_the_past_drawn_a_little_towards_sunday():
    found = forecast(with_holidays(), days={**PAST, HOLIDAY: False})
    # three at 0.3 of a mean day and one as a Sunday at 0.4
    assert by_day(found)[HOLIDAY] == pytest.approx(400 * (3 * 0.3 + 0.4) / 4, rel=1e-6)
    assert by_day(found)[HOLIDAY + timedelta(days=1)] == pytest.approx(400 * WEEK[3], rel=1e-6)
    assert "forecast-holiday-as-sunday" not in codes(found.findings)
    evening = found.series[0].calls.reshape(7, 48)[2, 40:44].sum()
    assert evening > 0


def test_without_a_past_holiday_it_is_a_sunday_and_that_is_told():
    found = forecast(made_history(made(56)), days={HOLIDAY: False})
    assert by_day(found)[HOLIDAY] == pytest.approx(by_day(found)[date(2026, 5, 3)])
    told = next(one for one in found.findings if one.code == "forecast-holiday-as-sunday")
    assert told.facts["found"] == ["2026-04-29"]


def test_past_holidays_do_not_disturb_the_days_around_them():
    found = forecast(with_holidays(0.0), days=PAST)
    assert found.series[0].calls.reshape(7, 48) == pytest.approx(made(7), abs=1e-6)


def test_a_worked_saturday_is_the_mean_of_monday_to_friday():
    saturday = date(2026, 5, 2)
    found = forecast(made_history(made(56)), days={saturday: True})
    assert by_day(found)[saturday] == pytest.approx(400 * WEEK[:5].mean())


def test_a_worked_saturday_of_the_past_teaches_the_level_and_not_its_weekday():
    counts = made(56)
    counts[47] = 400 * WEEK[:5].mean() * SHAPE
    found = forecast(made_history(counts), days={MONDAY + timedelta(days=47): True})
    assert found.series[0].calls.reshape(7, 48) == pytest.approx(made(7), abs=1e-6)


def test_days_that_are_missing_are_not_taken_as_days_without_contacts():
    counts = made(56)
    counts[[40, 50]] = 0
    found = forecast(made_history(counts))
    assert found.series[0].calls.reshape(7, 48) == pytest.approx(made(7), abs=1e-6)
    assert "forecast-days-missing" in codes(found.findings)


AUTUMN = date(2026, 8, 31)


def test_an_hour_that_came_twice_is_not_counted_double():
    counts = np.full((63, 48), 10.0)
    change = (date(2026, 10, 25) - AUTUMN).days
    counts[change, 4:6] = 20
    found = forecast(made_history(counts, first=AUTUMN, timezone="Europe/Berlin"))
    assert found.series[0].calls == pytest.approx(np.full(7 * 48, 10.0))
    assert found.accuracy.wape == pytest.approx(0, abs=1e-9)
    assert found.accuracy.naive_wape == pytest.approx(0, abs=1e-9)


def test_an_hour_that_was_skipped_is_no_hour_without_contacts():
    counts = np.full((35, 48), 10.0)
    first = date(2026, 3, 2)
    counts[(date(2026, 3, 29) - first).days, 4:6] = 0
    found = forecast(made_history(counts, first=first, timezone="Europe/Berlin"))
    assert found.series[0].calls == pytest.approx(np.full(7 * 48, 10.0))
    assert found.accuracy.wape == pytest.approx(0, abs=1e-9)


def test_the_week_of_the_change_has_its_25_hours_in_their_order():
    counts = np.full((49, 48), 10.0)
    found = forecast(made_history(counts, first=AUTUMN, timezone="Europe/Berlin"))
    sunday = [start for start in found.starts if start.date() == date(2026, 10, 25)]
    assert len(found.starts) == 7 * 48 + 2
    assert [f"{one:%H:%M}" for one in sunday[3:10]] == ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]
    assert [one.fold for one in sunday[3:10]] == [0, 0, 0, 1, 1, 0, 0]
    assert by_day(found)[date(2026, 10, 25)] == pytest.approx(500)
    assert "forecast-clock-change" in codes(found.findings)
    lines = found.lines()
    assert len({line.id for line in lines}) == len(lines) == 338


def test_the_week_of_the_other_change_lacks_an_hour():
    counts = np.full((21, 48), 10.0)
    found = forecast(made_history(counts, timezone="Europe/Berlin"))
    assert len(found.starts) == 7 * 48 - 2
    assert by_day(found)[date(2026, 3, 29)] == pytest.approx(460)


def test_two_weeks_are_enough_and_thirteen_days_are_refused():
    found = forecast(made_history(made(14)))
    assert found.series[0].calls.reshape(7, 48) == pytest.approx(made(7), abs=1e-9)
    assert next(one for one in found.findings if one.code == "forecast-few-held-back").facts["found"] == 1
    with pytest.raises(ForecastError) as caught:
        forecast(made_history(made(13)))
    assert [(one.code, one.found) for one in caught.value.findings] == [("forecast-short-history", "13")]


@pytest.mark.parametrize(
    "option", [{"weeks": 0}, {"weeks": 54}, {"level": (0,)}, {"level": (100,)}, {"first": date(2026, 3, 20)}]
)
def test_options_that_cannot_be_are_refused(option):
    with pytest.raises(BadOptionError):
        forecast(made_history(made(28)), **option)


def test_it_begins_on_the_day_asked_for_and_goes_on_for_the_weeks_asked_for():
    found = forecast(made_history(made(30)), first=date(2026, 4, 1), weeks=2)
    ends = [found.starts[place].isoformat(sep=" ", timespec="minutes") for place in (0, -1)]
    assert ends == ["2026-04-01 00:00", "2026-04-14 23:30"]
    assert by_day(found)[date(2026, 4, 5)] == pytest.approx(160, rel=0.01)
    assert forecast(made_history(made(30))).starts[0].date() == date(2026, 4, 6)


def test_a_log_without_any_contact_on_the_days_that_count_expects_none():
    silent = np.zeros((28, 48))
    found = forecast(made_history(made(28), silent))
    assert (found.series[1].calls == 0).all()
    assert (found.series[1].accuracy.wape, found.series[1].accuracy.bias) == (None, None)
    assert {line.channel for line in found.lines()} == {"c0"}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 50))
def test_so_many_times_the_counts_are_so_many_times_the_days_forecast(seed, times):
    counts = np.random.default_rng(seed).poisson(made(35, level=200)).astype(float)
    once, often = forecast(made_history(counts)), forecast(made_history(times * counts))
    assert list(by_day(often).values()) == pytest.approx([times * one for one in by_day(once).values()], rel=1e-9)
    assert often.accuracy.wape_day == pytest.approx(once.accuracy.wape_day, rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(st.floats(0.5, 1e4))
def test_a_pattern_that_is_the_same_on_all_days_scales_by_intervals_too(times):
    once, often = forecast(made_history(made(28))), forecast(made_history(times * made(28)))
    assert often.series[0].calls == pytest.approx(times * once.series[0].calls, rel=1e-9)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_series_changes_nothing(order):
    generator = np.random.default_rng(8)
    parts = [generator.poisson(made(28, level=level)).astype(float) for level in (30, 200, 900)]
    names = [("a", "phone"), ("b", "phone"), ("b", "chat")]
    plain = forecast(history_from(np.stack(parts), first=MONDAY, series=names))
    mixed = forecast(history_from(np.stack([parts[n] for n in order]), first=MONDAY, series=[names[n] for n in order]))
    for place, number in enumerate(order):
        assert mixed.series[place].calls == pytest.approx(plain.series[number].calls, rel=1e-9)
    assert mixed.accuracy.wape == pytest.approx(plain.accuracy.wape, rel=1e-9)


def test_lines_carry_the_promise_of_their_own_pool_or_of_the_nearest():
    history = history_from(
        np.stack([made(28)] * 3),
        first=MONDAY,
        series=[("retail", "phone"), ("retail", "chat"), ("sme", "phone")],
        handled=np.full((3, 28, 24), 5.0),
        handle_seconds=np.full((3, 28, 24), 1000.0),
        waited=[6000, 6000, 6000],
        abandoned=[100, 0, 50],
    )
    promises = {
        ("retail", "phone"): StaffingLine(id="a", target=80, within=20, patience=90),
        ("retail", ""): StaffingLine(id="b", target=70, within=60, aht=420),
        (None, "phone"): StaffingLine(id="c", target=90, within=10),
    }
    lines = forecast(history).lines(promises)
    pools = {(line.segment, line.channel): line for line in lines}
    assert {key: (line.target, line.aht, line.patience) for key, line in pools.items()} == {
        ("retail", "phone"): (80, 200, 90),
        ("retail", "chat"): (70, 420, None),
        ("sme", "phone"): (90, 200, 120),
    }
    first = lines[0]
    assert (first.start, first.interval) == ("2026-03-30T08:00", 1800)
    assert float(first.calls) == pytest.approx(made(1)[0, 16], abs=1e-4)
    assert isinstance(first.calls, Decimal)
    # a copy is not validated, so that a year of lines is quick: here it is
    assert [StaffingLine.model_validate(line.model_dump()) for line in lines] == list(lines)


def test_one_promise_may_hold_for_all_and_none_at_all_leaves_it_open():
    found = forecast(made_history(made(14)))
    assert {line.target for line in found.lines(StaffingLine(id="x", target=80, within=20))} == {80}
    assert {line.target for line in found.lines({})} == {None} == {line.target for line in found.lines()}


def test_the_json_has_stable_keys_and_no_nan():
    generator = np.random.default_rng(4)
    found = forecast(made_history(generator.poisson(made(28)).astype(float)))
    said = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert set(said) == {"interval", "timezone", "history", "levels", "accuracy", "series", "findings"}
    assert set(said["accuracy"]) >= {
        "wape",
        "wape_day",
        "bias",
        "naive_wape",
        "naive_wape_day",
        "naive_bias",
        "coverage",
    }
    noon = said["series"][0]["intervals"][24]
    assert set(noon) == {"start", "calls", "aht", "ranges"}
    assert (noon["start"], noon["aht"]) == ("2026-03-30T12:00", None)
    low, high = noon["ranges"]["95"]
    assert low <= noon["ranges"]["80"][0] < noon["calls"] < noon["ranges"]["80"][1] <= high


def test_arrays_that_are_no_counts_are_all_named():
    with pytest.raises(ForecastError) as caught:
        history_from(-np.ones((1, 14, 48)), first=MONDAY, waited=[1, 2], handled=np.full((1, 14, 24), np.nan))
    assert [one.cell for one in caught.value.findings] == ["offered", "handled", "waited"]
    with pytest.raises(ForecastError):
        history_from(np.ones((14, 48)), first=MONDAY)
    with pytest.raises(BadOptionError):
        history_from(np.ones((1, 14, 72)), first=MONDAY, interval=1200)


def test_without_numpy_the_way_to_install_it_is_told(monkeypatch):
    from pcf.errors import NotInstalledError
    from pcf.workforce import forecast as room

    def missing(name):
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr(room, "import_module", missing)
    with pytest.raises(NotInstalledError) as caught:
        room.__getattr__("history_of")
    assert "pcf-customer-service[workforce]" in str(caught.value)
    with pytest.raises(AttributeError):
        room.__getattr__("no_such_name")


# lines


def test_a_start_has_its_offset_where_it_comes_twice_and_only_there():
    found = forecast(
        made_history(np.full((28, 48), 10.0), first=date(2026, 9, 21), timezone="Europe/Berlin"),
        first=date(2026, 10, 19),
    )
    starts = [one.start for one in found.lines()]
    assert [one for one in starts if "+" in one] == [
        "2026-10-25T02:00+02:00",
        "2026-10-25T02:30+02:00",
        "2026-10-25T02:00+01:00",
        "2026-10-25T02:30+01:00",
    ]
    assert len(set(starts)) == len(starts)
    assert [one["start"] for one in found.to_json()["series"][0]["intervals"]] == starts


def test_an_interval_of_which_half_comes_twice_has_the_offset_of_that_half():
    counts = np.full((28, 24), 10.0)
    series = made_history(counts, first=date(2026, 3, 2), interval=3600, timezone="Australia/Lord_Howe")
    starts = [one.start for one in forecast(series, first=date(2026, 3, 30)).lines()]
    assert [one for one in starts if "+" in one] == ["2026-04-05T01:00+11:00", "2026-04-05T01:00+10:30"]


def test_lines_at_the_upper_end_of_the_range_have_more_contacts_and_the_same_intervals():
    found = forecast(made_history(made(42)))
    mean, upper = found.lines(), found.lines(upper=80)
    assert [one.start for one in upper] == [one.start for one in mean]
    assert all(high.calls >= low.calls for high, low in zip(upper, mean, strict=True))
    (series,) = found.series
    assert sum(one.calls for one in upper) == pytest.approx(np.maximum(series.ranges[80.0][1], series.calls).sum())
    assert sum(one.calls for one in found.lines(upper=95)) > sum(one.calls for one in upper)


def test_a_level_without_a_range_is_refused_with_those_there_are():
    found = forecast(made_history(made(42)))
    with pytest.raises(BadOptionError) as caught:
        found.lines(upper=90)
    assert caught.value.facts["expected"] == ["80", "95"]
