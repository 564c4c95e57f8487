"""What a cube is asked, what it refuses and why; parts of a log; days that are replaced."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pcf.errors import BadOptionError, LogError
from pcf.metrics import measure
from pcf.metrics.cubes import read_cube, save_cube
from pcf.metrics.cubes.definitions import hash_of
from pcf.source import logs

from .small_logs import differences, files_of, map_of, told

MAP = """log = "contacts"
[columns]
contact_id = "id"
customer_id = "customer"
channel = "channel"
opened_at = "opened"
answered_at = "answered"
[leave_out]
test = "\\"channel\\" = 'test'"
"""
HEADER = "id,customer,channel,opened,answered\n"
ROWS = [
    "1,a,phone,2026-10-01 10:00:00,2026-10-01 10:00:09",
    "2,a,phone,2026-10-03 10:00:00,2026-10-03 09:59:00",  # answered before it was opened
    "3,b,chat,2026-10-04 10:00:00,2026-10-04 10:00:50",
    "4,,test,2026-10-05 10:00:00,",
    "5,c,chat,2026-10-20 10:00:00,2026-10-20 10:00:05",
]


class Place:
    def __init__(self, folder):
        self.folder, self.log, self.map = folder, folder / "log.csv", folder / "map.toml"
        self.map.write_text(MAP, encoding="utf-8")
        self.write(ROWS)

    def write(self, rows):
        self.log.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")

    def count(self, name="cube", **options):
        return measure(self.log, map=self.map, cube=self.folder / name, **options)

    def __truediv__(self, name):
        return self.folder / name


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def refused(call, *arguments, **options):
    """Return what a call is refused for: the finding's code, place and what it found."""
    with pytest.raises(LogError) as error:
        call(*arguments, **options)
    return {one.code: one.facts["found"] for one in error.value.findings}


# --- what it is asked


def test_the_kept_figures_are_those_that_are_given(place):
    kept = place.count()
    assert not differences(told(measure(place.log, map=place.map)), told(kept))
    assert kept.statement == (place / "cube" / "statement.sql").read_text(encoding="utf-8").rstrip("\n")


def test_a_cube_may_have_fewer_dimensions_and_metrics(place):
    place.count(by=["channel"], metrics=["service_level"])
    assert {row.by["channel"] for row in measure(place / "cube", by=["channel"]).rows} == {"phone", "chat"}
    assert {"service_level", "repeat_contact_rate"} & measure(place / "cube").totals.results.keys() == {"service_level"}
    assert refused(measure, place / "cube", metrics=["repeat_contact_rate"]) == {
        "cube-lacks-measure": ["contacts_followed", "contacts_observed"]
    }
    with pytest.raises(BadOptionError, match=r"channel"):
        measure(place / "cube", by=["day"])


def test_other_days_need_the_day_and_lie_among_those_counted(place):
    place.count(by=["channel"])
    place.count("october", first="2026-10-02", last="2026-10-10")
    assert refused(measure, place / "cube", first="2026-10-02") == {"cube-other-days": "2026-10-02 – …"}
    assert refused(measure, place / "october", last="2026-10-11") == {"cube-other-days": "2026-10-02 – 2026-10-11"}
    assert measure(place / "october").totals.rows == 2
    assert measure(place / "october", last="2026-10-03", by=[]).totals.rows == 1


def test_another_moment_is_refused_and_the_same_one_is_not(place):
    place.count(as_of="2026-10-21")
    place.count("without")
    same = measure(place / "cube", as_of="2026-10-21 23:59:59.999999")
    assert not differences(told(measure(place / "cube")), told(same))
    assert refused(measure, place / "cube", as_of="2026-10-20") == {"cube-other-moment": "2026-10-20"}
    assert refused(measure, place / "without", as_of="2026-10-20") == {"cube-other-moment": "2026-10-20"}


def test_a_number_of_different_customers_is_given_by_what_it_was_counted_by_alone(place):
    place.count(by=["channel"])
    by_channel = measure(place / "cube", by=["channel"])
    assert [row.measures["customers_in_contact"] for row in by_channel.rows] == [2, 1]
    assert by_channel.totals.measures["customers_in_contact"] == 3
    place.count("daily")
    lost = measure(place / "daily", by=["channel"])
    assert all("customers_in_contact" not in row.measures for row in lost.rows)
    assert lost.totals.measures["customers_in_contact"] == 3
    assert [one.facts["found"] for one in lost.findings if one.code == "cube-not-additive"] == [
        ["customers_in_contact"]
    ]
    assert "customers_in_contact" not in measure(place / "daily", last="2026-10-10").totals.measures


