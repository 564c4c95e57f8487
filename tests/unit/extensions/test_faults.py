"""Every fault of an extension's folder is told in one run, with file and line; none ends in a traceback."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf.errors import Phrase
from pcf.exchange.skos.terms import PREFIXES
from pcf.extensions.reading import HEAD, LISTS
from pcf.i18n import Translator
from pcf.ids import RESERVED_OWNERS

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
        "reasons.yaml:1 extension-value",
    ),
    "a name for an own element": (
        "names.yaml", "- {element: 'acme:desk', name: X}", "names.yaml:1 extension-name-own: acme:desk is an own element"
    ),
    "a NUL": ("names.yaml", '- {element: "10389", name: "a\\0b"}', "names.yaml:1 extension-value"),
    "an escape": ("names.yaml", '- {element: "10389", name: {ru: "a\\e[31m"}}', "names.yaml:1 extension-value"),
    "no sign at all": ("elements.yaml", '- {id: acme:x, parent: "10388", number: 90, name: X, synonyms: {en: ["a\\uFFFE"]}}', "elements.yaml:1 extension-value"),
    "half a pair of surrogates": ("names.yaml", '- {element: "10389", name: "\\ud83d"}', "names.yaml:1 extension-unreadable"),
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


SUM = "{kind: sum, terms: [contacts_offered]}"
METRIC = "- {{id: acme:k, element: '10388', name: K, unit: percent, better: higher, formula: {}}}"
COUNTED = "- {{id: acme:m, unit: calls, name: M, definition: D, counted: [{{log: contacts, component: {}}}]}}"
WANTED = {
    "a bare formula": ("metrics.yaml", METRIC.format("contacts_offered"), "a mapping of keys to values"),
    "a formula without its kind": ("metrics.yaml", METRIC.format("{}"), "a mapping with the key kind"),
    "too few terms": ("metrics.yaml", METRIC.format(SUM), "more entries"),
    "a constant that is none": ("metrics.yaml", METRIC.format("{kind: constant, value: x}"), "a number, or a fraction such as 1/3"),
    "a constant of another kind": ("metrics.yaml", METRIC.format("{kind: constant, value: []}"), "a number, or a fraction such as 1/3"),
    "an operand that is no id": ("metrics.yaml", METRIC.format("{kind: direct, measure: A-B}"), "an id such as acme:desk"),
    "no threshold": ("measures.yaml", COUNTED.format("{kind: count, where: [{kind: at_least, column: wait}]}"), "one of value and parameter"),
    "a number beyond all": ("elements.yaml", f"- {{id: acme:x, parent: '10388', number: {'9' * 6000}, name: X}}", "a whole number"),
    "an element that is no id": ("names.yaml", "- {element: desk, name: X}", "an id such as 10388 or acme:desk"),
    "a short name with capitals": (HEAD, "id: ACME\nname: X", "two to twelve small Latin letters"),
    "a code without a level": (
        "levels.yaml", "- {process: '10389', levels: {'3': {descriptor: X, statements: {a: Y}}}}", "a level from 1 to 5 and a letter, such as 3a"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "wanted"), WANTED.values(), ids=WANTED)
def test_what_is_wanted_is_said_in_words_of_ours(folder, name, text, wanted) -> None:
    folder.write(name, text)
    with pytest.raises(pcf.ExtensionError) as caught:
        pcf.load(extend=folder.path)
    said = [one.facts["wanted"] for one in caught.value.findings if one.code == "extension-value"]
    assert wanted in said
    assert all(isinstance(one, Phrase) for one in said)  # a phrase is said in the reader's language


def test_a_word_of_the_models_own_is_no_short_name(folder) -> None:
    folder.write(HEAD, "id: metric\nname: X\n")
    folder.write("elements.yaml", "- {id: 'metric:service_level', parent: '10388', number: 90, name: X}\n")
    (found,) = folder.findings()
    assert found.startswith("extension.yaml:1 extension-name-reserved: The short name metric is a word")


def test_no_prefix_of_the_graph_or_of_skos_can_be_a_short_name() -> None:
    model = pcf.load()
    prefixes = {node.partition(":")[0] for node in model.graph if ":" in node}
    prefixes |= {uri.split(":")[2] for uri in PREFIXES.values() if uri.startswith("urn:pcf:") and uri != "urn:pcf:"}
    assert {"metric", "stage", "element", "term"} <= prefixes <= RESERVED_OWNERS


def test_files_that_are_none_are_told_and_do_not_stop_us(folder) -> None:
    os.mkfifo(folder.path / "elements.yaml")
    (folder.path / "names.yaml").symlink_to("/dev/zero")
    (folder.path / "measures.yaml").symlink_to("nowhere")
    (folder.path / "metrics.yaml").symlink_to("metrics.yaml")
    (folder.path / "levels.yaml").mkdir()
    (folder.path / "reasons.yaml").write_bytes(b"#" * 5_000_001)
    (folder.path / "editions").symlink_to("nowhere")
    assert {" ".join(one.split(" ")[:2]).removesuffix(":") for one in folder.findings()} == {
        "editions: file-unreadable",
        "elements.yaml: file-is-device",
        "names.yaml: file-is-device",
        "measures.yaml: file-missing",
        "metrics.yaml: file-unreadable",
        "levels.yaml: file-is-folder",
        "reasons.yaml: file-too-large",
    }


@pytest.mark.parametrize("said", ["a" * 5000, "a\0b", "", " "])
def test_a_name_that_no_folder_can_have_is_told(said, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / HEAD).write_text("id: acme\nname: X\n")  # no name is not the folder that we are in
    with pytest.raises(pcf.ExtensionError) as caught:
        pcf.load(extend=said)
    assert [one.code for one in caught.value.findings] == ["extension-missing"]


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


def test_an_id_that_can_be_read_counts_though_its_item_cannot_be_used(folder) -> None:
    folder.write("elements.yaml", "- {id: acme:x, parent: '10388', number: many, name: X}")
    folder.write("measures.yaml", "- {id: acme:n, unit: miles, name: N, definition: D}")
    formula = "{kind: ratio, numerator: acme:n, denominator: contacts_offered, scale: 100}"
    folder.write("metrics.yaml", METRIC.format(formula).replace("'10388'", "acme:y"))
    folder.write("reasons.yaml", "- {id: acme:r, words: X, definition: Y, owner: it, handled_by: [acme:x, acme:z]}")
    told = [" ".join(one.split(" ")[:2]) for one in folder.findings()]
    assert told == [
        "elements.yaml:1 extension-value:", "measures.yaml:1 extension-value:",
        "metrics.yaml:1 extension-id-unknown:", "reasons.yaml:1 extension-id-unknown:",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["- [", "- {parent: '10388', number: 90, name: X}", "- 10389", "id: acme:x"])
def test_where_an_id_is_not_legible_no_other_is_called_unknown(folder, said) -> None:
    folder.write("elements.yaml", said)
    folder.write("reasons.yaml", "- {id: acme:r, words: X, definition: Y, owner: it, handled_by: [acme:x]}")
    assert {one.partition(":")[0] for one in folder.findings()} == {"elements.yaml"}


def test_the_functions_that_a_reason_may_lie_with_are_listed(folder) -> None:
    folder.write("reasons.yaml", "- {id: acme:r, words: X, definition: Y, owner: boss, handled_by: ['10388']}")
    with pytest.raises(pcf.ExtensionError) as caught:
        pcf.load(extend=folder.path)
    assert caught.value.findings[0].facts["wanted"] == [one.id for one in pcf.load().loops.reasons.owners]


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
