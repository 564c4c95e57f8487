"""Files carried to another edition and back say what they said."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import pcf
from pcf.assessment import Copy, gather, read_saved, saved, score_round
from pcf.carrying import carry
from pcf.errors import (
    BadOptionError,
    InputFaultsError,
    LogError,
    MappingError,
    OutputSuffixError,
    SavedAssessmentError,
    UnknownEditionError,
)
from pcf.excel import digest_of, inspect_workbook, read_practices, read_workbook, write_practice_list, write_workbook
from pcf.mapping import Placement, Practice
from pcf.mapping.sssom import read_mappings, write_mappings

from ..engagement import SAVED
from ..publisher_books import rows_of, write_book

MERIDIAN = Path(__file__).parents[3] / "examples" / "meridian"
PRACTICES = (
    Practice(
        id="p1",
        text="We settle the warranty terms",
        placements=(
            Placement(element="20089", decision="accepted", reviewer="Ann", date="2026-10-01"),
            Placement(element="10388", confidence="0.5", tool="pcf"),
            Placement(element="16893", confidence="0.25", tool="pcf"),
        ),
    ),
    Practice(id="p2", text="We bake bread", placements=(Placement(decision="accepted"),)),
)


def there_and_back(path: Path, edition: str = "8.0") -> tuple[Path, Path]:
    there, back = (path.with_name(f"{name}{''.join(path.suffixes)}") for name in ("there", "back"))
    carry(path, there, edition)
    carry(there, back, "7.4")
    return there, back


def test_a_saved_round_comes_back_byte_for_byte(tmp_path: Path) -> None:
    kept = read_saved(SAVED)
    card = score_round(pcf.load(), gather(kept.copies), policy=kept.policy, counted=kept.counted)
    path = tmp_path / "round.json"
    path.write_text(saved(card.with_findings(kept.findings)), encoding="utf-8")
    there, back = there_and_back(path)
    assert back.read_bytes() == path.read_bytes()
    assert {copy.assessment.edition for copy in read_saved(there).copies} == {"8.0"}
    assert read_saved(there).counted == kept.counted


def test_a_filled_workbook_comes_back_with_the_same_digest(tmp_path: Path, filled) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, filled("3", round="2026-Q4", segments="A;B"), lang="zh")
    there, back = there_and_back(path)
    assert (read_workbook(there).edition, read_workbook(there).language) == ("8.0", "zh")
    assert digest_of(read_workbook(back)) == digest_of(read_workbook(path))


@pytest.mark.long
@pytest.mark.parametrize("name", ["assessment.xlsx", "workshop.xlsx"])
def test_the_example_comes_back_over_every_edition(tmp_path: Path, name: str) -> None:
    before = digest_of(read_workbook(MERIDIAN / name))
    for edition in ("6.1.1", "7.0", "8.0"):
        (tmp_path / edition).mkdir()
        path = tmp_path / edition / name
        path.write_bytes((MERIDIAN / name).read_bytes())
        assert digest_of(read_workbook(there_and_back(path, edition)[1])) == before, edition


def test_a_list_of_practices_comes_back_with_its_placements_in_order(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_practice_list(path, PRACTICES, edition="7.4", lang="ru", organisation="Acme", reviewer="Ann")
    report = carry(path, tmp_path / "there.xlsx", "8.0")
    assert (report.kind, {one.id for one in report.dropped}, report.new) == ("practices", {"20089", "16893"}, ())
    assert {one.element for said in read_practices(tmp_path / "there.xlsx").practices for one in said.placements} == {
        None,
        "10388",
    }
    carry(tmp_path / "there.xlsx", tmp_path / "back.xlsx", "7.4")
    assert read_practices(tmp_path / "back.xlsx").practices == read_practices(path).practices


def test_a_mapping_keeps_its_rows_and_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    write_mappings(path, PRACTICES, taxonomy=pcf.load("7.4", "ru"))
    report = carry(path, tmp_path / "there.sssom.tsv", "8.0", lang="ru")
    assert read_mappings(tmp_path / "there.sssom.tsv", pcf.load("8.0")).practices == PRACTICES
    assert [(one.what, one.id) for one in report.unplaced] == [("placement", "20089"), ("placement", "16893")]
    carry(tmp_path / "there.sssom.tsv", tmp_path / "back.sssom.tsv", "7.4", lang="ru")
    assert (tmp_path / "back.sssom.tsv").read_bytes() == path.read_bytes()


FOREIGN = """\
#curie_map:
#  pcf: "urn:pcf:element:"
#  my: "https://example.org/my/"
#mapping_set_id: "https://example.org/maps/1"
#mapping_set_title: "My map"
#creator_label:
#  - "Anna"
#license: "https://creativecommons.org/licenses/by/4.0/"
#{edition}
#subject_source: "my:glossary"
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tauthor_label\treviewer_label
my:a1\tClaims\tskos:exactMatch\tpcf:10389\tManage customer complaints\tsemapv:ManualMappingCuration\tAnna\tBoris
my:a2\tRecall\tskos:closeMatch\tpcf:20092\tour recalls\tsemapv:ManualMappingCuration\tAnna\t
my:a3\tCare\tskos:closeMatch\tpcf:20595\t{label}\tsemapv:ManualMappingCuration\tAnna\t
my:a4\tOther\tskos:closeMatch\tmy:x\t\tsemapv:ManualMappingCuration\tAnna\t
my:a5\tNothing\tskos:exactMatch\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\tAnna\t
"""


@pytest.mark.parametrize("edition", ["8.0", "7.0", "6.1.1"])
@pytest.mark.parametrize("named", ['object_source_version: "7.4"', "object_source_version:  '7.4'"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_foreign_mapping_keeps_its_words_and_comes_back_byte_for_byte(tmp_path, edition, named, end) -> None:
    path = tmp_path / "a.sssom.tsv"
    label = pcf.load("7.4", "ru")["20595"].name
    path.write_bytes(FOREIGN.format(edition=named, label=label).replace("\n", end).encode())
    there, back = there_and_back(path, edition)
    assert back.read_bytes() == path.read_bytes()
    said = there.read_text(encoding="utf-8")
    for kept in ("https://example.org/maps/1", "licenses/by/4.0", "my:a1", "Anna\tBoris", "our recalls", "my:glossary"):
        assert kept in said
    assert read_mappings(there, pcf.load(edition))  # it stays a mapping without errors
    own = pcf.load(edition, "ru")
    assert (own["20595"].name if "20595" in own else label) in said


def test_rows_of_another_edition_and_labels_that_would_not_come_back_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    old, new = (pcf.load(edition)["10387"].name for edition in ("7.4", "8.0"))
    assert old != new
    row = "{}\tx\tskos:closeMatch\tpcf:10387\t{}\tsemapv:ManualMappingCuration\t{}\n"
    rows = row.format("my:a", new, "7.4") + row.format("my:b", old, "7.4") + row.format("my:c", new, "8.0")
    head = FOREIGN.partition("subject_id")[0].replace("#{edition}\n", "")
    slots = "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification"
    path.write_text(f"{head}{slots}\tobject_source_version\n{rows}", encoding="utf-8")
    report = carry(path, tmp_path / "b.sssom.tsv", "8.0")
    told = {(one.code, one.place.rpartition(":")[2]) for one in report.findings}
    assert told >= {("sssom-edition-left", "object_source_version"), ("sssom-label-of-target", "object_label")}


def test_a_mapping_on_the_edition_already_is_written_as_it_is(tmp_path: Path) -> None:
    path, out = tmp_path / "a.sssom.tsv", tmp_path / "b.sssom.tsv"
    path.write_text(FOREIGN.format(edition='object_source_version: "7.4"', label="x"), encoding="utf-8")
    report = carry(path, out, "7.4")
    assert out.read_bytes() == path.read_bytes()
    assert "edition-already" in {one.code for one in report.findings}


def test_the_map_of_a_log_stays_as_it_is(tmp_path: Path) -> None:
    report = carry(MERIDIAN / "contacts.toml", tmp_path / "there.toml", "6.1.1")
    assert (tmp_path / "there.toml").read_bytes() == (MERIDIAN / "contacts.toml").read_bytes()
    assert report.findings[0].code == "map-names-no-elements"
    metrics = {metric.id for metric in pcf.load("6.1.1").metrics}
    lost = [one.found.split(" ")[0] for one in report.findings if one.code == "metric-without-place"]
    assert not metrics & {*lost}


def test_a_file_on_the_edition_already_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    write_mappings(path, PRACTICES, taxonomy=pcf.load())
    report = carry(path, tmp_path / "b.sssom.tsv")
    assert [one.code for one in report.findings] == ["edition-already"]
    assert (tmp_path / "b.sssom.tsv").read_bytes() == path.read_bytes()


def test_an_assessment_goes_to_a_local_edition_and_back(tmp_path: Path, filled) -> None:
    acme = tmp_path / "acme"
    acme.mkdir()
    (acme / "extension.yaml").write_text("id: acme\nname: Acme\n", encoding="utf-8")
    write_book(acme / "editions" / "9.0.xlsx", [row for row in rows_of("8.0") if row[0] != 12840])
    pcf.load(extend=acme)
    path = tmp_path / "a.json"
    card = score_round(pcf.load(), gather([Copy("a.xlsx", filled("3"))]))
    path.write_text(saved(card), encoding="utf-8")
    with pytest.raises(UnknownEditionError):
        carry(path, tmp_path / "there.json", "9.0")
    report = carry(path, tmp_path / "there.json", "9.0", extensions=("acme",))
    assert "12840" in {one.id for one in report.dropped}
    there = read_saved(tmp_path / "there.json").copies[0].assessment
    assert (there.edition, there.extensions) == ("9.0", ())
    carry(tmp_path / "there.json", tmp_path / "back.json", "7.4", extensions=("acme",))
    assert (tmp_path / "back.json").read_bytes() == path.read_bytes()


def test_the_folder_of_a_local_edition_adds_nothing_else_to_a_file(tmp_path: Path, filled) -> None:
    acme = tmp_path / "acme"
    acme.mkdir()
    (acme / "extension.yaml").write_text("id: acme\nname: Acme\n", encoding="utf-8")
    (acme / "elements.yaml").write_text("- {id: 'acme:desk', parent: '10379', number: 90, name: Desk}\n")
    write_book(acme / "editions" / "9.0.xlsx", [*rows_of("8.0"), [29999, "6.2.6", "Answer by hologram"]])
    own = pcf.load(extend=acme)
    for number, form in enumerate((filled("3"), filled("3").model_copy(update={"extensions": ("acme",)}))):
        path, there, back = (tmp_path / f"{name}{number}.json" for name in ("a", "there", "back"))
        path.write_text(saved(score_round(form.taxonomy(), gather([Copy("a.xlsx", form)]))), encoding="utf-8")
        report = carry(path, there, "9.0", extensions=("acme",))
        assert "29999" in {*report.new}
        carried = read_saved(there).copies[0].assessment
        assert carried.extensions == form.extensions
        assert ("acme:desk" in carried.taxonomy()) == bool(form.extensions)
        assert "29999" in carried.taxonomy()
        # the same by way of a workbook, which names its edition on its hidden sheet
        book, again = tmp_path / f"b{number}.xlsx", tmp_path / f"c{number}.xlsx"
        write_workbook(book, carried, lang="en")
        carry(book, again, "7.4", extensions=("acme",))
        assert inspect_workbook(again, lang="en").assessment.extensions == form.extensions
        carry(there, back, "7.4", extensions=("acme",))
        assert back.read_bytes() == path.read_bytes()
    assert pickle.loads(pickle.dumps(carried.taxonomy())) is carried.taxonomy()
    assert own.bundle.organisations == pcf.load(extend=acme).bundle.organisations


def test_what_only_the_local_edition_has_is_kept_and_comes_again(tmp_path: Path, filled) -> None:
    acme = tmp_path / "acme"
    acme.mkdir()
    (acme / "extension.yaml").write_text("id: acme\nname: Acme\n", encoding="utf-8")
    write_book(acme / "editions" / "9.0.xlsx", [*rows_of("8.0"), [29999, "6.2.6", "Answer by hologram"]])
    pcf.load(extend=acme)
    path, there, back, again = (tmp_path / f"{name}.json" for name in ("a", "there", "back", "again"))
    path.write_text(saved(score_round(pcf.load(), gather([Copy("a.xlsx", filled("3"))]))), encoding="utf-8")
    carry(path, there, "9.0", extensions=("acme",))
    form = read_saved(there).copies[0].assessment
    rated = [one.model_copy(update={"answer": "4"}) if one.element == "29999" else one for one in form.responses]
    form = form.model_copy(update={"responses": tuple(rated)})
    there.write_text(saved(score_round(form.taxonomy(), gather([Copy("a.xlsx", form)]))), encoding="utf-8")
    report = carry(there, back, "7.4", extensions=("acme",))
    assert "29999" in {one.id for one in report.unplaced}
    assert read_saved(back).copies[0].assessment.extensions == ()
    carry(back, again, "9.0", extensions=("acme",))
    assert again.read_bytes() == there.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.json", b"{", SavedAssessmentError),
        ("a.xlsx", b"text", InputFaultsError),
        ("a.sssom.tsv", b"\x00\x01", MappingError),
        ("a.sssom.tsv", b"a\tb\n", MappingError),
        ("a.toml", b"= 1", LogError),
        ("a.json", None, SavedAssessmentError),
        ("a.xlsx", None, InputFaultsError),
        ("a.toml", None, LogError),
    ],
)
def test_what_cannot_be_read_ends_in_findings_and_writes_nothing(tmp_path, name, content, error) -> None:
    path, out = tmp_path / name, tmp_path / f"out{''.join(Path(name).suffixes)}"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises((error, InputFaultsError)) as caught:
        carry(path, out, "8.0")
    assert caught.value.findings
    assert not out.exists()


def test_wrong_usage_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadOptionError):
        carry(tmp_path / "a.pdf", tmp_path / "b.pdf")
    with pytest.raises(OutputSuffixError):
        carry(tmp_path / "a.json", tmp_path / "b.xlsx")
    with pytest.raises(UnknownEditionError):
        carry(tmp_path / "a.json", tmp_path / "b.json", "1.0")
