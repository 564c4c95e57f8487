"""The main job: filled workbooks and a contact log in, scorecard and reports out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.assessment import Copy, Counted, Scorecard, gather, match_segments, one_of, read_saved, saved, score_round
from pcf.assessment.findings import LOCK_FILE_SKIPPED
from pcf.cli.output import print_findings, print_json, print_note, working_on
from pcf.cli.scorecard import print_scorecard
from pcf.cli.session import Session
from pcf.errors import InputFaultsError
from pcf.findings import Finding, Severity, has_errors
from pcf.maturity import Consolidation, Policy
from pcf.outputs import together, write_whole

if TYPE_CHECKING:
    from pcf.assessment import Round
    from pcf.taxonomy import Taxonomy


_LOCKS = ("~$", ".~lock.")  # how Excel, WPS and LibreOffice begin the names of theirs


@dataclass(frozen=True, slots=True)
class Job:
    """What one ``assess`` reads, how it scores, and what it writes."""

    files: tuple[Path, ...]
    contacts: Path | None = None
    map: Path | None = None
    policy: Policy | None = None
    consolidation: Consolidation = "median"
    partial: bool = False
    xlsx: Path | None = None
    html: Path | None = None
    save: Path | None = None


@dataclass(frozen=True, slots=True)
class _Input:
    """What the files held: filled forms, faults, and figures that had been counted before they were saved."""

    copies: list[Copy] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counted: dict[str, Counted] = field(default_factory=dict)


def run_job(job: Job, session: Session) -> int:
    """Do the job; return the exit code. With errors and without ``partial`` nothing is written.

    Raises:
        InputFaultsError: Errors were found and ``partial`` was not asked for; holds all findings.
    """
    read = _read(job.files, session)
    gathered = gather(read.copies) if read.copies else None
    if gathered is not None:
        session.hold_to(gathered.edition)
    if job.contacts is None or job.map is None:
        counted = one_of(read.counted)
    else:
        counted = _count(job.contacts, job.map, session, gathered)
    found = [*read.findings, *(gathered.findings if gathered else ()), *counted.findings]
    failed = has_errors(found)
    if gathered is None or (failed and not job.partial):
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        files = dict.fromkeys(finding.file or path.name for finding in errors for path in job.files)
        raise InputFaultsError(findings=found, path=", ".join(files), count=len(errors))
    card = score_round(
        _taxonomy(gathered, session), gathered, policy=job.policy, consolidation=job.consolidation, counted=counted
    )
    card = card.with_findings(read.findings)
    _write(job, card, session)
    if session.as_json:
        print_json(card.to_json(session.lang))
    else:
        print_scorecard(card, session)
    print_findings(card.findings, session.say)
    for path in (job.xlsx, job.html, job.save):
        if path is not None:
            print_note(session.say("Written: {path}", path=str(path)))
    return 1 if failed else 0


def _taxonomy(gathered: Round, session: Session) -> Taxonomy:
    """Return the edition that the workbooks stand on, in the reader's language."""
    from pcf.taxonomy import load

    return load(gathered.edition, session.lang)


def _read(files: Sequence[Path], session: Session) -> _Input:
    """Read every file; faults of all of them are collected."""
    from pcf.excel import inspect_workbook

    read = _Input()
    with working_on([path.name for path in files]) as steps:
        for path, _ in zip(files, steps, strict=True):
            if len(files) > 1 and path.name.startswith(_LOCKS):  # taken along by a pattern such as *.xlsx
                read.findings.append(Finding(LOCK_FILE_SKIPPED, path.name, facts={"found": path.name}))
                continue
            if path.suffix.lower() == ".json":
                try:
                    kept = read_saved(path)
                except InputFaultsError as error:
                    read.findings.extend(error.findings)
                    continue
                read.copies.extend(kept.copies)
                read.counted[str(path)] = kept.counted
                read.findings.extend(kept.findings)
                continue
            reading = inspect_workbook(path, lang=session.lang)
            read.findings.extend(reading.findings)
            if reading.assessment is not None:
                read.copies.append(Copy(path.name, reading.assessment))
    return read


def _count(contacts: Path, map_file: Path, session: Session, gathered: Round | None) -> Counted:
    """Count the log per segment of the workbooks; its faults become findings."""
    from pcf.metrics import measure

    try:
        metrics = _metrics_of_log(map_file, gathered)
        measurement = measure(contacts, map=map_file, by=("segment",), metrics=metrics, lang=session.lang)
    except InputFaultsError as error:
        return Counted(findings=error.findings)
    if gathered is None:
        return Counted(findings=measurement.findings)
    return match_segments(measurement, gathered.segments, _taxonomy(gathered, session))


def _metrics_of_log(map_file: Path, gathered: Round | None) -> list[str] | None:
    """Choose the metrics on the workbooks' sheets that this kind of log can give; all of the log's if none can."""
    from pcf.formula import measures_of
    from pcf.metrics import read_map
    from pcf.source import bundle, logs

    log = read_map(map_file).log.id
    counted = {counting.measure for counting in logs().countings if counting.log == log}
    asked = {figure.metric for figure in gathered.figures} if gathered else set()
    industries = {copy.assessment.profile for copy in gathered.copies} if gathered else set()
    for profile in bundle().maturity.profiles:  # a row that nobody filled in stands on the sheet all the same
        asked |= set(profile.core_metrics) if profile.id in industries else set()
    found = [one.id for one in bundle().metrics if one.id in asked and counted.issuperset(measures_of(one.formula))]
    return found or None


def _write(job: Job, card: Scorecard, session: Session) -> None:
    """Write what was asked for: all outputs appear, each whole, or none does."""
    from pcf.excel import write_results
    from pcf.report import write_html

    with together():
        if job.xlsx is not None:
            write_results(job.xlsx, card, lang=session.lang)
        if job.html is not None:
            write_html(job.html, card, lang=session.lang)
        if job.save is not None:
            write_whole(job.save, saved(card))
