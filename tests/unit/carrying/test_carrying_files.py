"""Files carried to another edition and back say what they said."""

from __future__ import annotations

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
from pcf.excel import digest_of, read_practices, read_workbook, write_practice_list, write_workbook
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
    assert (there.edition, there.extensions) == ("9.0", ("acme",))
    carry(tmp_path / "there.json", tmp_path / "back.json", "7.4", extensions=("acme",))
    back = read_saved(tmp_path / "back.json").copies[0].assessment
    assert {one.element: one.answer for one in back.responses} == {one.element: "3" for one in filled("3").responses}


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
