"""Tables: separators, headings in three languages, cells that say what they are."""

from __future__ import annotations

import pytest

from pcf.outline.tables import read_table, split_lines


def _read(*lines: str):
    rows = split_lines(lines)
    assert rows is not None
    listing = read_table(rows, "list.csv")
    assert listing is not None
    return listing


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found(sign):
    listing = _read(sign.join(("Code", "Name")), sign.join(("6.2", '"Contacts, calls; mail"')))
    assert [(one.code, one.name, one.line) for one in listing.entries] == [("6.2", "Contacts, calls; mail", 2)]


@pytest.mark.parametrize(
    "heading",
    [
        ("PCF ID", "Hierarchy ID", "Name"),
        ("Идентификатор PCF", "Иерархический номер", "Название"),
        ("Код PCF", "№", "Наименование процесса"),
        ("PCF 要素 ID", "层级编号", "名称"),
        ("流程编号", "序号", "流程名称"),
        ("ID", "Code", "Process"),
    ],
)
def test_columns_are_found_by_headings_in_three_languages(heading):
    (entry,) = _read(";".join(heading), "10379.0;6.2;Contacts").entries
    assert (entry.element_id, entry.code, entry.name, entry.line) == ("10379", "6.2", "Contacts", 2)


def test_the_columns_of_the_publisher_are_told_apart_from_the_name():
    (entry,) = _read(
        "PCF ID\tHierarchy ID\tDifference Index\tChange details\tElement Description\tName\tMetrics available?",
        "10379\t6.2\t75.5\tRenamed\tPlanning contacts\tContacts\tY",
    ).entries
    assert (entry.element_id, entry.code, entry.name) == ("10379", "6.2", "Contacts")


def test_without_headings_cells_say_what_they_are():
    listing = _read("10379;6.2;Contacts", "10389;6.2.3;Complaints", "20085;6;Service")
    assert [(one.element_id, one.code, one.name) for one in listing.entries] == [
        ("10379", "6.2", "Contacts"), ("10389", "6.2.3", "Complaints"), ("20085", "6.0", "Service"),
    ]  # fmt: skip


def test_serial_numbers_are_no_codes():
    listing = _read("№;Код;Название", "1;6.1;Strategy", "6;6.2;Contacts")
    assert [one.code for one in listing.entries] == ["6.1", "6.2"]


def test_counts_are_kept_where_they_are_numbers():
    listing = _read("Код;Название;Показатели", "6.1;Strategy;12", "6.2;Contacts;Y", "6.3;Service;")
    assert listing.metric_counts == {"6.1": 12}


def test_a_code_that_became_a_date_is_told_and_not_guessed():
    listing = _read("PCF ID;Code;Name", "10381;06.01.2001;Segments", "10379;6.2;Contacts", ";2001-02-06;Other")
    assert [(one.code, one.element_id) for one in listing.entries] == [("", "10381"), ("6.2", "10379"), ("", "")]
    (finding,) = listing.findings
    assert finding.code == "code-is-date"
    assert finding.found == "2: 06.01.2001, 4: 2001-02-06"
    assert (finding.file, finding.cell) == ("list.csv", "2")


@pytest.mark.parametrize(
    "lines",
    [
        ["6.1 Strategy, goals", "6.2 Contacts, calls", "6.3 Service"],
        ["One, two", "three, four"],
        ["6.1", "Strategy", "6.2", "Contacts"],
        [""],
        ["x" * 200_000, "6.1,Strategy"],
    ],
)
def test_a_text_with_commas_is_no_table(lines):
    assert split_lines(lines) is None


def test_a_quoted_line_break_keeps_the_numbers_of_lines():
    listing = _read("Code,Name", '6.1,"Strategy', 'and goals"', "6.2,Contacts")
    assert [(one.code, one.line) for one in listing.entries] == [("6.1", 2), ("6.2", 4)]
