"""``pcf template``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note
from pcf.cli.session import FILE, Session, command, current, option
from pcf.errors import N_, BadOptionError, SeveralRespondentsError
from pcf.findings import Finding, has_errors
from pcf.model import ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pcf.assessment import Assessment, Scorecard, Segment
    from pcf.rounds.carrying import CarriedOver
    from pcf.taxonomy import Taxonomy
    from pcf.workforce.records import StaffingLine


@command(
    "template",
    help=N_("Write an assessment workbook to fill in: empty, for an industry, for one person, or carried over."),
)
@click.argument("out", metavar="OUT.xlsx", type=FILE)
@option(
    "--profile",
    default="all",
    metavar="NAME",
    help=N_("Industry: bank, telecom, retail, manufacturing, software, public or all."),
)
@option("--segments", default="", metavar="LIST", help=N_('Customer segments: "A;B;C", or with ids "retail=A;sme=B".'))
@option("--respondent", default="", metavar="NAME", help=N_("Whose copy it is."))
@option("--role", type=click.Choice(ROLES), help=N_("The respondent's role."))
@option("--scope", default="", metavar="IDS", help=N_("What the respondent is asked about: 6.2,6.5.2"))
@option("--round", "round_name", default="", metavar="ROUND", help=N_("The round: 2026, 2026-Q4 or 2026-11."))
@option(
    "--from",
    "old",
    type=FILE,
    metavar="OLD",
    help=N_("Carry over from a filled workbook, a workshop's or a respondent's, or a saved assessment."),
)
@option(
    "--practices",
    type=FILE,
    metavar="FILE",
    help=N_("Put in practices with their suggestions: a list workbook, an assessment workbook or an SSSOM mapping."),
)
@option("--complaints", is_flag=True, help=N_("Ask how complaints are answered too: five sheets more."))
@option("--reasons", is_flag=True, help=N_("Ask about contact reasons too: a sheet that begins with the model's list."))
@option("--staffing", is_flag=True, help=N_("Ask how many agents are on duty, and for what promise: two sheets more."))
@option(
    "--plan",
    type=FILE,
    metavar="PLAN",
    help=N_("Ask about staffing, beginning with a plan: of each segment and channel its busiest interval."),
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    out: Path,
    profile: str,
    segments: str,
    respondent: str,
    role: Role | None,
    scope: str,
    round_name: str,
    old: Path | None,
    practices: Path | None,
    complaints: bool,
    reasons: bool,
    staffing: bool,
    plan: Path | None,
    force: bool,
) -> None:
    from pcf.assessment import Respondent, template
    from pcf.assessment.pools import with_plan
    from pcf.excel import write_workbook
    from pcf.rounds.carrying import carried_over, carry_over

    session = current()
    taxonomy = session.taxonomy
    check_output(out, force=force, inputs=[path for path in (old, practices, plan) if path], suffix=".xlsx")
    named = template.parse_segments(segments)
    before = _read_old(old, respondent) if old is not None else None
    lines: tuple[StaffingLine, ...] = ()
    if plan is not None:
        known = named or (before[0].segments if before else ())
        lines, more = _read_plan(plan, known)
        named = named if known else more
    try:
        fresh = template.empty(
            taxonomy,
            profile=profile,
            segments=named,
            respondent=Respondent(name=respondent, role=role),
            scope=template.parse_scope(scope, taxonomy),
            round_name=round_name,
            complaints=complaints,
            reasons=reasons,
            staffing=staffing,
        )
    except ValidationError as error:
        raise BadOptionError(option="--round", found=round_name, expected="2026, 2026-Q4, 2026-H2, 2026-11") from error
    lost: list[Finding] = []
    carried: CarriedOver | None = None
    if old is not None and before is not None:
        form, card = before
        fresh, lost = carry_over(form, fresh, taxonomy, card)
        carried = carried_over(form, fresh, taxonomy)
        lost += _new_meanings(form, old, taxonomy)
        print_findings(lost, session.say)
    if plan is not None:
        fresh = with_plan(fresh, lines)
    if practices is not None:
        said = _read_practices(practices)
        listed, cut = carry_over(said, template.empty(taxonomy), taxonomy)
        cut += _new_meanings(said, practices, taxonomy)
        fresh = template.with_practices(fresh, listed)
        print_findings(cut, session.say)
        lost += cut
    write_workbook(out, fresh, lang=session.lang)
    if session.as_json:
        findings = [finding.to_json(session.say) for finding in lost]
        made = {"file": str(out), "edition": fresh.edition, "workbook_id": fresh.workbook_id}
        print_json({**made, "carried": carried.to_json() if carried else None, "findings": findings})
    elif carried:
        _print_carried(carried, session)
    print_note(session.say("Written: {path}", path=str(out)))


def _print_carried(carried: CarriedOver, session: Session) -> None:
    """Say about how many elements something was carried over, and how much has no place."""
    print_line(
        session.say(
            "Carried over. Elements unchanged: {kept}, renamed: {renamed}, moved: {moved}, with a new meaning: "
            "{redefined}. Kept without a place: {unplaced}.",
            kept=len(carried.kept),
            renamed=len(carried.renamed),
            moved=len(carried.moved),
            redefined=len(carried.redefined),
            unplaced=len(carried.unplaced),
        )
    )


def _new_meanings(form: Assessment, path: Path, taxonomy: Taxonomy) -> list[Finding]:
    """Tell which practices are placed on elements that mean something else in the edition of the new file."""
    from pcf.mapping.editions import changes_since
    from pcf.mapping.findings import MEANT_OTHERWISE
    from pcf.mapping.joining import Listed

    changes = changes_since(form.edition, Listed(path.name, form.practices), taxonomy)
    return [one for one in changes if one.kind is MEANT_OTHERWISE]


def _read_plan(path: Path, known: Sequence[Segment]) -> tuple[tuple[StaffingLine, ...], tuple[Segment, ...]]:
    """Return of each segment and channel of a plan its busiest line, and the segments that the plan names.

    Args:
        path: The plan.
        known: The segments of the form; where it has none, those of the plan become its segments.

    Raises:
        InputFaultsError: The plan has faults.
        BadOptionError: It names a segment that the form does not have.
    """
    from pcf.assessment import Segment
    from pcf.assessment.pools import busiest_lines
    from pcf.workforce.plans.files import read_plan

    session = current()
    names = {one.id: one.name for one in known}
    read = read_plan(path, segments=names or None)
    print_findings(read.findings, session.say)
    strange = [name for segment, name in read.segments.items() if names and segment not in names]
    if strange:
        raise BadOptionError(option="--plan", found=strange, expected=list(names.values()))
    return busiest_lines(read.lines), tuple(Segment(id=one, name=name) for one, name in read.segments.items())


def _read_practices(path: Path) -> Assessment:
    """Read a form with practices.

    Raises:
        InputFaultsError: The file has errors.
    """
    from pcf.assessment import Assessment
    from pcf.cli.inputs import faults_of
    from pcf.excel import inspect_practices
    from pcf.mapping.sssom import read_mappings

    session = current()
    if path.suffix.lower() == ".tsv":
        read = read_mappings(path, session.taxonomy)
        print_findings(read.findings, session.say)
        model = session.taxonomy
        return Assessment(edition=model.edition, extensions=model.extensions, practices=read.practices)
    reading = inspect_practices(path, lang=session.lang)
    if reading.assessment is None or has_errors(reading.findings):
        raise faults_of([path], reading.findings)
    print_findings(reading.findings, session.say)
    return Assessment(
        edition=reading.assessment.edition,
        extensions=reading.assessment.extensions,
        practices=reading.assessment.practices,
        unplaced=tuple(one for one in reading.assessment.unplaced if one.link and one.link.kept_in == "practices"),
        organisation=reading.assessment.organisation,
    )


def _read_old(path: Path, respondent: str) -> tuple[Assessment, Scorecard | None]:
    """Read the assessment to carry over; of several that were saved together, the respondent's.

    Of a saved round its scorecard comes too: what all respondents and the log came to.

    Raises:
        InputFaultsError: The file has errors, or had them when it was saved.
        SeveralRespondentsError: Which one of several is meant is not clear.
    """
    from pcf.cli.inputs import faults_of, read_inputs
    from pcf.cli.rounds import score_inputs, with_saved_policy

    session = current()
    read = read_inputs([path], session)
    if has_errors(read.findings):
        raise faults_of([path], read.findings)
    forms = [copy.assessment for copy in read.copies]
    meant = [form for form in forms if form.respondent.name == respondent] if len(forms) > 1 else forms
    if len(meant) != 1:
        raise SeveralRespondentsError(path=path.name, respondents=[form.respondent.name or "–" for form in forms])
    print_findings(read.findings, session.say)
    return with_saved_policy(meant[0], read), score_inputs(read, session)[0]
