from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pcf import _resources
from pcf.errors import DataError
from pcf.model import Bundle
from pcf.source import bundle
from pcf.source.catalogue import Texts, Translation, read_translations
from pcf.source.files import entries, read

ROOT = _resources.checkout()
Edit = Callable[[str, str, str], None]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The YAML files alone: without catalogues the texts stay English, and reading is quicker."""
    shutil.copytree(ROOT / "taxonomy", tmp_path / "taxonomy")
    return tmp_path


@pytest.fixture
def edit(copied: Path) -> Edit:
    def change(name: str, old: str, new: str) -> None:
        path = copied / "taxonomy" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _faults(root: Path) -> list[DataError]:
    with pytest.raises(ExceptionGroup) as caught:
        read(root)
    assert all(isinstance(fault, DataError) for fault in caught.value.exceptions)
    return list(caught.value.exceptions)  # type: ignore[arg-type]


def test_the_untouched_copy_reads_without_faults(copied: Path) -> None:
    made = read(copied).model
    assert [record.id for record in made.elements] == [record.id for record in bundle().elements]


def test_all_faults_of_all_files_are_raised_together(copied: Path, edit: Edit) -> None:
    edit("processes/6.2.yaml", "- id: 10388\n  name:", "- id: 10388\n  nmae: x\n  name:")
    edit("processes/6.5.yaml", "- id: 10403\n", "- id: 1040\n")
    edit("processes/6.4.yaml", "7.4: {at: 6.4.1}", "7.4: {at: 6.4.x}")
    edit("metrics/6.2.yaml", "unit: percent", "unit: percents")
    edit("maturity/profiles.yaml", "  - id: bank\n", "  - id: Bank\n")
    edit("units.yaml", "- {id: percent,", "- {idd: x, id: percent,")
    edit("measures/contacts.yaml", "kind: count\n", "kind: count_when\n")
    (copied / "taxonomy" / "processes" / "6.9.yaml").write_text("- id: 1\n  id: 2\n", encoding="utf-8")
    (copied / "taxonomy" / "processes" / "6.8.yaml").write_text("- only a text\n", encoding="utf-8")
    faults = _faults(copied)
    told = sorted(str(fault.facts["place"]) for fault in faults)
    assert len(faults) == 9, "\n".join(map(str, faults))
    wanted = [
        ("maturity/profiles.yaml", "profiles.1.id"),
        ("measures/contacts.yaml (", "component"),
        ("metrics/6.2.yaml (", "unit"),
        ("processes/6.2.yaml (10388)", "nmae"),
        ("processes/6.4.yaml (20111)", "places.7.4.at"),
        ("processes/6.5.yaml (1040)", "id"),
        ("processes/6.8.yaml (?)", ""),
        ("processes/6.9.yaml:2", ""),
        ("units.yaml (", "idd"),
    ]
    for place, (file, field_name) in zip(told, wanted, strict=True):
        assert place.startswith(f"taxonomy/{file}"), told
        assert field_name in place, told
    assert all(fault.facts["repair"] for fault in faults)


def test_a_place_in_an_edition_that_is_not_listed_is_a_fault(copied: Path, edit: Edit) -> None:
    edit("processes/6.4.yaml", "7.4: {at: 6.4.1}", "7.5: {at: 6.4.1}")
    (fault,) = _faults(copied)
    assert fault.facts["place"] == "taxonomy/processes/6.4.yaml (20111) places.7.5"


@pytest.mark.parametrize("name", ["editions.yaml", "maturity/scale.yaml", "maturity/profiles.yaml"])
def test_a_missing_file_is_a_fault_of_its_own(copied: Path, name: str) -> None:
    (copied / "taxonomy" / name).unlink()
    assert [fault.facts["place"] for fault in _faults(copied)] == [f"taxonomy/{name}"]


def test_an_emptied_file_is_a_fault(copied: Path) -> None:
    (copied / "taxonomy" / "maturity" / "scale.yaml").write_text("", encoding="utf-8")
    (fault,) = _faults(copied)
    assert str(fault.facts["place"]).startswith("taxonomy/maturity/scale.yaml")


def test_a_code_that_the_scale_does_not_know_is_told_like_any_other_fault(copied: Path, edit: Edit) -> None:
    edit("maturity/scale.yaml", 'code: "5"', 'code: "6"')
    faults = _faults(copied)
    assert all("maturity.levels.5.code" in str(fault) for fault in faults)


def test_a_yaml_fault_names_the_folder_too(copied: Path) -> None:
    for folder in ("processes", "metrics"):
        path = copied / "taxonomy" / folder / "6.2.yaml"
        path.write_text("- [broken\n", encoding="utf-8")
    told = sorted(str(fault.facts["place"]).split(":")[0] for fault in _faults(copied))
    assert told == ["taxonomy/metrics/6.2.yaml", "taxonomy/processes/6.2.yaml"]


def test_without_catalogues_every_text_is_english_and_marked(copied: Path) -> None:
    made = read(copied).model
    name = next(record for record in made.elements if record.id == "10389").places[-1].name
    assert (name.ru, name.zh) == (None, None)
    assert name.spoken("zh") == f"{name.en} [en]"


def test_the_bundle_as_json_reads_back_equal() -> None:
    made = bundle()
    assert Bundle.model_validate_json(made.model_dump_json()) == made


def test_the_bundle_is_read_once() -> None:
    assert bundle() is bundle()


def test_every_text_to_translate_is_listed_once() -> None:
    listed = entries(ROOT)
    assert len(listed) == len(set(listed))
    assert len({(entry.domain, entry.context) for entry in listed}) == len(listed)


PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "10388.name"
msgid "Manage requests"
msgstr "Управление запросами"

#, fuzzy
msgctxt "10389.name"
msgid "Manage complaints"
msgstr "Чужой перевод"

msgctxt "10390.name"
msgid "Forecast"
msgstr ""
"""


