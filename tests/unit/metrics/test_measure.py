"""From a log and its map to figures: groups, totals, defaults and what is said beside them."""

import json

import duckdb
import pytest

from pcf.errors import BadOptionError, LogError, UnknownMetricError
from pcf.metrics import measure

T = "2026-10-01 10:00:"


def contact(number, wait="", *, abandoned="", segment="retail", channel="phone", rest=",,", queued=f"{T}00"):
    answered = f"{T}{wait}" if wait else ""
    given_up = f"{T}{abandoned}" if abandoned else ""
    return f"{number},{T}00,{queued},{answered},{given_up},{segment},{channel},{rest}\n"


def codes(measurement):
    return [finding.code for finding in measurement.findings]


def test_wait_of_exactly_the_limit_is_in_time_and_a_microsecond_more_is_not(measured):
    totals = measured(contact(1, "20") + contact(2, "20.000001") + contact(3, "19.999999"), by=()).totals
    assert totals.measures["contacts_answered_in_time"] == 2


def test_short_abandons_leave_the_denominator_and_long_ones_count_against(measured):
    rows = contact(1, "10") + contact(2, abandoned="05") + contact(3, abandoned="05.1")
    results = measured(rows).totals.results
    assert results["service_level"].value == 50
    assert results["abandonment_rate"].value == 50
    assert results["service_level"].n == 2


def test_contact_without_time_of_queue_was_not_offered_when_the_column_is_mapped(measured):
    measurement = measured(contact(1, "10") + contact(2, queued=""))
    assert measurement.totals.measures["contacts_offered"] == 1
    assert measurement.counts.not_offered == 1
    assert "not-offered" in codes(measurement)


def test_queue_begins_with_the_contact_when_the_column_is_not_mapped(measured, plain_map):
    without = plain_map.replace('queued_at = "queued"\n', "")
    measurement = measured(contact(1, "10", queued="") + contact(2, queued=""), without)
    assert measurement.totals.measures["contacts_offered"] == 2
    assert measurement.totals.results["average_speed_of_answer"].value == 10


def test_negative_wait_keeps_its_answer_counts_as_zero_seconds_and_is_told(measured):
    measurement = measured(contact(1, "10", queued=f"{T}12") + contact(2, "30"))
    measures = measurement.totals.measures
    assert measures["contacts_answered"] == 2
    assert measures["contacts_answered_in_time"] == 1
    assert measures["seconds_waited_answered"] == 30
    told = next(finding for finding in measurement.findings if finding.code == "time-order")
    assert (told.cell, told.facts["earlier"]) == ("answered_at", "queued_at")
    assert told.facts["found"] == 1
    assert told.facts["rows"] == ["2"]


def test_totals_are_computed_from_sums_and_not_from_averages(measured):
    rows = "".join(contact(n, "10", segment="big") for n in range(9)) + contact(10, "50", segment="small")
    measurement = measured(rows)
    assert [row.results["service_level"].value for row in measurement.rows] == [100, 0]
    assert measurement.totals.results["service_level"].value == 90


def test_months_and_days_are_written_as_promised(measured):
    rows = contact(1, "10") + contact(2, "10").replace("2026-10-01", "2026-11-30")
    assert [row.by["month"] for row in measured(rows, by=["month"]).rows] == ["2026-10", "2026-11"]
    assert [row.by["day"] for row in measured(rows, by=["day"]).rows] == ["2026-10-01", "2026-11-30"]


def test_local_timezone_decides_the_day_and_offsets_are_understood(measured, plain_map):
    row = (
        contact(1, "10")
        .replace("2026-10-01 10:00", "2026-10-31 22:30")
        .replace(":00,", ":00Z,")
        .replace(":10,", ":10Z,")
    )
    measurement = measured(row, 'timezone = "Europe/Moscow"\n' + plain_map, by=["month"])
    assert measurement.rows[0].by == {"month": "2026-11"}
    assert measurement.totals.measures["seconds_waited_answered"] == 10


def test_repeated_hour_is_taken_as_the_earlier_and_counted(measured, plain_map):
    # 02:59:50 summer time, then 03:00:10 winter time: an hour and 20 seconds later
    row = "1,2026-10-25 02:59:50,2026-10-25 02:59:50,2026-10-25 03:00:10,,retail,phone,,,\n"
    measurement = measured(row, 'timezone = "Europe/Berlin"\n' + plain_map)
    assert measurement.totals.measures["seconds_waited_answered"] == 3620
    assert codes(measurement).count("clock-change") == 2