def test_cubes_and_logs_are_joined_like_logs(place):
    (place / "volumes.csv").write_text("month,orders\n2026-10-01,40\n", encoding="utf-8")
    (place / "volumes.toml").write_text(
        'log = "volumes"\n[columns]\nperiod_start = "month"\norders = "orders"\n', encoding="utf-8"
    )
    place.count()
    measure(place / "volumes.csv", map=place / "volumes.toml", cube=place / "more", by=["month"])
    direct = measure(place.log, map=place.map, also=[(place / "volumes.csv", place / "volumes.toml")], by=[])
    for joined in (
        measure([place / "cube", place / "more"], by=[]),
        measure(place / "cube", also=[(place / "more", None)], by=[]),
        measure(place / "cube", also=[(place / "volumes.csv", place / "volumes.toml")], by=[]),
        measure(place.log, map=place.map, also=[(place / "more", None)], by=[]),
    ):
        assert not differences(told(direct), told(joined))


def test_a_cube_needs_no_map_and_a_log_does(place):
    place.count()
    for call in ({"log": place / "cube", "map": place.map}, {"log": place.log}):
        with pytest.raises(BadOptionError, match=r"^map"):
            measure(**call)
    for wrong in ({"part": (1, 2)}, {"changed": [("2026-10-01", "2026-10-01")]}):
        with pytest.raises(BadOptionError):
            measure(place.log, map=place.map, **wrong)


def test_nothing_is_kept_of_a_cube_and_nothing_is_said_to_be(place):
    place.count()
    before = files_of(place / "cube")
    for option, given in {"cube": place / "new", "part": (1, 2), "changed": [("2026-10-03", "2026-10-03")]}.items():
        with pytest.raises(BadOptionError, match=rf"^{option}"):
            measure(place / "cube", **{option: given})
    assert not (place / "new").exists()
    assert files_of(place / "cube") == before


def test_cubes_of_several_logs_are_asked_for_the_days_that_all_have_in_any_order(place):
    (place / "volumes.csv").write_text("day,orders\n2026-10-01,40\n2026-10-04,60\n", encoding="utf-8")
    (place / "volumes.toml").write_text(
        'log = "volumes"\n[columns]\nperiod_start = "day"\norders = "orders"\n', encoding="utf-8"
    )
    days = {"first": "2026-10-02", "last": "2026-10-10"}
    volumes, log = (place / "volumes.csv", place / "volumes.toml"), (place.log, place.map)
    direct = measure(place.log, map=place.map, also=[volumes], by=[], **days)
    for name, contacts_days, volume_days in (("a", days, {}), ("b", {}, days)):
        cubes = [place / f"contacts {name}", place / f"volumes {name}"]
        place.count(cubes[0].name, **contacts_days)
        measure(volumes[0], map=volumes[1], cube=cubes[1], by=["day"], **volume_days)
        for folders in (cubes, cubes[::-1]):
            joined = measure(folders, by=[])
            found = differences(joined.totals.measures, direct.totals.measures)
            assert found.keys() <= {"customers_in_contact"}  # which is lost over other days
    for one in (measure(place / "contacts a", also=[volumes], by=[]), measure(place / "volumes b", also=[log], by=[])):
        found = differences(one.totals.measures, direct.totals.measures)
        assert found.keys() <= {"customers_in_contact"}


def test_cubes_without_a_common_day_or_moment_are_refused(place):
    (place / "volumes.csv").write_text("day,orders\n2026-10-01,40\n", encoding="utf-8")
    (place / "volumes.toml").write_text(
        'log = "volumes"\n[columns]\nperiod_start = "day"\norders = "orders"\n', encoding="utf-8"
    )
    place.count("late", first="2026-10-10")
    place.count("then", as_of="2026-10-21")
    measure(place / "volumes.csv", map=place / "volumes.toml", cube=place / "early", by=["day"], last="2026-10-05")
    for folders in (["late", "early"], ["early", "late"], ["then", "early"], ["early", "then"]):
        assert [*refused(measure, [place / name for name in folders])] == ["cubes-apart"]
    assert [*refused(measure, place / "early", first="2026-10-06")] == ["cube-other-days"]