def test_a_catalogue_gives_neither_fuzzy_nor_empty_translations(tmp_path: Path) -> None:
    path = tmp_path / "processes.po"
    path.write_text(PO, encoding="utf-8")
    assert read_translations(path) == {
        ("10388.name", "Manage requests"): Translation("Управление запросами", "written")
    }


def test_a_catalogue_that_is_not_there_translates_nothing(tmp_path: Path) -> None:
    assert read_translations(tmp_path / "none.po") == {}


def test_a_translation_belongs_to_its_context_and_its_english(tmp_path: Path) -> None:
    path = tmp_path / "ru" / "LC_MESSAGES" / "processes.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    texts = Texts(tmp_path)
    assert texts.text("processes", "10388.name", "Manage requests").ru == "Управление запросами"
    assert texts.text("processes", "10388.name", "Manage all requests").ru is None
    assert texts.text("processes", "99999.name", "Manage requests").ru is None
    assert texts.text("metrics", "10388.name", "Manage requests").ru is None
    assert texts.text("processes", "10389.name", "Manage complaints").spoken("ru") == "Manage complaints [en]"


CONTRADICTIONS = [
    ("processes/6.2.yaml", "objects: [complaint]", "objects: [complain]", "objects.complain", "is not in tags.yaml", "tags.yaml"),
    ("processes/6.2.yaml", "objects: [complaint]", "objects: [complaint, complaint]", "objects.complaint", "comes 2 times", "take the others away"),
    ("processes/6.2.yaml", "- id: 10387\n", "- id: 10388\n", "(10388)", "stands in taxonomy/processes/6.2.yaml already", "take one away"),
    ("maturity/rubrics/6.2.yaml", "- process: 10387", "- process: 99999", "process.99999", "is not in processes/", "mend the name"),
    ("maturity/rubrics/6.2.yaml", "- process: 10387", "- process: 10388", "(10388)", "stands in", "take one away"),
    ("maturity/rubrics/6.2.yaml", "        2a:", "        3e:", "levels.2.statements.3e", "begins with another level", "free letter of level 2"),
    ("maturity/rubrics/6.2.yaml", "    - id: e2", "    - id: e1", "evidence.e1", "comes 2 times", "take the others away"),
    ("maturity/profiles.yaml", "core_metrics: [service_level,", "core_metrics: [service_levell,", "all.core_metrics.service_levell", "is not in metrics/", "mend the name"),
    ("maturity/profiles.yaml", "not_applicable: [20605]", "not_applicable: [20606]", "retail.not_applicable.20606", "is not in processes/", "mend the name"),
    ("vocabulary/ru/6.2.yaml", "- id: 10387\n", "- id: 99999\n", "taxonomy/vocabulary/ru/6.2.yaml (99999)", "is not in processes/", "mend the name"),
    ("vocabulary/ru/6.2.yaml", "- id: 10387\n", "- id: 10388\n", "(10388)", "stands in", "take one away"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "place", "fault", "repair"), CONTRADICTIONS)
