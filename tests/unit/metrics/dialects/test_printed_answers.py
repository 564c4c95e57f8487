"""What a printed statement brought back: as good as counted here, and every fault told with its line."""

from __future__ import annotations

import csv
import functools
import io
from dataclasses import replace
from datetime import date

import pytest

from pcf.errors import LogError
from pcf.findings import Severity
from pcf.metrics import counted
from pcf.metrics.counted import count_log
from pcf.metrics.printed import counted_answer, read_rows, statement_for
from pcf.metrics.sql.scans import Period

from .cases import CASES, TABLE, filled, printed

NAME = "contacts"


@functools.cache
def table(name):
    """The answer of DuckDB to its printed statement: the header and the rows."""
    with filled(name, 200) as connection:
        answer = connection.execute(printed(name, "duckdb").sql)
        return [column[0] for column in answer.description], answer.fetchall()


def plainly(value):
    return "" if value is None else str(value)


def written(header, rows, said=plainly, **style):
    text = io.StringIO(newline="")
    writer = csv.writer(text, **style)
    writer.writerow(header)
    writer.writerows([said(value) for value in row] for row in rows)
    return text.getvalue()


@pytest.fixture
def answer(tmp_path):
    """Write the answer to a file; ``answer(said=…, spoilt=…)``."""

    def write(name=NAME, *, said=plainly, spoilt=lambda header, rows: (header, rows), encoding="utf-8", **style):
        header, rows = table(name)
        header, rows = spoilt(header[:], [list(row) for row in rows])
        path = tmp_path / "answer.csv"
        path.write_bytes(written(header, rows, said, **style).encode(encoding))
        return path

    return write


@pytest.mark.parametrize("name", CASES)
def test_answer_is_what_would_have_been_counted_here(name, answer, tmp_path, monkeypatch):
    case, log_map, log = CASES[name], tmp_path / "map.toml", tmp_path / "log.parquet"
    log_map.write_text(case.map_text, encoding="utf-8")
    with filled(name, 200) as connection:
        connection.execute(f"COPY {TABLE} TO '{log}'")
    monkeypatch.setattr(counted, "EXACT_ROWS", 0)  # buckets, as on paper
    monkeypatch.setattr("pcf.metrics.opened.has_errors", lambda _: False)  # rows with faults are counted all the same
    here = count_log([log], log_map, replace(case.question(), memory=2**30))
    brought = counted_answer(answer(name), printed(name, "duckdb"))
    assert brought.tallies == here.tallies
    assert (brought.zeros, brought.missing) == (here.zeros, here.missing)
    assert (brought.now_local, brought.has_moment, brought.is_latest) == (
        here.now_local,
        here.has_moment,
        here.is_latest,
    )
    assert brought.counts.used == brought.counts.read == brought.tallies.rows_of(brought.tallies.total)
    (note,) = brought.findings
    assert (note.code, note.severity, note.facts["found"]) == ("answer-unchecked", Severity.NOTE, brought.counts.read)


def as_snowflake(value):
    return f"{value}.000" if hasattr(value, "month") else plainly(value)


def as_trino(value):
    return f"{value}.000000" if hasattr(value, "month") else plainly(value)


def as_bigquery(value):
    return value.isoformat() if hasattr(value, "month") else plainly(value)


def as_dump(value):
    return r"\N" if value is None else plainly(value)


def as_console(value):
    return "NULL" if value is None else plainly(value)


def as_days(value):
    return plainly(value)[:10] if hasattr(value, "month") else plainly(value)


@pytest.mark.parametrize("said", [as_snowflake, as_trino, as_bigquery, as_dump, as_console, as_days])
def test_answer_is_read_as_each_warehouse_writes_it(answer, said):
    expected = read_rows(answer(), printed(NAME, "duckdb"))
    assert read_rows(answer(said=said), printed(NAME, "duckdb")) == expected


