"""A map proposed for a file: TOML that measures, or says what is left to fill in; never a crash."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.errors import BadOptionError, LogError
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.metrics import measure
from pcf.metrics.map_text import written
from pcf.metrics.proposal import coverage, propose
from pcf.metrics.sample import read_sample
from pcf.source import logs

EXAMPLES = Path(__file__).parents[3] / "examples"
MAPS = EXAMPLES / "maps"
LOGS = {
    path: tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["log"]
    for path in sorted(MAPS.glob("*.*"))
    if path.suffix in {".csv", ".xlsx"} and path.with_suffix(".toml").is_file()
}
# What nobody can put right but by looking at the data or the questionnaire; every other fault would be ours.
TO_FILL_IN = {
    "required-column", "missing-values", "unreadable-values", "unknown-code", "out-of-range", "repeated-id", "wrong-type",
    "scale-missing", "mixed-column", "part-larger", "expression-fails",
}  # fmt: skip


def text_of(path: Path, log_id: str | None = None, lang="en") -> str:
    return written(propose(path, log_id), path.name, Translator(lang))


def outcome(path: Path, text: str, folder: Path):
    """Measure by a map as it was proposed, with nothing filled in: findings if it cannot be."""
    (folder / "proposed.toml").write_text(text, encoding="utf-8")
    try:
        return measure(path, map=folder / "proposed.toml", by=[])
    except LogError as error:
        return error.findings


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_proposed_map_is_toml_and_names_what_the_file_lacks(path, lang):
    proposal = propose(path, LOGS[path])
    text = written(proposal, path.name, Translator(lang))
    made = tomllib.loads(text)
    assert made["log"] == LOGS[path]
    assert list(made["columns"]) == [one.column.id for one in proposal.found]
    assert proposal.found, "nothing was recognised"
    for column in proposal.missing:
        assert f"# {column.id} = " in text
    for name in proposal.unused:
        assert name in text
    for metric, lost in proposal.metrics.items():
        assert bool(lost) is (f"#   {metric}: {', '.join(lost)}" in text)


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_proposed_map_measures_or_says_what_to_fill_in(path, tmp_path):
    found = outcome(path, text_of(path, LOGS[path]), tmp_path)
    if isinstance(found, tuple):
        assert {finding.code for finding in found} <= TO_FILL_IN
        for finding in found:
            assert finding.suggestion()
    else:
        assert found.counts.used


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_every_column_of_the_file_is_used_once_or_called_unused(path):
    proposal = propose(path, LOGS[path])
    used = [one.source for one in proposal.found]
    assert len(set(used)) == len(used)
    assert not set(used) & set(proposal.unused)


@pytest.mark.parametrize(
    ("name", "log"),
    [
        ("agent_time.csv", "agent_time"), ("avaya_intervals.xlsx", "intervals"), ("complaints.csv", "complaints"),
        ("genesys_interactions.csv", "contacts"), ("returns.csv", "returns"), ("warranty.csv", "warranty_claims"),
    ],
)  # fmt: skip
def test_a_file_is_taken_for_what_it_is(name, log):
    assert propose(MAPS / name).log.id == log


def test_lines_above_the_header_and_how_the_file_is_written_are_found():
    assert propose(MAPS / "agent_time.csv").source.header_row == 4
    assert propose(MAPS / "avaya_intervals.xlsx").source.header_row == 4
    assert propose(MAPS / "returns.csv").source.model_dump(exclude_defaults=True) == {"delimiter": "|", "header_row": 2}
    tickets = propose(MAPS / "tickets.csv").source.model_dump(exclude_defaults=True)
    assert tickets == {"delimiter": ";", "encoding": "cp1251", "decimal": ","}


# --- files of every make


RUSSIAN = {
    "Номер обращения": "1", "Клиент": "а", "Дата регистрации": "31.10.2026 18:00:00",
    "Дата и время ответа": "31.10.2026 18:00:10", "Общее время обработки": "60,5",
    "Решено с первого обращения": "да", "Цвет": "синий",
}  # fmt: skip
CHINESE = {
    "通话ID": "1", "客户编号": "甲", "开始时间": "2026-10-31 18:00:00", "应答时间": "2026-10-31 18:00:10",
    "总处理时长": "60.5", "一次性解决": "是", "颜色": "蓝",
}  # fmt: skip
OURS = ["contact_id", "customer_id", "opened_at", "answered_at", "handle_seconds", "resolved_first"]


@pytest.mark.parametrize(
    ("cells", "delimiter", "encoding"), [(RUSSIAN, ";", "cp1251"), (CHINESE, ",", "gb18030"), (CHINESE, "\t", "utf-16")]
)
def test_a_file_in_another_encoding_measures_as_it_is_proposed(tmp_path, cells, delimiter, encoding):
    path = tmp_path / "log.csv"
    path.write_bytes("\r\n".join(delimiter.join(line) for line in (cells, cells.values())).encode(encoding))
    proposal = propose(path)
    assert (proposal.log.id, proposal.source.delimiter, proposal.source.encoding) == ("contacts", delimiter, encoding)
    assert [one.column.id for one in proposal.found] == OURS
    assert {one.sureness for one in proposal.found} == {"name"}
    assert len(proposal.unused) == 1
    measures = outcome(path, text_of(path), tmp_path).totals.measures
    assert (measures["contacts_answered_in_time"], measures["seconds_handled"]) == (1, 60.5)
    assert measures["contacts_resolved_first"] == 1


def test_a_workbook_with_lines_above_the_header_measures_as_it_is_proposed(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Отчёт за октябрь"], [], list(CHINESE), list(CHINESE.values())):
        book.active.append(row)
    book.save(tmp_path / "log.xlsx")
    proposal = propose(tmp_path / "log.xlsx")
    assert proposal.source.model_dump(exclude_defaults=True) == {"header_row": 3}
    assert [one.column.id for one in proposal.found] == OURS
    found = outcome(tmp_path / "log.xlsx", text_of(tmp_path / "log.xlsx"), tmp_path)
    assert found.totals.measures["seconds_handled"] == 60.5


def test_parquet_has_types_and_needs_no_description(tmp_path):
    columns = '1 AS "Case Number", TIMESTAMP \'2026-10-31 18:00\' AS "Date/Time Opened", '
    columns += "TIMESTAMP '2026-11-02 18:00' AS \"Date/Time Closed\""
    duckdb.sql(f"SELECT {columns}").write_parquet(str(tmp_path / "log.parquet"))
    proposal = propose(tmp_path / "log.parquet", "contacts")
    assert [(one.column.id, one.expression, one.check) for one in proposal.found] == [
        ("contact_id", '"Case Number"', ""),
        ("opened_at", '"Date/Time Opened"', ""),
        ("closed_at", '"Date/Time Closed"', ""),
    ]
    text = text_of(tmp_path / "log.parquet", "contacts")
    assert "[source]" not in text
    assert outcome(tmp_path / "log.parquet", text, tmp_path).totals.rows == 1


def proposed(tmp_path, *columns, log="contacts"):
    """Propose a map for columns given as (header, value, value, …); our column to what was found."""
    lines = zip(*columns, strict=True)
    (tmp_path / "log.csv").write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    return {one.column.id: one for one in propose(tmp_path / "log.csv", log).found}


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("31.10.2026 18:00:00", "%d.%m.%Y %H:%M:%S"), ("31.10.2026", "%d.%m.%Y"), ("2026/10/31 18:00", "%Y/%m/%d %H:%M"),
        ("10/31/2026 6:00:00 PM", "%m/%d/%Y %I:%M:%S %p"), ("20261031180000", "%Y%m%d%H%M%S"),
        ("2026年10月31日 18:00:00", "%Y年%m月%d日 %H:%M:%S"), ("31-10-2026 18:00", "%d-%m-%Y %H:%M"),
    ],
)  # fmt: skip
def test_the_form_of_times_is_found(tmp_path, value, form):
    found = proposed(tmp_path, ("Case Number", "1"), ("Date/Time Opened", value))["opened_at"]
    assert (found.expression, found.check) == (f"strptime(\"Date/Time Opened\", '{form}')", "")


@pytest.mark.parametrize("value", ["2026-10-31 18:00:00", "2026-10-31T18:00:00.5", "2026-10-31"])
def test_iso_times_are_taken_as_they_stand(tmp_path, value):
    found = proposed(tmp_path, ("Case Number", "1"), ("Date/Time Opened", value))["opened_at"]
    assert (found.expression, found.check) == ('"Date/Time Opened"', "")


def test_a_date_that_may_be_read_both_ways_is_to_be_looked_at(tmp_path):
    both = proposed(tmp_path, ("Case Number", "1", "2"), ("Date/Time Opened", "03/04/2026", "05/06/2026"))
    assert "other way round" in both["opened_at"].check
    one = proposed(tmp_path, ("Case Number", "1", "2"), ("Date/Time Opened", "03/04/2026", "25/06/2026"))
    assert (one["opened_at"].check, "%d/%m/%Y" in one["opened_at"].expression) == ("", True)


def test_times_of_an_unknown_form_are_to_be_looked_at(tmp_path):
    assert proposed(tmp_path, ("Case Number", "1"), ("Date/Time Opened", "soon"))["opened_at"].check


def test_durations_of_hours_and_minutes_are_told_to_the_map(tmp_path):
    columns = ("Case Number", "1"), ("Date/Time Opened", "2026-10-31"), ("Handle Time", "0:03:25")
    assert proposed(tmp_path, *columns)["handle_seconds"].duration == "clock"
    assert tomllib.loads(text_of(tmp_path / "log.csv", "contacts"))["source"]["durations"] == {"Handle Time": "clock"}


def test_codes_are_renamed_where_they_are_known_and_asked_for_where_not(tmp_path):
    columns = ("Case Number", "1", "2", "3"), ("FCR", "да", "нет", "x")
    found = proposed(tmp_path, *columns)["resolved_first"]
    assert found.values == {"да": "true", "нет": "false"}
    assert found.check
    text = text_of(MAPS / "complaints.csv", "complaints")
    assert '# "partly justified" = ""' in text


def test_offsets_in_the_times_ask_for_a_zone(tmp_path):
    proposed(tmp_path, ("Case Number", "1"), ("Date/Time Opened", "2026-10-31T18:00:00+03:00"))
    assert tomllib.loads(text_of(tmp_path / "log.csv", "contacts"))["timezone"]
    proposed(tmp_path, ("Case Number", "1"), ("Date/Time Opened", "2026-10-31T18:00:00"))
    assert "timezone" not in tomllib.loads(text_of(tmp_path / "log.csv", "contacts"))


def test_scales_and_applied_thresholds_are_to_be_looked_at(tmp_path):
    proposed(tmp_path, ("survey_id", "1"), ("sent_at", "2026-10-31"), ("effort", "3"), log="surveys")
    text = text_of(tmp_path / "log.csv", "surveys")
    assert tomllib.loads(text)["scales"]["effort"] == {"worst": 1, "best": 7}
    columns = ("period_start", "2026-10-31"), ("offered", "9"), ("answered_in_time", "8")
    proposed(tmp_path, *columns, log="intervals")
    text = text_of(tmp_path / "log.csv", "intervals")
    assert tomllib.loads(text)["applied"] == {"answer_within": 20}
    assert not isinstance(outcome(tmp_path / "log.csv", text, tmp_path), tuple)


@pytest.mark.parametrize("log", [log.id for log in logs().logs])
def test_a_file_with_our_own_names_is_found_whole(tmp_path, log):
    record = next(one for one in logs().logs if one.id == log)
    (tmp_path / "log.csv").write_text(",".join(one.id for one in record.columns) + "\n", encoding="utf-8")
    proposal = propose(tmp_path / "log.csv", log)
    assert proposal.missing == ()
    assert not any(proposal.metrics.values())
    assert tomllib.loads(text_of(tmp_path / "log.csv", log))["log"] == log


def test_coverage_names_the_columns_that_a_metric_lacks():
    contacts = next(one for one in logs().logs if one.id == "contacts")
    lacking = dict(coverage(contacts, {"contact_id", "opened_at", "answered_at"}))
    assert lacking["average_speed_of_answer"] == ()
    assert lacking["customer_satisfaction_top2"] == ("satisfaction",)


def test_the_same_proposal_is_made_twice():
    for path, log in LOGS.items():
        assert text_of(path, log) == text_of(path, log)


# --- what cannot be read


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.csv", None, "file-missing"), ("empty.csv", b"", "empty-log"), ("log.docx", b"x", "file-type-unsupported"),
        ("log.parquet", b"PAR1 is not enough", "not-a-table"), ("blank.csv", b"\n\n\n", "empty-log"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(tmp_path, name, content, code):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(LogError) as caught:
        propose(tmp_path / name)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_a_workbook_that_is_none_is_told(tmp_path):
    (tmp_path / "log.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(LogError):
        propose(tmp_path / "log.xlsx")


def test_an_unknown_log_is_refused_with_those_that_there_are():
    with pytest.raises(BadOptionError, match="warranty_claims"):
        propose(MAPS / "tickets.csv", "calls")


def test_an_open_quotation_mark_is_no_crash(tmp_path):
    (tmp_path / "log.csv").write_text('"Case Number,Opened\n' + ("x" * 200 + "\n") * 1000, encoding="utf-8")
    try:
        tomllib.loads(text_of(tmp_path / "log.csv", "contacts"))
    except LogError as refusal:
        assert refusal.findings


@settings(max_examples=60, deadline=None)
@given(headers=st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8), max_size=3))
def test_whatever_the_columns_are_called_the_map_is_toml(tmp_path_factory, headers):
    path = tmp_path_factory.mktemp("named") / "log.csv"
    cells = ["Case Number", *headers, "Date/Time Opened"]
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    path.write_bytes(f"{quoted}\n1{',x' * len(headers)},2026-10-31\n".encode())
    made = tomllib.loads(text_of(path, "contacts"))
    assert {"contact_id", "opened_at"} <= set(made["columns"])


def test_only_the_head_of_a_long_file_is_read(tmp_path):
    (tmp_path / "log.csv").write_text("id\n" + "1\n" * 5000, encoding="utf-8")
    assert len(read_sample(tmp_path / "log.csv", lambda name: name == "id").columns["id"]) <= 1030


def test_the_file_is_left_as_it_was(tmp_path):
    path = tmp_path / "tickets.csv"
    shutil.copy(MAPS / "tickets.csv", path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    propose(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]
