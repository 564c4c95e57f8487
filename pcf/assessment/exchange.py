"""An assessment and its scorecard as JSON: the promised keys, and the saved form that reads back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pcf.assessment import findings as kinds
from pcf.assessment.consolidation import Copy
from pcf.assessment.records import SCHEMA_VERSION, Assessment
from pcf.assessment.scorecard import ProcessScore, Scorecard, SegmentMetric, SegmentScore
from pcf.errors import SavedAssessmentError
from pcf.findings import Finding
from pcf.i18n import Translator
from pcf.maturity import Score
from pcf.taxonomy import Taxonomy


def _number(value: object) -> float | int | None:
    """Make an exact number a JSON number; nothing is rounded, whole numbers stay whole."""
    if value is None:
        return None
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number


def _range(score: Score) -> list[float | int | None] | None:
    return None if score.range is None else [_number(bound) for bound in score.range]


def _score(score: Score) -> dict[str, object]:
    return {
        "score": _number(score.score),
        "status": score.status,
        "range": _range(score),
        "coverage": _number(score.coverage),
        "dk_share": _number(score.dk_share),
        "applicable": score.applicable,
        "weight": _number(score.weight),
    }


def _process(process: ProcessScore, taxonomy: Taxonomy) -> dict[str, object]:
    element = taxonomy[process.element.id]
    return {
        "id": element.id,
        "hierarchy_id": element.hierarchy_id,
        "level": element.level,
        "name": element.name,
        **_score(process.score),
        "supported": process.supported,
        "evidence": list(process.answers.evidence),
        "target": _number(process.answers.target),
        "gap": _number(process.gap),
        "surplus": _number(process.surplus),
        "layer": process.layer,
        "n": process.answers.n,
        "dk": process.answers.dk,
        "spread": process.answers.spread,
        "reason": process.answers.reason,
    }


def _metric(one: SegmentMetric, taxonomy: Taxonomy) -> dict[str, object]:
    figure, result = one.figure, one.result
    return {
        "id": one.metric.id,
        "name": one.metric.name.spoken(taxonomy.lang),
        "unit": one.metric.unit.value,
        "value": _number(result.value),
        "reason": result.reason,
        "n": _number(result.n),
        "basis": result.basis,
        "interval": list(result.interval) if result.interval else None,
        "counted": one.counted,
        "floor": _number(figure.floor if figure else None),
        "target": _number(figure.target if figure else None),
        "stretch": _number(figure.stretch if figure else None),
        "weight": _number(figure.weight if figure else None),
        "attainment": _number(one.attainment),
        "verdict": one.verdict,
        "breached": one.breached,
        "flags": list(result.flags),
    }


def _segment(segment: SegmentScore, taxonomy: Taxonomy) -> dict[str, object]:
    return {
        "id": segment.segment.id,
        "name": segment.segment.name,
        "index": _number(segment.index.score),
        "status": segment.index.status,
        "range": _range(segment.index),
        "coverage": _number(segment.index.coverage),
        "metrics": [_metric(one, taxonomy) for one in segment.metrics],
    }


def scorecard_to_json(card: Scorecard, taxonomy: Taxonomy) -> dict[str, object]:
    """Return the document that ``pcf assess --json`` prints."""
    say = Translator(taxonomy.lang)
    first = card.round.first
    return {
        "edition": taxonomy.edition,
        "organisation": first.organisation.name,
        "currency": first.organisation.currency,
        "round": first.round,
        "respondents": len(card.round.copies),
        "policy": card.policy,
        "consolidation": card.consolidation,
        **_score(card.score),
        "groups": [
            {
                "id": group.id,
                "hierarchy_id": taxonomy[group.id].hierarchy_id,
                "level": 2,
                "name": taxonomy[group.id].name,
            }
            | _score(group)
            for group in card.groups
        ],
        "processes": [_process(process, taxonomy) for process in card.processes],
        "segments": [_segment(segment, taxonomy) for segment in card.segments],
        "totals": {
            metric: {"value": _number(result.value), "n": _number(result.n), "reason": result.reason}
            for metric, result in card.totals.items()
        },
        "findings": [finding.to_json(say) for finding in card.findings],
    }


def saved(card: Scorecard) -> str:
    """Write an assessment as the text of a file that ``read_saved`` and ``template --from`` understand."""
    document = {
        "schema": "pcf-assessment",
        "schema_version": SCHEMA_VERSION,
        "edition": card.taxonomy.edition,
        "policy": card.policy,
        "consolidation": card.consolidation,
        "copies": [
            {"file": copy.file, "assessment": copy.assessment.model_dump(mode="json")} for copy in card.round.copies
        ],
        "scorecard": card.to_json("en"),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_saved(path: Path) -> list[Copy]:
    """Read back what ``saved`` wrote.

    Raises:
        SavedAssessmentError: The file is not such a document, or a newer one; ``findings`` say what is wrong.
    """
    if not path.exists():
        missing = Finding(kinds.SAVED_MISSING, path.name, facts={"found": str(path)})
        raise SavedAssessmentError(findings=[missing], path=path.name, count=1)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        version = document["schema_version"]
        if document["schema"] != "pcf-assessment" or not isinstance(version, int):
            raise ValueError(document["schema"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable(path, [str(error) or type(error).__name__]) from error
    if version > SCHEMA_VERSION:
        newer = Finding(kinds.SAVED_NEWER, path.name, facts={"found": version, "supported": SCHEMA_VERSION})
        raise SavedAssessmentError(findings=[newer], path=path.name, count=1)
    try:
        copies = [Copy(str(copy["file"]), Assessment.model_validate(copy["assessment"])) for copy in document["copies"]]
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise _unreadable(path, faults) from error
    except (KeyError, TypeError) as error:
        raise _unreadable(path, [str(error)]) from error
    if not copies:
        raise _unreadable(path, ["copies: []"])
    return copies


def _unreadable(path: Path, faults: Sequence[str]) -> SavedAssessmentError:
    findings = [Finding(kinds.SAVED_UNREADABLE, path.name, facts={"found": fault}) for fault in faults]
    return SavedAssessmentError(findings=findings, path=path.name, count=len(findings))