def test_a_log_beside_a_cube_is_counted_as_of_its_moment(place):
    (place / "volumes.csv").write_text("day,orders\n2026-10-01,40\n2026-12-01,60\n", encoding="utf-8")
    (place / "volumes.toml").write_text(
        'log = "volumes"\n[columns]\nperiod_start = "day"\norders = "orders"\n', encoding="utf-8"
    )
    place.count(as_of="2026-10-21")
    also = [(place / "volumes.csv", place / "volumes.toml")]
    direct = measure(place.log, map=place.map, also=also, by=[], as_of="2026-10-21")
    assert not differences(told(direct), told(measure(place / "cube", also=also, by=[])))


def test_a_measure_that_is_defined_otherwise_by_now_is_refused_or_left_out_and_told(place):
    place.count()
    cube = read_cube(place / "cube")
    assert cube.definitions.keys() == cube.measures
    save_cube(replace(cube, definitions={**cube.definitions, "contacts_followed": "0" * 64}), place / "older")
    assert refused(measure, place / "older", metrics=["repeat_contact_rate"]) == {
        "cube-counted-otherwise": ["contacts_followed"]
    }
    assert measure(place / "older", metrics=["service_level"]).totals.results
    whole, rest = measure(place / "cube"), measure(place / "older")
    assert [one.facts["found"] for one in rest.findings if one.code == "cube-left-out"] == [["contacts_followed"]]
    assert whole.totals.measures.keys() - rest.totals.measures.keys() == {"contacts_followed"}
    assert "repeat_contact_rate" not in rest.totals.results


def test_a_definition_is_told_from_another_by_what_it_counts_and_by_its_parameters():
    (counting,) = (one for one in logs().countings if (one.log, one.measure) == ("contacts", "contacts_followed"))
    assert hash_of(counting) == hash_of(counting.model_copy())
    assert hash_of(counting) != hash_of(counting.model_copy(update={"optional": ("channel",)}))


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("part", ("1", "2")), ("part", (1.5, 2)), ("part", (1,)), ("part", 3), ("part", "1/2"), ("part", ()),
        ("changed", "2026-07-01"), ("changed", [("2026-07-01",)]), ("changed", [(1, 2)]), ("changed", 7),
        ("engine", None), ("cube", ""), ("cube", 5),
    ],
)  # fmt: skip
def test_what_is_of_another_type_is_refused_before_the_log_is_read(place, option, given):
    place.log.write_bytes(b"\x00")  # it would be told
    with pytest.raises(BadOptionError, match=rf"^{option}"):
        measure(place.log, map=place.map, **{"cube": place / "none", option: given})


def test_a_path_that_leads_nowhere_is_told_as_such_where_there_is_no_map(place):
    assert refused(measure, place / "cub") == {"file-missing": "cub"}
    with pytest.raises(BadOptionError, match="folder of a cube"):
        measure(place.log)


# --- parts


def test_parts_say_that_they_are_parts_and_together_they_are_not(place):
    for number in (1, 2):
        part = place.count(f"p{number}", part=(number, 2))
        assert [one.facts["found"] for one in part.findings if one.code == "cube-one-part"] == [number]
    whole, together = measure(place.log, map=place.map, by=[]), measure([place / "p2", place / "p1"], by=[])
    assert not differences(told(whole), told(together))
    assert together.counts == whole.counts
    assert [one.facts["rows"] for one in together.findings if one.code == "time-order"] == [["3"]]  # of the whole file


