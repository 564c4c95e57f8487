"""``pcf map`` over a table: our columns are found by name, in the dialect of what reads it, and the map is usable."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from pcf.cli.main import app
from pcf.errors import BadOptionError
from pcf.metrics import measure, read_map

COLUMNS = {
    "Contact Id": "TEXT", "opened_at": "TIMESTAMP", "Segment": "TEXT", "answered_at": "TIMESTAMPTZ",
    "closed_at": "TEXT", "resolved_first": "TEXT",
}  # fmt: skip
ROWS = [
    ("007", "2026-10-01 10:00:00", "частные", "2026-10-01 10:00:20+00", "01.10.2026 11:00", "да"),
    ("7", "2026-10-02 10:00:00", "частные", None, "02.10.2026 11:00", "нет"),
]


@pytest.fixture
def call(tmp_path):
    def run(*arguments):
        return CliRunner().invoke(app, ["--lang", "en", *arguments])

    return run


def test_a_map_of_a_table_is_in_its_dialect_and_can_be_read(postgres, load, call, tmp_path):
    load(postgres, "cc.calls", COLUMNS, ROWS)
    out = tmp_path / "calls.toml"
    result = call("map", f"{postgres}/cc.calls", "--log", "contacts", "-o", str(out))
    assert result.exit_code == 0, result.output
    written = out.read_text(encoding="utf-8")
    assert 'dialect = "postgres"' in written
    assert '\ntimezone = "Europe/London"' in written, "a column with a zone needs one in the map"
    assert 'closed_at = "\\"closed_at\\""  # CHECK: a text here, and a time is needed: convert it.' in written
    assert '"да" = "true"' in written
    assert postgres not in written + result.output, "an address is shown nowhere"
    usable = "\n".join(line for line in written.splitlines() if not line.startswith("closed_at"))
    out.write_text(usable, encoding="utf-8")
    assert read_map(out).dialect == "postgres"
    totals = measure(f"{postgres}/cc.calls", map=out, by=[]).totals
    assert totals.rows == 2
    assert totals.results["first_contact_resolution"].value == 50


def test_the_table_may_be_named_apart_from_its_database(postgres, load, call):
    load(postgres, "cc.calls", COLUMNS, ROWS)
    result = call("--json", "map", "cc.calls", "--engine", postgres, "--log", "contacts")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["dialect"] == "postgres"
    assert {"column": "segment", "source": "Segment", "expression": '"Segment"', "sureness": "name"} in found["columns"]


def test_spark_quotes_names_in_its_own_way(spark, load, call):
    load(spark, "calls", {name: kind for name, kind in COLUMNS.items() if name != "answered_at"}, [
        (key, None, segment, closed, solved) for key, _, segment, _, closed, solved in ROWS
    ])  # fmt: skip
    result = call("--json", "map", "calls", "--engine", "spark", "--log", "contacts")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["dialect"] == "spark"
    assert [one["expression"] for one in found["columns"] if one["column"] == "contact_id"] == ["`Contact Id`"]


def test_an_engine_that_there_is_not_is_told(call):
    result = call("map", "cc.calls", "--engine", "excel")
    assert isinstance(result.exception, BadOptionError)
    assert str(result.exception) == (
        "--engine: excel cannot be used. Expected: duckdb, spark, postgresql://host/database."
    )
