"""DuckDB as we open it reads the log and nothing else."""

import datetime as dt

import pytest

from pcf.errors import LogError
from pcf.metrics.sql.duckdb_engine import sealed_engine


@pytest.fixture
def engine(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("id\n1\n")
    (tmp_path / "other.csv").write_text("id\nsecret\n")
    with sealed_engine([log], [log], tmp_path / "spill") as engine:
        yield engine


def test_the_log_is_read(engine, tmp_path):
    assert engine.rows(f"SELECT * FROM read_csv('{tmp_path / 'log.csv'}')") == [(1,)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{folder}/other.csv')",
        "SELECT * FROM '{folder}/other.csv'",
        "SELECT * FROM read_text('{folder}/other.csv')",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/new.db'",
        "EXPORT DATABASE '{folder}/all'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SET enable_external_access = true",
        "SET allowed_paths = []",
        "SET memory_limit = '1TB'",
        "SELECT * FROM variable_of_this_process",
    ],
)
def test_everything_else_is_refused(engine, tmp_path, statement):
    variable_of_this_process = {"x": [1]}
    assert variable_of_this_process
    with pytest.raises(LogError):
        engine.rows(statement.format(folder=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "spill") == ["log.csv", "other.csv"]


def test_refusal_does_not_repeat_what_stands_in_quotation_marks(engine):
    with pytest.raises(LogError) as caught:
        engine.rows("SELECT CAST('Ivanov' AS INTEGER)")
    assert "Ivanov" not in caught.value.findings[0].message()


def test_times_come_back_without_a_zone(engine):
    (value,) = engine.rows("SELECT DATE_TRUNC('month', TIMESTAMP '2026-10-31 23:00:00')")[0]
    assert value == dt.datetime.fromisoformat("2026-10-01")
