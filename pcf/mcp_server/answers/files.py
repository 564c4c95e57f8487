"""Questions about files: which there are, what is wrong with a filled workbook, what a round scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcf.errors import N_, InputFaultsError
from pcf.findings import Finding, Severity, has_errors
from pcf.ids import Language, typed
from pcf.mcp_server.arguments import CheckWorkbookArguments, ListFilesArguments, ReadScorecardArguments
from pcf.mcp_server.call import Call, Json
from pcf.mcp_server.folders import Found

if TYPE_CHECKING:
    from pcf.assessment import Scorecard

_HEADLINE = (
    "edition", "organisation", "currency", "round", "respondents", "policy", "consolidation",
    "score", "status", "range", "coverage", "dk_share",
)  # fmt: skip
_GROUP = ("id", "hierarchy_id", "name", "score", "status", "range", "coverage", "weight")
_PROCESS = (
    "id", "hierarchy_id", "name", "score", "status", "range", "state", "supported", "evidence", "target", "gap",
    "layer", "n", "reason",
)  # fmt: skip
_SEGMENT = ("id", "name", "index", "status", "range", "coverage")
_FINDING = ("severity", "code", "file", "sheet", "cell", "found", "expected", "suggestion", "message")


def list_files_answer(asked: ListFilesArguments, call: Call) -> Json:
    found = [*call.folders.files()]
    shown, rest = call.page(found, asked.offset, asked.limit)
    if not call.folders:
        call.note(N_("No folder was opened: whoever runs the server does so with --folder DIR."))
    elif not found:
        call.note(N_("The folders hold no workbook and no saved assessment."))
    return {
        "folders": [*call.folders.names],
        "files": [{"name": one.name, "bytes": one.size} for one in shown],
        **rest,
    }


def check_workbook_answer(asked: CheckWorkbookArguments, call: Call) -> Json:
    """Report what reading a workbook finds.

    Raises:
        FileOutsideError: It may not be read.
        BadOptionError: An edition was asked for that it does not stand on.
    """
    from pcf.documents.readings import reading_document
    from pcf.excel import inspect_practices

    file = call.folders.find(asked.file)
    reading = inspect_practices(file.path, lang=call.lang)
    if reading.assessment is not None:
        call.hold_to(reading.assessment.edition)
    document = reading_document(file.name, reading, call.say)
    findings: list[Json] = document["findings"]  # type: ignore[assignment]  # the list that was just made
    told = [one for one in findings if asked.severity in {None, one["severity"]}]
    shown, rest = call.page(told, asked.offset, asked.limit)
    edition = reading.assessment.edition if reading.assessment is not None else call.taxonomy.edition
    if reading.assessment is None:
        call.note(N_("The file as a whole could not be read; the findings say why."))
    elif document["ok"]:
        call.note(N_("There are no errors: read_scorecard scores it."))
    counts = _counts(reading.findings)
    return {"edition": edition, **document, "counts": counts, "findings": [*shown], **rest, "source": file.name}


def _counts(findings: Sequence[Finding]) -> Json:
    counted = Counter(finding.severity for finding in findings)
    return {severity.value: counted[severity] for severity in Severity}


def read_scorecard_answer(asked: ReadScorecardArguments, call: Call) -> Json:
    """Score a filled workbook or a saved assessment, and tell one part of it.

    Raises:
        FileOutsideError: It may not be read.
        InputFaultsError: It has errors and ``partial`` was not asked for; holds all findings.
        BadOptionError: An edition was asked for that it does not stand on.
        NotRatedError, UnknownElementError, NoPlaceError: ``id`` names nothing that has a score.
    """
    file = call.folders.find(asked.file)
    card = _scored(file, call.lang, partial=asked.partial)
    call.hold_to(card.taxonomy.edition)
    head = {"edition": card.taxonomy.edition, "file": file.name, "part": asked.part, "counts": _counts(card.findings)}
    if has_errors(card.findings):
        call.note(N_("The file has errors; what they concern is left out of the scores."))
    if asked.part == "explain":
        return head | _explained(card, asked, call) | {"source": file.name}
    return head | _part(card, card.to_json(call.lang), asked, call) | {"source": file.name}


def _scored(file: Found, lang: Language, *, partial: bool) -> Scorecard:
    """Score a file; one that was just read and has not changed since is not read again."""
    status = file.path.stat()
    return _card(file.path, (status.st_mtime_ns, status.st_size, status.st_ino), lang, partial)


@lru_cache(maxsize=4)
def _card(path: Path, _: tuple[int, int, int], lang: Language, partial: bool) -> Scorecard:  # noqa: FBT001 - the key
    from pcf.assessment import gather
    from pcf.inputs import read_input, score_gathered

    read = read_input(path, lang)
    gathered = gather(read.copies) if read.copies else None
    found = [*read.findings, *(gathered.findings if gathered else ())]
    if gathered is None or (has_errors(found) and not partial):
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        raise InputFaultsError(findings=found, path=path.name, count=len(errors))
    return score_gathered(read, gathered, lang)


def _part(card: Scorecard, whole: Json, asked: ReadScorecardArguments, call: Call) -> Json:
    match asked.part:
        case "processes":
            rows = [_keys(row, _PROCESS) for row in whole["processes"] if row["id"] in _within(card, asked.id)]
        case "segments":
            rows = [row for row in whole["segments"] if asked.id in {None, row["id"]}]
            if not rows:
                call.note(
                    N_("There is no such segment; there are: {segments}."), segments=_ids(whole["segments"]) or "–"
                )
        case "levers":
            rows = [{"id": row["id"], **_place(card, row["id"]), **row} for row in whole["levers"]]
        case "findings":
            order = [severity.value for severity in Severity]
            ordered = sorted(whole["findings"], key=lambda row: order.index(row["severity"]))
            rows = [_keys(row, _FINDING) for row in ordered]
        case _:
            return _summary(whole, call)
    shown, rest = call.page(rows, asked.offset, asked.limit)
    return {asked.part: [*shown], **rest}


def _place(card: Scorecard, element_id: str) -> Json:
    element = card.taxonomy[element_id]
    return {"hierarchy_id": element.hierarchy_id, "name": element.name}


def _within(card: Scorecard, element_id: str | None) -> set[str]:
    start = card.taxonomy.element(typed(element_id)) if element_id else card.taxonomy.root
    return {start.id, *(below.id for below in start.descendants)}


def _summary(whole: Json, call: Call) -> Json:
    """Tell the headline, and in words why there is none where there is none."""
    if whole["score"] is None:
        call.note(
            N_("There is no headline score: too few processes are answered. The range says what it may become."),
        )
    if not whole["segments"]:
        call.note(N_("The assessment names no customer segments."))
    without_index = [row["name"] for row in whole["segments"] if row["index"] is None]
    if without_index:
        call.note(N_("Segments without an index, for want of figures: {segments}."), segments=without_index)
    unscored = [row for row in whole["processes"] if row["state"] not in {"scored", "na"}]
    if unscored:
        call.note(
            N_("Without a level: {processes}."), processes=[f"{row['hierarchy_id']} {row['name']}" for row in unscored]
        )
    states = Counter(row["state"] for row in whole["processes"])
    return {
        **_keys(whole, _HEADLINE),
        **({"own_processes": whole["own_processes"]} if whole["own_processes"] else {}),
        "layers": whole["layers"],
        "states": dict(states),
        "groups": [_keys(row, _GROUP) for row in whole["groups"]],
        "segments": [_keys(row, _SEGMENT) for row in whole["segments"]],
    }


def _explained(card: Scorecard, asked: ReadScorecardArguments, call: Call) -> Json:
    told = card.explain(typed(asked.id) if asked.id else None, call.lang)
    return {"id": told.id, "label": told.label, "explanation": str(told)}


def _keys(row: Json, keys: Sequence[str]) -> Json:
    return {key: row[key] for key in keys if key in row}


def _ids(rows: Sequence[Any]) -> list[str]:
    return [row["id"] for row in rows]