def test_missing_segment_is_a_group_of_its_own_at_the_end(measured):
    measurement = measured(contact(1, "10", segment="") + contact(2, "10", segment="vip"))
    assert [row.by["segment"] for row in measurement.rows] == ["vip", None]


def test_dimension_that_is_not_mapped_is_a_warning(measured, plain_map):
    without = plain_map.replace('segment = "segment"\n', "")
    measurement = measured(contact(1, "10"), without, by=["segment"])
    assert [row.by for row in measurement.rows] == [{"segment": None}]
    assert "dimension-not-mapped" in codes(measurement)


def test_groups_are_segments_unless_said_and_totals_alone_where_no_segment_is_mapped(measured, plain_map):
    assert [row.by for row in measured(contact(1, "10")).rows] == [{"segment": "retail"}]
    measurement = measured(contact(1, "10"), plain_map.replace('segment = "segment"\n', ""))
    assert [row.by for row in measurement.rows] == [{}]
    assert "dimension-not-mapped" not in codes(measurement)


def test_wait_below_zero_is_in_time_whatever_the_limit(measured, plain_map):
    strict = plain_map + "[parameters]\nanswer_within = 0\n"
    measures = measured(contact(1, "10", queued=f"{T}12") + contact(2, "10", queued=f"{T}10.5"), strict).totals.measures
    assert measures["contacts_answered_in_time"] == 2
    assert measures["seconds_waited_answered"] == 0


def test_the_same_figures_are_cut_another_way_without_reading_again(measured):
    rows = contact(1, "10", segment="a", channel="chat") + contact(2, "50", segment="a") + contact(3, "10", segment="b")
    whole = measured(rows, by=["segment", "channel"])
    for by in (["segment"], ["channel"], [], ["segment", "channel"]):
        cut, fresh = whole.cut(by), measured(rows, by=by)
        assert [(row.by, row.measures, row.results, row.rows) for row in cut.rows] == [
            (row.by, row.measures, row.results, row.rows) for row in fresh.rows
        ]
        assert cut.totals.results == fresh.totals.results
    with pytest.raises(BadOptionError, match="segment, channel"):
        whole.cut(["month"])


def test_a_moment_leaves_out_what_came_later_and_counts_it(measured):
    rows = contact(1, "10") + contact(2, "10").replace("2026-10-01", "2026-10-03")
    measurement = measured(rows, as_of="2026-10-02")
    assert measurement.totals.rows == 1
    assert measurement.counts.left_out == {"as_of": 1}
    assert (measurement.counts.read, measurement.counts.used) == (2, 1)


def test_days_asked_for_are_both_inclusive(measured):
    rows = "".join(contact(day, "10").replace("2026-10-01", f"2026-10-0{day}") for day in (1, 2, 3, 4))
    measurement = measured(rows, by=["day"], first="2026-10-02", last="2026-10-03")
    assert [row.by["day"] for row in measurement.rows] == ["2026-10-02", "2026-10-03"]
    assert measurement.totals.measures["contacts_offered"] == 2


def test_legs_of_a_transferred_contact_are_one_contact(measured, plain_map):
    rows = contact(1, "10", rest="60,,") + contact(1, "50", queued=f"{T}40", rest="30,true,5") + contact(2, "30")
    measurement = measured(rows, 'grain = "leg"\n' + plain_map)
    measures = measurement.totals.measures
    assert measures["contacts_offered"] == 2
    assert measures["contacts_answered_in_time"] == 1
    assert measures["seconds_handled"] == 90
    assert measures["contacts_transferred"] == 1
    assert "repeated-id" not in codes(measurement)


def test_metric_whose_columns_are_not_mapped_has_no_data_and_names_them(measured, plain_map):
    measurement = measured(contact(1, "10"), plain_map.replace('satisfaction = "mark"\n', ""))
    result = measurement.totals.results["customer_satisfaction_top2"]
    assert (result.value, result.reason, result.missing) == (None, "no_data", ("satisfaction",))
    assert "survey_answers" not in measurement.totals.measures
    assert "metric-without-columns" in codes(measurement)


def test_short_abandons_count_zero_without_the_time_of_abandonment(measured, plain_map):
    rows = contact(1, "10") + contact(2, abandoned="01")
    measurement = measured(rows, plain_map.replace('abandoned_at = "abandoned"\n', ""))
    assert measurement.totals.measures["contacts_short_abandoned"] == 0
    assert measurement.totals.results["service_level"].value == 50
    assert "optional-column" in codes(measurement)


