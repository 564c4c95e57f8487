"""The saved form of an assessment: what was answered, counted and found, so that it scores the same again."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter, ValidationError, field_validator, model_validator

from pcf.assessment import findings as kinds
from pcf.assessment.consolidation import Round
from pcf.assessment.log_rules import LogRules
from pcf.assessment.migrations import migrate
from pcf.assessment.records import SCHEMA_VERSION, Assessment, Copy
from pcf.assessment.saved_ids import faults_of_ids
from pcf.assessment.saved_numbers import numbers_beyond_use
from pcf.assessment.scorecard import Scorecard
from pcf.assessment.segments import Counted
from pcf.assessment.workshop import workshop_form
from pcf.complaints.counts import ComplaintCounts
from pcf.errors import Phrase, SavedAssessmentError, shown
from pcf.findings import Finding, FindingKind, Severity
from pcf.formula import Result
from pcf.ids import MetricId, WordId
from pcf.maturity import CONSOLIDATIONS, POLICIES, Consolidation, Policy
from pcf.model import Record
from pcf.reasons.counts import ReasonCounts
from pcf.taxonomy import load
from pcf.texts.received import FILE_MISSING, FILE_TOO_LARGE, FILE_UNREADABLE, RefusedTextError, content_of

_SCHEMA = "pcf-assessment"
_PHRASE = "phrase"
_ABOUT_COPIES_LEFT_OUT = (kinds.SAME_COPY_TWICE, kinds.COPIES_CONFLICT)  # gathering what is kept cannot find them again


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved assessment holds.

    Attributes:
        copies: The answers, one copy a respondent; at least one.
        counted: What had been counted from a log.
        findings: What reading the original files had found, errors too.
        consolidation: How several respondents' levels became one.
        policy: How processes combined, where that was asked for and is not what the forms say.
    """

    copies: tuple[Copy, ...]
    counted: Counted = field(default_factory=Counted)
    findings: tuple[Finding, ...] = ()
    consolidation: Consolidation = "median"
    policy: Policy | None = None


class _SavedFinding(Record):
    """A finding with the English sentences of its kind, so that it can be said again in any language."""

    code: str
    severity: Severity
    message: str
    expected: str = ""
    suggestion: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    facts: dict[str, JsonValue] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_sentences(self) -> _SavedFinding:
        for sentence in (self.message, self.expected, self.suggestion):
            for _, name, layout, conversion in Formatter().parse(sentence):
                if name is not None and (name not in self.facts or layout or conversion):
                    raise ValueError(f"{{{name}}}")
        return self

    @classmethod
    def of(cls, finding: Finding) -> _SavedFinding:
        place = {"file": finding.file, "sheet": finding.sheet, "cell": finding.cell}
        facts = {name: _plain(value) for name, value in finding.facts.items()}
        return cls.model_validate(asdict(finding.kind) | place | {"facts": facts})

    def restored(self) -> Finding:
        kind = FindingKind(self.code, self.severity, self.message, self.expected, self.suggestion)
        facts = {name: _fact(value) for name, value in self.facts.items()}
        return Finding(kind, self.file, self.sheet, self.cell, facts)


class _SavedCounted(Record):
    """Figures counted from logs, every field of every result, and by which rules."""

    model_config = ConfigDict(allow_inf_nan=False)

    by_segment: dict[WordId, dict[MetricId, Result]] = Field(default_factory=dict)
    totals: dict[MetricId, Result] = Field(default_factory=dict)
    findings: tuple[_SavedFinding, ...] = ()
    rules: tuple[LogRules, ...] = ()
    complaints: ComplaintCounts | None = None
    reasons: ReasonCounts | None = None
    as_of: str = ""

    @field_validator("complaints", "reasons", mode="before")
    @classmethod
    def _check_numbers(cls, said: object) -> object:
        _refuse_what_is_no_number(said)
        return said

    @classmethod
    def of(cls, counted: Counted) -> _SavedCounted:
        by_segment = {segment: dict(results) for segment, results in counted.by_segment.items()}
        findings = tuple(_SavedFinding.of(finding) for finding in counted.findings)
        return cls(
            by_segment=by_segment,
            totals=dict(counted.totals),
            findings=findings,
            rules=counted.rules,
            complaints=counted.complaints,
            reasons=counted.reasons,
            as_of=counted.as_of,
        )

    def restored(self) -> Counted:
        findings = tuple(finding.restored() for finding in self.findings)
        by_segment = {segment: _in_declared_order(results) for segment, results in self.by_segment.items()}
        totals = _in_declared_order(self.totals)
        return Counted(by_segment, totals, findings, self.rules, self.complaints, self.reasons, self.as_of)


def _in_declared_order(results: Mapping[MetricId, Result]) -> dict[MetricId, Result]:
    """Order what was counted as it is counted and shown: a file keeps it by the letters of its ids."""
    place = {record.id: number for number, record in enumerate(load().bundle.metrics)}
    return dict(sorted(results.items(), key=lambda one: (place.get(one[0], len(place)), one[0])))


def _refuse_what_is_no_number(said: object) -> None:
    """Look through all that was counted: the records of the loops do not know that they are being saved."""
    if isinstance(said, float) and not math.isfinite(said):
        raise ValueError(f"{said}")
    if isinstance(said, Mapping | list):
        for one in said.values() if isinstance(said, Mapping) else said:
            _refuse_what_is_no_number(one)


def _plain(fact: object) -> JsonValue:
    """Make a fact what JSON can hold and what is shown the same when it is read back."""
    if isinstance(fact, Phrase):
        return {_PHRASE: str(fact)}
    if isinstance(fact, bool | int | str) or (isinstance(fact, float) and math.isfinite(fact)):
        return fact
    if isinstance(fact, list | tuple):
        return [_plain(one) for one in fact]
    return shown(fact)


