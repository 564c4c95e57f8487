"""Reading the registers of evidence, of findings of the assessment and of initiatives."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial
from typing import TypeVar

from pcf.assessment import EvidenceItem, Initiative, Observation, Segment
from pcf.assessment.registers import WAVES
from pcf.assessment.words import INITIATIVE_STATE, OBSERVATION
from pcf.errors import Phrase
from pcf.excel.layout import EVIDENCE as KINDS
from pcf.excel.reading import cell_findings, codes
from pcf.excel.reading import register_findings as kinds
from pcf.excel.reading.answers import weight_of
from pcf.excel.reading.dates import date_of
from pcf.excel.reading.entries import Entries
from pcf.excel.reading.figures import MetricNumber
from pcf.excel.reading.id_lists import EntryRefs, ProcessIds
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, RefusedCellError, name_of, number_of, refuse, shown, text_of
from pcf.excel.registers import EVIDENCE, INITIATIVES, OBSERVATIONS
from pcf.ids import LANGUAGES
from pcf.model import Record
from pcf.sheets.grid import Cell
from pcf.taxonomy import Taxonomy

T = TypeVar("T")
_Reader = Callable[[Cell, Notes], T]
_NUMBER = Phrase(cell_findings.A_NUMBER)


@dataclass(frozen=True)
class Known:
    """What entries may name.

    Attributes:
        taxonomy: The edition.
        segments: Those of the workbook; ``None`` where the sheet that names them is in doubt.
        starts_1904: How the workbook counts days.
        own: Own id -> number that the workbook shows.
    """

    taxonomy: Taxonomy
    segments: Sequence[Segment] | None
    starts_1904: bool = False
    own: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def processes(self) -> ProcessIds:
        """Reads a cell of ids of processes."""
        return ProcessIds(self.taxonomy, self.own)

    @cached_property
    def metric_names(self) -> Mapping[str, str]:
        """What metrics are called in any language, folded, with the id; names of several are left out."""
        said = [(metric.id, metric.record.name.spoken(lang)) for metric in self.taxonomy.metrics for lang in LANGUAGES]
        ids: dict[str, set[str]] = {}
        for metric, name in said:
            ids.setdefault(codes.folded(name), set()).add(metric)
        return {name: min(metrics) for name, metrics in ids.items() if len(metrics) == 1}


@dataclass(frozen=True, slots=True)
class Registers:
    """What the three registers hold, in the order of their rows."""

    evidence: tuple[EvidenceItem, ...] = ()
    observations: tuple[Observation, ...] = ()
    initiatives: tuple[Initiative, ...] = ()


def read_registers(tables: Mapping[str, Table], ledger: Ledger, known: Known) -> Registers:
    """Return what the registers hold; what names an unknown id, segment or metric is reported and left out.

    Args:
        tables: The data sheets by key.
        ledger: Gets the findings.
        known: What may be named.
    """
    found = {
        sheet.key: Entries(tables[sheet.key], ledger)
        for sheet in (EVIDENCE, OBSERVATIONS, INITIATIVES)
        if sheet.key in tables
    }
    evidence = found.get(EVIDENCE.key)
    refs = EntryRefs(evidence.name, evidence.ids.values()) if evidence and evidence.is_whole else None
    return Registers(
        _read(EvidenceItem, evidence, "title", partial(_evidence, known=known)),
        _read(Observation, found.get(OBSERVATIONS.key), "text", partial(_observation, known=known, evidence=refs)),
        _read(Initiative, found.get(INITIATIVES.key), "title", partial(_initiative, known=known)),
    )


_Kind = TypeVar("_Kind", bound=Record)
_Fields = Mapping[str, object]


def _read(
    kind: type[_Kind], entries: Entries | None, title: str, fields: Callable[[Entries, str], _Fields]
) -> tuple[_Kind, ...]:
    if entries is None:
        return ()
    read = entries.read(title, kinds.ENTRY_TEXTLESS, partial(fields, entries))
    return tuple(kind.model_validate(one) for one in read)


def _evidence(entries: Entries, row: str, *, known: Known) -> _Fields:
    allowed = ", ".join(KINDS)
    return {
        **take_texts(entries, row, "title", "version", "owner", "shows"),
        "date": entries.take(row, "date", partial(date_of, starts_1904=known.starts_1904)),
        "kind": entries.take(row, "kind", codes.evidence_kind, allowed),
        "processes": entries.take(row, "processes", known.processes),
    }


def _observation(entries: Entries, row: str, *, known: Known, evidence: EntryRefs | None) -> _Fields:
    return {
        **take_texts(entries, row, "text", "consequence", "recommendation"),
        "kind": entries.take(row, "kind", codes.observation_kind, ", ".join(OBSERVATION)),
        "processes": entries.take(row, "processes", known.processes),
        "segment": take_segment(entries, row, known),
        "evidence": _if_known(entries, row, "evidence", evidence),
    }


def _initiative(entries: Entries, row: str, *, known: Known) -> _Fields:
    others = EntryRefs(entries.name, entries.ids.values()) if entries.is_whole else None
    return {
        **take_texts(entries, row, "title", "owner", "note"),
        "state": entries.take(row, "state", codes.initiative_state, ", ".join(INITIATIVE_STATE)),
        "wave": entries.take(row, "wave", wave_of, _NUMBER),
        "depends_on": _if_known(entries, row, "depends_on", others),
        "processes": entries.take(row, "processes", known.processes),
        "expected_level": entries.take(row, "expected_level", codes.level_number, ", ".join(codes.LEVELS)),
        "segment": take_segment(entries, row, known),
        "cost": entries.take(row, "cost", weight_of, _NUMBER),
        "effort": entries.take(row, "effort", weight_of, _NUMBER),
        **_aim(entries, row, known),
    }


def take_texts(entries: Entries, row: str, *columns: str) -> dict[str, object]:
    """Read the cells of a row that hold any text."""
    return {column: entries.take(row, column, text_of) for column in columns}


def _if_known(entries: Entries, row: str, column: str, read: _Reader[T] | None) -> T | None:
    """Read a cell that names something; where nobody can say what there is to name, it is refused without a word."""
    if read is not None:
        return entries.take(row, column, read)
    entries.refuse(row, column)
    return None


def take_segment(entries: Entries, row: str, known: Known) -> str | None:
    """Read which segment an entry is about; ``None`` where it says none, or where nobody can say which there are."""
    read = None if known.segments is None else partial(segment_of, segments=known.segments)
    return _if_known(entries, row, "segment", read)


def segment_of(cell: Cell, notes: Notes, *, segments: Sequence[Segment]) -> str:
    """Read the id of a segment, or its name.

    Raises:
        RefusedCellError: There is no such segment.
    """
    text = name_of(cell, notes)
    exact = {segment.name: segment.id for segment in segments} | {segment.id: segment.id for segment in segments}
    if text in exact:
        return exact[text]
    folded = {codes.folded(word): segment_id for word, segment_id in exact.items()}
    wanted = codes.folded(text)
    if wanted not in folded:
        near = difflib.get_close_matches(wanted[:80], list(folded), n=1, cutoff=0.5)
        allowed = [segment.name for segment in segments] or ["–"]
        raise refuse(kinds.SEGMENT_NOT_LISTED, cell, allowed=allowed, nearest=folded[near[0]] if near else "–")
    notes.append((cell_findings.NORMALISED, {"found": cell.shown, "value": folded[wanted]}))
    return folded[wanted]


def wave_of(cell: Cell, notes: Notes) -> int:
    """Read a wave of the roadmap: 1 to ``WAVES``.

    Raises:
        RefusedCellError: It is no such number.
    """
    number = number_of(cell, notes)
    if number != number.to_integral_value() or not 1 <= number <= WAVES:
        nearest = min(max(int(number), 1), WAVES)
        raise refuse(kinds.WAVE_UNKNOWN, cell, most=WAVES, nearest=nearest)
    return int(number)


def metric_of(cell: Cell, notes: Notes, *, known: Known) -> str:
    """Read the id of a metric, or its name in any language.

    Raises:
        RefusedCellError: There is no such metric in this edition.
    """
    try:
        return codes.code_of(cell, notes, tuple(metric.id for metric in known.taxonomy.metrics), known.metric_names)
    except RefusedCellError as refused:
        if refused.kind is not cell_findings.CODE_UNKNOWN:
            raise
        facts = {"edition": known.taxonomy.edition, "nearest": refused.facts["nearest"]}
        raise refuse(kinds.METRIC_UNKNOWN, cell, **facts) from None


def _aim(entries: Entries, row: str, known: Known) -> dict[str, object]:
    """Read which metric moves, and what it is expected to come to."""
    taxonomy = known.taxonomy
    metric = entries.take(row, "metric", partial(metric_of, known=known), "service_level")
    value: Decimal | None = None
    if metric is not None:
        value = entries.take(row, "expected_value", MetricNumber(taxonomy, taxonomy.metric(metric)), _NUMBER)
    elif entries.is_filled(row, "metric"):
        entries.refuse(row, "expected_value")  # the fault of the metric is reported
    elif (number := entries.take(row, "expected_value", number_of, _NUMBER)) is not None:
        where = entries.place(row, "metric")
        entries.report(kinds.METRIC_MISSING, row, "expected_value", found=shown(number), where=where)
    return {"metric": metric, "expected_value": value}