def test_thresholds_follow_segment_and_channel(measured, plain_map):
    limits = """
[parameters.answer_within]
default = 20
where = [
  {segment = "vip", channel = "chat", value = 1},
  {segment = "vip", value = 10},
  {channel = "chat", value = 60},
]
"""
    rows = contact(1, "15", segment="vip") + contact(2, "05", segment="vip", channel="chat")
    rows += contact(3, "50", channel="chat") + contact(4, "15") + contact(5, "25", segment="", channel="")
    measurement = measured(rows, plain_map + limits)
    assert {row.by["segment"]: row.measures["contacts_answered_in_time"] for row in measurement.rows} == {
        "retail": 2,
        "vip": 0,
        None: 0,
    }


def test_satisfaction_threshold_is_a_plain_number(measured, plain_map):
    rows = "".join(contact(n, "10", rest=f",,{mark}") for n, mark in enumerate([3, 4, 5]))
    assert measured(rows).totals.measures["survey_answers_satisfied"] == 2
    stricter = measured(rows, plain_map + "[parameters]\nsatisfied_from = 5\n").totals.measures
    assert stricter["survey_answers_satisfied"] == 1


def test_satisfaction_carries_an_interval_and_service_level_none(measured):
    results = measured("".join(contact(n, "10", rest=",,5") for n in range(40))).totals.results
    assert results["customer_satisfaction_top2"].interval == pytest.approx((91.238, 100), abs=0.01)
    assert results["service_level"].interval is None


def test_rows_are_left_out_by_name_and_counted(measured, plain_map):
    rules = "[leave_out]\ntest = \"segment = 'test'\"\nnobody = \"segment = 'nobody'\"\n"
    measurement = measured(contact(1, "10") + contact(2, "10", segment="test"), plain_map + rules)
    assert measurement.counts.left_out == {"test": 1, "nobody": 0}
    assert (measurement.counts.read, measurement.counts.used) == (2, 1)
    assert [f.facts for f in measurement.findings if f.code == "left-out"] == [
        {"name": "test", "found": 1},
        {"name": "nobody", "found": 0},
    ]


def test_rubbish_in_rows_that_are_left_out_is_not_judged(measured, plain_map):
    rules = "[leave_out]\ntest = \"segment = 'test'\"\n"
    rubbish = "1,never,,,,test,,many,perhaps,11\n"
    assert measured(contact(1, "10") + rubbish, plain_map + rules).counts.used == 1


def test_codes_are_renamed_and_unknown_ones_stay(measured, plain_map):
    names = '[values.segment]\nR = "retail"\n[values.satisfaction]\ngood = 5\n[values.resolved_first]\n"да" = "true"\n'
    rows = contact(1, "10", segment="R", rest=",да,good") + contact(2, "10", segment="X")
    measurement = measured(rows, plain_map + names)
    assert [row.by["segment"] for row in measurement.rows] == ["X", "retail"]
    assert measurement.totals.measures["survey_answers_satisfied"] == 1
    assert measurement.totals.measures["contacts_resolved_first"] == 1


def test_lookup_file_gives_codes_their_names(measured, plain_map, tmp_path):
    (tmp_path / "queues.csv").write_text("segment;Name\n01;vip\n02;retail\n", encoding="utf-8-sig")
    lookup = '[lookup.segment]\nfile = "queues.csv"\nkey = "segment"\nvalue = "Name"\n'
    without = plain_map.replace('segment = "segment"\n', "")
    measurement = measured(contact(1, "10", segment="01") + contact(2, "10", segment="02"), without + lookup)
    assert [row.by["segment"] for row in measurement.rows] == ["retail", "vip"]


def test_leading_zeros_of_ids_and_codes_stay(measured):
    measurement = measured(contact("007", "10", segment="01") + contact("7", "10", segment="1"))
    assert [row.by["segment"] for row in measurement.rows] == ["01", "1"]


def test_semicolons_decimal_commas_and_other_encodings_are_read(measured):
    text = "Номер;Начало;Ответ;Сегмент;Секунд\n1;2026-10-01 10:00:00;2026-10-01 10:00:20;вклады;60,25\n"
    log_map = """
log = "contacts"
[source]
encoding = "cp1251"
decimal = ","
[columns]
contact_id = "Номер"
opened_at = "Начало"
answered_at = "Ответ"
segment = "Сегмент"
handle_seconds = '"Секунд" * 2'
"""
    row = measured(text.encode("cp1251"), log_map).rows[0]
    assert row.by == {"segment": "вклады"}
    assert row.measures["seconds_handled"] == 120.5


