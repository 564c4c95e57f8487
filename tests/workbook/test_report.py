"""LibreOffice recomputes report.xlsx: its formulas give Python's numbers, and follow a number that is edited."""

from __future__ import annotations

import math
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Copy, gather, read_saved, score_round
from pcf.excel import write_results
from pcf.ids import LANGUAGES
from pcf.taxonomy import load

from .fillings import filling

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:Sparkline Group extension"),  # openpyxl does not keep them
]
SAVED = Path(__file__).parents[1] / "fixtures" / "three_respondents.json"
REPORTS = 30  # every policy with every language, twice


def test_libreoffice_computes_what_the_report_says(recalculate, cached, tmp_path: Path):
    paths = []
    for seed in range(REPORTS):
        paths.append(tmp_path / f"{seed}.xlsx")
        lang = LANGUAGES[seed % 3]
        write_results(paths[-1], score_round(load(lang=lang), gather([Copy("", filling(seed))])), lang=lang)
    numbers = 0
    for path, recomputed in zip(paths, recalculate(paths), strict=True):
        expected, found = cached(path), cached(recomputed)
        assert expected.keys() == found.keys()
        wrong = [(place, value, found[place]) for place, value in expected.items() if not agree(value, found[place])]
        assert wrong == [], path.name
        numbers += sum(isinstance(value, int | float) for value in expected.values())
    assert numbers > REPORTS * 10


def agree(value: object, found: object) -> bool:
    if isinstance(value, int | float) and isinstance(found, int | float):
        return math.isclose(value, found, rel_tol=0, abs_tol=1e-9)
    return (found or None) == (value or None)


def test_what_is_drawn_follows_an_edited_number(recalculate, cached, tmp_path: Path):
    path, edited = tmp_path / "report.xlsx", tmp_path / "edited.xlsx"
    card = score_round(load(), gather(read_saved(SAVED).copies))
    write_results(path, card, lang="en")
    book = openpyxl.load_workbook(path)
    page = book["Summary"]
    formulas = {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    flags = {place: formula for place, formula in formulas.items() if formula.startswith("=IF(N(")}
    assert flags
    for formula in flags.values():
        page[formula.removeprefix("=IF(N(").partition(")")[0]].value = 50
    bars = {place: formula for place, formula in formulas.items() if "REPT" in formula}
    for formula in bars.values():
        page[formula.removeprefix("=IF(ISNUMBER(").partition(")")[0]].value = 1
    book.save(edited)
    (recomputed,) = recalculate([edited])
    shown = cached(recomputed)
    assert {shown["Summary", place] for place in flags} == {0}
    assert {shown["Summary", place] for place in bars} == {"█" * 12, "██" + "░" * 8}
