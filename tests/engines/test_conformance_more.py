"""What a table of cases does not reach: values that one engine alone has, buckets at their edges, logs by chance."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pcf.metrics import counted
from pcf.metrics.opened import open_log
from pcf.metrics.sql.buckets import BUCKET_WIDTH, bucket
from pcf.metrics.sql.compiler import DIMENSIONS
from pcf.metrics.sql.conditions import elapsed
from pcf.metrics.tables import find_table
from pcf.source import logs

from . import tables
from .tables import Case, Table, answer, put

CASES = {case.name: case for file in ("contacts", "legs", "refused") for case in tables.read_cases(file)}


@pytest.fixture
def execute(postgres):
    """Give what changes a table."""
    import psycopg

    def run(*statements):
        with psycopg.connect(postgres, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    return run


def same_on_postgres(case, number, postgres, folder, *, change=lambda table: None):
    """Measure a case on DuckDB, and on PostgreSQL after a change of the table there."""
    log = case.table.write_parquet(folder / "log.parquet")
    table = put(postgres, case.name, case.table)
    change(f"conformance.{case.name}")
    expected = answer(log, case.write_map(folder), case.asked[number])
    assert answer(table, case.write_map(folder, "postgres"), case.asked[number]) == expected


# --- PostgreSQL alone


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        ("legs", "en-US"),
        ("contacts", "und-u-ks-level1"),
        ("legs", "und-u-ks-level1"),
        ("unreadable", "und-u-ks-level1"),
    ],
)
def test_text_is_told_apart_and_sorted_by_its_bytes_whatever_the_collation(name, locale, postgres, execute, tmp_path):
    """The second takes capitals and accents for the same letters, which a database may be told to do."""
    case = CASES[name]
    execute(
        "CREATE SCHEMA IF NOT EXISTS conformance",
        "DROP COLLATION IF EXISTS conformance.words CASCADE",
        f"CREATE COLLATION conformance.words (provider = icu, locale = '{locale}', deterministic = false)",
    )
    texts = [column for column, kind in case.table.columns.items() if kind == "VARCHAR"]

    def change(table):
        execute(*(f"ALTER TABLE {table} ALTER {one} TYPE varchar(90) COLLATE conformance.words" for one in texts))

    same_on_postgres(case, 0, postgres, tmp_path, change=change)


def test_a_number_that_is_none_or_endless_is_told_in_a_numeric_column_too(postgres, execute, tmp_path):
    def change(table):
        execute(f"ALTER TABLE {table} ALTER handle_seconds TYPE numeric USING handle_seconds::text::numeric")

    same_on_postgres(CASES["unreadable"], 0, postgres, tmp_path, change=change)


def test_a_text_of_fixed_width_is_the_text_without_its_blanks(postgres, execute, tmp_path):
    def change(table):
        execute(*(f"ALTER TABLE {table} ALTER {one} TYPE character(60)" for one in ("contact_id", "segment", "reason")))

    same_on_postgres(CASES["legs"], 1, postgres, tmp_path, change=change)


def test_what_a_database_is_set_to_changes_nothing(postgres, execute, tmp_path):
    import psycopg

    with psycopg.connect(postgres) as connection:
        database = connection.info.dbname
    others = {"DateStyle": "German", "standard_conforming_strings": "off", "extra_float_digits": "0"}
    execute(*(f"ALTER DATABASE {database} SET {name} TO {value}" for name, value in others.items()))
    try:
        same_on_postgres(CASES["contacts"], 1, postgres, tmp_path)
    finally:
        execute(*(f"ALTER DATABASE {database} RESET {name}" for name in others))


def test_a_zone_that_postgres_takes_for_a_fixed_offset_is_refused(postgres, tmp_path):
    case = CASES["single"]
    log_map = tmp_path / "map.toml"
    log_map.write_text(f'timezone = "CET"\n{case.map_text}', encoding="utf-8")
    (told,) = answer(put(postgres, case.name, case.table), log_map, {"by": []})[1:]
    assert told.startswith("unknown-timezone error [timezone] {'found': 'CET'")


def test_codes_are_renamed_by_a_file_beside_the_map(postgres, tmp_path):
    case, name = CASES["contacts"], tmp_path / "reasons.csv"
    name.write_text("code,name\n1e3,'Тысяча' \\ 1\n账单,Счёт\n007,\n", encoding="utf-8")
    text = f'{case.map_text}\n[lookup]\nreason = {{file = "reasons.csv", key = "code", value = "name"}}\n'
    renamed = replace(case, map_text=text, asked=[{"by": ["reason"]}])
    same_on_postgres(renamed, 0, postgres, tmp_path)
    assert "({'reason': 'Счёт'}, 1)" in answer(tmp_path / "log.parquet", renamed.write_map(tmp_path), renamed.asked[0])


# --- Spark's other way


def test_spark_counts_the_same_where_it_compiles_what_it_runs(spark, tmp_path):
    """Other tests let it interpret, which is faster for a few rows; over many it compiles."""
    case = next(one for one in tables.read_cases("contacts") if one.name == "large")
    log, log_map = case.table.write_parquet(tmp_path / "log.parquet"), case.write_map(tmp_path)
    compiled = {"spark.sql.codegen.wholeStage": "true", "spark.sql.codegen.factoryMode": "CODEGEN_ONLY"}
    before = {name: spark.conf.get(name) for name in compiled}
    try:
        for name, value in compiled.items():
            spark.conf.set(name, value)
        assert answer(str(log), log_map, case.asked[0], engine="spark") == answer(log, log_map, case.asked[0])
    finally:
        for name, value in before.items():
            spark.conf.set(name, value)


# --- buckets of waits


def bucket_edges():
    """Return waits in microseconds on both sides of where a bucket begins, and at the ends of its kind."""
    width = float(BUCKET_WIDTH)
    edges = {math.floor(math.exp(width * number)) + more for number in range(0, 1500, 3) for more in (0, 1)}
    return sorted({0, 1, 2, 20_000_000, *edges})


def case_of_waits():
    start = dt.datetime(2026, 1, 1)  # noqa: DTZ001  rows are kept without an offset
    table = Table(
        {"contact_id": "VARCHAR", "opened_at": "TIMESTAMP", "answered_at": "TIMESTAMP"},
        [
            (str(number), str(start), str(start + dt.timedelta(microseconds=wait)))
            for number, wait in enumerate(bucket_edges())
        ],
    )
    columns = "".join(f"{name} = '{name}'\n" for name in table.columns)
    return Case("waits", f'log = "contacts"\n[columns]\n{columns}', table, [{"by": []}])


def histogram(log, log_map):
    """Count the waits of an open log by bucket."""
    value = elapsed("queued_at", "answered_at")
    with open_log(log, log_map) as opened:
        return sorted(opened.rows(f"SELECT {bucket(value)}, COUNT(*) FROM contacts GROUP BY 1"))


@pytest.fixture(scope="module")
def waits(tmp_path_factory):
    """Give the parquet file of waits, its map and DuckDB's histogram."""
    folder, case = tmp_path_factory.mktemp("waits"), case_of_waits()
    log, log_map = case.table.write_parquet(folder / "waits.parquet"), case.write_map(folder)
    return case, log, log_map, histogram([log], log_map)


