"""``measure --sql``: a statement for others to run, and figures made of what it gave them."""

from __future__ import annotations

import csv
import json

import duckdb
import pytest

from pcf.metrics.elsewhere import write_statement

PLAIN = """log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
answered_at = "answered"
segment = "segment"
"""
ROWS = [
    ("1", "2026-10-01 10:00:00", "2026-10-01 10:00:10", "частные"),
    ("2", "2026-10-02 10:00:00", "2026-10-02 10:00:50", "частные"),
    ("3", "2026-11-01 10:00:00", None, "=b"),
]
ASKED = ("--by", "segment,day", "--metric", "service_level", "--metric", "wait_p80")


@pytest.fixture
def log_map(tmp_path):
    path = tmp_path / "map.toml"
    path.write_text(PLAIN, encoding="utf-8")
    return path


@pytest.fixture
def answer(tmp_path, log_map):
    """What the statement gives over three contacts, as somebody would download it."""
    printed = write_statement(
        "cc.calls", dialect="duckdb", map=log_map, by=["segment", "day"], metrics=["service_level", "wait_p80"]
    )
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA cc")
    connection.execute("CREATE TABLE cc.calls (id TEXT, opened TIMESTAMP, answered TIMESTAMP, segment TEXT)")
    connection.executemany("INSERT INTO cc.calls VALUES (?, ?, ?, ?)", ROWS)
    found = connection.execute(printed.sql)
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column[0].upper() for column in found.description)
        writer.writerows(found.fetchall())
    return path


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark", "trino", "snowflake", "bigquery"])
def test_the_statement_is_printed_without_any_connection(call, log_map, dialect):
    code, out, err = call("measure", "cc.calls", "--map", log_map, "--sql", dialect, *ASKED)
    assert (code, err) == (0, "")
    unverified = "Unverified: it was read back and compared" in out
    assert unverified == (dialect in {"trino", "snowflake", "bigquery"})
    assert "\nWITH given AS" in out
    code, out, _ = call("measure", "cc.calls", "--map", log_map, "--sql", dialect, *ASKED, "--json")
    document = json.loads(out)
    assert (document["engine"], document["dialect"]) == (None, dialect)
    assert "-- " in document["statement"]


def test_the_comments_are_in_the_language_of_the_session(call, log_map):
    _, out, _ = call("--lang", "ru", "measure", "cc.calls", "--map", log_map, "--sql", "trino", *ASKED)
    assert "Не проверен" in out or "непроверен" in out.lower()


def test_figures_of_the_answer_are_those_of_the_log(call, log_map, answer, tmp_path):
    cube = tmp_path / "calls.cube"
    arguments = ("measure", "cc.calls", "--map", log_map, "--sql", "duckdb", *ASKED, "--answer", answer)
    code, out, err = call(*arguments, "--cube", cube, "--json")
    assert code == 0, err
    document = json.loads(out)
    assert document["engine"] == "duckdb"
    figures = {
        (row["by"]["segment"], row["by"]["day"]): row["value"]
        for row in document["rows"]
        if row["metric"] == "service_level"
    }
    assert figures == {("=b", "2026-11-01"): 0, ("частные", "2026-10-01"): 100, ("частные", "2026-10-02"): 0}
    code, out, err = call("measure", cube, "--by", "month", "--metric", "service_level", "--json")
    assert code == 0, err
    assert [(row["by"]["month"], row["value"]) for row in json.loads(out)["rows"]] == [("2026-10", 50), ("2026-11", 0)]


