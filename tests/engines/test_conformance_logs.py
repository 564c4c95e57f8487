"""Every kind of log with all its columns and its whole set of countings: the same rows on every engine."""

from __future__ import annotations

import datetime as dt

import pytest

from pcf.metrics.sql.compiler import DIMENSIONS
from pcf.metrics.sql.needs import columns_of
from pcf.model.log import NotMore
from pcf.source import logs

from .tables import Case, Table, answer, put

LOGS = {log.id: log for log in logs().logs}
TABLES = {"contacts", "complaints", "service_orders"}  # have tables of their own, which Spark counts
START = dt.datetime(2026, 1, 31, 22)  # noqa: DTZ001  rows are kept without an offset
AS_OF = "2026-03-31 12:00:00"
ROWS = 60
SCALES = {"satisfaction": (1, 5), "effort": (1, 7), "recommendation": (0, 10)}
SQL_TYPES = {"text": "VARCHAR", "key": "VARCHAR", "time": "TIMESTAMP", "mark": "INTEGER", "flag": "BOOLEAN"}
NUMBERS = ("DOUBLE", "DECIMAL(18,6)", "REAL", "BIGINT")
IDS = ("a", "B", "_", "Ж", "零", "007", "7")


def turn(values, number):
    return values[number % len(values)]


def written(column, number, place):
    """Write a value of a column: columns turn at their own speeds, so that most pairs of values meet."""
    speed = number // (1 + place % 5) + place
    match column.type:
        case "time":
            day = START + dt.timedelta(hours=13 * number, microseconds=turn([0, 1, 999_999], number))
            value = turn([day, None, day + dt.timedelta(days=place), day - dt.timedelta(seconds=1), day], speed)
            return (value or day if column.required else value) and (value or day).isoformat(" ")
        case "key":
            return turn(["анна", "7", "007", None, "王"], number // 2)
        case "text":
            return turn([*(column.codes or ("x", "Ж", "零", "O'Neill")), None], speed)
        case "mark":
            low, high = SCALES[column.id]
            return turn([None, *map(str, range(low, high + 1))], speed)
        case "flag":
            return turn(["true", "false", None], speed)


def amount(number, sql_type):
    """Write a number: the same in all columns of a row, so that no part is larger than its whole."""
    return turn([None, "0", "3", "12.345678", "0.000001", "700"] if sql_type != "BIGINT" else [None, "0", "3"], number)


def case_of(log):
    """Write a table with all columns of a log, and its map."""
    parts = {name for rule in log.rules if isinstance(rule, NotMore) for name in (rule.part, rule.whole)}
    types = {
        column.id: SQL_TYPES.get(column.type) or ("DECIMAL(18,6)" if column.id in parts else turn(NUMBERS, place))
        for place, column in enumerate(log.columns)
    }
    rows = []
    for number in range(ROWS):
        row = {
            column.id: amount(number if column.id in parts else number + place, types[column.id])
            if column.type == "number"
            else written(column, number, place)
            for place, column in enumerate(log.columns)
        }
        if log.key:
            row[log.key] = f"{turn(IDS, number)}{number:02}"
        rows.append([*row.values()])
    marks = [column.id for column in log.columns if column.type == "mark"]
    applied = {
        name
        for counting in logs().countings
        if counting.log == log.id and {*columns_of(counting.component)}.intersection(types)
        for name in counting.applied
    }
    lines = [f'log = "{log.id}"', "[columns]", *(f"{name} = '{name}'" for name in types)]
    lines += ["[scales]", *(f"{name} = {{worst = {SCALES[name][0]}, best = {SCALES[name][1]}}}" for name in marks)]
    lines += ["[applied]", *(f"{name} = 20" for name in sorted(applied))]
    by = [name for name in DIMENSIONS if name in types or name == "month"]
    return Case(log.id, "\n".join(lines), Table(types, rows), [{"as_of": AS_OF, "by": by}])


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Give of each log the parquet file, the map and what DuckDB answers."""
    folder, known = tmp_path_factory.mktemp("logs"), {}

    def run(log_id):
        if log_id not in known:
            case = case_of(LOGS[log_id])
            log, log_map = case.table.write_parquet(folder / f"{log_id}.parquet"), case.write_map(folder)
            known[log_id] = case, log, log_map, answer(log, log_map, case.asked[0])
        return known[log_id]

    return run


@pytest.mark.parametrize("log_id", LOGS)
def test_every_measure_of_every_log_is_counted(log_id, answers):
    *_, lines = answers(log_id)
    given = {line.split(":")[0].strip() for line in lines}
    assert "refused" not in lines
    assert given.issuperset(one.measure for one in logs().countings if one.log == log_id)


@pytest.mark.parametrize("log_id", LOGS)
def test_postgres_counts_every_log_alike(log_id, answers, postgres):
    case, _, log_map, expected = answers(log_id)
    assert answer(put(postgres, log_id, case.table), log_map, case.asked[0]) == expected


@pytest.mark.parametrize("log_id", [log_id for log_id in LOGS if log_id not in TABLES])
def test_spark_counts_every_log_alike(log_id, answers, spark):
    case, log, log_map, expected = answers(log_id)
    assert answer(str(log), log_map, case.asked[0], engine="spark") == expected