def test_parquet_is_read_in_place_and_several_files_are_one_log(tmp_path, plain_map):
    paths = []
    for number in (1, 2):
        path = tmp_path / f"part [{number}].parquet"
        columns = f"{number} AS id, TIMESTAMP '2026-10-01' AS opened, TIMESTAMP '2026-10-01' AS queued"
        columns += ", TIMESTAMP '2026-10-01 00:00:10' AS answered, NULL::TIMESTAMP AS abandoned, 'a' AS segment"
        duckdb.sql(f"SELECT {columns}, NULL AS channel, 60 AS handled, TRUE AS resolved, 5 AS mark").write_parquet(
            str(path)
        )
        paths.append(path)
    log_map = tmp_path / "map.toml"
    log_map.write_text(plain_map, encoding="utf-8")
    measurement = measure(paths, map=log_map)
    assert measurement.totals.measures["contacts_answered_in_time"] == 2
    assert measurement.totals.measures["contacts_resolved_first"] == 2


def test_an_id_is_the_same_in_parquet_and_in_text_whichever_blanks_stand_around_it(tmp_path):
    ids = ["k", "k\u00a0", "\u3000k", " k\u2009", "l"]
    rows = [f"({number}, '{one}', TIMESTAMP '2026-10-0{number} 10:00:00')" for number, one in enumerate(ids, 1)]
    log = duckdb.sql(f"SELECT * FROM (VALUES {', '.join(rows)}) AS t(id, customer, opened)")
    log.write_parquet(str(tmp_path / "log.parquet"))
    log.write_csv(str(tmp_path / "log.csv"))
    log_map = tmp_path / "map.toml"
    columns = "contact_id = 'id'\ncustomer_id = 'customer'\nopened_at = 'opened'\nqueued_at = 'opened'"
    log_map.write_text(f'log = "contacts"\n[columns]\n{columns}\n', encoding="utf-8")
    for name in ("log.parquet", "log.csv"):
        found = measure(tmp_path / name, map=log_map, as_of="2026-12-01").totals.measures
        assert (found["customers_in_contact"], found["contacts_followed"]) == (2, 3), name


@pytest.mark.parametrize("late", ["5", "five"])
def test_the_type_of_a_column_is_that_of_all_its_cells_however_late_they_come(measured, plain_map, late):
    rows = [contact(number).rsplit(",", 1)[0] + ",\n" for number in range(10_000)]
    rows.append(contact(10_000).rsplit(",", 1)[0] + f",{late}\n")
    doubled = plain_map.replace('satisfaction = "mark"', "satisfaction = '\"mark\" * 1'")
    if late == "5":
        assert measured("".join(rows), doubled).totals.measures["survey_answers"] == 1
    else:
        with pytest.raises(LogError) as caught:
            measured("".join(rows), doubled)
        assert [finding.code for finding in caught.value.findings] == ["expression-fails"]


def test_only_the_asked_metrics_are_counted(measured):
    measurement = measured(contact(1, "10"), metrics=["average_speed_of_answer"])
    assert list(measurement.totals.results) == ["average_speed_of_answer"]
    assert set(measurement.totals.measures) == {"seconds_waited_answered", "contacts_answered"}


def test_unknown_metric_and_unknown_dimension_are_wrong_usage(measured):
    with pytest.raises(UnknownMetricError, match="service_level"):
        measured(contact(1, "10"), metrics=["servise_level"])
    with pytest.raises(BadOptionError, match="segment, channel, reason, product, month, week, day"):
        measured(contact(1, "10"), by=["moon"])


def test_json_has_the_promised_keys_and_round_trips(measured):
    told = json.loads(json.dumps(measured(contact(1, "10") + contact(2, "10") + contact(3)).to_json()))
    assert {"engine", "statement", "rows", "findings"} <= told.keys()
    first = told["rows"][0]
    assert first["metric"] == "service_level"
    assert first["by"] == {"segment": "retail"}
    assert first["value"] == 200 / 3, "nothing is rounded"
    assert first["n"] == 3
    assert isinstance(first["n"], int)
    assert (first["basis"], first["interval"], first["flags"]) == ("census", None, ["small_n"])


def test_importing_the_room_imports_no_engine():
    import subprocess
    import sys

    code = "import sys, pcf.metrics; print({'duckdb', 'sqlglot'} & sys.modules.keys())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "set()"