def test_a_cut_answer_is_told_and_no_cube_is_left(call, log_map, answer, tmp_path):
    answer.write_text("".join(answer.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    cube = tmp_path / "calls.cube"
    arguments = ("measure", "cc.calls", "--map", log_map, "--sql", "duckdb", *ASKED, "--answer", answer)
    code, _, err = call(*arguments, "--cube", cube)
    assert code == 1
    assert "[answer-incomplete]" in err
    assert not cube.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sql", "mysql"), "mysql is refused"),
        (("--sql", "oracle"), "oracle is refused"),
        (("--sql", "tsql"), "tsql is refused"),
        (("--answer", "rows.csv"), "--answer: rows.csv cannot be used. Expected: --sql."),
        (("--sql", "trino", "--cube", "x.cube"), "--cube: x.cube cannot be used. Expected: --answer."),
        (("--sql", "duckdb", "-o", "f.csv"), "-o: f.csv cannot be used. Expected: --answer."),
        (("--sql", "trino", "--reconcile", "t.csv"), "--reconcile: t.csv cannot be used. Expected: --answer."),
        (("--sql", "trino", "--part", "1/2"), "--part: 1/2 cannot be used. Expected: no such option beside --sql."),
        (("--sql", "trino", "--changed", "2026-10-01"), "--changed: 2026-10-01 cannot be used."),
        (("--sql", "trino", "--with", "more.csv", "map.toml"), "--with: more.csv map.toml cannot be used."),
        (("--sql", "trino", "--engine", "spark"), "--engine: spark cannot be used."),
        (
            ("--sql", "trino", "--engine", "postgresql://bank:se/cret@host/bank"),
            "--engine: the address holds a password.",
        ),
        (("--sql", "trino", "--memory", "1GB"), "--memory: 1GB cannot be used."),
        (("--sql", "trino", "--answer", "rows.csv", "--part", "1/2"), "--part: 1/2 cannot be used."),
        (("--sql", "trino", "--answer", "rows.csv", "--with", "a", "b"), "--with: a b cannot be used."),
        (("--sql", "trino", "--time-limit", "5"), "--time-limit: 5 cannot be used."),
        (("--sql", "trino", "--changes"), "--changes: – cannot be used. Expected: --answer."),
        (("--engine", "spark", "--memory", "1GB"), "--memory: 1GB cannot be used. Expected: files,"),
        (("--engine", "postgresql://h/db", "--memory", "1GB"), "--memory: 1GB cannot be used. Expected: files,"),
        (("--part", "1/2"), "--part: 1/2 cannot be used. Expected: --cube."),
        (("--changed", "2026-10-01"), "--changed: 2026-10-01 cannot be used. Expected: --cube."),
        (("--cube", "x.cube", "--part", "3/2"), "--part: 3/2 cannot be used. Expected: 1/4, 4/4."),
        (("--cube", "x.cube", "--changed", "..2026-10-01"), "--changed: ..2026-10-01 cannot be used."),
        (
            ("--cube", "x.cube", "--changed", "2026-10-05..2026-10-01"),
            "--changed: 2026-10-01 cannot be used. Expected: ≥",
        ),
        (("--engine", "abacus"), "--engine: abacus cannot be used. Expected: duckdb, spark,"),
    ],
)
def test_what_does_not_go_together_is_told(call, log_map, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    code, _, err = call("measure", "cc.calls", "--map", log_map, *arguments)
    assert code == 2
    assert said in err
    assert "cret" not in err


def test_the_answer_to_other_options_is_refused_and_no_cube_is_left(call, log_map, answer, tmp_path):
    cube = tmp_path / "calls.cube"
    for table, other in (
        ("cc.more", ()),
        ("cc.calls", ("--as-of", "2026-12-31")),
        ("cc.calls", ("--to", "2026-10-31")),
    ):
        arguments = ("measure", table, "--map", log_map, "--sql", "duckdb", *ASKED, *other, "--answer", answer)
        code, _, err = call(*arguments, "--cube", cube)
        assert (code, "[answer-of-another]" in err, cube.exists()) == (1, True, False)


def test_the_statement_over_a_file_that_is_here_has_no_place_for_outputs(call, log_map, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("id,opened,answered,segment\n1,2026-10-01 10:00:00,2026-10-01 10:00:10,a\n", encoding="utf-8")
    for option, name in (("-o", "f.csv"), ("--cube", "x.cube"), ("--reconcile", "t.csv")):
        code, out, err = call("measure", log, "--map", log_map, "--sql", "duckdb", option, tmp_path / name)
        assert (code, out, (tmp_path / name).exists()) == (2, "", False)
        assert f"{option}: {name} cannot be used" in err


def test_force_is_not_offered_for_a_folder_that_is_no_cube(call, log_map, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    for force in ((), ("--force",)):
        code, _, err = call("measure", "log.csv", "--map", log_map, "--cube", tmp_path / "mine", *force)
        assert (code, "something else than a cube" in err, "--force" in err) == (2, True, False)


def test_changes_are_judged_of_an_answer_by_day(call, log_map, answer):
    arguments = ("measure", "cc.calls", "--map", log_map, "--sql", "duckdb", *ASKED, "--answer", answer)
    code, out, err = call(*arguments, "--changes", "--json")
    assert code == 0, err
    assert {one["by"]["segment"] for one in json.loads(out)["changes"]} <= {"частные", "=b"}


@pytest.mark.parametrize("name", ["calls.csv", "folder/calls.parquet", "calls.parquet"])
def test_a_statement_for_others_names_a_table_and_no_file(call, log_map, name):
    code, _, err = call("measure", name, "--map", log_map, "--sql", "postgres")
    assert (code, "the name of a table" in err, ".parquet." in err) == (2, True, False)
    code, _, err = call("measure", name, "--map", log_map, "--sql", "duckdb")
    assert (code, "[file-missing]" in err) == (1, True)


def test_a_statement_needs_one_table_and_a_map(call, log_map):
    code, _, err = call("measure", "cc.calls", "--sql", "trino")
    assert (code, "--map" in err) == (2, True)
    code, _, err = call("measure", "cc.calls", "cc.more", "--map", log_map, "--sql", "trino")
    assert (code, "cc.more" in err) == (2, True)
