"""When two names are one, and how like two others are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.outline.names import folded, likeness, names_of
from pcf.taxonomy import load


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Приём запросов", "ПРИЕМ\u00a0 запросов"),
        ("requests/inquiries", "Requests / inquiries"),
        ("管理（客户）投诉", "管理(客户)投诉"),
        ("customer- complaint", "customer complaint"),
    ],
)
def test_case_blanks_width_and_punctuation_make_no_other_name(one, other):
    assert folded(one) == folded(other)
    assert likeness(one, other) == 1


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_mutual_and_a_share(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


def test_likeness_follows_the_sense_of_words():
    name = "Управление жалобами клиентов"
    assert likeness(name, "Управлять жалобами клиентов") > likeness(name, "Управлять отзывом продукции") > 0
    assert likeness("管理客户投诉", "客户投诉管理") > likeness("管理客户投诉", "管理产品召回")
    assert likeness(name, "Manage customer complaints") == 0


def test_other_translators_names_count_where_the_english_name_is_what_they_saw():
    element = load("7.0").by_hierarchy("6.1")
    other = next(one.name for one in element.record.alternatives if one.edition == "7.0" and one.language == "zh")
    assert other in names_of(element, "7.0")
    assert other in names_of(load("7.2.1")["10378"], "7.2.1")
    assert other not in names_of(load("7.4")["10378"], "7.4")  # renamed
