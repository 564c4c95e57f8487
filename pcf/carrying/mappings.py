"""Mappings of practices, and maps of logs, carried."""

from __future__ import annotations

from dataclasses import replace

from pcf.carrying.files import Carriage
from pcf.findings import Finding
from pcf.formula import measures_of
from pcf.ids import DEFAULT_EDITION
from pcf.mapping.editions import edition_of_mapping
from pcf.mapping.sssom import read_mappings, write_mappings
from pcf.metrics import read_map
from pcf.outputs import whole_file
from pcf.rounds import findings as kinds
from pcf.rounds.carried_report import CarryReport, Kept, elements_placed, report_on


def carry_mapping(carriage: Carriage) -> CarryReport:
    """Carry a mapping in SSSOM: a row at an element without a place stays, in the edition that had it last.

    Raises:
        MappingError: It has faults.
    """
    before = edition_of_mapping(carriage.path) or DEFAULT_EDITION
    old, new = (carriage.model(carriage.extensions, edition) for edition in (before, carriage.edition))
    read = read_mappings(carriage.path, new)
    write_mappings(carriage.out, read.practices, taxonomy=new)
    report = report_on("mapping", elements_placed(read.practices), old, new)
    gone = {one.id for one in report.dropped}
    kept = [
        Kept("placement", one.element, before)
        for practice in read.practices
        for one in practice.placements
        if one.element in gone
    ]
    findings = (*read.findings, *carriage.already(before), *report.findings)
    return replace(report, unplaced=tuple(dict.fromkeys(kept)), findings=findings)


def carry_log_map(carriage: Carriage) -> CarryReport:
    """Copy the map of a log, which names no elements, and tell which of its metrics the other edition lacks.

    Raises:
        LogError: The map has faults.
    """
    log = read_map(carriage.path).log.id
    old, new = (carriage.model(carriage.extensions, one) for one in (DEFAULT_EDITION, carriage.edition))
    measures = {counting.measure for counting in new.framework.logs.countings if counting.log == log}
    counted = [metric for metric in old.metrics if measures.issuperset(measures_of(metric.record.formula))]
    with whole_file(carriage.out) as temporary:
        temporary.write_bytes(carriage.path.read_bytes())
    report = report_on("log_map", {metric.element for metric in counted}, old, new)
    lost = [metric for metric in counted if metric.element not in new]
    found = [Finding(kinds.MAP_NAMES_NO_ELEMENTS, carriage.path.name, facts={"found": carriage.path.name})]
    for metric in lost:
        facts = {"found": f"{metric.id} {metric.name}", "edition": new.edition}
        found.append(Finding(kinds.METRIC_WITHOUT_PLACE, carriage.path.name, facts=facts))
    return replace(report, findings=tuple(found))
