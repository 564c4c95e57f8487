"""The committed listings: every shape that circulates is read, every trap told."""

from __future__ import annotations

import pytest

from pcf.outline import recognise


@pytest.mark.parametrize(
    ("name", "edition", "codes", "matched"),
    [
        ("en_markdown.md", "7.4", 7, 6),
        ("en_tabs.txt", "7.4", 39, 39),
        ("en_names.txt", "7.4", 7, 7),
        ("zh_fullwidth.txt", "7.4", 5, 5),
        ("zh_mindmap.txt", "7.0", 7, 0),
        ("ru_dotted.txt", "6.1.1", 5, 0),
        ("ru_web.txt", "7.0", 3, 0),
        ("ru_table.csv", "7.4", 5, 5),
        ("apqc_layout.xlsx", "7.4", 6, 6),
    ],
)
def test_a_listing_is_recognised(listings, name, edition, codes, matched):
    outline = recognise(listings / name)
    assert (outline.edition, outline.codes, outline.matched) == (edition, codes, matched)


def _names(listings, name: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for line in recognise(listings / name).lines:
        names.setdefault(line.code, []).append(line.name)
    return names


def test_dotted_codes_and_no_break_spaces_are_read(listings):
    assert _names(listings, "ru_dotted.txt") == {
        "5.0": ["Обслуживание клиентов"],
        "5.2": ["Планирование работы с клиентами"],
        "5.2.2": ["Работа с запросами"],
        "5.2.2.1": ["Приём запросов"],
        "5.2.2.2": ["Распределение запросов"],
    }


def test_codes_on_lines_of_their_own_take_the_next_line_and_counts_are_no_labels(listings):
    assert _names(listings, "ru_web.txt") == {
        "6.0": ["Обслуживание клиентов"],
        "6.3.1": ["Работа по гарантийным рекламациям"],
        "6.3.2": ["Возмещение от поставщиков"],
    }
    assert recognise(listings / "ru_web.txt").metric_counts == {"6.0": 1, "6.3.1": 33}


def test_doubled_codes_fold_and_two_labels_of_one_code_are_a_conflict(listings):
    outline = recognise(listings / "zh_mindmap.txt")
    assert [line.code for line in outline.lines] == [
        "6.0",
        "6.3",
        "6.3.1",
        "6.3.1.9",
        "6.3.1.10",
        "6.3.2",
        "6.3.3",
        "6.3.3",
    ]
    assert [(one.codes, set(one.names)) for one in outline.conflicts] == [(("6.3.3",), {"维修产品", "产品维修"})]
    assert outline.doubled == 4


def test_the_table_in_an_old_encoding_tells_its_traps(listings):
    outline = recognise(listings / "ru_table.csv")
    assert outline.encoding == "cp1251"
    assert outline.metric_counts == {"6.2": 3, "6.2.2": 12}
    assert {one.code for one in outline.findings} == {"code-is-date", "editions-tie"}
    assert "6.2.4" in {line.code for line in outline.lines}  # by its PCF id


def test_the_publishers_columns_are_read_and_numbers_told(listings):
    outline = recognise(listings / "apqc_layout.xlsx")
    assert (outline.sheet, outline.encoding) == ("6.0", "")
    numbers = next(one for one in outline.findings if one.code == "codes-are-numbers")
    assert numbers.place == "apqc_layout.xlsx, 6.0!B7"
    assert [(one.line, one.why) for one in outline.ignored] == [(1, "title"), (3, "heading"), (10, "other_category")]


def test_full_width_digits_and_dots_are_read(listings):
    assert list(_names(listings, "zh_fullwidth.txt")) == ["6.0", "6.2", "6.2.2", "6.2.3", "6.3.1"]
    assert recognise(listings / "zh_fullwidth.txt").metric_counts == {"6.2.2": 38}
