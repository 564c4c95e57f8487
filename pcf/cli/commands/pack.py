"""``pcf pack``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from pcf.cli.output import check_output, print_findings, print_json, print_note, print_table, working_on
from pcf.cli.session import FILE, Session, command, current, option
from pcf.errors import N_, BadOptionError, InputFaultsError, OutputNotWritableError, Phrase
from pcf.findings import Finding, has_errors
from pcf.outputs import together, whole_folder

if TYPE_CHECKING:
    from pcf.excel.papers.people import Person
    from pcf.excel.papers.plan import Plan

_PAPERS = "papers.xlsx"


@command(
    "pack",
    help=N_("Write a workbook for each person to ask, and the working papers: plan, interview guides, requests."),
)
@click.argument("folder", metavar="FOLDER", type=FILE)
@option(
    "--people",
    type=FILE,
    metavar="LIST",
    help=N_("Whom to ask: CSV or .xlsx with the columns name, role, scope, language."),
)
@option(
    "--profile",
    default="all",
    metavar="NAME",
    help=N_("Industry: bank, telecom, retail, manufacturing, software, public or all."),
)
@option("--segments", default="", metavar="LIST", help=N_('Customer segments: "A;B;C", or with ids "retail=A;sme=B".'))
@option("--round", "round_name", default="", metavar="ROUND", help=N_("The round: 2026, 2026-Q4 or 2026-11."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(folder: Path, people: Path | None, profile: str, segments: str, round_name: str, force: bool) -> None:
    from pcf.assessment.template import parse_segments
    from pcf.excel.papers.plan import idle_people, make_plan

    session = current()
    asked, findings = _read(people, session)
    try:
        customers = parse_segments(segments)
        plan = make_plan(session.taxonomy, asked, profile=profile, segments=customers, round_name=round_name)
    except ValidationError as error:
        raise BadOptionError(option="--round", found=round_name, expected="2026, 2026-Q4, 2026-H2, 2026-11") from error
    findings += idle_people(plan, people.name if people else "")
    _check(folder, plan, force=force, inputs=[people] if people else [])
    _write(folder, plan, session)
    if session.as_json:
        print_json(_document(folder, plan, findings, session))
    elif plan.forms:
        _print_plan(plan, session)
    print_findings(findings, session.say)
    print_note(session.say("Written: {path}", path=str(folder)))


def _read(people: Path | None, session: Session) -> tuple[tuple[Person, ...], list[Finding]]:
    """Read the list of people.

    Raises:
        InputFaultsError: It has errors; holds all findings.
    """
    from pcf.excel.papers.people import read_people

    if people is None:
        return (), []
    asked, findings = read_people(people, session.taxonomy)
    if has_errors(findings):
        count = sum(has_errors([finding]) for finding in findings)
        raise InputFaultsError(findings=findings, path=people.name, count=count)
    return asked, [*findings]


def _files(plan: Plan) -> list[str]:
    return [_PAPERS, *(one.file for one in plan.forms)]


def _check(folder: Path, plan: Plan, *, force: bool, inputs: Sequence[Path]) -> None:
    """Refuse a folder that is none, and files in it that must not be replaced."""
    if folder.is_dir():
        for name in _files(plan):
            check_output(folder / name, force=force, inputs=inputs)
    elif folder.exists():
        raise OutputNotWritableError(path=str(folder), reason=Phrase(N_("it is not a folder")))


def _write(folder: Path, plan: Plan, session: Session) -> None:
    """Write all files: they appear together or not at all."""
    from pcf.excel import write_workbook
    from pcf.excel.papers.book import write_papers

    with together(), whole_folder(folder) as place, working_on(_files(plan)) as steps:
        next(steps)
        write_papers(place / _PAPERS, plan, lang=session.lang)
        for one, _ in zip(plan.forms, steps, strict=True):
            write_workbook(place / one.file, one.form, lang=one.person.language)


def _document(folder: Path, plan: Plan, findings: Sequence[Finding], session: Session) -> dict[str, object]:
    return {
        "folder": str(folder),
        "edition": plan.taxonomy.edition,
        "papers": _PAPERS,
        "files": [
            {
                "file": one.file,
                "workbook_id": one.form.workbook_id,
                "respondent": one.person.name,
                "role": one.person.role,
                "language": one.person.language,
                "processes": [process.id for process in one.effort.processes],
                "minutes": one.effort.minutes,
            }
            for one in plan.forms
        ],
        "findings": [finding.to_json(session.say) for finding in findings],
    }


def _print_plan(plan: Plan, session: Session) -> None:
    say = session.say
    columns = [say("Workbook"), say("Respondent"), say("Role"), say("Asked about"), say("Processes"), say("Minutes")]
    rows = [
        (
            one.file,
            one.person.name or "–",
            plan.role_name(one.person) or "–",
            plan.scope_text(one.effort.processes) or "–",
            str(len(one.effort.processes)),
            str(one.effort.minutes),
        )
        for one in plan.forms
    ]
    print_table(columns, rows, numeric=(4, 5))
