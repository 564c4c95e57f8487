"""Whatever the log: a cube answers what the log would, parts make the whole, and replaced days make the new cube."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pcf.errors import LogError

from .small_logs import DAYS, START, differences, files_of, logs, place_for, told

pytestmark = pytest.mark.long  # hypothesis over whole logs; test_cube_answers tells the same by cases

KINDS = ["contacts in Moscow", "orders"]
AS_OF = {"contacts": "2026-11-08 12:00", "contacts in Moscow": "2026-11-08", "orders": "2026-11-08 12:00"}
DIMENSIONS = {"contacts": ["segment", "channel"], "contacts in Moscow": ["segment", "channel"],
              "orders": ["segment", "reason"]}  # fmt: skip
METRICS = {
    "contacts in Moscow": ["service_level", "backlog", "repeat_contact_rate", "promise_attainment"],
    "orders": ["repeat_repair_rate"],
}
NOT_ADDITIVE = "cube-not-additive"
EMPTY_DAYS = "cube-days-empty"
DISTINCT = {"customers_in_contact", "contacts_per_contacting_customer"}

patient = settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
searching = settings(patient, max_examples=8, phases=[Phase.explicit, Phase.generate])
days = st.integers(0, DAYS + 8).map(lambda day: START.date() + dt.timedelta(days=day))
periods = st.tuples(days, days, st.booleans(), st.booleans()).map(
    lambda drawn: {
        name: day
        for name, day, is_asked in zip(("first", "last"), sorted(drawn[:2]), drawn[2:], strict=True)
        if is_asked
    }
)
row_bytes = st.sampled_from([100, 2**27, 2**28])  # with the larger ones 8 or 4 rows do not fit into the memory


def options_of(kind):
    """Draw how a log is counted: as of when, over which days, by what, for which metrics."""
    return st.fixed_dictionaries(
        {
            "as_of": st.sampled_from([None, AS_OF[kind]]),
            "by": st.sampled_from([None, ["day"], [DIMENSIONS[kind][0], "day"]]),
            "metrics": st.sampled_from([None, *([name] for name in METRICS[kind])]),
        }
    ).flatmap(lambda options: periods.map(lambda period: options | period))


@contextmanager
def taking(row_bytes):
    """Let a row in order take so much memory: with much of it event windows are counted apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcf.metrics.counted.WINDOW_BYTES", row_bytes)
        yield


@pytest.mark.parametrize("kind", KINDS)
@patient
@given(data=st.data())
def test_a_cube_answers_what_the_log_itself_would(kind, data):
    rows = data.draw(logs(kind))
    as_of = data.draw(st.sampled_from([None, AS_OF[kind]]))
    names = [*DIMENSIONS[kind], data.draw(st.sampled_from(["month", "week", "day"]))]
    by = data.draw(st.lists(st.sampled_from(names), unique=True))
    first, last = sorted(data.draw(st.tuples(days, days)))
    period = data.draw(st.sampled_from([{}, {"first": first}, {"last": last}, {"first": first, "last": last}]))
    with place_for(kind) as place:
        log, cube = place.write(rows), place.folder / "cube"
        kept = place.measure(log, as_of=as_of, cube=cube)
        for asked in ({"by": by}, {"by": by, **period}):
            direct, answered = place.measure(log, as_of=as_of, **asked), place.measure_cube(cube, **asked)
            found = differences(told(direct, DISTINCT), told(answered, DISTINCT))
            assert {one[0] for one in found} <= {NOT_ADDITIVE}, found
        assert not differences(told(kept), told(place.measure_cube(cube)))


@patient
@given(data=st.data())
def test_fewer_metrics_and_narrower_days_than_the_cube_has_are_answered_as_well(data):
    rows = data.draw(logs("contacts"))
    metrics = data.draw(st.lists(st.sampled_from(["service_level", "average_handle_time", "backlog"]), min_size=1))
    with place_for("contacts") as place:
        log, cube = place.write(rows), place.folder / "cube"
        ends = {"first": "2026-10-22", "last": "2026-11-03"}
        place.measure(log, cube=cube, as_of=AS_OF["contacts"], **ends)
        for asked in (ends, {"first": "2026-10-24", "last": "2026-10-29"}):
            options = {"by": ["channel"], "metrics": metrics}
            direct = place.measure(log, as_of=AS_OF["contacts"], **options, **asked)
            assert not differences(told(direct), told(place.measure_cube(cube, **options, **asked)))
        assert not differences(told(place.measure_cube(cube, by=[])), told(place.measure_cube(cube, by=[], **ends)))


