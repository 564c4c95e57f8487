"""A log counted by series, day and interval."""

import random
from datetime import date

import numpy as np
import pytest

from pcf.errors import BadOptionError, LogError
from pcf.metrics import measure

from .conftest import CONTACTS_HEADER, CONTACTS_MAP, INTERVALS_HEADER, INTERVALS_MAP, MONDAY, codes, contact_rows, made

COUNTS = np.round(made(15, level=60))


def test_every_contact_stands_in_its_series_day_and_interval(read):
    history = read(contact_rows(COUNTS) + contact_rows(COUNTS[:, ::-1], channel="chat", start=10_000))
    assert (history.first, history.last, history.interval) == (MONDAY, date(2026, 3, 16), 1800)
    assert history.series == (("retail", "chat"), ("retail", "phone"))
    assert np.array_equal(history.offered[1], COUNTS)
    assert np.array_equal(history.offered[0], COUNTS[:, ::-1])


def test_the_order_of_rows_changes_nothing(read):
    rows = contact_rows(COUNTS)
    before = read(rows)
    random.Random(7).shuffle(rows)
    after = read(rows)
    for name in ("offered", "is_logged", "handled", "handle_seconds", "waited", "abandoned"):
        assert np.array_equal(getattr(before, name), getattr(after, name))


def test_the_series_add_up_to_what_the_measures_count(read, tmp_path):
    rows = contact_rows(COUNTS[:3]) + contact_rows(COUNTS[:3], segment="sme", start=5_000)
    # one that ended in the voice menu was never offered
    rows.append("menu,sme,phone,2026-03-02 12:00:00,,,,\n")
    history = read(rows)
    found = measure(tmp_path / "log.csv", map=tmp_path / "map.toml", metrics=["contact_volume"])
    assert history.offered.sum() == sum(row.measures["contacts_offered"] for row in found.rows)


def test_contacts_count_when_they_enter_the_queue(read):
    row = "k,retail,phone,2026-03-02 09:59:00,2026-03-02 10:01:00,2026-03-02 10:01:10,,60\n"
    assert np.flatnonzero(read([row]).offered[0, 0]).tolist() == [20]


@pytest.mark.parametrize(("interval", "slot"), [(900, 41), (1800, 20), (3600, 10)])
def test_intervals_are_of_15_30_or_60_minutes(read, interval, slot):
    row = "k,retail,phone,2026-03-02 10:15:00,2026-03-02 10:29:59,,,\n"
    history = read([row], interval=interval)
    assert np.flatnonzero(history.offered[0, 0]).tolist() == [slot]
    with pytest.raises(BadOptionError):
        read([row], interval=1200)


def test_handle_times_and_waits_are_sums_of_those_who_have_them(read):
    history = read(contact_rows(COUNTS))
    contacts = int(COUNTS.sum())
    gave_up = contacts // 5
    assert history.abandoned.tolist() == [gave_up]
    assert history.waited.tolist() == [60 * gave_up + 15 * (contacts - gave_up)]
    assert history.handled.sum() == contacts - gave_up
    assert history.handle_seconds.sum() == 200 * (contacts - gave_up)


def test_without_times_of_giving_up_waits_are_not_known(read):
    lines = [line for line in CONTACTS_MAP.splitlines() if not line.startswith("abandoned_at")]
    history = read(contact_rows(COUNTS), "\n".join(lines))
    assert np.isnan(history.waited).all()
    assert np.isnan(history.abandoned).all()
    assert history.offered.sum() == COUNTS.sum()


def test_a_day_that_the_log_begins_or_ends_in_is_left_out_and_told(read):
    cut = COUNTS.copy()
    cut[0, :26] = 0
    cut[-1, 24:] = 0
    history = read(contact_rows(cut))
    assert (history.first, history.last) == (date(2026, 3, 3), date(2026, 3, 15))
    told = next(one for one in history.findings if one.code == "forecast-partial-days")
    assert told.facts["found"] == ["2026-03-02", "2026-03-16"]
    assert history.waited[0] < read(contact_rows(cut), first=MONDAY).waited[0]


def test_a_first_day_that_was_asked_for_is_whole_and_a_last_one_before_the_end_too(read):
    cut = COUNTS.copy()
    cut[0, :26] = 0
    history = read(contact_rows(cut), first=MONDAY, last=date(2026, 3, 9))
    assert (history.first, history.last) == (MONDAY, date(2026, 3, 9))
    assert "forecast-partial-days" not in codes(history.findings)


def test_a_day_that_had_not_ended_when_the_log_was_read_out_is_left_out(read):
    rows = contact_rows(COUNTS)
    assert read(rows, as_of="2026-03-16 18:00").last == date(2026, 3, 15)
    assert read(rows, as_of="2026-03-16").last == date(2026, 3, 16)
    # two days without a row after the last one: nobody called, as far as the log tells
    assert read(rows, as_of="2026-03-18").days == 17


def test_days_of_low_volume_are_not_taken_for_parts_of_days(read):
    rows = [
        f"k{day},retail,phone,2026-03-{day:02d} 1{day % 9}:00:00,2026-03-{day:02d} 1{day % 9}:00:00,,,\n"
        for day in range(2, 20)
    ]
    history = read(rows)
    assert (history.first, history.last) == (date(2026, 3, 2), date(2026, 3, 19))


