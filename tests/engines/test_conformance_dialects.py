"""Maps in each engine's own words: the same figures; what would not be understood alike is refused, all at once."""

from __future__ import annotations

import pytest

from pcf.errors import LogError
from pcf.metrics import measure, read_map
from pcf.source.strict_yaml import read

from . import tables
from .tables import Table, answer, put

WRITTEN = read(tables.FOLDER / "dialects.yaml")
TABLE = Table(WRITTEN["columns"], [*tables.rows_of(WRITTEN["table"], list(WRITTEN["columns"]))])
HEAD = 'log = "contacts"\ndialect = "{dialect}"\n'
ASKED = {"as_of": "2026-12-31", "by": ["segment", "channel", "reason", "month", "day"]}


def map_in(dialect, folder, text=""):
    path = folder / f"{dialect}.toml"
    path.write_text(HEAD.format(dialect=dialect) + (text or WRITTEN["maps"][dialect]), encoding="utf-8")
    return path


@pytest.fixture
def log(tmp_path):
    """Give the company's log as a parquet file."""
    return TABLE.write_parquet(tmp_path / "log.parquet")


def test_the_map_of_duckdb_gives_the_figures_that_analysts_expect(log, tmp_path):
    tables.check(measure(log, map=map_in("duckdb", tmp_path), **ASKED), WRITTEN["expected"])


def test_the_map_of_postgres_gives_the_same_rows(log, postgres, tmp_path):
    expected = answer(log, map_in("duckdb", tmp_path), ASKED)
    assert answer(put(postgres, "dialects", TABLE), map_in("postgres", tmp_path), ASKED) == expected


def test_the_map_of_spark_gives_the_same_rows(log, spark, tmp_path):
    expected = answer(log, map_in("duckdb", tmp_path), ASKED)
    assert answer(str(log), map_in("spark", tmp_path), ASKED, engine="spark") == expected


def faults_of(run):
    with pytest.raises(LogError) as refused:
        run()
    return [(finding.code, finding.cell) for finding in refused.value.findings]


def test_what_sqlglot_would_change_without_a_word_is_refused_with_the_other_faults_of_the_map(tmp_path):
    text = """
    [columns]
    contact_id = 'a'
    opened_at = 'CAST(t AS TIME)'
    channel = 'reflect(c)'
    segment = 'a ||'
    """
    assert faults_of(lambda: read_map(map_in("spark", tmp_path, text))) == [
        ("expression-unreadable", "[columns] segment"),
        ("expression-refused", "[columns] channel"),
        ("expression-changed", "[columns] opened_at"),
    ]


MISFITS = """
[columns]
contact_id = '{quote}Номер{quote}'
opened_at = '{quote}Дата{quote}'
closed_at = '{quote}Время{quote}'
resolved_first = '{quote}Итог{quote}'
"""
TOLD = [
    ("wrong-type", "[columns] opened_at"),
    ("wrong-type", "[columns] closed_at"),
    ("wrong-type", "[columns] resolved_first"),
]


def test_a_text_is_no_time_in_postgres_where_a_bad_one_would_end_the_query(postgres, tmp_path):
    log_map = map_in("postgres", tmp_path, MISFITS.format(quote='"'))
    assert faults_of(lambda: measure(put(postgres, "dialects", TABLE), map=log_map, by=[])) == TOLD


def test_a_text_is_no_time_in_spark_where_a_bad_one_would_end_the_query(log, spark, tmp_path):
    log_map = map_in("spark", tmp_path, MISFITS.format(quote="`"))
    assert faults_of(lambda: measure(str(log), map=log_map, by=[], engine="spark")) == TOLD


def test_a_day_that_could_be_read_in_two_ways_ends_the_query_instead(postgres, tmp_path):
    """Whatever the database is set to: 01.11.2026 would be the eleventh of January in one and the first of November."""
    text = """
    [columns]
    contact_id = '"Номер"'
    opened_at = 'CAST("Дата" AS TIMESTAMP)'
    """
    table = put(postgres, "dialects", TABLE)
    assert faults_of(lambda: measure(table, map=map_in("postgres", tmp_path, text), by=[])) == [("value-fails", "")]
