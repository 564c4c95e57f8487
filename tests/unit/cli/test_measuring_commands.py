"""measure, map, logs: figures of logs on the command line, what is written, and how they refuse."""

from __future__ import annotations

import csv
import json
import os
import re
import tomllib
from pathlib import Path

import openpyxl
import pytest

from pcf import _resources
from pcf.source import logs

LOG, MAP = _resources.example() / "contacts.csv", _resources.example() / "contacts.toml"
MAPS = Path(__file__).parents[3] / "examples" / "maps"
SMALL = """log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
answered_at = "answered"
segment = "segment"
"""


@pytest.fixture
def measured(call):
    """Measure the example log: ``measured("--by", "total")`` gives the document."""

    def invoke(*arguments: object, log: Path = LOG, log_map: Path = MAP) -> dict:
        code, out, err = call("measure", log, "--map", log_map, *arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    return invoke


@pytest.fixture
def small(tmp_path):
    """Three contacts of two segments, one answered late; the log and its map."""
    rows = ["1,2026-10-01 10:00:00,2026-10-01 10:00:10,a", "2,2026-10-02 10:00:00,2026-10-02 10:00:50,a"]
    rows += ["3,2026-11-01 10:00:00,2026-11-01 10:00:10,=b"]
    (tmp_path / "log.csv").write_text("id,opened,answered,segment\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "log.csv", tmp_path / "map.toml"


# --- groups


def test_by_segment_unless_said_and_total_for_the_total_alone(measured, small):
    usual, total = (measured(*by, log=small[0], log_map=small[1]) for by in ([], ["--by", "total"]))
    assert {row["by"]["segment"] for row in usual["rows"]} == {"a", "=b"}
    assert {tuple(row["by"]) for row in total["rows"]} <= {()}
    assert usual["totals"] == total["totals"]


def test_groups_may_be_joined(measured, small):
    for by in ("segment,month", " month , segment "):
        document = measured("--by", by, "--metric", "service_level", log=small[0], log_map=small[1])
        assert [(row["by"]["segment"], row["by"]["month"], row["value"]) for row in document["rows"]] == [
            ("=b", "2026-11", 100.0), ("a", "2026-10", 50.0)
        ]  # fmt: skip


@pytest.mark.parametrize("by", ["moon", "segment,moon", "segment;month", "", ",", "segment,", "day,total"])
def test_an_unknown_group_is_refused_with_those_that_there_are(call, by):
    code, out, err = call("measure", LOG, "--map", MAP, "--by", by)
    assert (code, out) == (2, "")
    assert "segment" in err


def test_the_table_for_people_has_the_groups_across(call, small):
    code, out, _ = call("measure", small[0], "--map", small[1], "--metric", "service_level")
    assert code == 0
    (line,) = [line for line in out.splitlines() if "Service level" in line]
    assert re.findall(r"[\d.]+%", line) == ["100%", "50%", "66.7%"] or re.findall(r"\d+", line)
    assert "Total" in out


# --- files and logs


def test_a_file_that_is_named_twice_is_refused(call, small, tmp_path):
    (tmp_path / "link.csv").symlink_to(small[0])
    for other in (small[0], tmp_path / "link.csv", tmp_path / ".." / tmp_path.name / "log.csv"):
        code, out, _ = call("measure", small[0], other, "--map", small[1], "--json")
        assert code == 1
        assert [one["code"] for one in json.loads(out)["findings"]] == ["file-twice"] * len(
            {small[0].name, Path(other).name}
        )


def test_a_second_log_joins_its_measures(measured, small, tmp_path):
    (tmp_path / "volumes.csv").write_text("day,segment,orders\n2026-10-01,a,40\n2026-11-01,=b,10\n", encoding="utf-8")
    (tmp_path / "volumes.toml").write_text(
        'log = "volumes"\n[columns]\nperiod_start = "day"\nsegment = "segment"\norders = "orders"\n', encoding="utf-8"
    )
    document = measured("--with", tmp_path / "volumes.csv", tmp_path / "volumes.toml", log=small[0], log_map=small[1])
    rates = {
        row["by"]["segment"]: row["value"] for row in document["rows"] if row["metric"] == "contacts_per_100_orders"
    }
    assert rates == {"a": 5, "=b": 10}
    (whole,) = [row["value"] for row in document["totals"] if row["metric"] == "contacts_per_100_orders"]
    assert whole == 6


def test_faults_of_every_log_are_told_in_one_run(call, small, tmp_path):
    arguments = ["--with", tmp_path / "none.csv", small[1], "--with", small[0], tmp_path / "none.toml"]
    code, out, _ = call("measure", tmp_path / "no.csv", "--map", small[1], *arguments, "--json")
    assert code == 1
    assert {one["file"] for one in json.loads(out)["findings"]} >= {"no.csv", "none.csv", "none.toml"}


# --- sql


def test_the_statement_is_printed_and_nothing_else(call):
    code, out, _ = call("measure", LOG, "--map", MAP, "--sql", "duckdb", "--metric", "service_level")
    assert code == 0
    assert out.lstrip().upper().startswith(("SELECT", "WITH"))
    assert "%" not in out.split("\n")[0]
    document = json.loads(call("measure", LOG, "--map", MAP, "--sql", "duckdb", "--json")[1])
    assert set(document) == {"engine", "dialect", "statement"}
    assert (document["engine"], document["dialect"]) == ("duckdb", "duckdb")


def test_another_dialect_is_wrong_usage(call):
    assert call("measure", LOG, "--map", MAP, "--sql", "oracle")[0] == 2


# --- changes


def test_months_are_judged_one_by_one(measured, call):
    document = measured("--changes", "--by", "month", "--metric", "service_level")
    assert [(one["from"], one["to"]) for one in document["changes"]] == [("2026-07", "2026-08"), ("2026-08", "2026-09")]
    assert {one["judgement"] for one in document["changes"]} <= {"changed", "usual"}
    assert [row["by"] for row in document["rows"]] == [{"month": f"2026-0{month}"} for month in (7, 8, 9)]
    _, out, _ = call("measure", LOG, "--map", MAP, "--changes", "--metric", "service_level", "--lang", "ru")
    assert "2026-07 → 2026-08" in out


def test_groups_are_judged_each_by_itself_and_by_segment_unless_said(measured):
    document = measured("--changes", "--by", "segment", "--metric", "service_level")
    usual = measured("--changes", "--metric", "service_level")
    assert usual["changes"] == document["changes"]
    assert {tuple(row["by"]) for row in usual["rows"]} == {("segment", "month")}
    groups = {one["by"]["segment"] for one in document["changes"]}
    assert groups == {row["by"]["segment"] for row in document["rows"]}
    assert all(set(one["by"]) == {"segment"} for one in document["changes"])


@pytest.mark.parametrize("by", ["month", "week", "day", "total", "segment,week"])
def test_changes_can_be_asked_for_with_every_table(measured, by):
    document = measured("--changes", "--by", by, "--metric", "service_level")
    assert document["changes"]
    names = [name for name in by.split(",") if name != "total"]
    assert all(set(row["by"]) == set(names) for row in document["rows"])


# --- reconciliation


def test_the_clients_totals_stand_beside_ours(measured, call, small, tmp_path):
    totals = tmp_path / "totals.csv"
    totals.write_text("id,segment,value\ncontacts_offered,,3\ncontacts_offered,a,500\nservice_level,a,0.50\n", "utf-8")
    document = measured("--reconcile", totals, log=small[0], log_map=small[1])
    assert [(one["id"], one["ours"], one["cause"]) for one in document["reconciliation"]] == [
        ("contacts_offered", 3, "agrees"), ("contacts_offered", 2, "unexplained"), ("service_level", 50, "scale")
    ]  # fmt: skip
    code, out, _ = call("measure", small[0], "--map", small[1], "--reconcile", totals)
    assert code == 0
    assert "agrees" in out
    assert "unexplained" in out


def test_faults_of_the_totals_are_told(call, small, tmp_path):
    (tmp_path / "totals.csv").write_text("id,value\nservise_level,80\n", encoding="utf-8")
    arguments = ["measure", small[0], "--map", small[1], "--json", "--reconcile"]
    for name, code in (("totals.csv", "totals-line"), ("none.csv", "file-missing")):
        exit_code, out, _ = call(*arguments, tmp_path / name)
        assert (exit_code, [one["code"] for one in json.loads(out)["findings"]]) == (1, [code])


# --- outputs


def test_figures_are_written_as_a_table_of_text(call, small, tmp_path):
    code, _, err = call("measure", small[0], "--map", small[1], "--metric", "service_level", "-o", tmp_path / "f.csv")
    assert code == 0
    assert "f.csv" in err
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["segment"], row["is_total"], row["metric"], row["value"], row["n"]) for row in rows] == [
        ("'=b", "false", "service_level", "100.0", "1"),  # no formula for whatever opens the file
        ("a", "false", "service_level", "50.0", "2"),
        ("", "true", "service_level", "66.66666666666667", "3"),
    ]
    assert {row["flags"] for row in rows} == {"small_n"}