def test_segments_are_those_of_the_workbook_by_id_or_name_and_others_are_told(read):
    rows = contact_rows(COUNTS[:2], segment="Retail") + contact_rows(COUNTS[:2], segment="odd", start=5_000)
    history = read(rows, segments={"r": "Retail"})
    assert history.series == ((None, "phone"), ("r", "phone"))
    assert history.segments == {"r": "Retail"}
    told = next(one for one in history.findings if one.code == "forecast-segment-unknown")
    assert (told.found, told.facts["count"]) == ("odd", COUNTS[:2].sum())


def test_segments_that_are_no_ids_get_some(read):
    rows = contact_rows(COUNTS[:2], segment="Частные лица") + contact_rows(COUNTS[:2], segment="s1", start=5_000)
    history = read(rows)
    assert history.series == (("s1", "phone"), ("s2", "phone"))
    assert history.segments == {"s1": "s1", "s2": "Частные лица"}


def test_local_hours_that_come_twice_hold_the_contacts_of_both(read):
    zoned = CONTACTS_MAP.replace('log = "contacts"', 'log = "contacts"\ntimezone = "Europe/Berlin"')
    zoned = zoned.replace('opened_at = "opened"', """opened_at = '"opened"::TIMESTAMPTZ'""")
    zoned = zoned.replace('queued_at = "queued"', """queued_at = '"queued"::TIMESTAMPTZ'""")
    zoned = "\n".join(line for line in zoned.splitlines() if not line.startswith(("answered", "abandoned", "handle")))
    moments = ["2026-10-25 00:10:00+00:00", "2026-10-25 01:10:00+00:00", "2026-10-25 02:10:00+00:00"]
    rows = [f"k{number},retail,phone,{moment},{moment}\n" for number, moment in enumerate(moments)]
    history = read(rows, zoned, "id,segment,channel,opened,queued\n")
    assert history.timezone == "Europe/Berlin"
    assert {int(at): history.offered[0, 0, at] for at in np.flatnonzero(history.offered[0, 0])} == {4: 2, 6: 1}


def table(counts, step=1800):
    rows = []
    for day, of_day in enumerate(counts):
        for slot in range(48):
            if slot * 1800 % step == 0:
                total = int(of_day[slot : slot + max(1, step // 1800)].sum())
                start = f"2026-03-{2 + day:02d} {slot // 2:02d}:{slot % 2 * 30:02d}:00"
                rows.append(f"{start},retail,phone,{total},{total},0,{10 * total},0,{200 * total}\n")
    return rows


def test_a_table_of_intervals_gives_the_same_counts_as_the_contacts_themselves(read):
    history = read(table(COUNTS), INTERVALS_MAP, INTERVALS_HEADER)
    assert np.array_equal(history.offered[0], COUNTS)
    assert history.handle_seconds.sum() == 200 * COUNTS.sum()
    assert history.abandoned.tolist() == [0]


def test_a_table_by_hours_is_forecast_by_hours_and_one_by_days_is_refused(read):
    history = read(table(COUNTS, 3600), INTERVALS_MAP, INTERVALS_HEADER)
    assert (history.interval, history.offered.shape) == (3600, (1, 15, 24))
    assert history.offered.sum() == COUNTS.sum()
    assert "forecast-step-wider" in codes(history.findings)
    by_day = table(COUNTS, 86_400)
    with pytest.raises(LogError) as caught:
        read(by_day, INTERVALS_MAP, INTERVALS_HEADER)
    assert codes(caught.value.findings) == ["forecast-step"]
    assert caught.value.findings[0].found == "86400"


def test_a_table_without_contacts_offered_is_refused_naming_the_column(read):
    lines = [line for line in INTERVALS_MAP.splitlines() if not line.startswith("offered")]
    with pytest.raises(LogError) as caught:
        read(table(COUNTS), "\n".join(lines), INTERVALS_HEADER)
    assert [(one.code, one.found) for one in caught.value.findings] == [("forecast-no-contacts", "offered")]


def test_a_log_of_another_kind_is_refused(read):
    text = 'log = "volumes"\n[columns]\nperiod_start = "start"\norders = "orders"\n'
    with pytest.raises(LogError) as caught:
        read(["2026-03-01,5\n"], text, "start,orders\n")
    assert [(one.code, one.found) for one in caught.value.findings] == [("forecast-wrong-log", "volumes")]


def test_free_text_as_channel_is_refused_before_it_fills_the_memory(read, monkeypatch):
    monkeypatch.setattr("pcf.workforce.forecast.reading._MOST_CELLS", 15 * 48 * 3)
    rows = [f"x{n},retail,text {n},2026-03-02 10:00:00,2026-03-02 10:00:00,,,\n" for n in range(4)]
    with pytest.raises(LogError) as caught:
        read(rows + contact_rows(COUNTS))
    assert [(one.code, one.found) for one in caught.value.findings] == [("forecast-too-many-series", "5")]


def test_days_in_the_wrong_order_or_without_a_contact_are_refused(read):
    rows = contact_rows(COUNTS[:2])
    with pytest.raises(BadOptionError):
        read(rows, first="2026-03-05", last="2026-03-01")
    with pytest.raises(LogError) as caught:
        read(rows, first="2027-01-01")
    assert codes(caught.value.findings) == ["forecast-nothing-offered"]


def test_a_map_without_segment_and_channel_makes_one_series_and_says_so(read):
    lines = [line for line in CONTACTS_MAP.splitlines() if not line.startswith(("segment", "channel"))]
    history = read(contact_rows(COUNTS[:2]), "\n".join(lines), CONTACTS_HEADER)
    assert history.series == ((None, ""),)
    assert codes(history.findings).count("dimension-not-mapped") == 2