def test_parts_that_are_missing_doubled_or_foreign_are_told_all_at_once(place):
    for number in (1, 2, 4):
        place.count(f"p{number}", part=(number, 4))
    place.count("whole")
    place.write([*ROWS, "6,d,chat,2026-10-25 10:00:00,2026-10-25 10:00:05"])
    place.count("p3", part=(3, 4))
    place.count("other", part=(1, 3))
    folders = [place / name for name in ("p1", "p2", "p2", "p3")]
    with pytest.raises(LogError) as error:
        measure(folders)
    assert [one.file for one in error.value.findings] == ["p3", "p2", "p1"]
    assert refused(measure, folders) == {"cube-part-twice": 2, "cube-log-changed": "3/4", "cube-parts-missing": ["4"]}
    assert "cube-part-foreign" in refused(measure, [place / "p1", place / "other"])
    assert refused(measure, place / "p4")["cube-parts-missing"] == ["1", "2", "3"]
    assert [*refused(measure, [place / "whole", place / "p1"])] == ["cube-twice"]
    for part in ((0, 2), (3, 2), (-1, -1)):
        with pytest.raises(BadOptionError):
            place.count("none", part=part)


def test_parts_that_ran_in_other_ways_for_want_of_memory_are_put_together(place, monkeypatch):
    place.count("p1", part=(1, 2))
    monkeypatch.setattr("pcf.metrics.counted.WINDOW_BYTES", 2**30)  # event windows are counted apart
    place.count("p2", part=(2, 2))
    statements = {(place / name / "statement.sql").read_text(encoding="utf-8") for name in ("p1", "p2")}
    assert len(statements) == 2
    whole, together = measure(place.log, map=place.map, by=[]), measure([place / "p1", place / "p2"], by=[])
    assert not differences(told(whole), told(together))


def test_a_log_that_changed_between_its_parts_is_told(place):
    place.count("p1", part=(1, 2))
    for changed in (
        [*ROWS, "6,d,chat,2026-10-19 10:00:00,"],  # not the last row
        [*ROWS[:-1], "5,c,chat,2026-10-20 11:00:00,"],  # a later one, and no more
    ):
        place.write(changed)
        place.count("p2", part=(2, 2))
        with pytest.raises(LogError) as error:
            measure([place / "p1", place / "p2"])
        (told_of,) = error.value.findings
        assert told_of.code == "cube-log-changed"
        assert (told_of.facts["size"], told_of.facts["other_size"]) == (len(changed) - 1, 4)
        assert told_of.facts["other_latest"] == "2026-10-20 10:00:00"


def test_rows_that_moved_to_another_part_meanwhile_are_told(place):
    rows = [f"{number},customer {number},chat,2026-10-05 10:00:00," for number in range(12)]
    place.write(rows)
    place.count("p2", part=(2, 2))
    moved = read_cube(place / "p2").counted.counts.used
    assert moved
    place.write([row.replace(f"customer {number}", "") for number, row in enumerate(rows)])  # of nobody we know
    place.count("p1", part=(1, 2))  # which holds them all by now
    assert refused(measure, [place / "p1", place / "p2"]) == {"cube-parts-sum": 12 + moved}


def test_parts_made_by_other_versions_of_an_engine_are_not_put_together(place):
    folders = [place / "p1", place / "p2"]
    for number in (1, 2):
        place.count(f"p{number}", part=(number, 2))
    cube = read_cube(folders[1])
    assert cube.part is not None
    assert re.fullmatch(r"\d+\.\d+\.\d+", cube.part.engine_version)
    release = ".".join(cube.part.engine_version.split(".")[:2])
    save_cube(replace(cube, part=cube.part.model_copy(update={"engine_version": f"{release}.99"})), folders[1])
    assert measure(folders, by=[]).totals.rows == 4  # mended, and hashes as before
    save_cube(replace(cube, part=cube.part.model_copy(update={"engine_version": "0.9.2"})), folders[1])
    with pytest.raises(LogError) as error:
        measure(folders)
    (foreign,) = error.value.findings
    assert (foreign.code, foreign.facts["what"]) == ("cube-part-foreign", ["engine_version"])


def test_cases_of_several_rows_are_not_counted_in_parts(place):
    place.map.write_text('grain = "leg"\n' + MAP, encoding="utf-8")
    assert refused(place.count, part=(1, 2)) == {"part-of-legs": "leg"}


# --- days that are replaced


def test_late_rows_take_their_place_and_the_days_around_see_them(place):
    place.count()
    assert measure(place / "cube", by=[]).totals.measures["contacts_followed"] == 1
    place.write([*ROWS, "6,b,chat,2026-10-09 10:00:00,2026-10-09 10:00:01"])
    replaced = place.count(changed=[("2026-10-09", "2026-10-09")])
    assert replaced.totals.measures["contacts_followed"] == 2  # the contact of the 4th is followed now
    place.count("anew")
    assert files_of(place / "cube") == files_of(place / "anew")