def test_postgres_puts_waits_into_the_same_buckets(waits, postgres):
    case, _, log_map, expected = waits
    assert histogram(find_table(put(postgres, case.name, case.table)), log_map) == expected
    assert len(expected) > 500


def test_spark_puts_waits_into_the_same_buckets(waits, spark):
    _, log, log_map, expected = waits
    assert histogram(find_table(str(log), "spark"), log_map) == expected


def test_quantiles_of_buckets_are_the_same_on_postgres(postgres, tmp_path, monkeypatch):
    exact = answer(
        CASES["contacts"].table.write_parquet(tmp_path / "log.parquet"),
        CASES["contacts"].write_map(tmp_path),
        {"by": []},
    )
    monkeypatch.setattr(counted, "EXACT_ROWS", 10)
    same_on_postgres(CASES["contacts"], 1, postgres, tmp_path)
    assert answer(tmp_path / "log.parquet", CASES["contacts"].write_map(tmp_path), {"by": []}) != exact


# --- logs by chance


EDGES = [
    "2025-12-31T23:59:59.999999", "2026-02-28T23:59:50", "2026-03-29T01:59:50", "2026-03-29T02:30:00",
    "2026-04-05T01:45:00", "2026-10-04T02:15:00", "2026-10-25T01:59:59.999999", "2026-10-25T02:30:00",
]  # fmt: skip
moments = st.builds(
    lambda start, later: dt.datetime.fromisoformat(start) + dt.timedelta(microseconds=later),
    st.sampled_from(EDGES),
    st.sampled_from([0, 0, 1, 5_000_000, 20_000_000, 20_000_001, 3_600_000_000, 604_800_000_000, 604_800_000_001, -1]),
).map(str)
texts = st.sampled_from(
    [None, "", " ", "x", "X", "_", "7", "007", "1e3", "Ж", "е", "零", "😀", "ﬁ", "O'Neill", "\\", " x "]
)
values = {
    "text": texts,
    "key": texts,
    "time": st.none() | moments,
    "number": st.none() | st.sampled_from(["0", "1", "0.1", "2.675", "1e-7", "12345.678901"]),
    "mark": st.none() | st.sampled_from(["1", "3", "5"]),
    "flag": st.sampled_from([None, "true", "false"]),
}
SQL_TYPES = {
    "text": "VARCHAR",
    "key": "VARCHAR",
    "time": "TIMESTAMP",
    "number": "DOUBLE",
    "mark": "INTEGER",
    "flag": "BOOLEAN",
}
IDS = ["a", "B", "_", "Ж", "е", "零", "10", "9", "é", "😀", "ﬁ", "7", "007"]
LOGS = [log for log in logs().logs if log.id in {"contacts", "complaints", "service_orders"}]