def test_figures_are_written_as_the_document_that_json_prints(call, measured, small, tmp_path):
    arguments = ["measure", small[0], "--map", small[1], "--metric", "service_level"]
    assert call(*arguments, "-o", tmp_path / "f.json")[0] == 0
    assert json.loads((tmp_path / "f.json").read_text("utf-8")) == json.loads(call(*arguments, "--json")[1])


def test_figures_are_written_as_a_workbook_of_numbers_without_formulas(call, small, tmp_path):
    assert call("measure", small[0], "--map", small[1], "--metric", "service_level", "-o", tmp_path / "f.xlsx")[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head[:5] == ["segment", "is_total", "metric", "value", "n"]
    assert [row[:5] for row in rows][:2] == [
        ["=b", "false", "service_level", 100, 1],
        ["a", "false", "service_level", 50, 2],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("name", ["f.docx", "f", "log.csv", "map.toml", "none/f.csv", "there.json"])
def test_an_output_that_cannot_be_is_refused_before_anything_is_counted(call, small, tmp_path, name):
    (tmp_path / "there.json").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    code, out, err = call("measure", small[0], "--map", small[1], "-o", tmp_path / name)
    assert (code, out) == (2, "")
    assert name.split("/")[-1] in err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_output_that_exists_is_replaced_when_asked(call, small, tmp_path):
    (tmp_path / "f.json").write_text("old", encoding="utf-8")
    assert call("measure", small[0], "--map", small[1], "-o", tmp_path / "f.json", "--force")[0] == 0
    assert json.loads((tmp_path / "f.json").read_text("utf-8"))["rows"]
    assert call("measure", small[0], "--map", small[1], "-o", small[0], "--force")[0] == 2, "never an input"


def test_nothing_that_is_read_is_replaced(call, small, tmp_path):
    (tmp_path / "names.csv").write_text("code,name\na,x\n", encoding="utf-8")
    small[1].write_text(SMALL + '[lookup]\nsegment = {file = "names.csv", key = "code", value = "name"}\n', "utf-8")
    (tmp_path / "rows.csv").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name, more in (("names.csv", ()), ("rows.csv", ("--sql", "trino", "--answer", tmp_path / "rows.csv"))):
        code, out, err = call("measure", small[0], "--map", small[1], *more, "-o", tmp_path / name, "--force", "--json")
        assert (code, json.loads(out)["error"]["code"], name in err) == (2, "output-is-input", True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", ["map.toml", "map.TOML", "map.txt", "map"])
def test_a_file_of_names_beside_a_map_is_replaced_by_no_other_command_either(call, small, tmp_path, name):
    names, log_map = tmp_path / "names.csv", tmp_path / name
    names.write_text("code,name\na,x\n", encoding="utf-8")
    log_map.write_text(SMALL + '[lookup]\nsegment = {file = "names.csv", key = "code", value = "name"}\n', "utf-8")
    code, out, err = call("staff", small[0], "--map", log_map, "-o", names, "--force", "--json")
    assert (code, json.loads(out)["error"]["code"], "names.csv" in err) == (2, "output-is-input", True)
    assert names.read_text("utf-8") == "code,name\na,x\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_as_a_map_a_lookup_and_a_log(call, small, tmp_path):
    for name in ("pipe.toml", "pipe.csv"):
        os.mkfifo(tmp_path / name)
    with_lookup = tmp_path / "lookup.toml"
    with_lookup.write_text(SMALL + '[lookup]\nsegment = {file = "pipe.csv", key = "k", value = "v"}\n', "utf-8")
    for log, log_map, expected in (
        (small[0], tmp_path / "pipe.toml", "file-unreadable"),
        (small[0], with_lookup, "lookup-fault"),
        (tmp_path / "pipe.csv", small[1], "file-unreadable"),
    ):
        code, out, err = call("measure", log, "--map", log_map, "--json")
        assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (1, [expected]), err


def test_a_metric_that_was_asked_for_is_shown_without_data(call, small):
    asked = ("--metric", "service_level", "--metric", "contact_volume", "--lang", "en")
    code, out, err = call("measure", small[0], "--map", small[1], "--from", "2030-01-01", *asked)
    assert code == 0, err
    (line,) = [line for line in out.splitlines() if "Service level" in line]
    assert "no data" in line


@pytest.mark.parametrize("option", [("--time-limit", "5"), ("--sql", "duckdb", "--changes")])
def test_an_option_that_would_do_nothing_is_refused(call, small, option):
    code, out, err = call("measure", small[0], "--map", small[1], *option)
    assert (code, out) == (2, "")
    assert f"{option[0] if len(option) == 2 else option[-1]}: " in err


# --- memory and days


@pytest.mark.parametrize("size", ["lots", "0", "-1GB", "31MB", "1", "1e9", "2 TB", "99999999999GB"])
def test_a_size_of_memory_that_cannot_be_is_refused_with_examples(call, size):
    code, out, err = call("measure", LOG, "--map", MAP, "--by", "total", "--metric", "service_level", "--memory", size)
    assert (code, out) == (2, "")
    assert "500MB" in err


@pytest.mark.parametrize("size", ["32MB", "500 mb", "0.5GB", "64MiB", "1000000K", "100000000"])
def test_a_size_of_memory_is_read_as_people_write_it(call, small, size):
    assert call("measure", small[0], "--map", small[1], "--metric", "service_level", "--memory", size)[0] == 0


@pytest.mark.parametrize("option", ["--from", "--to", "--as-of"])
@pytest.mark.parametrize("value", ["yesterday", "31.10.2026", "2026-02-30", "2026-W43", ""])
def test_a_day_that_cannot_be_is_refused_with_an_example(call, small, option, value):
    code, out, err = call("measure", small[0], "--map", small[1], option, value)
    assert (code, out) == (2, "")
    assert "2026-10-31" in err


def test_the_last_day_of_the_calendar_is_no_crash(call, small):
    for option in ("--to", "--as-of"):
        assert call("measure", small[0], "--map", small[1], option, "9999-12-31")[0] in {0, 2}


def test_days_narrow_the_log(measured, small):
    document = measured("--from", "2026-10-02", "--to", "2026-10-31", "--by", "total", log=small[0], log_map=small[1])
    (level,) = [row for row in document["totals"] if row["metric"] == "service_level"]
    assert (level["value"], level["n"]) == (0, 1)


# --- map


def test_a_map_is_printed_or_written(call, tmp_path):
    code, out, err = call("map", MAPS / "warranty.csv")
    assert code == 0
    assert tomllib.loads(out)["log"] == "warranty_claims"
    assert re.search(r"\d+ of \d+|of", err)
    code, shown, err = call("map", MAPS / "warranty.csv", "-o", tmp_path / "map.toml")
    assert code == 0
    assert (tmp_path / "map.toml").read_text("utf-8").strip() == out.strip()
    assert "Serial no" in shown
    assert "map.toml" in err
    assert call("map", MAPS / "warranty.csv", "-o", tmp_path / "map.toml")[0] == 2
    assert call("map", MAPS / "warranty.csv", "-o", tmp_path / "map.toml", "--force")[0] == 0


def test_a_proposed_map_as_a_document(call):
    code, out, err = call("map", MAPS / "tickets.csv", "--log", "contacts", "--json")
    document = json.loads(out)
    assert code == 0
    assert set(document) == {"log", "dialect", "columns", "unused", "missing", "metrics"}
    assert document["log"] == "contacts"
    assert {one["sureness"] for one in document["columns"]} <= {"name", "alike"}
    assert all(one["computable"] is not bool(one["missing"]) for one in document["metrics"])
    assert "opened_at" in err, "required and not found"


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_the_comments_of_a_map_are_in_the_readers_language(call, lang):
    _, out, _ = call("map", MAPS / "warranty.csv", "--lang", lang)
    alphabet = range(0x400, 0x500) if lang == "ru" else range(0x4E00, 0xA000)
    comments = [line for line in out.splitlines() if "#" in line and not line.startswith("#   ")]
    with_words = [line for line in comments if any(ord(sign) in alphabet for sign in line)]
    assert len(with_words) > len(comments) / 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{tmp}/none.csv"], 1),
        (["{tmp}/text.docx"], 1),
        (["{tmp}/broken.parquet"], 1),
        ([str(LOG), "--log", "calls"], 2),
        ([str(LOG), "-o", "{tmp}/map.csv"], 2),
        ([str(LOG), "-o", str(LOG), "--force"], 2),
        ([], 2),
    ],
)
def test_a_map_that_cannot_be_proposed_is_refused(call, tmp_path, arguments, code):
    (tmp_path / "text.docx").write_text("x", encoding="utf-8")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    found, out, err = call("map", *(part.format(tmp=tmp_path) for part in arguments))
    assert (found, out) == (code, "")
    assert err.strip()


# --- logs


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_the_logs_are_listed_and_each_is_shown_with_its_columns_and_metrics(call, lang):
    _, out, _ = call("logs", "--lang", lang)
    for log in logs().logs:
        assert log.id in out
        assert log.name.spoken(lang) in out
    record = next(log for log in logs().logs if log.id == "surveys")
    code, out, _ = call("logs", "surveys", "--lang", lang)
    assert code == 0
    for column in record.columns:
        assert column.id in out


def test_the_logs_are_a_document(call):
    document = json.loads(call("logs", "--json")[1])
    assert [log["id"] for log in document["logs"]] == [log.id for log in logs().logs]
    (contacts,) = json.loads(call("logs", "contacts", "--json")[1])["logs"]
    assert contacts == next(log for log in document["logs"] if log["id"] == "contacts")
    required = {column["id"] for column in contacts["columns"] if column["required"]}
    assert required == {"contact_id", "opened_at"}
    needed = {one["id"]: one["columns"] for one in contacts["metrics"]}
    assert "satisfaction" in needed["customer_satisfaction_top2"]


def test_an_unknown_log_is_refused_with_those_that_there_are(call):
    code, out, err = call("logs", "calls")
    assert (code, out) == (2, "")
    assert "contacts" in err
