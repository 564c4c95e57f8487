"""Times beyond the years 1 to 9999, which no day can be said of: values that cannot be used, told with their rows."""

import duckdb
import pytest

from pcf.errors import LogError
from pcf.metrics import measure

BEYOND = ["294247-01-10 04:00:54", "12026-03-01 00:00:00", "10000-01-01 00:00:00", "0001-12-31 (BC) 23:59:59",
          "290308-12-22 (BC) 00:00:00", "infinity", "-infinity"]  # fmt: skip
ENDS = ["0001-01-01 00:00:00", "9999-12-31 23:59:59.999999"]
FAR_EAST, FAR_WEST = 'timezone = "Pacific/Kiritimati"', 'timezone = "Pacific/Pago_Pago"'
MAP = """
log = "contacts"
{zone}
[columns]
contact_id = "contact_id"
opened_at = "opened_at"
closed_at = "closed_at"
"""


@pytest.fixture
def log(tmp_path):
    """Write a contact of an odd time after one of a plain time: ``log("opened_at", "infinity", "TIMESTAMP", zone)``."""

    def write(column, odd, sql_type="TIMESTAMP", zone="", ending="parquet"):
        instant = f"TIMESTAMP '{odd}'" + (" AT TIME ZONE 'UTC'" if sql_type == "TIMESTAMPTZ" else "")
        times = {"opened_at": "TIMESTAMP '2026-10-01 10:00:00'", "closed_at": "TIMESTAMP '2026-10-01 11:00:00'"}
        plain = {**times, column: f"CAST({times[column]} AS {sql_type})"}
        odd_row = {**times, column: f"CAST({instant} AS {sql_type})"}
        rows = [
            f"SELECT '{name}' AS contact_id, {row['opened_at']} AS opened_at, {row['closed_at']} AS closed_at"
            for name, row in (("plain", plain), ("odd", odd_row))
        ]
        path, log_map = tmp_path / f"log.{ending}", tmp_path / "map.toml"
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute(f"COPY ({' UNION ALL '.join(rows)}) TO '{path}' (FORMAT {ending})")
        log_map.write_text(MAP.format(zone=zone), encoding="utf-8")
        return path, log_map

    return write


def told(path, log_map, **options):
    """Return the codes, columns and rows of what is wrong."""
    with pytest.raises(LogError) as caught:
        measure(path, map=log_map, **options)
    return [(one.code, one.cell, one.facts["rows"]) for one in caught.value.findings if one.severity == "error"]


@pytest.mark.parametrize("ending", ["parquet", "csv"])
@pytest.mark.parametrize("odd", BEYOND)
def test_a_time_beyond_the_calendar_cannot_be_used_and_is_told_with_its_row(log, odd, ending):
    path, log_map = log("closed_at", odd, ending=ending)
    assert told(path, log_map, by=["day"]) == [("unreadable-values", "closed_at", ["3" if ending == "csv" else "2"])]


@pytest.mark.parametrize(
    ("sql_type", "zone"),
    [
        ("VARCHAR", ""),
        *((one, zone) for one in ("TIMESTAMP", "TIMESTAMPTZ", "VARCHAR") for zone in (FAR_EAST, FAR_WEST)),
    ],
)
@pytest.mark.parametrize("odd", [BEYOND[0], BEYOND[4], BEYOND[5]])
def test_it_is_found_whatever_its_type_and_wherever_the_clock_hung(log, odd, sql_type, zone):
    assert told(*log("opened_at", odd, sql_type, zone)) == [("unreadable-values", "opened_at", ["2"])]


@pytest.mark.parametrize("column", ["opened_at", "closed_at"])
@pytest.mark.parametrize("end", ENDS)
def test_the_first_and_the_last_moment_of_the_calendar_are_times_like_others(log, end, column):
    path, log_map = log(column, end)
    assert {row.by["day"] for row in measure(path, map=log_map, by=["day"]).rows} >= {end[:10]}


@pytest.mark.parametrize("zone", [FAR_EAST, FAR_WEST])
@pytest.mark.parametrize("sql_type", ["TIMESTAMP", "TIMESTAMPTZ"])
@pytest.mark.parametrize("end", ENDS)
def test_a_row_keeps_clear_of_the_ends_where_its_zone_could_carry_it_beyond(log, end, sql_type, zone):
    assert told(*log("opened_at", end, sql_type, zone)) == [("unreadable-values", "opened_at", ["2"])]


@pytest.mark.parametrize("zone", [FAR_EAST, FAR_WEST])
@pytest.mark.parametrize("sql_type", ["TIMESTAMP", "TIMESTAMPTZ"])
def test_a_case_that_is_closed_on_the_last_day_of_all_is_open_wherever_the_clock_hung(log, sql_type, zone):
    path, log_map = log("closed_at", ENDS[1], sql_type, zone)
    for as_of in (None, "2026-10-31"):
        assert measure(path, map=log_map, by=["month"], as_of=as_of).counts.used == 2