def test_a_contradiction_is_told_with_its_place_and_its_repair(
    edit, copied, name, old, new, place, fault, repair
) -> None:
    edit(name, old, new)
    told = [str(one) for one in _faults(copied)]
    assert any(f"taxonomy/{name}" in text and place in text and fault in text and repair in text for text in told), told


def test_contradictions_are_told_together_with_misspelt_keys(edit: Edit, copied: Path) -> None:
    edit("units.yaml", "- {id: percent,", "- {idd: x, id: percent,")
    edit("vocabulary/ru/6.2.yaml", "- id: 10387\n", "- id: 99999\n")
    told = " ".join(str(one) for one in _faults(copied))
    assert "units.yaml" in told
    assert "99999" in told


def test_elements_that_cannot_be_read_make_no_false_faults_elsewhere(edit: Edit, copied: Path) -> None:
    edit("processes/6.2.yaml", "- id: 10387\n", "- id: 1038\n")
    assert all("processes/6.2.yaml" in str(one) for one in _faults(copied))


# Review: a whole is as far as its least reviewed text.

REVIEWED = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"
"""


def _catalogue(folder: Path, domain: str, texts: dict[str, tuple[str, str, str]]) -> None:
    """Write a catalogue of context -> English, translation, review."""
    path = folder / "locales" / "ru" / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    said = "".join(
        f'\n# review: {review}\nmsgctxt "{context}"\nmsgid "{english}"\nmsgstr "{text}"\n'
        for context, (english, text, review) in texts.items()
    )
    path.write_text(REVIEWED + said, encoding="utf-8")


@pytest.mark.parametrize(
    ("definition", "vocabulary", "expected"),
    [
        (("Опр", "read"), "read", "read"),
        (("Опр", "written"), "read", "written"),
        (("", "read"), "read", "written"),
        (("Опр", "read"), "written", "written"),
    ],
)
def test_an_element_is_as_far_reviewed_as_its_least_text(copied: Path, definition, vocabulary, expected) -> None:
    record = next(one for one in bundle().elements if one.id == "10389")
    texts = {f"10389.{field}": (english, "Имя", "read") for field, english in (("name", record.places[-1].name.en),)}
    for place in record.places:
        texts.setdefault(f"10389.name.{place.edition}", (place.name.en, "Имя", "read"))
    texts["10389.definition"] = (record.definition.en, *definition)
    _catalogue(copied, "processes", texts)
    path = copied / "taxonomy" / "vocabulary" / "ru" / "6.2.yaml"
    head, _, rest = path.read_text("utf-8").partition("- id: 10389\n  review: read\n")
    path.write_text(f"{head}- id: 10389\n  review: {vocabulary}\n{rest}", "utf-8")
    made = next(one for one in read(copied).model.elements if one.id == "10389")
    assert made.reviews.ru == expected
    assert made.reviews.en == "read"
    assert made.reviews.zh == "written"  # there is no Chinese catalogue


def test_english_and_rubrics_state_their_own_review(edit: Edit, copied: Path) -> None:
    edit("maturity/rubrics/6.2.yaml", "  review: read", "  review: written")
    rubrics = {one.process: one.reviews for one in read(copied).rubrics.rubrics}
    assert [process for process, reviews in rubrics.items() if reviews.en == "written"] == ["10387"]


def test_what_has_no_words_has_no_review() -> None:
    assert {one.id for one in bundle().elements if one.reviews is None} == {
        one.id for one in bundle().elements if one.definition is None
    }
