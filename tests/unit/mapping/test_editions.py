"""Practices of one edition read in another: what changed is told, what has no place is left out aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcf.findings import Finding, Severity
from pcf.mapping import Placement, Practice
from pcf.mapping.editions import changes_since, edition_of_mapping, placed_within
from pcf.mapping.joining import Listed
from pcf.mapping.sssom import write_mappings
from pcf.taxonomy import load

from ..practised import COMPLAINTS, hint, put

WARRANTY = "20089"  # since 7.4 it means something else; in 8.0 it stands outside customer service
STRATEGY = "10378"  # renamed in 7.4
PRACTICES = (
    Practice(id="p1", text="We define warranties", placements=(put(WARRANTY), hint(COMPLAINTS))),
    Practice(id="p2", text="We plan", placements=(put(STRATEGY), hint(WARRANTY), put(None))),
)


def _changes(old: str, new: str, lang: str = "en") -> list[Finding]:
    found = list(changes_since(old, Listed("list.xlsx", PRACTICES), load(new, lang)))
    for finding in found:
        assert finding.message()
        assert finding.file == "list.xlsx"
        assert bool(finding.expected()) == bool(finding.suggestion()) == (finding.severity is not Severity.NOTE)
    return found


def test_another_meaning_and_another_name_are_told_each_element_once():
    meant, renamed = _changes("7.3.1", "7.4")
    assert (meant.code, meant.facts["practices"]) == ("practice-element-meant-otherwise", ["p1", "p2"])
    assert meant.message().startswith("20089 Define warranty claims means something else in edition 7.4 than in 7.3.1")
    assert (renamed.code, renamed.facts["practices"]) == ("practice-element-renamed", ["p2"])
    assert "in 7.3.1 it was Develop customer care/customer service strategy" in renamed.message()


def test_what_left_customer_service_is_told_with_the_name_it_had():
    (gone,) = _changes("7.4", "8.0")
    assert gone.code == "practice-element-without-place"
    assert gone.found == "20089 Define warranty claims"


def test_within_one_edition_nothing_is_told():
    assert _changes("7.4", "7.4") == []
    assert [one.code for one in _changes("7.4", "7.3.1")] == [one.code for one in _changes("7.3.1", "7.4")]


def test_many_practices_are_not_all_named():
    many = [Practice(id=f"p{number}", text="We plan", placements=(put(STRATEGY),)) for number in range(9)]
    (told,) = changes_since("7.3.1", Listed("list.xlsx", many), load("7.4"))
    assert told.facts["practices"] == ["p0", "p1", "p2", "p3", "p4", "…"]


def test_placements_without_a_place_are_left_out_and_named():
    within = placed_within(PRACTICES, load("8.0"))
    assert [one.placements for one in within.practices] == [(hint(COMPLAINTS),), (put(STRATEGY), put(None))]
    assert [(one.code, one.found) for one in within.findings] == [
        ("practice-placements-left-out", "p1: 20089, p2: 20089")
    ]
    assert placed_within(PRACTICES, load("7.4")) == (PRACTICES, ())


@pytest.mark.parametrize("edition", ["6.1.1", "7.3.1", "7.4"])
def test_a_mapping_that_we_wrote_is_of_its_edition(tmp_path: Path, edition):
    path = tmp_path / "map.sssom.tsv"
    practices = [Practice(id="p1", text="We answer", placements=(Placement(element=COMPLAINTS),))]
    write_mappings(path, practices, taxonomy=load(edition))
    assert edition_of_mapping(path) == edition


def test_of_several_editions_in_the_rows_the_commonest_counts(tmp_path: Path):
    path = tmp_path / "map.sssom.tsv"
    head = "#curie_map:\n#  a: 'urn:a:'\nsubject_id\tobject_source_version\n"
    path.write_text(head + "a:1\t7.4\na:2\t7.3.1\na:3\t7.3.1\na:4\t9.9\n\n", encoding="utf-8")
    assert edition_of_mapping(path) == "7.3.1"
    path.write_text(head + "a:1\t7.3.1\na:2\t7.4\n", encoding="utf-8")
    assert edition_of_mapping(path) == "7.4"


@pytest.mark.parametrize(
    "content", [b"", b"subject_id\n", b"#a: [\nsubject_id\tobject_source_version\nx\n", b"\x00\xff\x00", None]
)
def test_a_mapping_that_names_no_edition_or_cannot_be_read_is_of_none(tmp_path: Path, content):
    path = tmp_path / "map.sssom.tsv"
    if content is not None:
        path.write_bytes(content)
    assert edition_of_mapping(path) is None
