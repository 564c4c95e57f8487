"""Codes in every spelling that listings and spreadsheets have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.ids import is_hierarchy_id
from pcf.outline.codes import code_of_cell, element_id, hierarchy_id, is_date
from pcf.taxonomy import load

CODES = [element.hierarchy_id for element in load("7.4")]
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("6", "6.0"),
        ("06", "6.0"),
        ("6.", "6.0"),
        ("6.0", "6.0"),
        ("6.0.", "6.0"),
        ("5.2.2.1.", "5.2.2.1"),
        ("6.3.1.10", "6.3.1.10"),
        ("６．１．１", "6.1.1"),
        ("6。1", "6.1"),
        ("6.01", "6.1"),
        ("6.1.0.0.0", "6.1"),
        (" 6.1 ", "6.1"),
        ("6.0.1", ""),
        ("14.1", ""),
        ("0.1", ""),
        ("6..1", ""),
        ("2024.1", ""),
        ("6,1", ""),
        ("٦.١", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_is_written(written, code):
    assert hierarchy_id(written) == code


@given(st.sampled_from(CODES), st.booleans(), st.booleans())
def test_width_and_a_final_dot_do_not_change_a_code(code, is_wide, has_dot):
    written = f"{code}." if has_dot else code
    assert hierarchy_id(written.translate(FULL_WIDTH) if is_wide else written) == code


@given(st.text(max_size=20))
def test_what_is_read_as_a_code_is_one(text):
    code = hierarchy_id(text)
    assert code == "" or is_hierarchy_id(code)


def test_only_a_cell_may_have_a_comma_for_the_dot():
    assert code_of_cell("6,2") == "6.2"
    assert code_of_cell("6,2,1") == ""


@pytest.mark.parametrize(
    ("written", "found"),
    [("10378", "10378"), ("10378.0", "10378"), ("１０３７８", "10378"), ("103780", ""), ("10378.5", ""), ("", "")],
)
def test_a_pcf_id_may_have_become_a_number(written, found):
    assert element_id(written) == found


@pytest.mark.parametrize("text", ["2001-01-06", "06.01.2001", "6/1/2001", "6-Jan", "06.янв", "6 ЯНВ", "Jan-06", "6月1日", "2001年6月1日"])  # fmt: skip
def test_dates_are_what_spreadsheets_make_of_codes(text):
    assert is_date(text)


@pytest.mark.parametrize("text", [*CODES, "10378", "Manage complaints", "May", ""])
def test_codes_ids_and_names_are_no_dates(text):
    assert not is_date(text)
