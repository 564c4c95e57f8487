"""A user's project: everything public is called, under mypy --strict with no expression of an unknown type."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pcf
from pcf.errors import InputFaultsError
from pcf.exchange import FORMS, export, read_csv, read_json, read_skos
from pcf.findings import Finding
from pcf.model import ElementRecord, MetricRecord, Place
from pcf.workforce import erlang_a, erlang_b, erlang_c


def read_the_model() -> list[str]:
    six: pcf.Taxonomy = pcf.load("7.4", lang="ru")
    element: pcf.Element = six["10388"]
    above: pcf.Element | None = element.parent
    below: tuple[pcf.Element, ...] = element.children
    places: Mapping[str, Place] = element.editions
    record: ElementRecord = element.record
    texts: list[str] = [element.name, element.definition or "", *element.synonyms, *element.examples]
    texts += [one.name for one in six if one.level == 3]
    texts += [*places, record.id, above.id if above else "", *(one.id for one in below)]
    return texts


def compute_metrics() -> float | None:
    six = pcf.load()
    metric: pcf.Metric = six.metric("service_level")
    record: MetricRecord = metric.record
    result: pcf.Result = metric.result({"contacts_answered_in_time": 812, "contacts_offered": 1000})
    texts: list[str] = [metric.name, metric.formula_text, metric.excel, metric.latex, record.unit, *metric.measures]
    return result.value if texts else metric.value({})


def assess(path: Path) -> list[str]:
    try:
        book: pcf.Assessment = pcf.read_workbook(path)
    except InputFaultsError as error:
        faults: tuple[Finding, ...] = tuple(error.findings)
        return [fault.message() for fault in faults]
    card: pcf.Scorecard = book.scorecard(policy="mean", lang="zh")
    levels: list[int | None] = [one.level for one in book.responses]
    return [str(levels), *(process.element.id for process in card.processes)]


def suggest_and_staff() -> list[str]:
    found: pcf.Suggestions = pcf.suggest("We answer complaints in three days", limit=3)
    best: list[tuple[str, float]] = [(one.id, one.confidence) for one in found]
    several: list[pcf.Suggestions] = list(pcf.suggest(["Returns", "Claims"]))
    return [str(best), str(found.none), str(several)]


def exchange(folder: Path) -> bool:
    six = pcf.load()
    for form in FORMS:
        export(six, folder / form, form)
    documents = [read_csv(folder / "csv"), read_json(folder / "json").model, read_skos(folder / "skos")]
    return len(documents) == len(FORMS)


def formulas() -> list[object]:
    return [erlang_b(10.0, 12), erlang_c(10.0, 12), erlang_a(10.0, 12, aht=180.0, patience=60.0, within=20.0)]