@st.composite
def logs_by_chance(draw, among, least):
    """Make a log, a zone for its map, and a moment to ask at; ids that sort by another rule elsewhere."""
    log = draw(st.sampled_from(among))
    columns = {column.id: SQL_TYPES[column.type] for column in log.columns}
    row = st.fixed_dictionaries(
        {
            column.id: moments
            if column.id == log.time
            else st.sampled_from([*column.codes, None])
            if column.codes
            else values[column.type]
            for column in log.columns
        }
    )
    ids = draw(st.permutations(IDS))
    rows = draw(st.lists(row, min_size=least, max_size=3 * len(IDS)))
    keyed = [one | {log.key: f"{ids[n % len(ids)]}{n // len(ids) or ''}"} for n, one in enumerate(rows)]
    table = Table(columns, [[one[name] for name in columns] for one in keyed])
    zone = draw(st.sampled_from(["", "Europe/Berlin", "Australia/Lord_Howe"]))
    lines = [f'timezone = "{zone}"'] if zone else []
    lines += [f'log = "{log.id}"', "[columns]", *(f"{name} = '{name}'" for name in columns)]
    moment = draw(st.sampled_from([{}, {"as_of": "2026-10-31"}, {"as_of": "2026-10-25 02:30:00"}]))
    by = [name for name in DIMENSIONS if name in columns or name == "week"]
    return Case("chance", "\n".join(lines), table, [{"by": by, **moment}])


def test_any_log_gives_the_same_rows_on_postgres(postgres, tmp_path):
    @settings(max_examples=6, deadline=None, suppress_health_check=[*HealthCheck])
    @given(case=logs_by_chance(LOGS, 1))
    def check(case):
        same_on_postgres(case, 0, postgres, tmp_path)

    check()


@pytest.mark.parametrize("log", [log for log in LOGS if log.id != "contacts"], ids=lambda log: log.id)
def test_a_log_gives_the_same_rows_on_spark(log, spark, tmp_path):
    """One of each kind, always the same: a statement costs Spark seconds before it reads a row."""

    @settings(
        max_examples=1, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    @given(case=logs_by_chance([log], len(IDS)))
    def check(case):
        path, log_map = case.table.write_parquet(tmp_path / "log.parquet"), case.write_map(tmp_path)
        assert answer(str(path), log_map, case.asked[0], engine="spark") == answer(path, log_map, case.asked[0])

    check()