@pytest.mark.parametrize("kind", KINDS)
@searching
@given(data=st.data())
def test_all_parts_together_answer_what_the_whole_log_would(kind, data):
    rows, parts, options = data.draw(logs(kind)), data.draw(st.integers(1, 3)), data.draw(options_of(kind))
    with place_for(kind) as place:
        log = place.write(rows)
        folders = [place.folder / f"part {number}" for number in range(1, parts + 1)]
        with taking(data.draw(row_bytes)):
            for number, folder in enumerate(folders, 1):
                place.measure(log, cube=folder, part=(number, parts), **options)
        by = options.pop("by") or [*DIMENSIONS[kind], "day"]
        whole = place.measure(log, by=by, **options)
        together = place.measure_cube(folders[::-1], by=by, metrics=options["metrics"])
        assert not differences(told(whole), told(together))  # numbers of different customers among it


@pytest.mark.parametrize("kind", KINDS)
@searching
@given(data=st.data())
def test_a_cube_whose_days_were_replaced_is_the_one_of_the_log_counted_anew(kind, data):
    before, other, options = data.draw(logs(kind)), data.draw(logs(kind, 0, 5)), data.draw(options_of(kind))
    first, last = sorted(data.draw(st.tuples(days, days)))
    kept = [row for row in before if not is_changed(row, first, last)]
    late = [{**row, name_of_key(row): f"late {number}"} for number, row in enumerate(other)]
    is_honest = data.draw(st.booleans())  # else rows come in late on days that are not named
    after = [*kept, *(row for row in late if not is_honest or is_changed(row, first, last))]
    as_of = options["as_of"]
    if not all(any(is_there(row, as_of) for row in rows) for rows in (before, after)):
        return  # a log without a row up to the moment is refused
    unnamed = {row["opened_at"].date() for row in after if row not in kept and is_there(row, as_of)}
    unnamed -= {day for day in unnamed if first <= day <= last}
    with place_for(kind) as place:
        cube = place.folder / "cube"
        place.measure(place.write(before), cube=cube, **options)
        log = place.write(after)
        with taking(data.draw(row_bytes)):
            if unnamed:
                assert refused_days(place, log, cube=cube, as_of=as_of, changed=[(first, last)]) == sorted(
                    map(str, unnamed)
                )
                return
            asked = {name: options[name] for name in ("as_of", "by", "metrics")}
            replaced = place.measure(log, cube=cube, changed=[(first, last)], **asked)
            anew = place.measure(log, cube=place.folder / "anew", **options)
        assert [name for name, text in files_of(place.folder / "anew").items() if text != files_of(cube)[name]] == []
        has_row = any(is_changed(row, first, last) and is_there(row, as_of) for row in (*before, *after))
        found = differences(told(anew), told(replaced))
        assert [one[0] for one in found] == ([] if has_row else [EMPTY_DAYS]), found


def name_of_key(row):
    return next(iter(row))


def is_changed(row, first, last):
    local = row["opened_at"]  # where the map has a timezone, the times of the log are local to it
    return first <= local.date() <= last


def is_there(row, as_of):
    """Whether a row had happened by a moment; a day is meant to its end."""
    if as_of is None:
        return True
    moment = dt.datetime.fromisoformat(as_of)
    return row["opened_at"] <= (moment if ":" in as_of else moment + dt.timedelta(days=1, microseconds=-1))


def refused_days(place, log, **options):
    with pytest.raises(LogError) as error:
        place.measure(log, **options)
    (told_of,) = error.value.findings
    assert told_of.code == "cube-other-days-changed"
    return told_of.facts["found"]