def test_days_that_were_not_named_are_told_and_the_cube_stays(place):
    place.count()
    before = files_of(place / "cube")
    place.write([ROWS[0], *ROWS[2:], "6,b,chat,2026-10-09 10:00:00,"])
    assert refused(place.count, changed=[("2026-10-09", "2026-10-09")]) == {"cube-other-days-changed": ["2026-10-03"]}
    assert files_of(place / "cube") == before


def test_days_outside_those_of_the_cube_are_told_as_well_where_they_changed(place):
    days = {"first": "2026-10-02", "last": "2026-10-10"}
    late = "6,d,chat,2026-10-01 10:00:00,2026-10-03 10:00:00"  # answered on a day that the cube has
    place.count(**days)
    before = files_of(place / "cube")
    place.write([*ROWS, late])
    changed = [("2026-10-04", "2026-10-04")]
    assert refused(place.count, changed=changed) == {"cube-other-days-changed": ["2026-10-01"]}
    assert files_of(place / "cube") == before
    place.count(changed=[*changed, ("2026-10-01", "2026-10-01")])
    place.count("anew", **days)
    assert files_of(place / "cube") == files_of(place / "anew")


def test_what_was_counted_in_another_way_takes_no_days(place):
    days = [("2026-10-03", "2026-10-03")]
    place.count(as_of="2026-10-21")
    assert refused(place.count, changed=days, as_of="2026-10-22") == {"cube-other-statement": ["as_of"]}
    place.count(changed=days)  # the moment is that of the cube unless another is named
    place.map.write_text(MAP + "# looked at\n", encoding="utf-8")
    assert refused(place.count, changed=days) == {"cube-other-statement": ["map.toml"]}
    place.map.write_text(MAP, encoding="utf-8")
    place.count("part", part=(1, 2))
    place.count("monthly", by=["month"])
    assert refused(place.count, "part", changed=days) == {"cube-is-part": 1}
    assert refused(place.count, "monthly", changed=days) == {"cube-without-days": ["month"]}
    assert "not-a-cube" in refused(place.count, "none", changed=days)


def test_a_lookup_that_names_codes_otherwise_takes_no_days_and_is_not_in_the_cube(place):
    place.map.write_text(
        MAP + '[lookup]\nchannel = {file = "names.csv", key = "code", value = "name"}\n', encoding="utf-8"
    )
    (place / "names.csv").write_text("code,name\nphone,secret line\n", encoding="utf-8")
    place.count(by=["day"])
    assert b"secret" not in b"".join(files_of(place / "cube").values())
    (place / "names.csv").write_text("code,name\nphone,other line\n", encoding="utf-8")
    assert measure(place / "cube").totals.rows == 4  # it has done without the lookup since
    assert refused(place.count, changed=[("2026-10-03", "2026-10-03")]) == {"cube-other-statement": ["[lookup]"]}


def test_a_window_that_begins_late_reaches_a_late_row_from_any_day(tmp_path):
    columns = ["service_order_id", "unit_id", "kind", "opened_at", "closed_at"]
    orders = [
        "1,u1,repair,2026-01-05 10:00:00,2026-06-01 10:00:00",
        "2,u2,repair,2026-09-01 10:00:00,2026-09-02 10:00:00",
    ]
    log, log_map, cube = tmp_path / "orders.csv", tmp_path / "orders.toml", tmp_path / "cube"
    log_map.write_text(map_of("service_orders", columns).replace('segment = "VARCHAR"', ""), encoding="utf-8")
    late = "3,u1,repair,2026-06-10 10:00:00,"
    for rows, changed in ((orders, None), ([*orders, late], [("2026-06-10", "2026-06-10")])):
        log.write_text("\n".join([",".join(columns), *rows]) + "\n", encoding="utf-8")
        measurement = measure(log, map=log_map, cube=cube, changed=changed)
        assert measurement.totals.measures["repairs_repeated"] == rows.count(late)
    measure(log, map=log_map, cube=tmp_path / "anew")
    assert files_of(cube) == files_of(tmp_path / "anew")


