"""Every fault of a mapping is told with its code, line and column, all in one run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import sssom_pydantic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf.errors import MappingError, NotInstalledError
from pcf.findings import Severity
from pcf.ids import is_word_id
from pcf.mapping import Placement
from pcf.mapping.sssom import Mappings, read_mappings
from pcf.mapping.sssom.subjects import ids_of
from pcf.mapping.sssom.told import Told

HEADER = """\
#curie_map:
#  pcf: "urn:pcf:element:"
#  practice: "urn:pcf:practice:"
#  acme: "https://acme.example/practices/"
#mapping_set_id: "urn:uuid:0"
#license: "https://acme.example/license"
"""
COLUMNS = "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification"
MANUAL = "semapv:ManualMappingCuration"
GOOD = f"practice:p1\tWe answer\tskos:broadMatch\tpcf:10388\t{MANUAL}"
FIRST = 8  # the line of the first row after HEADER and the columns


@pytest.fixture
def read(tmp_path: Path, six: pcf.Taxonomy):
    """Read a text; give the places and codes of all findings, and the practices if there were no errors."""

    def read_(content: str | bytes) -> tuple[list[tuple[str, str]], Mappings | None]:
        path = tmp_path / "their.sssom.tsv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            mappings = read_mappings(path, six)
        except MappingError as error:
            mappings, findings = None, error.findings
            assert any(finding.severity is Severity.ERROR for finding in findings)
        else:
            findings = mappings.findings
        for finding in findings:
            assert finding.file == path.name
            assert finding.message()
            assert bool(finding.expected()) == bool(finding.suggestion()) == (finding.severity is not Severity.NOTE)
        return [(finding.code, finding.cell) for finding in findings], mappings

    return read_


def _row(**cells: str) -> str:
    """Write a whole file with one good row but for some cells; unknown columns are added."""
    made = dict(zip(COLUMNS.split("\t"), GOOD.split("\t"), strict=True)) | cells
    return HEADER + "\t".join(made) + "\n" + "\t".join(made.values()) + "\n"


def test_a_good_file_has_no_findings(read):
    told, mappings = read(f"{HEADER}{COLUMNS}\n{GOOD}\n")
    assert told == []
    assert mappings.practices[0].placements == (Placement(element="10388", decision="accepted"),)


CELLS = [
    ({"subject_id": ""}, "sssom-value-missing", "subject_id"),
    ({"predicate_id": ""}, "sssom-value-missing", "predicate_id"),
    ({"object_id": ""}, "sssom-value-missing", "object_id"),
    ({"mapping_justification": ""}, "sssom-value-missing", "mapping_justification"),
    ({"mapping_justification": "  "}, "sssom-value-missing", "mapping_justification"),
    ({"object_id": "10388"}, "sssom-curie-malformed", "object_id"),
    ({"object_id": "pcf:10 388"}, "sssom-curie-malformed", "object_id"),
    ({"subject_id": "https://acme.example/practices/1"}, "sssom-curie-malformed", "subject_id"),
    ({"subject_id": "other:1"}, "sssom-prefix-unknown", "subject_id"),
    ({"reviewer_id": "orcid:1"}, "sssom-prefix-unknown", "reviewer_id"),
    ({"author_id": "acme:1|10"}, "sssom-curie-malformed", "author_id"),
    ({"predicate_id": "owl:sameAs"}, "sssom-predicate-unknown", "predicate_id"),
    ({"predicate_id": "skos:BroadMatch"}, "sssom-predicate-unknown", "predicate_id"),
    ({"predicate_id": "sssom:NoTermFound"}, "sssom-nothing-misplaced", "predicate_id"),
    ({"predicate_modifier": "NOT"}, "sssom-choice-unknown", "predicate_modifier"),
    ({"mapping_justification": "semapv:Guess"}, "sssom-justification-unknown", "mapping_justification"),
    ({"mapping_justification": "acme:LexicalMatching"}, "sssom-justification-unknown", "mapping_justification"),
    ({"confidence": "1.01"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "-0.1"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "NaN"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "1,5"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "0,5"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "95%"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "1e9999"}, "sssom-number-unusable", "confidence"),
    ({"confidence": "１"}, "sssom-number-unusable", "confidence"),
    ({"similarity_score": "2"}, "sssom-number-unusable", "similarity_score"),
    ({"reviewer_agreement": "-1.5"}, "sssom-number-unusable", "reviewer_agreement"),
    ({"mapping_date": "31.10.2026"}, "sssom-date-unusable", "mapping_date"),
    ({"mapping_date": "2026-02-30"}, "sssom-date-unusable", "mapping_date"),
    ({"mapping_date": "20261031"}, "sssom-date-unusable", "mapping_date"),
    ({"review_date": "2026-10-31"}, "sssom-reviewer-missing", "review_date"),
    ({"mapping_tool_version": "2"}, "sssom-tool-missing", "mapping_tool_version"),
    ({"object_type": "owl:Class"}, "sssom-choice-unknown", "object_type"),
    ({"mapping_cardinality": "1:m"}, "sssom-choice-unknown", "mapping_cardinality"),
    ({"object_id": "pcf:99999"}, "sssom-element-unknown", "object_id"),
    ({"object_id": "pcf:6.2.2"}, "sssom-element-unknown", "object_id"),
    ({"object_source_version": "9.9"}, "sssom-edition-unknown", "object_source_version"),
    ({"object_label": "Manage payroll"}, "sssom-label-differs", "object_label"),
    ({"object_id": "acme:1"}, "sssom-object-elsewhere", "object_id"),
    ({"subject_id": "sssom:NoTermFound"}, "sssom-subject-nothing", "subject_id"),
    ({"subject_label": ""}, "sssom-subject-untold", "subject_label"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "code", "column"), CELLS)
def test_a_fault_of_one_cell_is_told_once_with_line_and_column(read, cells, code, column):
    assert read(_row(**cells))[0] == [(code, f"{FIRST}:{column}")]


def test_an_element_without_place_in_the_edition_of_its_row_is_refused(read, six):
    record = next(one for one in six.bundle.elements if one.place("6.1.1") is None and one.place("7.4"))
    told, _ = read(_row(object_id=f"pcf:{record.id}", object_source_version="6.1.1"))
    assert told == [("sssom-element-without-place", f"{FIRST}:object_id")]


def test_an_element_that_meant_something_else_then_is_told(read, six):
    record = next(one for one in six.bundle.elements if one.redefined and one.place("7.4"))
    old = next(place.edition for place in record.places if place.edition < record.redefined.edition)
    told, _ = read(_row(object_id=f"pcf:{record.id}", object_source_version=old))
    assert told == [("sssom-element-meant-otherwise", f"{FIRST}:object_id")]


def _table(*rows: str, columns: str = COLUMNS, header: str = HEADER) -> str:
    return header + "\n".join([columns, *rows]) + "\n"


FILES = [
    (_table(GOOD.rpartition("\t")[0], columns=COLUMNS.rpartition("\t")[0]), [("sssom-column-missing", "7:mapping_justification")]),
    (_table(f"{GOOD}\tx", columns=f"{COLUMNS}\tconfidense"), [("sssom-column-unknown", "7:confidense")]),
    (_table(f"{GOOD}\tx", columns=f"{COLUMNS}\text_owner"), [("sssom-column-unknown", "7:ext_owner")]),
    (_table(f"{GOOD}\tx", columns=f"{COLUMNS}\tsubject_label"), [("sssom-column-twice", "7:subject_label")]),
    (_table(f"{GOOD}\tx\ty", columns=f"{COLUMNS}\t\tcomment"), [("sssom-column-unknown", "7")]),
    (_table(GOOD.rpartition("\t")[0], GOOD), [("sssom-row-ragged", "8")]),
    (_table(f"{GOOD}\tmore"), [("sssom-row-ragged", "8")]),
    (_table(GOOD.replace("We answer", '"We\nanswer"'), "x"), [("sssom-row-ragged", "10")]),
    (_table(GOOD.replace("We answer", '"We answer')), [("sssom-quotes", "8:subject_label")]),
    (_table(GOOD.replace("We answer", '"We" answer')), [("sssom-quotes", "8:subject_label")]),
    (_table("", GOOD, "\t\t\t\t"), [("sssom-row-blank", "8"), ("sssom-row-blank", "10")]),
    (_table(GOOD.replace("\t", ","), columns=COLUMNS.replace("\t", ",")), [("sssom-not-tabs", "7")]),
    (_table(GOOD.replace("\t", ";"), columns=COLUMNS.replace("\t", ";")), [("sssom-not-tabs", "7")]),
    (HEADER, [("sssom-no-table", "7")]),
    (_table(GOOD, header=""), [("sssom-no-header", "1")]),
    (_table(GOOD, header="#a: b: c\n"), [("sssom-header-unreadable", "1")]),
    (_table(GOOD, header="#just words\n"), [("sssom-header-unreadable", "1")]),
    (_table(GOOD, header=HEADER + '#license: "twice"\n'), [("sssom-header-unreadable", "7")]),
    (_table(GOOD, header=HEADER + "#other: &a x\n#comment: *a\n"), [("sssom-header-unreadable", "8")]),
    (_table(GOOD, header=HEADER + "#other: !!binary x\n"), [("sssom-header-unreadable", "7")]),
    (_table(GOOD, header=HEADER + "#other: " + "[" * 5000 + "\n"), [("sssom-header-unreadable", "7")]),
    (_table(GOOD, header=HEADER.replace("urn:pcf:element:", "https://x.example/")), [("sssom-prefix-rebound", "1:curie_map")]),
    (_table(GOOD, header=HEADER + "#curie_map_: x\n"), [("sssom-header-unknown", "7:curie_map_")]),
    (_table(GOOD, header="".join(HEADER.splitlines(keepends=True)[:-1])), [("sssom-header-incomplete", "1")]),
    (_table(GOOD, header=HEADER + '#sssom_version: "2.0"\n'), [("sssom-version-unknown", "7:sssom_version")]),
    (_table(GOOD, header=HEADER + "#mapping_tool: {a: b}\n"), [("sssom-header-value", "7:mapping_tool")]),
    (_table(GOOD, header="#curie_map: [pcf]\n#mapping_set_id: a\n#license: b\n"), [("sssom-header-value", "1:curie_map")]),
    (_table(f"{GOOD}\t7.4", columns=f"{COLUMNS}\tobject_source_version", header=HEADER + '#object_source_version: "8.0"\n'),
     [("sssom-header-overruled", "7:object_source_version")]),
    (_table(GOOD, GOOD), [("sssom-row-twice", "9:object_id")]),
    (_table(GOOD, GOOD.replace("We answer", "We call")), [("sssom-row-twice", "9:object_id"), ("sssom-subject-conflict", "9:subject_label")]),
    (_table(GOOD, GOOD.replace("We answer", "We call").replace("10388", "10389")), [("sssom-subject-conflict", "9:subject_label")]),
    (_table(f"{GOOD}\t", f"{GOOD}\tNot", columns=f"{COLUMNS}\tpredicate_modifier"), [("sssom-decided-both-ways", "9:object_id")]),
    (_table(GOOD, GOOD.replace("pcf:10388", "sssom:NoTermFound")), [("sssom-nothing-and-something", "8:object_id")]),
    (_table(GOOD.replace("practice:p1", "acme:A-1")), [("sssom-subjects-renamed", "")]),
    (_table(GOOD).replace("\n", "\r\n"), [("sssom-windows-lines", "7")]),
    ("\ufeff" + _table(GOOD), [("sssom-byte-order-mark", "1")]),
    (_table(GOOD.replace("We answer", "Мы отвечаем на жалобы клиентов в срок")).encode("cp1251"), [("sssom-encoding", "")]),
    (_table(GOOD).encode("utf-16"), [("sssom-encoding", "")]),
    (b"", [("file-empty", "")]),
    (b"\x89PNG\r\n\x1a\n\x00\x00\xff", [("not-a-text", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), FILES)
def test_a_fault_of_the_file_is_told_with_its_line(read, content, told):
    assert read(content)[0] == told


def test_all_faults_are_told_in_one_run(read):
    rows = [GOOD.replace("pcf:10388", "pcf:99999"), GOOD.replace(MANUAL, ""), "short", GOOD]
    told, mappings = read(_table(*rows, header=HEADER.replace("#license", "#lisence")))
    assert mappings is None
    assert told == [
        ("sssom-header-incomplete", "1"),
        ("sssom-header-unknown", "6:lisence"),
        ("sssom-element-unknown", "8:object_id"),
        ("sssom-value-missing", "9:mapping_justification"),
        ("sssom-row-ragged", "10"),
    ]


def test_the_public_library_lets_pass_what_we_refuse(tmp_path, read):
    """Why we check ourselves: a row without justification is dropped in silence, whole files of them."""
    content = _table(GOOD.replace(MANUAL, ""), GOOD.replace("pcf:", "nowhere:"))
    path = tmp_path / "x.sssom.tsv"
    path.write_text(content)
    assert sssom_pydantic.read(path).mappings == []
    assert [code for code, _ in read(content)[0]] == ["sssom-value-missing", "sssom-prefix-unknown"]


def test_a_folder_and_a_missing_file_are_named(tmp_path, six):
    for path, code in ((tmp_path, "file-is-folder"), (tmp_path / "none.sssom.tsv", "file-missing")):
        with pytest.raises(MappingError) as caught:
            read_mappings(path, six)
        assert [finding.code for finding in caught.value.findings] == [code]


def test_without_a_reader_of_yaml_what_to_install_is_said(read, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    with pytest.raises(NotInstalledError):
        read(_table(GOOD))


def test_a_condensed_file_says_of_all_rows_what_its_metadata_says(read):
    header = HEADER + '#mapping_tool: matcher\n#mapping_tool_version: "2"\n#mapping_date: 2026-10-31\n'
    told, mappings = read(_table(GOOD.replace(MANUAL, "semapv:LexicalMatching"), header=header))
    assert told == []
    (placement,) = mappings.practices[0].placements
    assert (placement.tool, placement.date, placement.decision) == ("matcher 2", "2026-10-31", None)


def test_subjects_of_others_get_ids_of_ours_and_keep_their_rows_together(read):
    rows = [GOOD.replace("practice:p1", one) for one in ("acme:A-1", "acme:a_1", "acme:2", "practice:a_1")]
    told, mappings = read(_table(*rows, GOOD.replace("practice:p1", "acme:A-1").replace("10388", "10389")))
    assert told == [("sssom-subjects-renamed", "")]
    assert {one.id: len(one.placements) for one in mappings.practices} == {"a_1_2": 2, "a_1_3": 1, "p_2": 1, "a_1": 1}


def test_twenty_thousand_subjects_that_end_alike_are_named_in_time(read):
    rows = [GOOD.replace("practice:p1", f"acme:{number}/same") for number in range(20_000)]
    start = time.process_time()
    _, mappings = read(_table(*rows))
    assert time.process_time() - start < 15
    assert len({one.id for one in mappings.practices}) == 20_000


def test_ids_stay_ids_however_many_subjects_end_alike():
    ids = ids_of((f"https://acme.example/{number}/{'long' * 20}" for number in range(100_002)), Told("x"))
    assert len(set(ids.values())) == 100_002
    assert [one for one in ids.values() if not is_word_id(one)] == []


def test_a_subject_may_be_a_text_without_id(read):
    told, mappings = read(_row(subject_id="", subject_type="rdfs literal"))
    assert told == [("sssom-subjects-renamed", "")]
    assert mappings.practices[0].text == "We answer"


@pytest.mark.parametrize(
    ("cells", "decision"),
    [
        ({}, None),
        ({"reviewer_label": "Anna"}, "accepted"),
        ({"reviewer_id": "acme:anna"}, "accepted"),
        ({"reviewer_agreement": "0.9"}, "accepted"),
        ({"reviewer_label": "Anna", "reviewer_agreement": "-1"}, "rejected"),
        ({"reviewer_label": "Anna", "reviewer_agreement": "0"}, None),
        ({"predicate_modifier": "Not"}, "rejected"),
        ({"mapping_justification": MANUAL}, "accepted"),
    ],
)
def test_what_a_person_decided_is_told_from_the_slots_of_the_standard(read, cells, decision):
    _, mappings = read(_row(**{"mapping_justification": "semapv:LexicalMatching"} | cells))
    assert mappings.practices[0].placements[0].decision == decision


def test_prefixes_may_have_other_names(read):
    header = HEADER.replace("#  pcf:", "#  apqc:")
    header = header.replace("#curie_map:\n", '#curie_map:\n#  S: "http://www.w3.org/2004/02/skos/core#"\n')
    told, mappings = read(_table(GOOD.replace("pcf:", "apqc:").replace("skos:", "S:"), header=header))
    assert told == []
    assert mappings.practices[0].elements == ("10388",)


def test_a_metadata_block_may_be_indented_and_filled_up_with_tabs(read):
    header = "".join(f"# {line[1:]}\t\t\t\t\n" for line in HEADER.splitlines())
    assert read(_table(f"{GOOD}\t\t", columns=f"{COLUMNS}\t\t", header=header))[0] == []


@pytest.mark.parametrize("value", ["{", "[1]", '[{"id": "P"}]', '[{"position": 0, "id": "p1", "text": "again"}]'])
def test_practices_without_rows_that_pcf_did_not_write_are_refused(read, value):
    header = HEADER + f"#extension_definitions:\n#  - slot_name: ext_unplaced\n#ext_unplaced: '{value}'\n"
    assert read(_table(GOOD, header=header))[0] == [("sssom-header-value", "9:ext_unplaced")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(st.data())
def test_no_damage_makes_the_reader_fall_over(read, data):
    whole = _table(GOOD, GOOD.replace("10388", "10389")).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    read(
        whole[:start]
        + data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"\t", b"\n", b"#", b"|"]))
        + whole[end:]
    )


@pytest.mark.parametrize(
    "definition",
    [
        "{slot_name: confidence}",
        "{slot_name: a b}",
        "{slot_name: x, more: y}",
        "{slot_name: x, property: 'no:x'}",
        "[x]",
    ],
)
def test_slots_that_are_declared_badly_are_not_known(read, definition):
    name = "confidence" if "confidence" in definition else "x"
    header = HEADER + f"#extension_definitions:\n#  - {definition}\n#{name}: y\n"
    assert read(_table(GOOD, header=header))[0] == [("sssom-header-unknown", f"9:{name}")]
