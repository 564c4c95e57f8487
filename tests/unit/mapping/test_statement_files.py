"""Lists of statements: what consultants hand over, read with its places; what cannot be read is told."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.errors import BadOptionError, StatementsError
from pcf.findings import Severity
from pcf.mapping.statements import Statements, cleaned, read_statements


def _file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _book(tmp_path: Path, **sheets: list[list[object]]) -> Path:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _texts(read: Statements) -> list[str]:
    return [one.text for one in read.practices]


def _told(findings) -> list[tuple[str, str]]:
    for finding in findings:
        assert finding.message()
        assert bool(finding.expected()) == bool(finding.suggestion()) == (finding.severity is not Severity.NOTE)
    return [(finding.code, finding.cell) for finding in findings]


def _refused(path: Path, **options: str) -> list[tuple[str, str]]:
    with pytest.raises(StatementsError) as caught:
        read_statements(path, **options)
    assert all(finding.file == path.name for finding in caught.value.findings)
    return _told(caught.value.findings)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("We answer", "We answer"),
        ("- We answer", "We answer"),
        ("— Мы отвечаем", "Мы отвечаем"),
        ("• 1) We answer", "We answer"),
        ("12. We answer", "We answer"),
        ("1.2.3. We answer", "We answer"),
        ("(3) We answer", "We answer"),
        ("1、我们回答", "我们回答"),
        ("（二）我们回答", "我们回答"),
        ("①我们回答", "我们回答"),
        ("[x] We answer", "We answer"),
        ("24/7 support", "24/7 support"),
        ("3.5 minutes is what we aim at", "3.5 minutes is what we aim at"),
        ("100 calls are heard a month", "100 calls are heard a month"),
        ("-5 % of calls", "-5 % of calls"),
        ("e-mail is answered", "e-mail is answered"),
        ("一线员工回答客户", "一线员工回答客户"),
    ],
)
def test_marks_of_a_list_are_taken_off_and_nothing_else(tmp_path, line, text):
    assert _texts(read_statements(_file(tmp_path, "a.txt", line))) == [text]


def test_numbers_with_one_dot_are_marks_where_most_lines_have_them(tmp_path):
    assert _texts(read_statements(_file(tmp_path, "a.txt", "1.1 We answer\n1.2 We call\nWe write"))) == [
        "We answer",
        "We call",
        "We write",
    ]


def test_statements_of_a_text_keep_their_lines(tmp_path):
    read = read_statements(_file(tmp_path, "a.txt", "\ufeffWe answer\r\n\r\n \r\nМы отвечаем\r\n我们回答 🙂\r\n"))
    assert _texts(read) == ["We answer", "Мы отвечаем", "我们回答 🙂"]
    assert dict(read.places) == {"p1": "1", "p2": "4", "p3": "5"}
    assert _told(read.findings) == [("statements-blank-rows", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_lists_are_read_in_the_encodings_that_people_use(tmp_path, encoding):
    text = "Мы принимаем жалобы клиентов по телефону\nСроки ответа соблюдаются\n"
    assert _texts(read_statements(_file(tmp_path, "a.txt", text.encode(encoding)))) == text.splitlines()


def test_chinese_lists_are_read_in_gb18030(tmp_path):
    text = "我们按时处理客户投诉\n客户的问题由一线员工解决\n"
    assert _texts(read_statements(_file(tmp_path, "a.csv", text.encode("gb18030")))) == text.splitlines()


def test_an_encoding_that_is_not_read_is_named_and_may_be_given(tmp_path):
    path = _file(tmp_path, "a.txt", "Мы принимаем жалобы клиентов по телефону".encode("koi8-r"))
    assert _refused(path) == [("encoding-not-read", "")]
    assert _texts(read_statements(path, encoding="koi8-r")) == ["Мы принимаем жалобы клиентов по телефону"]
    with pytest.raises(BadOptionError):
        read_statements(path, encoding="klingon")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "heading",
    [
        ("ID", "Statement", "Owner", "Department"),
        ("Код", "Практика", "Ответственный", "Отдел"),
        ("编号", "实践描述", "负责人", "部门"),
    ],
)
def test_columns_are_told_by_their_headings_in_three_languages(tmp_path, heading, separator):
    rows = [heading, ("a1", f'We answer{separator} "always"', "Anna", "Care"), ("a2", "We call", "", "")]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    read = read_statements(path)
    assert [(one.id, one.text, one.owner, one.unit) for one in read.practices] == [
        ("a1", " ".join(f'We answer{separator} "always"'.split()), "Anna", "Care"),
        ("a2", "We call", "", ""),
    ]
    assert dict(read.places) == {"a1": "2:B", "a2": "3:B"}
    assert not read.findings


def test_without_headings_the_longest_varied_texts_are_the_statements(tmp_path):
    text = (
        "1;Customer service department;We answer calls in time\n2;Customer service department;We hear complaints out\n"
    )
    read = read_statements(_file(tmp_path, "a.csv", text))
    assert _texts(read) == ["We answer calls in time", "We hear complaints out"]
    assert _told(read.findings) == [("statements-column-chosen", "C")]


def test_commas_within_sentences_do_not_make_columns(tmp_path):
    text = "We answer, call and write\nWe hear complaints out\nWe visit, too\n"
    assert _texts(read_statements(_file(tmp_path, "a.csv", text))) == text.splitlines()


def test_a_row_that_is_cut_in_two_is_refused_with_its_line(tmp_path):
    text = "id,statement\n" + "".join(f"a{i},We answer\n" for i in range(9)) + "a9,We answer, always\n"
    assert _refused(_file(tmp_path, "a.csv", text))[0] == ("statements-row-too-wide", "11")


@pytest.mark.parametrize("column", ["What it is", "what  it is:", "c", "C"])
def test_a_column_may_be_named_by_heading_or_letter(tmp_path, column):
    text = "id;statement;What it is\na1;no;We answer\n"
    assert _texts(read_statements(_file(tmp_path, "a.csv", text), column=column)) == ["We answer"]


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(BadOptionError) as caught:
        read_statements(_file(tmp_path, "a.csv", "id;statement\na1;We answer\n"), column="Z")
    assert caught.value.facts["expected"] == ["id", "statement", "A", "B"]


def test_ids_that_we_cannot_keep_are_made_anew_and_told(tmp_path):
    text = "id;statement\np2;We answer\n7;We call\np2;We write\nP9;We visit\n;We hear\n"
    read = read_statements(_file(tmp_path, "a.csv", text))
    assert [one.id for one in read.practices] == ["p2", "p1", "p3", "p9", "p4"]
    assert _told(read.findings) == [("statements-id-twice", "4:B"), ("statements-ids-made", "")]


@pytest.mark.parametrize(
    ("cell", "told", "kept"),
    [
        ("12.10.2026", ("statement-without-words", "2:B"), 1),
        ("100 %", ("statement-without-words", "2:B"), 1),
        ("🙂", ("statement-without-words", "2:B"), 1),
        ("We answer", ("statement-twice", "3:B"), 2),
        ("  we  ANSWER ", ("statement-twice", "3:B"), 2),
        ("Απαντάμε", ("statement-other-script", "2:B"), 2),
        ("We\x07 hear" + " what they say" * 9, ("statement-control-signs", "2:B"), 2),
        ("We\u200b hear", ("statement-control-signs", "2:B"), 2),
        ("We hear. " * 600, ("statement-long", "2:B"), 2),
        ('"We" hear', ("statements-quotes", "2:B"), 2),
    ],
)
def test_odd_statements_are_told_with_row_and_column(tmp_path, cell, told, kept):
    read = read_statements(_file(tmp_path, "a.csv", f"id\tstatement\na1\t{cell}\na2\tWe answer\n"))
    assert _told(read.findings) == [told]
    assert len(read.practices) == kept


def test_a_text_that_is_no_statement_by_its_length_is_refused(tmp_path):
    assert _refused(_file(tmp_path, "a.txt", "We answer\n" + "We hear. " * 20_000)) == [("statement-too-long", "2")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "statements-type"),
        ("a.txt", b"%PDF-1.7", "statements-type"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "statements-type"),
        ("a.docx", b"PK\x03\x04", "statements-type"),
        ("a.csv", b"PK\x03\x04", "statements-type"),
        ("a.rtf", b"{\\rtf1", "statements-type"),
        ("a.xlsx", b"id;statement", "file-is-text"),
        ("a.sssom.tsv", b"#", "statements-is-mapping"),
        ("a.txt", b"", "file-empty"),
        ("a.csv", b"id;statement\n", "statements-none"),
        ("a.txt", b"\x00\x01\x02\x03" * 9, "not-a-text"),
        ("a.txt", b"We answer\n" * 100_002, "statements-too-many"),
    ],
)
def test_files_that_are_no_lists_are_refused_by_name(tmp_path, name, content, code):
    assert _refused(_file(tmp_path, name, content)) == [(code, "")]


def test_a_file_of_blank_lines_holds_no_statement(tmp_path):
    assert _refused(_file(tmp_path, "a.txt", "\n \n")) == [("statements-blank-rows", ""), ("statements-none", "")]


@pytest.mark.parametrize("suffix", [".txt", ".xlsx"])
def test_a_missing_file_and_a_folder_are_refused(tmp_path, suffix):
    (tmp_path / f"folder{suffix}").mkdir()
    assert _refused(tmp_path / f"folder{suffix}") == [("file-is-folder", "")]
    assert _refused(tmp_path / f"none{suffix}") == [("file-missing", "")]


def test_a_workbook_gives_the_sheet_with_statements_and_tells_what_it_left(tmp_path):
    path = _book(
        tmp_path,
        About=[["A survey of the customer service department"]],
        List=[
            ["Survey 2026"],
            [],
            ["№", "Практика", "Ответственный"],
            [1, "Отвечаем на звонки", "Анна"],
            [2, "Ведём базу знаний"],
        ],
    )
    read = read_statements(path)
    assert [(one.id, one.text, one.owner) for one in read.practices] == [
        ("p1", "Отвечаем на звонки", "Анна"),
        ("p2", "Ведём базу знаний", ""),
    ]
    assert dict(read.places) == {"p1": "List!B4", "p2": "List!B5"}
    assert {finding.code for finding in read.findings} == {
        "statements-sheet-chosen",
        "statements-rows-above",
        "statements-ids-made",
    }
    assert _texts(read_statements(path, sheet="about")) == ["A survey of the customer service department"]
    with pytest.raises(BadOptionError) as caught:
        read_statements(path, sheet="Other")
    assert caught.value.facts["expected"] == ["About", "List"]


def test_hidden_sheets_are_skipped_and_hidden_rows_are_told(tmp_path):
    path = _book(tmp_path, Seen=[["Statement"], ["We answer"], ["We call"]], Unseen=[["Statement"]] + [["We hide"]] * 9)
    book = openpyxl.load_workbook(path)
    book["Unseen"].sheet_state = "hidden"
    book["Seen"].row_dimensions[3].hidden = True
    book.save(path)
    read = read_statements(path)
    assert _texts(read) == ["We answer", "We call"]
    assert _told(read.findings) == [("statements-sheets-hidden", ""), ("statements-rows-hidden", "A3")]


def test_values_of_formulas_are_used_and_missing_ones_refused(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["Statement", "We call"])
        sheet.write_formula(2, 0, '="We"&" answer"', None, "We answer")
    read = read_statements(path)
    assert _texts(read) == ["We call", "We answer"]
    assert _told(read.findings) == [("statements-formulas", "A3")]
    book_ = openpyxl.load_workbook(path)  # loses the values
    book_.save(path)
    assert _refused(path) == [("statements-formula-uncomputed", "A3")]


def test_numbers_and_errors_among_the_statements_of_a_workbook_are_skipped_and_told(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["Statement", "We call", 12.5, True])
        sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")
    read = read_statements(path)
    assert _texts(read) == ["We call"]
    assert [one for one in _told(read.findings) if one[0] != "statements-formulas"] == [
        ("statement-without-words", "A3"),
        ("statement-without-words", "A4"),
        ("statement-cell-error", "A5"),
    ]


def test_several_faults_are_told_in_one_run(tmp_path):
    text = "id;statement\na1;" + "We hear. " * 20_000 + "\na2;12\na3;We answer;always\n"
    assert [code for code, _ in _refused(_file(tmp_path, "a.csv", text))] == [
        "statements-row-too-wide",
        "statement-too-long",
        "statement-without-words",
    ]


def test_ids_that_are_made_leave_those_of_later_rows_alone(tmp_path):
    read = read_statements(_file(tmp_path, "a.csv", "id;statement\n;We answer\nP1;We call\n"))
    assert {one.id: one.text for one in read.practices} == {"p2": "We answer", "p1": "We call"}
    assert not read.findings


def test_the_file_is_left_as_it_was(tmp_path):
    path = _file(tmp_path, "a.txt", "We answer")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_statements(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    name=st.sampled_from(["a.txt", "a.csv", "a.tsv"]),
)
def test_any_bytes_are_read_or_refused(tmp_path, content, name):
    path = _file(tmp_path, name, content)
    try:
        read = read_statements(path)
    except StatementsError as error:
        assert error.findings
    else:
        assert set(read.places) == {one.id for one in read.practices}


@given(st.text(max_size=60))
def test_cleaning_leaves_no_unseen_sign_and_changes_nothing_twice(text):
    once, _ = cleaned(text)
    assert cleaned(once) == (once, 0)


@pytest.mark.parametrize(("suffix", "limit"), [(".csv", 2.0), (".xlsx", 5.0)])
def test_ten_thousand_rows_are_read_in_time(tmp_path, suffix, limit):
    rows = [
        ["id", "statement", "owner"],
        *([f"a{i}", f"Мы отвечаем на обращения номер {i} в срок", "Анна"] for i in range(10_000)),
    ]
    if suffix == ".csv":
        path = _file(tmp_path, "a.csv", "\n".join(";".join(row) for row in rows))
    else:
        path = _book(tmp_path, List=rows)
    start = time.process_time()
    assert len(read_statements(path).practices) == 10_000
    assert time.process_time() - start < limit


def test_a_workbook_of_ours_is_no_list_of_statements(tmp_path):
    from pcf.excel import write_practice_list
    from pcf.mapping import Practice

    path = tmp_path / "list.xlsx"
    write_practice_list(path, [Practice(id="p1", text="We answer")], edition="7.4", lang="en")
    assert _refused(path) == [("statements-is-workbook", "")]
    assert _refused(path, sheet="Nowhere") == [("statements-is-workbook", "")]


def test_either_mark_of_ours_is_enough(tmp_path):
    from openpyxl.packaging.custom import StringProperty

    path = _book(tmp_path, Data=[[""], ["", "pcf:practices:1"], ["", "We answer"]])
    assert _refused(path) == [("statements-is-workbook", "")]
    path = _book(tmp_path, Data=[["What we do"], ["We answer"]])
    book = openpyxl.load_workbook(path)
    book.custom_doc_props.append(StringProperty(name="pcf_schema", value="1"))
    book.save(path)
    assert _refused(path) == [("statements-is-workbook", "")]


def test_statements_about_pcf_are_statements(tmp_path):
    path = _book(tmp_path, Data=[["What we do"], ["pcf:practices:1 is a mark"], ["pcf:10388"], ["We answer"]])
    assert len(read_statements(path).practices) == 3


def test_the_marks_are_those_that_are_written():
    from pcf.excel import layout
    from pcf.mapping.statements import tables

    assert f"{layout.META_PREFIX}schema" == tables._OWN_PROPERTY
    assert "schema" in layout.META_FIELDS
    assert tables._OWN_MARKER.fullmatch(layout.marker("meta"))


def test_the_encoding_of_a_workbook_is_not_to_be_named(tmp_path):
    path = _book(tmp_path, Data=[["What we do"], ["We answer"]])
    with pytest.raises(BadOptionError, match="--encoding"):
        read_statements(path, encoding="utf-8")


def test_a_folder_without_a_name_is_named_as_typed():
    with pytest.raises(StatementsError) as caught:
        read_statements(Path())
    assert caught.value.facts["path"] == "."
