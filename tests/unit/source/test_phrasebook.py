"""The statements that suggestions are compared with: every fault of every file is told at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import pcf
from pcf import _resources
from pcf.source import phrasebook

MODEL = pcf.load().bundle


@pytest.fixture
def root(tmp_path: Path) -> Path:
    taxonomy = _resources.checkout() / "taxonomy"
    for folder in ("statements", "words"):
        shutil.copytree(taxonomy / folder, tmp_path / "taxonomy" / folder)
    return tmp_path


def faults(root: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        phrasebook.read(root, MODEL)
    return sorted(str(error) for error in caught.value.exceptions)


def test_the_committed_files_have_no_fault():
    read = phrasebook.read(_resources.checkout(), MODEL)
    for spoken in read.by_language.values():
        assert {one.id for one in spoken.placed} == {element.id for element in pcf.load()}
        assert {one.field for one in spoken.elsewhere} == {field.code for field in MODEL.fields}
        assert min(len(one.statements) for one in spoken.placed) >= 15
        assert min(len(one.statements) for one in spoken.elsewhere) >= 60


def test_unknown_elements_fields_and_tags_are_told_all_at_once(root):
    statements, words = root / "taxonomy" / "statements" / "en", root / "taxonomy" / "words" / "en.yaml"
    (statements / "6.0.yaml").write_text("- id: 99999\n  statements: [a, b, A]\n", encoding="utf-8")
    (statements / "elsewhere.yaml").write_text("- field: astrology\n  statements: [x]\n", encoding="utf-8")
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("  complaint:", "  complant:", 1), encoding="utf-8")
    told = faults(root)
    for wanted in (
        "99999 is unknown",
        "'A' stands here twice",
        "astrology is unknown",
        "complant",
        "complaint has no words",
    ):
        assert any(wanted in one for one in told), (wanted, told)


def test_a_missing_file_is_told(root):
    (root / "taxonomy" / "words" / "ru.yaml").unlink()
    (root / "taxonomy" / "statements" / "weights.yaml").unlink()
    told = faults(root)
    assert any("words/ru.yaml" in one for one in told)
    assert any("weights.yaml" in one for one in told)


def test_no_statement_stands_under_two_elements_of_one_language():
    for lang, spoken in phrasebook.read(_resources.checkout(), MODEL).by_language.items():
        first: dict[str, str] = {}
        for one in spoken.placed:
            for text in one.statements:
                assert first.setdefault(text.casefold(), one.id) == one.id, (lang, text)
