"""Static rules for live formulas: portable functions only, nothing in its own range, no cycle."""

from __future__ import annotations

import re
from pathlib import Path

import networkx
import openpyxl
import pytest
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

from pcf.assessment import Assessment
from pcf.excel import write_workbook
from pcf.ids import LANGUAGES

# fmt: off
ALLOWED = frozenset({
    "SUM", "AVERAGE", "COUNT", "COUNTA", "MIN", "MAX", "ROUND", "INT", "ABS", "IF", "AND", "OR", "NOT", "IFERROR",
    "ISNUMBER", "ISBLANK", "INDEX", "MATCH", "SUMPRODUCT", "AVERAGEIFS", "SUMIFS", "COUNTIFS", "CHOOSE", "SMALL",
    "LARGE", "RANK", "PERCENTILE", "MEDIAN", "STDEV", "NA", "REPT",
})
# fmt: on
Node = tuple[str, int, int]


@pytest.fixture(scope="module", params=LANGUAGES)
def formulas(request, make_sample, tmp_path_factory) -> dict[tuple[str, str], str]:
    """Every formula of an empty and a filled workbook: (sheet, cell) -> formula."""
    found: dict[tuple[str, str], str] = {}
    for name, assessment in (("empty", Assessment()), ("filled", make_sample())):
        path: Path = tmp_path_factory.mktemp("static") / f"{name}.xlsx"
        write_workbook(path, assessment, lang=request.param)
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                found |= {(sheet.title, cell.coordinate): cell.value for cell in row if cell.data_type == "f"}
    assert len(found) > 300
    return found


def tokens(formula: str, kind: str) -> list[str]:
    return [token.value for token in Tokenizer(formula).items if token.type == kind or token.subtype == kind]


def test_only_portable_functions_are_used(formulas):
    used = {
        name.rstrip("(").upper() for formula in formulas.values() for name in tokens(formula, "FUNC") if name != ")"
    }
    assert used <= ALLOWED


def test_no_array_no_whole_column_no_semicolon(formulas):
    for formula in formulas.values():
        assert "{" not in formula
        assert ";" not in formula
        assert not re.search(r"\$?[A-Z]+:\$?[A-Z]+(?![0-9])", formula)
        assert "_xlfn" not in formula
        assert not re.search(r'"[<>=]', formula)  # criteria strings depend on the locale


def test_sums_of_products_use_the_comma_form(formulas):
    for formula in formulas.values():
        for inside in re.findall(r"SUMPRODUCT\(([^()]*)\)", formula):
            assert "*" not in inside


def cells_of(reference: str, home: str) -> list[Node]:
    sheet, _, area = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    name = sheet.strip("'") or home
    return [(name, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def test_no_formula_is_in_its_own_range_and_there_is_no_cycle(formulas):
    graph: networkx.DiGraph[Node] = networkx.DiGraph()
    for (sheet, cell), formula in formulas.items():
        (own,) = cells_of(cell, sheet)
        for reference in tokens(formula, "RANGE"):
            needed = cells_of(reference, sheet)
            assert own not in needed, (sheet, cell, formula)
            graph.add_edges_from((one, own) for one in needed)
    assert networkx.is_directed_acyclic_graph(graph)


def test_sheets_are_quoted_and_exist(formulas):
    sheets = {sheet for sheet, _ in formulas}
    for formula in formulas.values():
        for reference in tokens(formula, "RANGE"):
            if "!" in reference:
                assert reference.startswith("'")
    assert sheets


def test_thresholds_stand_in_cells(formulas):
    assert not [formula for formula in formulas.values() if re.search(r"0\.[68]", formula)]