def test_capitals_order_of_columns_marks_and_line_ends_do_not_matter(answer):
    expected = read_rows(answer(), printed(NAME, "duckdb"))

    def turned(header, rows):
        return [name.upper() for name in reversed(header)], [row[::-1] for row in rows]

    style = {"quoting": csv.QUOTE_ALL, "lineterminator": "\n", "encoding": "utf-8-sig"}
    assert read_rows(answer(spoilt=turned, **style), printed(NAME, "duckdb")) == expected


def test_segment_may_be_called_null_where_nothing_is_written_otherwise(answer):
    def renamed(header, rows):
        return header, [["NULL" if value == "007" else value for value in row] for row in rows]

    groups = counted_answer(answer(spoilt=renamed), printed(NAME, "duckdb")).tallies.groups
    assert "NULL" in {group[0] for group in groups}
    assert None in {group[0] for group in groups}


def changed(place, value, row=0):
    """Spoil one cell of one row."""

    def spoil(header, rows):
        rows[row][header.index(place)] = value
        return header, rows

    return spoil


def dropped(keeps):
    return lambda header, rows: (header, [row for row in rows if keeps(row)])


def twice(header, rows):
    return header, rows + rows


def once_more(header, rows):
    rows = [*rows, rows[0]]
    return header, [[*row[:-1], len(rows)] for row in rows]


def without(column):
    def spoil(header, rows):
        place = [name.startswith(column) for name in header].index(True)
        return header[:place] + header[place + 1 :], [row[:place] + row[place + 1 :] for row in rows]

    return spoil


def recounted(spoil):
    """Spoil the rows and set the last column right again, as somebody would who mends a file by hand."""

    def both(header, rows):
        header, rows = spoil(header, rows)
        return header, [[*row[:-1], len(rows)] for row in rows]

    return both


FAULTS = {
    "a part that there is not": (changed("part", 99), "answer-lines", "its part"),
    "a part that is no number": (changed("part", "one"), "answer-lines", "its part"),
    "NaN": (changed("contacts_offered", "NaN"), "answer-lines", "a number"),
    "a number with separators": (changed("contacts_offered", "1,234"), "answer-lines", "a number"),
    "a decimal comma": (changed("seconds_handled", "12,5"), "answer-lines", "a number"),
    "a number from a spreadsheet": (changed("seconds_waited_answered", "1.2E+08"), "answer-lines", "a number"),
    "a negative count": (changed("contacts_offered", "-1"), "answer-lines", "a number"),
    "a part of a count": (changed("contacts_offered", "1.5"), "answer-lines", "a number"),
    "a count that is not there": (changed("contacts_offered", None), "answer-lines", "leaves cells empty"),
    "a number of another part": (changed("customers_in_contact", 5), "answer-lines", "leaves empty"),
    "a bucket where there is none": (changed("bucket", 5), "answer-lines", "leaves empty"),
    "a bucket beyond all": (changed("bucket", 123456, -1), "answer-lines", ""),
    "a day from a spreadsheet": (changed("day", "31.10.2026"), "answer-lines", "day, week or month"),
    "a day that there is not": (changed("day", "2026-02-30"), "answer-lines", "day, week or month"),
    "an hour": (changed("day", "2026-10-30 01:00:00"), "answer-lines", "day, week or month"),
    "a column too few": (without("contacts_offered"), "answer-header", ""),
    "no last column": (without("answer_rows"), "answer-header", ""),
    "rows that were cut off": (dropped(lambda row: row[0] != 3), "answer-incomplete", ""),
    "an answer twice": (twice, "answer-lines", "twice"),
    "a row twice": (once_more, "answer-lines", "twice"),
    "a part that is missing": (recounted(dropped(lambda row: row[0] != 2)), "answer-part-missing", "2"),
    "a bucket that is missing": (recounted(lambda header, rows: (header, [row for place, row in enumerate(rows) if place != [one[0] for one in rows].index(2)])), "answer-part-missing", "2"),
    "no rows": (dropped(lambda _: False), "empty-log", ""),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told(answer, fault):
    spoil, code, said = FAULTS[fault]
    with pytest.raises(LogError) as refused:
        counted_answer(answer(spoilt=spoil), printed(NAME, "duckdb"))
    assert {finding.code for finding in refused.value.findings} == {code}
    finding = refused.value.findings[0]
    assert said in finding.message()
    assert finding.file == "answer.csv"
    assert finding.expected()


def test_every_fault_is_told_with_its_line(answer):
    def spoil(header, rows):
        rows[0][header.index("contacts_offered")] = "NaN"
        rows[3][header.index("day")] = "gestern"
        rows[4][header.index("day")] = "heute"
        rows[5].append("more")
        return header, rows

    with pytest.raises(LogError) as refused:
        read_rows(answer(spoilt=spoil), printed(NAME, "duckdb"))
    assert sorted(finding.facts["rows"] for finding in refused.value.findings) == [[2], [5, 6], [7]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\0\0\0",
        b"PK\x03\x04rubbish",
        b"part;segment\n1;a\n",
        "część".encode("cp1250"),
        b'"open',
        b"\xff\xfe" + "part".encode("utf-16-le"),
    ],
)
def test_what_is_no_answer_is_refused(tmp_path, content):
    path = tmp_path / "answer.csv"
    path.write_bytes(content)
    with pytest.raises(LogError) as refused:
        read_rows(path, printed(NAME, "duckdb"))
    assert {finding.code for finding in refused.value.findings} <= {"answer-header", "answer-unreadable"}


