"""Static rules for live formulas: portable functions only, nothing in its own range, no cycle."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from pathlib import Path

import networkx
import pytest
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

from pcf.assessment import Assessment, template
from pcf.excel import layout, write_workbook
from pcf.excel.workbook import hidden
from pcf.ids import LANGUAGES, Language
from pcf.sheets.package import read_book
from pcf.taxonomy import load

from .fillings import filling

# fmt: off
ALLOWED = frozenset({
    "SUM", "AVERAGE", "COUNT", "COUNTA", "MIN", "MAX", "ROUND", "INT", "ABS", "IF", "AND", "OR", "NOT", "IFERROR",
    "ISNUMBER", "ISBLANK", "INDEX", "MATCH", "SUMPRODUCT", "AVERAGEIFS", "SUMIFS", "COUNTIFS", "CHOOSE", "SMALL",
    "LARGE", "RANK", "PERCENTILE", "MEDIAN", "STDEV", "NA", "REPT", "TRIM", "FIND", "SUBSTITUTE", "CHAR", "EXACT",
})
# fmt: on
Node = tuple[str, int, int]


def _workbooks(make_sample) -> dict[str, tuple[Assessment, Language]]:
    """Every template that can be asked for, each in one language, and two filled ones."""
    made: dict[str, tuple[Assessment, Language]] = {}
    turn = itertools.cycle(LANGUAGES)
    for profile in load().bundle.maturity.profiles:
        made[profile.id] = (template.empty(load(), profile=profile.id), next(turn))
    for edition in load().bundle.editions:
        made[edition.id] = (template.empty(load(edition.id)), next(turn))
    scope = template.parse_scope("6.2, 6.5.2", load())
    segments = template.parse_segments("A;B;C")
    made["one respondent"] = (template.empty(load(), scope=scope, segments=segments), next(turn))
    made["filled"] = (make_sample(), next(turn))
    made["with earlier rounds"] = (filling(2), next(turn))
    return made


@pytest.fixture(scope="module")
def books(make_sample, tmp_path_factory) -> dict[str, dict[tuple[str, str], str]]:
    """Every formula of every workbook: (sheet, cell) -> formula."""
    found = {}
    for name, (assessment, lang) in _workbooks(make_sample).items():
        path: Path = tmp_path_factory.mktemp("static") / "book.xlsx"
        write_workbook(path, assessment, lang=lang)
        sheets = read_book(path)[0].sheets
        found[name] = {
            (sheet.name, cell.name): f"={cell.formula}"
            for sheet in sheets
            for cell in sheet.cells.values()
            if cell.formula is not None
        }
    return found


@pytest.fixture(scope="module")
def formulas(books) -> dict[tuple[str, str], str]:
    """Every different formula with one place where it stands."""
    first: dict[str, tuple[str, str]] = {}
    for found in books.values():
        assert len(found) > 3_000
        for place, formula in found.items():
            first.setdefault(formula, place)
    return {place: formula for formula, place in first.items()}


def tokens(formula: str, kind: str) -> list[str]:
    return [token.value for token in Tokenizer(formula).items if token.type == kind or token.subtype == kind]


@pytest.mark.long
def test_only_portable_functions_are_used(formulas):
    used = {
        name.rstrip("(").upper() for formula in formulas.values() for name in tokens(formula, "FUNC") if name != ")"
    }
    assert used <= ALLOWED


def test_no_array_no_whole_column_no_semicolon(formulas):
    for formula in formulas.values():
        assert "{" not in formula
        assert ";" not in re.sub(r'"[^"]*"', "", formula)  # in a text it is a sign that people type
        assert not re.search(r"\$?[A-Z]+:\$?[A-Z]+(?![0-9])", formula)
        assert "_xlfn" not in formula
        assert not re.search(r'"[<>=]', formula)  # criteria strings depend on the locale


def sums_of_products(formula: str) -> list[list[str]]:
    """Return the operators that stand directly inside each SUMPRODUCT, not in a function within it."""
    open_calls: list[tuple[str, list[str]]] = []
    found = []
    for token in Tokenizer(formula).items:
        if token.subtype == "OPEN":
            open_calls.append((token.value, []))
        elif token.subtype == "CLOSE":
            name, operators = open_calls.pop()
            if name == "SUMPRODUCT(":
                found.append(operators)
        elif token.type == "OPERATOR-INFIX" and open_calls:
            open_calls[-1][1].append(token.value)
    return found


def test_sums_of_products_use_the_comma_form(formulas):
    sums = [operators for formula in formulas.values() for operators in sums_of_products(formula)]
    assert len(sums) > 500
    assert not [operators for operators in sums if "*" in operators]
    assert sums_of_products("=SUMPRODUCT((A1:A2=1)*B1:B2)") == [["*"]]


def cells_of(reference: str, home: str) -> list[Node]:
    sheet, _, area = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    name = sheet.strip("'") or home
    return [(name, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


@pytest.mark.long
@pytest.mark.parametrize("name", ["all", "bank", "7.0", "8.0", "one respondent", "with earlier rounds"])
def test_no_formula_is_in_its_own_range_and_there_is_no_cycle(name: str, books):
    graph: networkx.DiGraph[Node] = networkx.DiGraph()
    for (sheet, cell), formula in books[name].items():
        (own,) = cells_of(cell, sheet)
        for reference in tokens(formula, "RANGE"):
            needed = cells_of(reference, sheet)
            assert own not in needed, (sheet, cell, formula)
            graph.add_edges_from((one, own) for one in needed)
    assert networkx.is_directed_acyclic_graph(graph)


def test_sheets_are_quoted_and_exist(formulas):
    sheets = {layout.tab(key) for key in layout.TABS} | {f"_{key}" for key in layout.HIDDEN_SHEETS}
    for formula in formulas.values():
        for reference in tokens(formula, "RANGE"):
            if "!" in reference:
                assert reference.startswith("'")
                assert reference.partition("!")[0].strip("'") in sheets


def test_formulas_are_no_longer_and_no_deeper_than_excel_takes(formulas):
    assert max(len(formula) for formula in formulas.values()) <= 8_192
    assert max(_depth(formula) for formula in formulas.values()) <= 64


def _depth(formula: str) -> int:
    depths = itertools.accumulate({"(": 1, ")": -1}.get(sign, 0) for sign in formula)
    return max(depths, default=0)


def test_a_text_inside_a_formula_is_a_code_or_a_sign(formulas):
    """Words for people stand on the sheet of texts, where they have all languages."""
    texts = {text for formula in formulas.values() for text in re.findall(r'"([^"]*)"', formula)}
    words = {text for text in texts if re.search(r"[^\W\d_]{3}", text) and not re.fullmatch(r"s\d+:[a-z_\d]+", text)}
    assert words <= {"scored", "provisional", "none", "not_asked", "#group:"}


def test_thresholds_stand_in_cells(formulas, monkeypatch, tmp_path: Path):
    """Other thresholds in Python are other cells on the hidden sheet, and no other formula."""
    assert not [formula for formula in formulas.values() if re.search(r"0\.[68]", formula)]
    path, changed = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    write_workbook(path, Assessment(), lang="en")
    monkeypatch.setattr(hidden, "THRESHOLDS", dict.fromkeys(hidden.THRESHOLDS, Fraction(1, 2)))
    write_workbook(changed, Assessment(), lang="en")
    one, other = (
        {(sheet.name, cell.name): cell for sheet in read_book(file)[0].sheets for cell in sheet.cells.values()}
        for file in (path, changed)
    )
    differing = {place[0] for place, cell in one.items() if cell.formula is None and cell.text != other[place].text}
    assert differing == {"_lists"}
    assert all(cell.formula == other[place].formula for place, cell in one.items())
