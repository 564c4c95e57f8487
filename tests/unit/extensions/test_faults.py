"""Every fault of an extension's folder is told in one run, with file and line; none ends in a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf.extensions.reading import HEAD, LISTS
from pcf.i18n import Translator

ELEMENT = "{id: acme:desk, parent: '10388', number: 90, name: Desk}"
CASES = {
    "an id that ships": (
        "elements.yaml", "- {id: '10388', parent: '10378', number: 90, name: X}", "elements.yaml:1 extension-value"
    ),
    "an id of another organisation": (
        "elements.yaml", "- {id: other:x, parent: '10388', number: 90, name: X}", "elements.yaml:1 extension-id-foreign"
    ),
    "a parent that nobody has": (
        "elements.yaml", "- {id: acme:x, parent: '10999', number: 90, name: X}", "elements.yaml:1 extension-id-unknown"
    ),
    "a number of APQC's": (
        "elements.yaml", "- {id: acme:x, parent: '10388', number: 3, name: X}", "elements.yaml:1 extension-value"
    ),
    "a number that is taken": (
        "elements.yaml", f"- {ELEMENT}\n- {{id: acme:x, parent: '10388', number: 90, name: X}}", "elements.yaml:2 extension-place"
    ),
    "an id twice": ("elements.yaml", f"- {ELEMENT}\n- {ELEMENT}", "elements.yaml:2 extension-id-twice"),
    "parents in a circle": (
        "elements.yaml",
        "- {id: acme:a, parent: acme:b, number: 90, name: A}\n- {id: acme:b, parent: acme:a, number: 90, name: B}",
        "elements.yaml:1 extension-place",
    ),
    "deeper than tasks": (
        "elements.yaml", "- {id: acme:x, parent: '20098', number: 90, name: X}", "elements.yaml:1 extension-place"
    ),
    "no name": ("elements.yaml", "- {id: acme:x, parent: '10388', number: 90}", "elements.yaml:1 extension-key-missing"),
    "a misspelt key": (
        "elements.yaml", "- id: acme:x\n  parent: '10388'\n  number: 90\n  name: X\n  definitoin: Y", "elements.yaml:5 extension-key-unknown"
    ),
    "a language that the model does not speak": (
        "elements.yaml", "- id: acme:x\n  parent: '10388'\n  number: 90\n  name:\n    de: X", "elements.yaml:5 extension-key-unknown"
    ),
    "a tag that is in no list": (
        "elements.yaml", "- {id: acme:x, parent: '10388', number: 90, name: X, objects: [moon]}", "elements.yaml:1 extension-id-unknown"
    ),
    "a name for nothing": ("names.yaml", "- {element: '10999', name: X}", "names.yaml:1 extension-id-unknown"),
    "a unit that is none": (
        "measures.yaml", "- {id: acme:m, unit: miles, name: X, definition: Y}", "measures.yaml:1 extension-value"
    ),
    "a column that no log has": (
        "measures.yaml",
        "- id: acme:m\n  unit: contacts\n  name: X\n  definition: Y\n  counted:\n    - log: contacts\n      component: {kind: count, where: [{kind: present, column: moon}]}",
        "measures.yaml:1 extension-counting",
    ),
    "a formula over nothing": (
        "metrics.yaml",
        "- {id: acme:k, element: '10388', name: K, unit: percent, better: higher, formula: {kind: ratio, numerator: acme:n, denominator: contacts_offered, scale: 100}}",
        "metrics.yaml:1 extension-id-unknown",
    ),
    "a formula that gives another unit": (
        "metrics.yaml",
        "- {id: acme:k, element: '10388', name: K, unit: hours, better: higher, formula: {kind: ratio, numerator: contacts_answered, denominator: contacts_offered}}",
        "metrics.yaml:1 extension-formula",
    ),
    "own statements of a shipped process": (
        "levels.yaml", "- process: '10389'\n  levels:\n    '3': {descriptor: X, statements: {3a: Y}}", "levels.yaml:1 extension-levels"
    ),
    "levels of an activity": ("levels.yaml", "- {process: '10397', levels: {'3': X}}", "levels.yaml:1 extension-levels"),
    "a level that is none": ("levels.yaml", "- process: '10389'\n  levels:\n    '6': X", "levels.yaml:3 extension-value"),
    "an owner that is none": (
        "reasons.yaml",
        "- {id: acme:r, words: X, definition: Y, owner: moon, handled_by: ['10388']}",
        "reasons.yaml:1 extension-id-unknown",
    ),
    "a list that is none": ("names.yaml", "element: '10389'\nname: X", "names.yaml:1 extension-value"),
    "an item that is none": ("names.yaml", "- 10389", "names.yaml:1 extension-value"),
    "a key twice": ("names.yaml", "- element: '10389'\n  name: X\n  name: Y", "names.yaml:3 extension-unreadable"),
    "an alias": ("names.yaml", "- &a {element: '10389', name: X}\n- *a", "names.yaml:2 extension-unreadable"),
    "no YAML": ("names.yaml", "- [", "names.yaml:1 extension-unreadable"),
    "another encoding": ("names.yaml", "- {element: '10389', name: Имя}".encode("cp1251"), "names.yaml: extension-unreadable"),
    "bytes": ("names.yaml", b"\x00\x01\xff", "names.yaml: extension-unreadable"),
    "nested without end": ("names.yaml", "[" * 5000, "names.yaml:1 extension-unreadable"),
    "a file that belongs to no part": ("element.yaml", "- 1", "element.yaml: extension-file-unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "told"), CASES.values(), ids=CASES)
def test_a_fault_is_told_with_its_place(folder, name, text, told) -> None:
    findings = folder.write(name, text).findings()
    assert [one for one in findings if one.startswith(told)], findings


def test_all_faults_of_all_files_come_in_one_run(folder) -> None:
    for name, text in (
        (
            "elements.yaml",
            "- {id: '10388', parent: '10378', number: 90, name: X}\n- {id: acme:x, parent: '10999', number: 90, name: ''}",
        ),
        ("names.yaml", "- {element: '1', name: X}"),
        ("reasons.yaml", "- {id: acme:r}"),
    ):
        folder.write(name, text)
    assert {one.partition(":")[0] for one in folder.findings()} == {"elements.yaml", "names.yaml", "reasons.yaml"}


@pytest.mark.parametrize("head", ["", "id: ACME\nname: X", "id: acme", "- id: acme\n  name: X", "id: acme\nname: ''"])
def test_a_head_that_says_nothing_is_told(folder, head) -> None:
    assert folder.write(HEAD, head).findings()


def test_a_folder_that_is_none_is_told(tmp_path) -> None:
    for place in (tmp_path / "nothing", tmp_path):
        with pytest.raises(pcf.ExtensionError) as caught:
            pcf.load(extend=place)
        assert [one.code for one in caught.value.findings] == ["extension-missing"]


def test_what_refers_to_an_item_that_could_not_be_read_is_not_told_as_well(folder) -> None:
    folder.write("elements.yaml", "- {id: acme:x, parent: '10388', number: many, name: X}")
    folder.write("reasons.yaml", "- {id: acme:r, words: X, definition: Y, owner: it, handled_by: [acme:x]}")
    assert len(folder.findings()) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([HEAD, *LISTS]),
    text=st.one_of(
        st.text(max_size=200),
        st.binary(max_size=100),
        st.recursive(
            st.one_of(st.sampled_from(["acme:x", "10388", "90", "", "percent", "ratio"]), st.integers(), st.none()),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3),
                st.dictionaries(
                    st.sampled_from(
                        ["id", "name", "element", "parent", "number", "levels", "process", "formula", "kind"]
                    ),
                    inner,
                    max_size=4,
                ),
            ),
            max_leaves=12,
        ).map(lambda said: json.dumps([said] if isinstance(said, dict) else said)),
    ),
)
def test_no_file_whatever_ends_in_a_traceback(folder, name, text) -> None:
    for other in LISTS:
        (folder.path / other).unlink(missing_ok=True)
    folder.write(HEAD, "id: acme\nname: X\n")
    folder.write(name, text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    try:
        pcf.load(extend=folder.path)
    except pcf.ExtensionError as error:
        for lang in ("en", "ru", "zh"):
            assert all(one.message(Translator(lang)) for one in error.findings)


def test_three_thousand_items_with_a_fault_each_are_told(folder) -> None:
    folder.write("names.yaml", "\n".join("- {element: '10999', name: ''}" for _ in range(3000)))
    assert len(folder.findings()) == 3000