OTHER_QUESTIONS = {
    "as_of": "2026-11-14 12:00:00",
    "period": Period(date(2026, 10, 26), None),
}


@pytest.mark.parametrize("asked", OTHER_QUESTIONS)
def test_the_answer_to_another_question_is_refused(asked, answer, tmp_path):
    log_map = tmp_path / "map.toml"
    log_map.write_text(CASES[NAME].map_text, encoding="utf-8")
    question = replace(CASES[NAME].question(), **{asked: OTHER_QUESTIONS[asked]})
    refuse_another(answer(), statement_for("duckdb", TABLE, log_map, question))


def test_an_answer_by_other_dimensions_is_refused_with_the_columns_that_differ_and_no_others(answer, tmp_path):
    log_map = tmp_path / "map.toml"
    log_map.write_text(CASES[NAME].map_text, encoding="utf-8")
    other = statement_for("duckdb", TABLE, log_map, replace(CASES[NAME].question(), by=("segment", "channel", "week")))
    with pytest.raises(LogError) as refused:
        counted_answer(answer(), other)
    (finding,) = refused.value.findings
    assert finding.code == "answer-header"
    assert finding.facts["found"][0] == "day"
    assert finding.facts["missing"][0] == "week"
    assert len(finding.facts["found"]) == len(finding.facts["missing"]) == 2  # and the last column


def test_the_answer_over_another_table_or_with_another_parameter_is_refused(answer, tmp_path):
    log_map, case = tmp_path / "map.toml", CASES[NAME]
    log_map.write_text(case.map_text, encoding="utf-8")
    refuse_another(answer(), statement_for("duckdb", "other", log_map, case.question()))
    log_map.write_text(case.map_text.replace("default = 20", "default = 60"), encoding="utf-8")
    refuse_another(answer(), statement_for("duckdb", TABLE, log_map, case.question()))


def refuse_another(path, other):
    with pytest.raises(LogError) as refused:
        counted_answer(path, other)
    (finding,) = refused.value.findings
    assert finding.code == "answer-of-another"
    assert finding.facts["wanted"] == other.last_column != finding.facts["found"]


def test_folder_and_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(LogError) as refused:
            read_rows(path, printed(NAME, "duckdb"))
        assert [finding.code for finding in refused.value.findings] == ["answer-unreadable"]


def test_lines_of_a_broken_table_are_told(answer):
    path = answer()
    text = path.read_bytes()
    path.write_bytes(text[: text.index(b"\n") + 1] + b'1,"a"b,c\n' + text[text.index(b"\n") + 1 :])
    with pytest.raises(LogError) as refused:
        read_rows(path, printed(NAME, "duckdb"))
    assert refused.value.findings[0].cell == "2"
