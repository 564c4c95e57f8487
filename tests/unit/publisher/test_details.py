from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.publisher.details import Details, parse_details, same_name

ids = st.frozensets(st.integers(10000, 99999).map(str), max_size=4)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("", Details()),
        ("NEW", Details(is_new=True)),
        (
            "+12658, +20110, c10379, NEW",
            Details(True, None, frozenset({"12658", "20110"}), changed=frozenset({"10379"})),
        ),
        ("-10381,c10383", Details(dropped=frozenset({"10381"}), changed=frozenset({"10383"}))),
        ("RENAME, WAS:Route requests, inquiries", Details(was="Route requests, inquiries")),
        ('+19072, RENAME, WAS: "Manage requests"', Details(was="Manage requests", added=frozenset({"19072"}))),
        ("moved, +1234", Details(unknown=("moved", "+1234"))),
        ("-", Details()),
    ],
)
def test_the_parts_of_a_cell(text: str, details: Details) -> None:
    assert parse_details(text) == details


@given(added=ids, dropped=ids, changed=ids, is_new=st.booleans(), was=st.none() | st.text(max_size=30))
def test_what_is_written_in_the_notation_is_read_back(added, dropped, changed, is_new, was) -> None:
    parts = [f"{sign}{one}" for sign, ids in (("+", added), ("-", dropped), ("c", changed)) for one in sorted(ids)]
    parts += ["NEW"] if is_new else []
    parts += [f"RENAME, WAS:{was}"] if was is not None else []
    read = parse_details(", ".join(parts))
    assert (read.is_new, read.added, read.dropped, read.changed, read.unknown) == (is_new, added, dropped, changed, ())
    assert was is None or read.was == was.strip() or read.was == was.strip()[1:-1].strip()


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    parse_details(text)


def test_names_that_differ_in_blanks_quotes_and_dashes_are_the_same() -> None:
    assert same_name("Measure customer- complaint handling", "measure customer–complaint  handling")
    assert same_name("organization’s plan", "organization's plan")
    assert not same_name("Route requests", "Resolve requests")
