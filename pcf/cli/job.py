"""The main job: filled workbooks and a contact log in, scorecard and reports out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.assessment import Counted, Scorecard, gather, match_segments, one_of
from pcf.assessment.findings import REASONS_NOT_IN_CUBE
from pcf.assessment.roles import nameless, unsigned
from pcf.cli.inputs import faults_of, read_inputs
from pcf.cli.output import print_findings, print_json, print_note
from pcf.cli.reports import Report, write_reports
from pcf.cli.scorecard import print_scorecard
from pcf.cli.session import Session
from pcf.errors import InputFaultsError
from pcf.findings import Finding, has_errors
from pcf.ids import owner_of
from pcf.inputs import score_gathered
from pcf.maturity import Consolidation, Policy

if TYPE_CHECKING:
    from pcf.assessment import Round
    from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Job:
    """What one ``assess`` reads, how it scores, and what it writes.

    ``logs`` have our own columns, ``mapped_logs`` come with their maps: complaints and volumes, for the closed loops;
    ``as_of`` is the moment as of which their cases are open.
    """

    files: tuple[Path, ...]
    contacts: Path | None = None
    map: Path | None = None
    logs: tuple[Path, ...] = ()
    mapped_logs: tuple[tuple[Path, Path], ...] = ()
    as_of: str | None = None
    policy: Policy | None = None
    consolidation: Consolidation | None = None
    partial: bool = False
    anonymous: bool = False
    reports: tuple[Report, ...] = ()


def run_job(job: Job, session: Session) -> int:
    """Do the job; return the exit code. With errors and without ``partial`` nothing is written.

    Raises:
        InputFaultsError: Errors were found and ``partial`` was not asked for; holds all findings.
    """
    card = score_job(job, session)
    write_reports(job.reports, card)
    tell_job(job, card, session)
    return 1 if has_errors(card.findings) else 0


def score_job(job: Job, session: Session) -> Scorecard:
    """Read and score what a job is about; the findings of the scorecard are all that were found.

    Raises:
        InputFaultsError: Errors were found and ``partial`` was not asked for; holds all findings.
    """
    read = read_inputs(job.files, session)
    gathered = gather(read.copies) if read.copies else None
    if gathered is not None:
        session.hold_to(gathered.edition)
    counted = one_of(read.counted) if job.contacts is None else _count(job, session, gathered)
    counted = _with_loops(counted, job, gathered)
    found = [*read.findings, *(gathered.findings if gathered else ()), *counted.findings]
    if gathered is None or (has_errors(found) and not job.partial):
        raise faults_of(job.files, found)
    if job.anonymous:
        read = replace(read, findings=list(unsigned(read.findings, gathered)))
        gathered = nameless(gathered)
    return score_gathered(
        read, gathered, session.lang, policy=job.policy, consolidation=job.consolidation, counted=counted
    )


def _with_loops(counted: Counted, job: Job, gathered: Round | None) -> Counted:
    """Add what logs say of complaints, and of contact reasons if the forms list them; faults become findings."""
    from pcf.cli.loop_files import add_logs
    from pcf.cli.loops import COMPLAINT_LOGS, Asked, count_loops

    asked = Asked(as_of=job.as_of)
    asked.check()
    counted = replace(counted, as_of=job.as_of or counted.as_of)
    if gathered is None:
        return counted
    pairs = [*job.mapped_logs, *([(job.contacts, job.map)] if job.contacts and job.map else [])]
    try:
        with add_logs(gathered, job.logs, pairs, COMPLAINT_LOGS) as found:
            complaints, reasons, told = count_loops(found, asked)
    except InputFaultsError as error:
        return replace(counted, findings=(*counted.findings, *error.findings))
    if job.contacts and job.map is None and gathered.shared.reasons is not None and reasons is None:
        told.append(Finding(REASONS_NOT_IN_CUBE, job.contacts.name, facts={"found": job.contacts.name}))
    new = [one for one in told if one not in counted.findings]  # what the contact log said when metrics were counted
    return replace(
        counted,
        complaints=complaints or counted.complaints,
        reasons=reasons or counted.reasons,
        findings=(*counted.findings, *new),
    )


def tell_job(job: Job, card: Scorecard, session: Session) -> None:
    """Print the scorecard, its findings, and what was written."""
    if session.as_json:
        print_json(card.to_json(session.lang))
    else:
        print_scorecard(card, session)
    print_findings(card.findings, session.say)
    for report in job.reports:
        print_note(session.say("Written: {path}", path=str(report.path)))


def _count(job: Job, session: Session, gathered: Round | None) -> Counted:
    """Count the log per segment of the workbooks, or ask its cube; their faults become findings."""
    from pcf.metrics import measure
    from pcf.metrics.cubes import read_cube

    assert job.contacts is not None
    try:
        cube = read_cube(job.contacts) if job.map is None else None
        model = gathered.taxonomy(session.lang) if gathered else session.taxonomy
        measures = _measures_of(job.map, model) if job.map else cube.measures if cube else frozenset()
        metrics = _metrics_of_log(measures, gathered, model)
        measurement = measure(
            job.contacts,
            map=job.map,
            by=("segment",),
            metrics=metrics,
            as_of=job.as_of if cube and cube.as_of else None,  # else it is the moment of complaints alone
            lang=session.lang,
            model=model,
        )
    except InputFaultsError as error:
        return Counted(findings=error.findings)
    if gathered is None:
        return Counted(findings=measurement.findings)
    return match_segments(measurement, gathered.segments, model)


def _measures_of(map_file: Path, model: Taxonomy) -> frozenset[str]:
    """Name the measures that a kind of log is for."""
    from pcf.metrics import read_map

    log = read_map(map_file).log.id
    return frozenset(counting.measure for counting in model.framework.logs.countings if counting.log == log)


def _metrics_of_log(counted: frozenset[str], gathered: Round | None, model: Taxonomy) -> list[str] | None:
    """Choose the metrics on the workbooks' sheets that these measures give; ``None`` for all of the log if none is."""
    from pcf.formula import measures_of

    asked = {figure.metric for figure in gathered.figures} if gathered else set()
    industries = {copy.assessment.profile for copy in gathered.copies} if gathered else set()
    for profile in model.bundle.maturity.profiles:  # a row that nobody filled in stands on the sheet all the same
        asked |= set(profile.core_metrics) if profile.id in industries else set()
    asked |= {one.id for one in model.bundle.metrics if owner_of(one.id)} if gathered else set()
    found = [one.id for one in model.bundle.metrics if one.id in asked and counted.issuperset(measures_of(one.formula))]
    return found or None
