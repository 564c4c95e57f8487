"""The bank's day beside its predictions: the committed table, and the arithmetic behind it on an invented short day."""

import importlib
import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
SHORT_DAY = ROOT / "tests/fixtures/logs/short_day.csv"
COMMITTED = ROOT / "benchmarks/workforce/bank_day.md"


@pytest.fixture
def bank_log(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks/workforce"))
    return importlib.import_module("bank_log")


@pytest.fixture
def bank_day(bank_log):
    return importlib.import_module("bank_day")


@pytest.fixture
def short_day(bank_log):
    return bank_log.read(SHORT_DAY)


def rows_of(text, head):
    """Return the rows of the table whose first column is headed so, by their first cell."""
    lines = text.splitlines()
    begun = next(place for place, line in enumerate(lines) if line.startswith(f"| {head} |"))
    table = {}
    for line in lines[begun + 2 :]:
        if not line.startswith("|"):
            break
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        table[first] = [float(cell) if re.fullmatch(r"-?[\d.]+", cell) else cell for cell in rest]
    return table


# the real day


def test_the_committed_table_is_what_the_day_gives(sources, bank_day):
    log = sources / "data/anonymous_bank_one_day.csv"
    assert bank_day.report(log, markdown=True) == COMMITTED.read_text(encoding="utf-8"), (
        "write it anew: python benchmarks/workforce/bank_day.py FILE --markdown > benchmarks/workforce/bank_day.md, "
        "and quote it in docs/*/workforce.md"
    )


def test_the_committed_table_adds_up():
    """Without the source: the hours of the table sum to its whole day, within the rounding of its cells."""
    hours = rows_of(COMMITTED.read_text(encoding="utf-8"), "from")
    day = hours.pop("whole day")
    calls = np.array([row[0] for row in hours.values()])
    assert calls.sum() == day[0]
    for column in range(3, 12):
        figures = np.array([row[column] for row in hours.values()])
        assert (calls * figures).sum() / day[0] == pytest.approx(day[column], abs=0.5)


def test_the_day_is_predicted_well_as_a_whole_and_less_well_by_the_hour():
    """What the docs say of the table, so that they are rewritten when it changes."""
    hours = rows_of(COMMITTED.read_text(encoding="utf-8"), "from")
    day = hours.pop("whole day")
    observed, erlang, simulated = day[3:6], day[6:9], day[9:12]
    for predicted in (erlang, simulated):
        assert predicted[0] == pytest.approx(observed[0], abs=3)
        assert predicted[1] == pytest.approx(observed[1], abs=1)
        assert predicted[2] == pytest.approx(observed[2], abs=3)
    calls = np.array([row[0] for row in hours.values()])
    for figure, most in ((0, 25), (1, 8), (2, 10)):
        for model in (6, 9):
            apart = [abs(row[model + figure] - row[3 + figure]) for row in hours.values()]
            assert (calls * apart).sum() / calls.sum() < most


def test_patience_was_not_exponential():
    """An exponential patience would be given up at the same rate however long the wait has been."""
    per_minute = [row[1] for row in rows_of(COMMITTED.read_text(encoding="utf-8"), "waited s").values()]
    assert max(per_minute) > 4 * min(per_minute)


# an invented day with the traps of the real one


def test_only_offered_calls_are_read(short_day):
    assert (len(short_day.calls), short_day.phantoms, short_day.left_in_menu) == (10, 1, 1)
    assert sum(call.answered for call in short_day.calls) == 7


def test_a_call_without_queue_arrives_at_the_end_of_the_voice_menu(short_day):
    first = short_day.calls[0]
    assert (first.arrival, first.wait) == (9 * 3600, 0)


def test_a_handle_time_that_was_not_recorded_is_none_and_not_zero(short_day):
    (unknown,) = (call for call in short_day.calls if call.answered and call.service is None)
    assert (unknown.arrival, unknown.server) == (9 * 3600 + 40 * 60, "")


def test_patience_is_all_the_time_waited_over_those_who_gave_up(bank_log, short_day):
    new, regular, kept_waiting = bank_log.fit(short_day.calls)
    assert (new.offered, new.abandoned, new.patience) == (3, 1, 301 + 0 + 3)
    assert (regular.offered, regular.abandoned, regular.patience) == (6, 2, (0 + 30 + 10 + 15 + 60 + 0) / 2)
    assert regular.services == (601, 1200, 600)
    assert (kept_waiting.abandoned, kept_waiting.patience) == (0, None)


def test_an_agent_is_on_duty_from_the_first_to_the_last_call_without_a_long_gap(bank_log, short_day):
    def clock(hours, minutes, rest=0):
        return hours * 3600 + minutes * 60 + rest

    b01 = [(clock(8, 59, 59), clock(9, 40)), (clock(10, 40), clock(10, 50))]
    b02 = [(clock(9, 8, 8), clock(9, 28, 8))]
    assert bank_log.spells(short_day.calls, 30 * 60) == [*b01, *b02]
    assert bank_log.spells(short_day.calls, 60 * 60) == [(b01[0][0], b01[1][1]), *b02]
    assert bank_log.spells(short_day.calls, 10 * 60) == [
        (b01[0][0], clock(9, 15)),
        (clock(9, 30), b01[0][1]),
        b01[1],
        *b02,
    ]


def test_agents_on_duty_are_the_mean_over_an_interval(bank_log):
    found = bank_log.on_duty([(0, 900), (600, 3000)], 1800)
    assert found[:3].tolist() == pytest.approx([(900 + 1200) / 1800, 1200 / 1800, 0])
    assert found.sum() * 1800 == pytest.approx(900 + 2400)


def test_the_talking_share_looks_only_at_times_when_somebody_waits(bank_log, short_day):
    """Somebody waits 9:02:00-9:02:30 and, from 9:05 to 9:10:01, 301 s; later 3, 15 and 60 s and, at 10:45, 25 s.

    B01 is on duty until 9:40, B02 from 9:08:08 to 9:28:08; of the second after 9:10:00 B01 talks again.
    """
    duty = bank_log.spells(short_day.calls, 30 * 60)
    talked = 30 + (301 + 113) + 3 + 0 + 0 + 25
    assert bank_log.talking_share(short_day.calls, duty) == 1
    idle = [*duty, (9 * 3600, 9 * 3600 + 3600)]
    assert bank_log.talking_share(short_day.calls, idle) == pytest.approx(talked / (talked + 30 + 301 + 3 + 15 + 60))


def test_longer_handling_worsens_what_is_predicted(bank_log, bank_day, short_day):
    fits = bank_log.fit(short_day.calls)
    agents = np.full(48, 2.0)
    talk, whole = (bank_day.total(bank_day.predicted(short_day.calls, fits, agents, share)[0]) for share in (1, 0.5))
    assert talk.calls == whole.calls == 10
    assert talk.abandoned < whole.abandoned
    assert talk.in_time > whole.in_time


def test_the_report_of_the_short_day_shows_what_was_met(bank_day):
    text = bank_day.report(SHORT_DAY, markdown=True)
    assert "Offered: 10; left out: phantoms 1, left in the voice menu 1." in text
    hours = rows_of(text, "from")
    assert list(hours) == ["9:00", "10:00", "whole day"]
    waits = 0 + 30 + 301 + 10 + 0 + 3 + 15 + 60
    assert hours["9:00"][0] == 8
    assert hours["9:00"][3:6] == [round(waits / 8), 37.5, 50.0]
    assert hours["10:00"][3:6] == [12, 0, 50]
    assert hours["whole day"][3:6] == [round((waits + 25) / 10), 30, 50]
    assert "nan" not in text


def test_the_plain_table_has_the_same_figures_as_the_one_for_pages(bank_day):
    plain, marked = (bank_day.report(SHORT_DAY, markdown=markdown) for markdown in (False, True))
    figures = re.compile(r"\d+(?:\.\d+)?")
    assert figures.findall(plain) == figures.findall(marked)
