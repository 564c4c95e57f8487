"""A list of people: whatever wrote it, in whatever language, and all its faults at once."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.assessment.template import parse_scope
from pcf.excel.papers.people import Person, read_people
from pcf.excel.papers.plan import make_plan
from pcf.findings import Finding, Severity
from pcf.taxonomy import load

SIX = load()
SCOPE = parse_scope("6.2,6.5.2", SIX)
ANNA = Person(name="Анна Петрова", role="manager", language="ru", row=2)
BORIS = Person(name="Boris", role="front_line", scope=SCOPE, language="en", row=3)
WEI = Person(name="陈伟", role="back_office", scope=parse_scope("6.2", SIX), language="zh", row=4)
TABLES = {
    "en": "name,role,scope,language\nАнна Петрова,manager,,ru\nBoris,Front line,\"6.2, 6.5.2\",en-GB\n陈伟,back-office,6.2,zh\n",
    "ru": "ФИО;Роль;Охват;Язык\nАнна Петрова;Руководитель;;Русский\nBoris;Фронт-офис;6.2,6.5.2;английский\n陈伟;Бэк-офис;6.2;китайский\n",
    "zh": "姓名\t角色\t范围\t语言\nАнна Петрова\t管理人员\t全部\t俄语\nBoris\t一线人员\t6.2；6.5.2\tEnglish\n陈伟\t后台人员\t6.2\t中文\n",
}  # fmt: skip


def read(path: Path, text: str | bytes) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_people(path, SIX)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("lang", TABLES)
def test_lists_of_every_language_and_encoding_say_the_same(lang: str, encoding: str, tmp_path: Path):
    people, findings = read(tmp_path / "people.csv", TABLES[lang].encode(encoding))
    assert findings == ()
    assert people == (ANNA, BORIS, WEI)


def test_a_russian_list_of_an_old_windows_program_is_read(tmp_path: Path):
    text = "\n".join(line for line in TABLES["ru"].splitlines() if "陈" not in line)
    people, findings = read(tmp_path / "people.csv", text.encode("cp1251"))
    assert findings == ()
    assert people == (ANNA, BORIS)


def workbook(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        page, day = book.add_worksheet("Team"), book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, place, value, day)  # type: ignore[arg-type]
                else:
                    page.write(number, place, value)
    return path


def test_an_excel_list_is_read_also_where_a_scope_became_a_number(tmp_path: Path):
    rows = [
        ["Name", "Role", "Scope", "Language"],
        [],
        ["陈伟", "back_office", 6.2, "zh"],
        ["Boris", "front line", "6.2 6.5.2"],
    ]
    people, findings = read_people(workbook(tmp_path / "people.xlsx", rows), SIX)
    assert findings == ()
    assert [(one.name, one.scope, one.row) for one in people] == [("陈伟", WEI.scope, 3), ("Boris", SCOPE, 4)]


def test_a_scope_that_became_a_date_is_told(tmp_path: Path):
    path = workbook(tmp_path / "people.xlsx", [["name", "scope"], ["Boris", date(2026, 2, 6)]])
    people, findings = read_people(path, SIX)
    assert people == ()
    assert told(findings) == [("person-scope-unknown", "B2")]


def test_all_faults_of_a_list_are_told_at_once(tmp_path: Path):
    people, findings = read(
        tmp_path / "people.csv",
        "name,role,scope,language,e-mail\n"
        "Anna,boss,6.9;12345,fr,\n"
        ",,6.2,en,\n"
        "Boris,managr,6.2, 6.5.2,en,x@example.org\n"
        "Chen,manager,6.2,en,\n"
        "chen,,,,\n",
    )
    assert told(findings) == [
        ("people-column-unknown", "E1"),
        ("person-role-unknown", "B2"),
        ("person-scope-unknown", "C2"),
        ("person-language-unknown", "D2"),
        ("person-nameless", "A3"),
        ("person-cells-too-many", "F4"),
        ("person-twice", "A6"),
    ]
    assert [one.name for one in people] == ["Chen", "chen"]
    assert "manager" in findings[1].expected()
    assert {"6.9", "12345"} <= set(findings[2].found.split(", "))
    assert all(finding.file == "people.csv" for finding in findings)
    assert all(finding.message() for finding in findings)


def test_what_is_close_to_a_role_is_suggested(tmp_path: Path):
    findings = read(tmp_path / "people.csv", "name,role\nAnna,Руковадитель\n")[1]
    assert "manager" in findings[0].message()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("team,phone\nAnna,1\n", [("people-column-unknown", "A1"), ("people-column-unknown", "B1"), ("people-header", "A1")]),
        ("name,role,Роль\nAnna,manager,\n", [("people-column-twice", "C1")]),
        ("name,role\n", [("people-none", "A1")]),
        ("", [("people-header", "A1")]),
        ("\n\n", [("people-header", "A1")]),
        ("name\n\"Anna\n", []),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_meant_is_told(text: str, expected: list[tuple[str, str]], tmp_path: Path):
    assert told(read(tmp_path / "people.csv", text)[1]) == expected


@pytest.mark.parametrize("name", ["missing.csv", "missing.xlsx", "people.pdf", "folder.csv", ""])
def test_a_file_that_is_no_list_is_told(name: str, tmp_path: Path):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "people.pdf").write_bytes(b"%PDF-1.7")
    people, findings = read_people(tmp_path / name, SIX)
    assert people == ()
    assert [finding.severity for finding in findings] == [Severity.ERROR]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xfe\x00", b"PK\x03\x04", b"name\x00,role\nA,B\n"])
def test_a_list_of_rubbish_is_told_and_never_a_traceback(content: bytes, tmp_path: Path):
    for name in ("people.csv", "people.xlsx"):
        people, findings = read(tmp_path / name, content)
        assert people == ()
        assert any(finding.severity is Severity.ERROR for finding in findings)


def test_whoever_has_a_role_needs_no_name(tmp_path: Path):
    people, findings = read(tmp_path / "people.csv", "role\nmanager\nmanager\n")
    assert findings == ()
    assert [(one.name, one.role) for one in people] == [("", "manager")] * 2


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80).filter(
    lambda text: text.strip()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texts=st.lists(names, min_size=1, max_size=5))
def test_every_name_gives_a_file_that_every_system_takes(texts: list[str], tmp_path: Path):
    written = io.StringIO()
    csv.writer(written).writerows([["name", "role"], *([text, "manager"] for text in texts)])
    people, _ = read(tmp_path / "people.csv", written.getvalue())
    assert len(people) == len(texts)
    files = [one.file for one in make_plan(SIX, people).forms]
    assert len({name.casefold() for name in files}) == len(files)
    for name in files:
        assert not set(name) & set('<>:"/\\|?*\n ')
        assert len(name.encode()) < 250
        (tmp_path / name).write_text("")
