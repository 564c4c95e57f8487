"""Texts: what is an entry, what is its name, what is left out and why."""

from __future__ import annotations

import pytest

from pcf.outline.text import cleaned, read_text


def _read(*lines: str):
    return read_text(enumerate(lines, 1))


def _entries(*lines: str) -> list[tuple[str, str, int]]:
    return [(one.code, one.name, one.line) for one in _read(*lines).entries]


def _ignored(*lines: str) -> dict[int, str]:
    return {one.line: one.why for one in _read(*lines).ignored}


@pytest.mark.parametrize(
    "line",
    [
        "6.2.3 Manage complaints",
        "6.2.3. Manage complaints",
        "6.2.3\u00a0Manage complaints",
        "\t\t6.2.3\tManage complaints",
        "  - 6.2.3 Manage complaints",
        "### 6.2.3 Manage complaints",
        "* **6.2.3** Manage complaints",
        "├── 6.2.3 Manage complaints",
        "| 6.2.3 | Manage complaints |",
        "6.2.3 — Manage complaints",
        "6.2.3: Manage complaints",
        "6.2.3) Manage complaints",
        "6.2.3Manage complaints",
        "６．２．３　Manage complaints",
        "\ufeff6.2.3 Manage  complaints\x07",
    ],
)
def test_a_line_is_read_whatever_stands_before_and_between(line):
    assert _entries(line) == [("6.2.3", "Manage complaints", 1)]


@pytest.mark.parametrize("line", ["10389 6.2.3 Manage complaints", "6.2.3 10389 Manage complaints", "6.2.3 Manage complaints (10389)"])  # fmt: skip
def test_a_pcf_id_beside_the_code_is_kept(line):
    (entry,) = _read(line).entries
    assert (entry.code, entry.element_id, entry.name) == ("6.2.3", "10389", "Manage complaints")


def test_a_code_on_a_line_of_its_own_takes_the_next_line_as_its_name():
    assert _entries("6", "", "Service", " М 1", "    6.1", "    Strategy", "6.2", "6.3 After sales") == [
        ("6.0", "Service", 1),
        ("6.1", "Strategy", 5),
        ("6.2", "", 7),
        ("6.3", "After sales", 8),
    ]


def test_a_count_is_no_name_and_belongs_to_the_code_above_it():
    listing = _read(
        "6", "Обслуживание", "Метрики 1", "6.1", "М\u00a038", "Стратегия", "6.2 Контакты", "指标 3", "6.3 Сервис М 7"
    )
    assert listing.metric_counts == {"6.0": 1, "6.1": 38, "6.2": 3, "6.3": 7}
    assert [(one.code, one.name) for one in listing.entries] == [
        ("6.0", "Обслуживание"), ("6.1", "Стратегия"), ("6.2", "Контакты"), ("6.3", "Сервис"),
    ]  # fmt: skip
    assert {one.why for one in listing.ignored} == {"metric_count"}


def test_a_code_without_a_count_has_none():
    assert "6.2" not in _read("6.1 Strategy", "M 3", "6.2 Contacts").metric_counts


def test_a_number_is_the_category_only_where_codes_of_it_stand():
    assert _entries("6 Service", "6.1 Strategy", "7 pages") == [("6.0", "Service", 1), ("6.1", "Strategy", 2)]
    assert _ignored("6.1 Strategy", "12", "6.2 Contacts")[2] == "number"


@pytest.mark.parametrize(
    "line", ["20% of calls", "5-й шаг", "6.5% more", "14.1 Other", "2024-05-06", "19.10.2024 report"]
)
def test_figures_at_the_head_of_a_line_are_no_codes(line):
    assert [entry[0] for entry in _entries("6.1 Strategy", line, "6.2 Contacts")] == ["6.1", "6.2"]


def test_other_text_is_told_by_where_it_stands():
    assert _ignored(
        "The list", "We use cookies", "6.1 Strategy", "What it means.", "6.2 Contacts", "", "Contact us", "(c) 2019"
    ) == {1: "title", 2: "cookie_notice", 4: "definition", 7: "trailer", 8: "trailer"}


def test_a_title_that_repeats_the_category_is_no_second_name_of_it():
    listing = _read("06 Service L1-L4 ()", "06 Service L1-L4", "6.1 Strategy", "6.0 Service")
    assert [(one.code, one.name) for one in listing.entries] == [("6.1", "Strategy"), ("6.0", "Service")]
    assert [(one.line, one.why) for one in listing.ignored] == [(1, "title"), (2, "title")]


def test_a_title_that_is_the_only_category_line_names_the_category():
    assert _entries("06 Service L1-L4 ()", "6.1 Strategy")[0] == ("6.0", "Service", 1)


def test_without_any_code_every_line_may_be_a_name():
    assert _entries("Manage recalls", "  1. Initiate recall") == [("", "Manage recalls", 1), ("", "Initiate recall", 2)]


def test_an_endless_line_is_cut():
    assert len(cleaned("x" * 100_000)) == 500
    assert len(_entries("6.1 " + "я " * 50_000)[0][1]) < 500
