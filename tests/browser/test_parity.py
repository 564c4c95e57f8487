"""The site, its downloads, the package and the workbook give the same ids, names and formulas."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

import pcf
from pcf.cli.main import run
from pcf.ids import LANGUAGES
from pcf.source import bundle
from pcf.taxonomy import Element, Metric

pytestmark = pytest.mark.long

SHEETS = {"scope": "4 SCOPE", "figures": "8 SLA"}
TEXT_OF = re.compile(r"='_texts'!\$B\$(\d+)")
FIRST_TEXT = 2  # column of English among the texts; Russian and Chinese follow


def elements(lang: str) -> list[Element]:
    """Return every element of any edition, as the package gives it in the last edition that has it, 7.4 before all."""
    editions = {edition: pcf.load(edition, lang) for edition in (record.id for record in bundle().editions)}
    return [
        editions["7.4" if record.place("7.4") else record.places[-1].edition][record.id] for record in bundle().elements
    ]


def metrics(lang: str) -> list[Metric]:
    return [metric for element in pcf.load("7.4", lang) for metric in element.metrics]


def title(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\".*?)?</h1>", html, re.DOTALL)
    assert found
    return shown(found[1])


def shown(html: str) -> str:
    """Return HTML as it is read: no tags, no entities, no double spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_element_has_its_ids_and_its_name_on_its_page(site: Path, lang: str):
    for element in elements(lang):
        html = (site / lang / "id" / element.id / "index.html").read_text(encoding="utf-8")
        assert title(html) == element.name, element.id
        ids = re.search(r'<p class="pcf-ids">(.*?)</p>', html)
        assert ids, element.id
        assert element.id in ids[1].split(), element.id
        assert element.hierarchy_id is None or element.hierarchy_id in ids[1].split(), element.id
        for other in set(LANGUAGES) - {lang}:
            assert element.names.spoken(other) in unescape(html), f"{element.id} in {other}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_metric_has_its_name_and_its_formula_on_its_page(site: Path, lang: str):
    found = metrics(lang)
    assert len(found) == len(bundle().metrics)
    for metric in found:
        html = (site / lang / "metric" / metric.id / "index.html").read_text(encoding="utf-8")
        assert title(html) == " ".join(metric.name.split()), metric.id
        text = shown(html)
        assert f"={metric.excel}" in unescape(re.sub(r"<[^>]+>", "", html)), metric.id
        assert " ".join(metric.sentence.split()) in text, metric.id
        assert f'href="../../id/{metric.element}/"' in html, metric.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_downloads_say_what_the_package_says(site: Path, lang: str):
    for element in elements(lang):
        beside = site / lang / "id"
        document = json.loads((beside / f"{element.id}.json").read_text(encoding="utf-8"))
        own = document["element"]
        assert (own["id"], own["hierarchy_id"]) == (element.id, element.hierarchy_id)
        assert own["name"] == {code: element.names.spoken(code) for code in LANGUAGES}, element.id
        assert [(one["id"], one["formula"]["excel"], one["name"][lang]) for one in document["metrics"]] == [
            (metric.id, metric.excel, metric.name) for metric in element.metrics
        ]
        rows = list(csv.DictReader(io.StringIO((beside / f"{element.id}.csv").read_text(encoding="utf-8-sig"))))
        assert {row["id"] for row in rows} == {element.id}
        assert [row["text"] for row in rows if row["field"] == "name"] == [element.name]
        assert {row["key"]: row["text"] for row in rows if row["field"] == "metric"} == {
            metric.id: metric.name for metric in element.metrics
        }
        book = load_workbook(beside / f"{element.id}.xlsx", read_only=True)
        cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
        assert {element.id, element.name} | {metric.id for metric in element.metrics} <= cells
        assert {metric.formula_text for metric in element.metrics} <= cells, element.id


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, tuple[object, ...]]]:
    """Return the cells of two sheets of an empty workbook by their hidden keys; texts in all three languages."""
    path = tmp_path_factory.mktemp("workbook") / "template.xlsx"
    assert run(["template", str(path)]) == 0
    book = load_workbook(path)
    texts = book["_texts"]

    def meant(cell: object) -> object:
        found = TEXT_OF.fullmatch(str(cell))
        if not found:
            return cell
        said = [texts.cell(int(found[1]), FIRST_TEXT + number).value for number in range(1, len(LANGUAGES) + 1)]
        return dict(zip(LANGUAGES, said, strict=True))

    return {
        key: {
            str(row[0]): tuple(map(meant, row[1:]))
            for row in book[sheet].iter_rows(min_row=6, values_only=True)
            if row[0]
        }
        for key, sheet in SHEETS.items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_asks_for_the_processes_that_the_site_shows(site: Path, workbook, lang: str):
    processes = [element for element in pcf.load("7.4", lang) if element.level == 3]
    assert len(processes) == 27
    for element in processes:
        hierarchy_id, name = workbook["scope"][element.id][:2]
        html = (site / lang / "id" / element.id / "index.html").read_text(encoding="utf-8")
        assert hierarchy_id == element.hierarchy_id
        assert name[lang] == element.name == title(html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_names_metrics_as_the_site_does(site: Path, workbook, lang: str):
    asked = {key.partition(":")[2]: row for key, row in workbook["figures"].items() if key.startswith("s1:")}
    assert len(asked) >= 10
    for metric_id, row in asked.items():
        html = (site / lang / "metric" / metric_id / "index.html").read_text(encoding="utf-8")
        assert title(html) in [cell[lang] for cell in row if isinstance(cell, dict)], metric_id
