"""``pcf consolidate``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.assessment import Copy, gather, score_round
from pcf.assessment.roles import nameless, unsigned
from pcf.assessment.voices import said_by_role
from pcf.assessment.workshop import in_dispute_order, shown_range, workshop_form
from pcf.cli.inputs import faults_of, read_inputs
from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note, print_table
from pcf.cli.rounds import counted_left_behind, with_saved_policy
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError, Phrase
from pcf.findings import has_errors
from pcf.i18n import number, percent
from pcf.model import ROLES

if TYPE_CHECKING:
    from pcf.assessment import ProcessScore, Scorecard
    from pcf.cli.session import Session


_SOMEBODY = Phrase(N_("names that leave at least one respondent"))


@command(
    "consolidate",
    help=N_(
        "Put the copies of several respondents into one workshop workbook: answers side by side, the most disputed "
        "first, with room for what is agreed. Give a workshop workbook again with late copies to add them."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@option("-o", "out", type=FILE, metavar="WORKSHOP.xlsx", help=N_("Write the workshop workbook."))
@option(
    "--anonymous",
    is_flag=True,
    help=N_("Drop names, but not from comments; roles of fewer than three respondents are merged."),
)
@option(
    "--without",
    "left_out",
    multiple=True,
    metavar="NAME",
    help=N_("Leave out the copy of a respondent, also one that a workshop workbook holds; may be given again."),
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(files: tuple[Path, ...], out: Path | None, anonymous: bool, left_out: tuple[str, ...], force: bool) -> None:
    from pcf.excel import write_workbook

    session = current()
    if out is not None:
        check_output(out, force=force, inputs=files, suffix=".xlsx")
    read = read_inputs(files, session)
    copies = _without(read.copies, left_out)
    gathered = gather(copies) if copies else None
    found = [*read.findings, *(gathered.findings if gathered else ())]
    if gathered is None or has_errors(found):
        raise faults_of(files, found)
    session.hold_to(gathered.edition)
    read_findings = (*read.findings, *counted_left_behind(read))
    if anonymous:
        read_findings, gathered = unsigned(read_findings, gathered), nameless(gathered)
    gathered = replace(gathered, shared=with_saved_policy(workshop_form(gathered), read))
    card = score_round(gathered.taxonomy(session.lang), gathered).with_findings(read_findings)
    if out is not None:
        write_workbook(out, gathered.shared, lang=session.lang)
    if session.as_json:
        print_json(card.consolidated())
    else:
        _print_disputes(card, session)
    print_findings(card.findings, session.say)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))


def _without(copies: Sequence[Copy], left_out: Sequence[str]) -> list[Copy]:
    """Leave out the copies of some respondents.

    Raises:
        BadOptionError: A name is nobody's; names those that are there.
    """
    names = {form.respondent.name for copy in copies for form in (copy.assessment, *copy.assessment.respondents)}
    for name in left_out:
        if name not in names:
            raise BadOptionError(option="--without", found=name, expected=", ".join(sorted(names - {""})) or "–")
    held = {form.respondent.name for copy in copies for form in copy.assessment.respondents}
    kept: list[Copy] = []
    for copy in copies:
        form = copy.assessment
        if form.is_workshop:
            others = tuple(one for one in form.respondents if one.respondent.name not in left_out)
            if not others:  # what they agreed on would be lost with them
                raise BadOptionError(option="--without", found=", ".join(left_out), expected=_SOMEBODY)
            kept.append(Copy(copy.file, form.model_copy(update={"respondents": others})))
        elif form.respondent.name not in left_out or form.respondent.name in held:  # the corrected copy of one held
            kept.append(copy)
    if copies and not kept:
        raise BadOptionError(option="--without", found=", ".join(left_out), expected=_SOMEBODY)
    return kept


def _print_disputes(card: Scorecard, session: Session) -> None:
    say = session.say
    roles = [role for role in (*ROLES, None) if role in {copy.assessment.respondent.role for copy in card.round.copies}]
    names = {one.code: one.name.spoken(session.lang) for one in card.taxonomy.bundle.maturity.roles}
    print_line(f"{card.round.organisation.name or '–'}  {card.round.name}".rstrip())
    print_line(say("Respondents: {count}", count=len(card.round.copies)))
    columns = [
        "",
        say("Process"),
        *(names[role] if role else say("No role") for role in roles),
        say("From lowest to highest"),
        say("Agreement"),
        say("Don't know, share"),
        say("Proposal"),
        say("Agreed level"),
    ]
    rows = [_cells(process, roles, session) for process in in_dispute_order(card)]
    print_table(columns, rows, numeric=range(2 + len(roles), len(columns)))


def _cells(process: ProcessScore, roles: Sequence[object], session: Session) -> list[str]:
    answers, lang = process.answers, session.lang
    said = said_by_role(answers)
    agreement = None if answers.agreement is None else 100 * answers.agreement
    unknown = None if answers.dk_share is None else 100 * answers.dk_share
    return [
        process.element.hierarchy_id or "",
        process.element.shown_name,
        *(said.get(role, "") for role in roles),  # type: ignore[call-overload]
        shown_range(answers),
        percent(agreement, lang, 0),
        percent(unknown, lang, 0),
        number(answers.proposal, lang, 0),
        answers.agreed.answer or "" if answers.agreed else "",
    ]