def _fact(saved: JsonValue) -> object:
    if isinstance(saved, dict) and saved.keys() == {_PHRASE}:
        return Phrase(saved[_PHRASE])
    return [_fact(one) for one in saved] if isinstance(saved, list) else saved


def saved(card: Scorecard) -> str:
    """Write an assessment as the text of a file that ``read_saved`` and ``template --from`` understand.

    The form is canonical: keys in the order of their letters and nothing of the moment or the machine, so that one
    assessment is one file however it was put together, and reading and saving again changes no byte.
    """
    left_out = [finding for finding in card.round.findings if finding.kind in _ABOUT_COPIES_LEFT_OUT]
    findings = [_SavedFinding.of(finding) for finding in (*card.read_findings, *left_out)]
    document = {
        "schema": _SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "edition": card.taxonomy.edition,
        "policy": card.policy,
        "consolidation": card.consolidation,
        "copies": [
            {"file": copy.file, "assessment": copy.assessment.model_dump(mode="json")} for copy in _kept(card.round)
        ],
        "counted": _SavedCounted.of(card.counted).model_dump(mode="json"),
        "findings": [finding.model_dump(mode="json") for finding in findings],
        "scorecard": card.to_json("en"),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False, sort_keys=True) + "\n"


def _kept(gathered: Round) -> tuple[Copy, ...]:
    """Return the forms to keep: the workshop's, which holds those of its respondents, or everybody's."""
    return (Copy("", workshop_form(gathered)),) if gathered.shared.is_workshop else gathered.copies


def is_foreign(path: Path) -> bool:
    """Whether a file is JSON that something else wrote; what cannot be read at all may be ours and broken."""
    try:
        document = json.loads(content_of(path).decode())
    except (RefusedTextError, ValueError, RecursionError):
        return False
    return not isinstance(document, dict) or document.get("schema") != _SCHEMA


def read_saved(path: Path) -> Saved:
    """Read back what ``saved`` wrote.

    Raises:
        SavedAssessmentError: The file is not such a document, or a newer one, or names what its edition
            does not have; ``findings`` say what is wrong.
    """
    document = _document(path)
    try:
        copies = [Copy(str(copy["file"]), Assessment.model_validate(copy["assessment"])) for copy in document["copies"]]
        counted = _SavedCounted.model_validate(document.get("counted", {}))
        findings = TypeAdapter(tuple[_SavedFinding, ...]).validate_python(document.get("findings", []))
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise _unreadable(path, faults) from error
    except (KeyError, TypeError) as error:
        raise _unreadable(path, [str(error)]) from error
    if not copies:
        raise _unreadable(path, ["copies: []"])
    said = {
        "copies": [{"assessment": copy.assessment.model_dump()} for copy in copies],
        "counted": counted.model_dump(),
    }
    if beyond := [*numbers_beyond_use(said)]:
        raise _unreadable(path, beyond)
    how = document.get("consolidation")
    read = Saved(
        tuple(copies),
        counted.restored(),
        tuple(finding.restored() for finding in findings),
        how if how in CONSOLIDATIONS else "median",
        _asked_policy(document.get("policy"), copies),
    )
    if strangers := list(faults_of_ids(path.name, [copy.assessment for copy in read.copies], read.counted)):
        raise _refusal(path, strangers)
    return read


def _document(path: Path) -> dict[str, Any]:
    """Return the document in today's form.

    Raises:
        SavedAssessmentError: It is none of ours, or a newer one.
    """
    try:
        text = content_of(path).decode()
        document: dict[str, Any] = json.loads(text)
        if (
            "\\ud" in text.lower()
        ):  # escaped, half a pair of surrogates is JSON, but no text that could be written again
            json.dumps(document, ensure_ascii=False).encode()
        version = document["schema_version"]
        if document["schema"] != _SCHEMA or type(version) is not int or version < 1:
            raise ValueError(f"{document['schema']} {version}")
    except RefusedTextError as error:
        raise _refusal(path, [_refused(path, error)]) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable(path, [str(error) or type(error).__name__]) from error
    if version > SCHEMA_VERSION:
        facts = {"found": version, "supported": SCHEMA_VERSION}
        raise _refusal(path, [Finding(kinds.SAVED_NEWER, path.name, facts=facts)])
    migrate(document, version)
    return document


def _refused(path: Path, error: RefusedTextError) -> Finding:
    """Say why a file was not even opened, and that an assessment was meant to be in it."""
    if error.kind is FILE_MISSING:
        return Finding(kinds.SAVED_MISSING, path.name, facts={"found": str(path)})
    if error.kind in (FILE_TOO_LARGE, FILE_UNREADABLE):
        return error.finding(path.name)
    return Finding(replace(error.kind, expected=kinds.SAVED_UNREADABLE.expected), path.name, facts=error.facts)


def _unreadable(path: Path, faults: Sequence[str]) -> SavedAssessmentError:
    return _refusal(path, [Finding(kinds.SAVED_UNREADABLE, path.name, facts={"found": fault}) for fault in faults])


def _asked_policy(scored_by: object, copies: Sequence[Copy]) -> Policy | None:
    """Return the policy that a round was scored by, unless its forms come to it by themselves."""
    said = {copy.assessment.policy for copy in copies if copy.assessment.policy}
    by_forms = said.pop() if len(said) == 1 else "mean"
    return next((policy for policy in POLICIES if policy == scored_by != by_forms), None)


def _refusal(path: Path, findings: Sequence[Finding]) -> SavedAssessmentError:
    return SavedAssessmentError(findings=findings, path=path.name, count=len(findings))
