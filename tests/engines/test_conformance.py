"""PostgreSQL and Spark answer what DuckDB answers: the same rows, to the last digit, and the same findings.

The tables are written in ``cases``. DuckDB reads them from a parquet file, and so does Spark; what DuckDB answers is
held to what analysts expect, and to counts made by hand in ``tests/unit/metrics``.
"""

from __future__ import annotations

import pytest

from pcf.errors import LogError
from pcf.metrics import measure

from . import tables
from .tables import answer, put

FILES = ("contacts", "clocks", "legs", "orders", "refused")
CASES = {case.name: case for file in FILES for case in tables.read_cases(file)}
ASKED = [(name, number) for name, case in CASES.items() for number in range(len(case.asked))]
EVERYWHERE = [(name, number) for name, number in ASKED if "engines" not in CASES[name].asked[number]]


@pytest.fixture(scope="module")
def duckdb_answer(tmp_path_factory):
    """Give what DuckDB answers to a question of a case, each asked once."""
    folder, known = tmp_path_factory.mktemp("conformance"), {}

    def run(name, number):
        if (name, number) not in known:
            case = CASES[name]
            log = case.table.write_parquet(folder / f"{name}.parquet")
            known[name, number] = log, answer(log, case.write_map(folder), case.asked[number])
        return known[name, number]

    return run


@pytest.mark.parametrize(("name", "number"), ASKED)
def test_postgres_gives_the_same_rows(name, number, postgres, duckdb_answer, tmp_path):
    case = CASES[name]
    _, expected = duckdb_answer(name, number)
    assert answer(put(postgres, name, case.table), case.write_map(tmp_path, "postgres"), case.asked[number]) == expected


@pytest.mark.parametrize(("name", "number"), EVERYWHERE)
def test_spark_gives_the_same_rows(name, number, spark, duckdb_answer, tmp_path):
    case = CASES[name]
    log, expected = duckdb_answer(name, number)
    assert answer(str(log), case.write_map(tmp_path, "spark"), case.asked[number], engine="spark") == expected


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.expected])
def test_the_figures_are_those_that_analysts_expect(name, tmp_path):
    case = CASES[name]
    log = case.table.write_parquet(tmp_path / "log.parquet")
    try:
        measurement = measure(log, map=case.write_map(tmp_path), **tables.arguments(case.asked[0]))
    except LogError as error:
        findings = error.findings
    else:
        findings = measurement.findings
        tables.check(measurement, case.expected)
    said = {f"{finding.code} {finding.cell} {finding.facts.get('found')}" for finding in findings}
    assert said.issuperset(case.expected.get("findings", []))
