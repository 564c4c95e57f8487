"""Whatever the log: a cube answers what the log would, parts make the whole, and replaced days make the new cube."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .small_logs import DAYS, START, differences, files_of, logs, place_for, told

KINDS = ["contacts in Moscow", "orders"]
AS_OF = {"contacts": "2026-11-08 12:00", "contacts in Moscow": "2026-11-08", "orders": "2026-11-08 12:00"}
DIMENSIONS = {"contacts": ["segment", "channel"], "contacts in Moscow": ["segment", "channel"],
              "orders": ["segment", "reason"]}  # fmt: skip
METRICS = {"contacts": ["service_level", "backlog", "repeat_contact_rate"], "orders": []}
NOT_ADDITIVE = "cube-not-additive"
DISTINCT = {"customers_in_contact", "contacts_per_contacting_customer"}

patient = settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
days = st.integers(0, DAYS + 8).map(lambda day: START.date() + dt.timedelta(days=day))


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
@patient
@given(data=st.data())
def test_all_parts_together_answer_what_the_whole_log_would(kind, data):
    rows = data.draw(logs(kind))
    as_of = data.draw(st.sampled_from([None, AS_OF[kind]]))
    parts = data.draw(st.integers(1, 3))
    by = [*DIMENSIONS[kind], "day"]
    with place_for(kind) as place:
        log = place.write(rows)
        folders = [place.folder / f"part {number}" for number in range(1, parts + 1)]
        for number, folder in enumerate(folders, 1):
            place.measure(log, as_of=as_of, cube=folder, part=(number, parts))
        whole, together = place.measure(log, as_of=as_of, by=by), place.measure_cube(folders[::-1], by=by)
        assert not differences(told(whole), told(together))  # numbers of different customers among it


@pytest.mark.parametrize("kind", KINDS)
@patient
@given(data=st.data())
def test_a_cube_whose_days_were_replaced_is_the_one_of_the_log_counted_anew(kind, data):
    before, other = data.draw(logs(kind)), data.draw(logs(kind, 0, 6))
    as_of = data.draw(st.sampled_from([None, AS_OF[kind]]))
    first, last = sorted(data.draw(st.tuples(days, days)))
    kept = [row for row in before if not is_changed(kind, row, first, last)]
    late = [{**row, name_of_key(row): f"late {number}"} for number, row in enumerate(other)]
    after = [*kept, *(row for row in late if is_changed(kind, row, first, last))]
    if not any(as_of is None or row["opened_at"] <= dt.datetime.fromisoformat(as_of) for row in after):
        return  # a log without a row up to the moment is refused
    with place_for(kind) as place:
        cube = place.folder / "cube"
        place.measure(place.write(before), as_of=as_of, cube=cube)
        log = place.write(after)
        replaced = place.measure(log, as_of=as_of, cube=cube, changed=[(first, last)])
        anew = place.measure(log, as_of=as_of, cube=place.folder / "anew")
        assert [name for name, text in files_of(place.folder / "anew").items() if text != files_of(cube)[name]] == []
        assert not differences(told(anew), told(replaced))


def name_of_key(row):
    return next(iter(row))


def is_changed(kind, row, first, last):
    local = row["opened_at"]  # where the map has a timezone, the times of the log are local to it
    return first <= local.date() <= last
