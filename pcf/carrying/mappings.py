"""Mappings of practices, and maps of logs, carried."""

from __future__ import annotations

from dataclasses import replace

from pcf.carrying.files import Carriage
from pcf.findings import Finding
from pcf.formula import measures_of
from pcf.ids import DEFAULT_EDITION
from pcf.mapping.sssom import claim_findings, read_mappings
from pcf.mapping.sssom.moving import moved
from pcf.mapping.sssom.told import Told
from pcf.metrics import read_map
from pcf.outputs import whole_file
from pcf.rounds import findings as kinds
from pcf.rounds.carried_report import CarryReport, Kept, elements_placed, report_on
from pcf.texts.received import content_of

# What holds of a mapping that is read for its practices: carried, its rows and their ids stay, and the report tells
# what became of the elements.
_OF_READING = (
    claim_findings.SUBJECTS_RENAMED,
    claim_findings.SUBJECT_NOTHING,
    claim_findings.OBJECT_ELSEWHERE,
    claim_findings.ELEMENT_OF_OTHER_EDITION,
    claim_findings.ELEMENT_MEANT_OTHERWISE,
)


def carry_mapping(carriage: Carriage) -> CarryReport:
    """Carry a mapping in SSSOM, in its own words; a row at an element without a place stays in its edition.

    Raises:
        MappingError: It has faults.
    """
    new = carriage.model()
    read = read_mappings(carriage.path, new)
    told = Told(carriage.path.name)
    carried = moved(content_of(carriage.path).decode("utf-8"), carriage.edition, new.bundle, told)
    with whole_file(carriage.out) as temporary:
        temporary.write_bytes(carried.text.encode("utf-8"))
    report = report_on("mapping", elements_placed(read.practices), carriage.model(carried.before), new)
    gone = {one.id for one in report.dropped}
    kept = [
        Kept("placement", one.element, carried.before)
        for practice in read.practices
        for one in practice.placements
        if one.element in gone
    ]
    kept += [Kept("placement", element, edition) for element, edition in carried.stayed if element not in gone]
    of_file = [one for one in read.findings if one.kind not in _OF_READING]
    findings = (*of_file, *told.in_order(), *carriage.already(carried.before), *report.findings)
    return replace(report, unplaced=tuple(dict.fromkeys(kept)), findings=findings)


def carry_log_map(carriage: Carriage) -> CarryReport:
    """Copy the map of a log, which names no elements, and tell which of its metrics the other edition lacks.

    Raises:
        LogError: The map has faults.
    """
    log = read_map(carriage.path).log.id
    old, new = (carriage.model(one) for one in (DEFAULT_EDITION, carriage.edition))
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
