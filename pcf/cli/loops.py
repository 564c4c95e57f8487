"""The two closed loops as the commands need them: logs counted, judged with what the forms say, written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.assessment import Counted
from pcf.assessment.looped import complaint_loop_of, day_of, reason_loop_of
from pcf.cli.inputs import faults_of
from pcf.complaints.log import count_complaints
from pcf.complaints.loop import ComplaintLoop, complaint_loop
from pcf.complaints.records import ComplaintInputs
from pcf.errors import BadOptionError
from pcf.findings import Finding, has_errors
from pcf.metrics import moments
from pcf.reasons.defaults import default_reasons
from pcf.reasons.judging import reason_loop
from pcf.reasons.log import count_reasons
from pcf.reasons.report import ReasonLoop

if TYPE_CHECKING:
    from pcf.cli.loop_files import LoopFiles
    from pcf.cli.session import Session
    from pcf.complaints.counts import ComplaintCounts
    from pcf.reasons.counts import ReasonCounts
    from pcf.reasons.records import Reason
    from pcf.reasons.tables import Assign

COMPLAINT_LOGS = ("complaints", "volumes", "contacts")  # the kinds of logs that each loop reads, its own first
REASON_LOGS = ("contacts", "volumes")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the logs: days, the moment of the report, the window of repeats in days."""

    first: str | None = None
    last: str | None = None
    as_of: str | None = None
    window: float | None = None

    def check(self) -> None:
        """Refuse days and moments that cannot be, whatever they are asked of.

        Raises:
            BadOptionError: Names the option.
        """
        first, last = moments.day("from", self.first), moments.day("to", self.last)
        if first and last and last < first:
            raise BadOptionError(option="to", found=self.last, expected=[f"≥ {first}"])
        moments.moment("as-of", self.as_of, "UTC")  # in any zone: the log says in which


def judged_complaints(found: LoopFiles, asked: Asked, session: Session) -> tuple[ComplaintLoop, list[Finding]]:
    """Count the complaint log, if there is one, and judge it with what the forms say.

    Returns:
        The loop, and what counting found.

    Raises:
        LogError: The logs have faults.
        BadOptionError: A day or moment that cannot be.
    """
    inputs = found.forms.shared.complaints if found.forms else None
    counts, told = count_complaint_log(found, inputs, asked) if "complaints" in found.logs else (None, [])
    if found.forms is not None:
        loop = complaint_loop_of(found.forms, Counted(complaints=counts, as_of=asked.as_of or ""), session.lang)
        if loop is not None:
            return loop, told
    values = [row.value for row in counts.cuts.get("segment", ())] if counts else []
    segments = {value: value for value in values if value is not None}
    as_of = day_of(asked.as_of or "", "", counts.as_of if counts else "")
    return complaint_loop(ComplaintInputs(), segments=segments, counts=counts, as_of=as_of, lang=session.lang), told


def count_complaint_log(
    found: LoopFiles, inputs: ComplaintInputs | None, asked: Asked
) -> tuple[ComplaintCounts, list[Finding]]:
    """Count the complaint log with the logs that give it a base.

    Raises:
        LogError, BadOptionError
    """
    paths, its_map = found.logs["complaints"]
    counts, told = count_complaints(
        paths,
        its_map,
        inputs=inputs,
        segments={segment.id: segment.name for segment in found.segments} or None,
        also=[log for kind, log in found.logs.items() if kind in COMPLAINT_LOGS[1:]],
        first=asked.first,
        last=asked.last,
        as_of=asked.as_of,
    )
    return counts, list(told)


def judged_reasons(found: LoopFiles, asked: Asked, session: Session) -> tuple[ReasonLoop, list[Finding]]:
    """Count the contact log, if there is one, and judge it with the list of the forms, or with the model's own.

    Returns:
        The loop, and what counting found.

    Raises:
        LogError: The logs have faults.
        BadOptionError: A day or moment that cannot be.
    """
    own = found.forms.shared.reasons if found.forms else None
    reasons = default_reasons(session.taxonomy) if own is None else own
    counts, told = count_contact_log(found, reasons, asked) if "contacts" in found.logs else (None, [])
    if found.forms is not None:
        loop = reason_loop_of(found.forms, Counted(reasons=counts, as_of=asked.as_of or ""))
        if loop is not None:
            return loop, told
    return reason_loop(reasons, counts, as_of=day_of(asked.as_of or "", "", counts.as_of if counts else "")), told


def count_contact_log(found: LoopFiles, reasons: Sequence[Reason], asked: Asked) -> tuple[ReasonCounts, list[Finding]]:
    """Count the contact log by reason, with the volumes that give it a base.

    Raises:
        LogError, BadOptionError
    """
    paths, its_map = found.logs["contacts"]

    def learn(coded: Mapping[str, str]) -> Assign:
        from pcf.reasons.assignment import ReasonAssigner  # its index takes time: only for logs with texts

        return ReasonAssigner(reasons, coded).reasons_of

    counts, told = count_reasons(
        paths,
        its_map,
        reasons=reasons,
        segments={segment.id: segment.name for segment in found.segments} or None,
        volumes=found.logs.get("volumes"),
        first=asked.first,
        last=asked.last,
        as_of=asked.as_of,
        window_days=asked.window,
        learn=learn,
    )
    return counts, list(told)


def count_loops(found: LoopFiles, asked: Asked) -> tuple[ComplaintCounts | None, ReasonCounts | None, list[Finding]]:
    """Count what the logs of an assessment say of complaints, and of reasons where its forms list them.

    Raises:
        LogError: The logs have faults.
        BadOptionError: A moment that cannot be.
    """
    assert found.forms is not None
    shared = found.forms.shared
    complaints = reasons = None
    told: list[Finding] = []
    if "complaints" in found.logs:
        complaints, more = count_complaint_log(found, shared.complaints, asked)
        told += more
    if "contacts" in found.logs and shared.reasons is not None:
        reasons, more = count_contact_log(found, shared.reasons, asked)
        told += more
    return complaints, reasons, told


def refuse_nothing(files: Sequence[Path], also: Sequence[tuple[Path, Path]]) -> None:
    """Refuse a call that names no file at all, as click does."""
    if not files and not also:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])


def refuse_errors(files: Sequence[Path], findings: Sequence[Finding]) -> None:
    """Refuse to go on with what has errors.

    Raises:
        InputFaultsError: There are errors; holds all findings.
    """
    if has_errors(findings):
        raise faults_of(files, findings)


def write_loop(
    path: Path,
    found: LoopFiles,
    session: Session,
    *,
    complaints: ComplaintLoop | None = None,
    reasons: ReasonLoop | None = None,
) -> None:
    """Write the chapter of a loop as a page of its own."""
    from pcf.report import write_loop_report

    write_loop_report(
        path,
        session.taxonomy,
        lang=session.lang,
        complaints=complaints,
        reasons=reasons,
        segments={segment.id: segment.name for segment in found.segments},
        organisation=found.organisation,
    )