@pytest.mark.parametrize("days", [("2026-10-05", "2026-10-03"), ("October", "October"), ("", "")])
def test_days_that_cannot_be_are_refused(place, days):
    place.count()
    with pytest.raises(BadOptionError):
        place.count(changed=[days])


def test_a_cube_that_was_changed_or_counted_by_other_rules_takes_no_days(place):
    days = [("2026-10-03", "2026-10-03")]
    place.count()
    older = read_cube(place / "cube")
    save_cube(replace(older, counted=replace(older.counted, statements=("SELECT 1",))), place / "older")
    assert refused(place.count, "older", changed=days) == {"cube-other-statement": ["statement.sql"]}
    (place / "cube" / "statement.sql").write_text("SELECT 1\n", encoding="utf-8")
    assert "cube-changed" in refused(place.count, changed=days)


def test_days_are_replaced_in_a_cube_without_the_segments_that_the_map_has(place):
    place.map.write_text(MAP.replace("[leave_out]", 'segment = "customer"\n[leave_out]'), encoding="utf-8")
    days = [("2026-10-04", "2026-10-04")]
    place.count(by=["channel", "day"])
    place.write([*ROWS, "6,b,chat,2026-10-04 11:00:00,2026-10-04 11:00:50"])
    assert [row.by for row in place.count(changed=days).rows] == [{}]
    before = files_of(place / "cube")
    with pytest.raises(BadOptionError, match="segment"):
        place.count(changed=days, by=["segment"])
    assert files_of(place / "cube") == before


# --- periods in which there is nothing


WEEKS = ("--from", "2026-10-06 – 2026-10-19")  # between two rows


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"first": "2027-01-01"}, ("--from", "2027-01-01 – …")),
        ({"last": "2025-12-31"}, ("--to", "… – 2025-12-31")),
        ({"first": "2026-10-06", "last": "2026-10-19", "by": ["channel", "day"]}, WEEKS),
        ({"first": "2026-10-06", "last": "2026-10-19", "metrics": ["service_level"]}, WEEKS),
    ],
)
def test_a_period_in_which_the_log_has_nothing_is_told_by_log_and_cube(place, asked, told):
    place.count()
    for measured in (measure(place.log, map=place.map, **asked), measure(place / "cube", **asked)):
        (empty,) = (one for one in measured.findings if one.code == "period-without-rows")
        assert (empty.cell, empty.facts["period"], empty.facts["found"]) == (*told, 4)
        assert str(empty.severity) == "warning"


@pytest.mark.parametrize(
    "asked", [{}, {"first": "2026-10-20"}, {"first": "2026-10-03", "last": "2026-10-03", "metrics": ["service_level"]}]
)
def test_of_a_period_that_has_a_row_nothing_is_told(place, asked):
    assert "period-without-rows" not in {one.code for one in measure(place.log, map=place.map, **asked).findings}


def test_of_what_is_open_and_of_a_part_nothing_can_be_said(place):
    place.map.write_text(MAP.replace("[leave_out]", 'closed_at = "answered"\n[leave_out]'), encoding="utf-8")
    place.write([row.replace("09:59:00", "10:01:00") for row in ROWS])
    quiet = {"first": "2026-10-06", "last": "2026-10-19", "as_of": "2026-10-30"}
    alone = measure(place.log, map=place.map, metrics=["backlog"], **quiet)
    assert alone.totals.measures and "period-without-rows" not in {one.code for one in alone.findings}
    for number in (1, 2, 3, 4):
        part = place.count(f"part{number}", part=(number, 4), first="2026-10-04", last="2026-10-04")
        assert "period-without-rows" not in {one.code for one in part.findings}


def test_days_that_have_no_row_in_cube_and_log_are_told_and_a_deleted_day_is_not(place):
    place.count()
    before = files_of(place / "cube")
    slip = place.count(changed=[("2027-10-03", "2027-10-05"), ("2026-10-03", "2026-10-03")])
    (told_of,) = (one for one in slip.findings if one.code == "cube-days-empty")
    assert (told_of.facts["found"], told_of.cell) == (["2027-10-03 – 2027-10-05"], "--changed")
    assert files_of(place / "cube") == before
    place.write([row for row in ROWS if "10-04" not in row])
    deleted = place.count(changed=[("2026-10-04", "2026-10-04")])
    assert "cube-days-empty" not in {one.code for one in deleted.findings}
