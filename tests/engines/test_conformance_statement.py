"""The text that an engine runs: each definition before its use, none written to a disk, nothing lost on the way."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from pcf.errors import LogError
from pcf.metrics import measure
from pcf.metrics.counted import Question
from pcf.metrics.opened import open_log
from pcf.metrics.printed.statements import statement_for
from pcf.metrics.sql.dialects import translate
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.sql.postgres_engine import PostgreSQL
from pcf.metrics.sql.scans import Period
from pcf.metrics.tables import find_table

from . import tables
from .tables import put

CASES = {case.name: case for file in ("contacts", "clocks", "legs", "orders") for case in tables.read_cases(file)}
BY = ("segment", "month")


def printed(name, dialect, folder):
    """Write the whole statement of a case over a table that no definition is named like."""
    asked = Question(BY, None, Period(), "2026-10-05 12:00:00", MEMORY_LIMIT)
    return statement_for(dialect, "warehouse.log", CASES[name].write_map(folder, dialect), asked).sql


def used_in(query, known, around=None):
    """Return what a query reads; each definition may read only what stands before it, and none may hide another."""
    known, used = {*known}, set()
    for one in query.ctes:
        used |= used_in(one.this, known, one)
        assert one.alias not in known
        known.add(one.alias)
    read = {table.name.lower() for table in query.find_all(exp.Table) if table.find_ancestor(exp.CTE) is around}
    assert read <= known
    used |= read
    assert used >= {one.alias for one in query.ctes}, "a definition stands there for nothing"
    return used


@pytest.mark.parametrize("dialect", ["postgres", "spark", "trino", "snowflake", "bigquery"])
def test_each_definition_stands_before_its_use_and_none_for_nothing(dialect, tmp_path):
    tree = sqlglot.parse_one(printed("legs", dialect, tmp_path), dialect=dialect)
    assert len(tree.ctes) >= 5
    assert "log" in used_in(tree, {"log"})


@pytest.mark.parametrize(
    "text",
    [
        "WITH b AS (SELECT * FROM a), a AS (SELECT * FROM log) SELECT * FROM b, a",
        "WITH a AS (SELECT * FROM log), b AS (SELECT * FROM a) SELECT * FROM a",
        "WITH a AS (SELECT * FROM log), a AS (SELECT * FROM a) SELECT * FROM a",
    ],
)
def test_the_check_notices_a_definition_out_of_place(text):
    with pytest.raises(AssertionError):
        used_in(sqlglot.parse_one(text), {"log"})


@pytest.mark.parametrize("name", ["contacts", "orders"])
def test_postgres_writes_no_definition_to_the_disk_before_it_counts(name, postgres, tmp_path):
    import psycopg

    case = CASES[name]
    log_map = case.write_map(tmp_path, "postgres")
    statement = measure(put(postgres, name, case.table), map=log_map, by=BY, as_of="2026-10-05 12:00:00").statement
    with psycopg.connect(postgres) as connection:
        plan = "\n".join(line for (line,) in connection.execute(f"EXPLAIN {statement}".encode()))
    assert "CTE Scan" not in plan
    assert plan.count("Seq Scan") >= statement.count("UNION ALL") + 1, "each scan reads the table itself"


def test_a_part_of_the_rows_is_defined_before_what_counts_it(postgres, tmp_path):
    case = CASES["contacts"]
    table = find_table(put(postgres, "contacts", case.table))
    with open_log(table, case.write_map(tmp_path, "postgres")) as log:
        whole = log.rows("SELECT COUNT(*) FROM contacts")[0][0]
        parts = []
        for part in range(3):
            with log.engine.narrowed("contacts", log.engine.part(["customer_id"], part, 3)):
                parts.append(log.rows("SELECT COUNT(*) FROM contacts")[0][0])
                tree = sqlglot.parse_one(log.engine.written("SELECT COUNT(*) FROM contacts"), dialect="postgres")
                assert [one.alias for one in tree.ctes][-2:] == ["contacts_whole", "contacts"]
        assert log.rows("SELECT COUNT(*) FROM contacts")[0][0] == whole == sum(parts)
        assert all(parts)


# --- a version of sqlglot that loses something


def what_writes(dialect):
    """Return what sqlglot writes each kind of node by."""
    return sqlglot.Dialect.get_or_raise(dialect).generator()._dispatch


def without_unit(generator, node):
    return f"DATEDIFF({generator.sql(node, 'expression')}, {generator.sql(node, 'this')})"


def without_factor(generator, node):
    return generator.sql(node, "this")


def another_aggregate(generator, node):
    return f"MAX({generator.sql(node, 'this')})"


def without_distinct(generator, node):
    return ", ".join(generator.sql(one) for one in node.expressions)


PORTABLE = """
SELECT segment, SUM(CASE WHEN a > 0 THEN DATE_DIFF('microsecond', a, b) END) AS n, COUNT(DISTINCT c) AS d
FROM contacts GROUP BY 1
"""


@pytest.mark.parametrize(
    ("dialect", "node", "spoilt"),
    [
        ("spark", exp.DateDiff, without_unit),
        ("spark", exp.Sum, another_aggregate),
        ("spark", exp.Distinct, without_distinct),
        ("postgres", exp.Mul, without_factor),
        ("postgres", exp.Sum, another_aggregate),
        ("postgres", exp.Distinct, without_distinct),
    ],
)
def test_what_sqlglot_loses_is_found_before_anything_runs(dialect, node, spoilt, monkeypatch):
    assert translate(PORTABLE, dialect)
    monkeypatch.setitem(what_writes(dialect), node, spoilt)
    with pytest.raises(LogError) as refused:
        translate(PORTABLE, dialect)
    assert [finding.code for finding in refused.value.findings] == ["statement-changed"]


def test_a_lost_unit_is_told_by_the_measurement_and_no_row_is_counted(postgres, tmp_path, monkeypatch):
    case, asked = CASES["contacts"], []
    monkeypatch.setitem(what_writes("postgres"), exp.Mul, without_factor)
    run = PostgreSQL._run
    monkeypatch.setattr(PostgreSQL, "_run", lambda engine, text: [asked.append(text), run(engine, text)][1])
    log = put(postgres, "contacts", case.table)
    with pytest.raises(LogError) as refused:
        measure(log, map=case.write_map(tmp_path, "postgres"), by=["segment"])
    assert [finding.code for finding in refused.value.findings] == ["statement-changed"]
    assert not [text for text in asked if "contacts_answered" in text]
