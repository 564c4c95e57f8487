"""``pcf diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.cli.output import print_findings, print_json, print_line, print_table
from pcf.cli.session import FILE, Session, command, current, option
from pcf.errors import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pcf.changes import ChangedElement
    from pcf.publisher.comparison import ComparisonCheck
    from pcf.taxonomy import Taxonomy


@command("diff", help=N_("Print what changed between two editions, for example: pcf diff 7.0 7.4"))
@click.argument("from_edition", metavar="FROM")
@click.argument("to_edition", metavar="TO")
@option(
    "--check",
    "compared",
    type=FILE,
    metavar="FILE.xlsx",
    help=N_("Check your own copy of APQC's comparison of the two editions against the model, row by row."),
)
def run(from_edition: str, to_edition: str, compared: Path | None) -> None:
    from pcf.changes import compare
    from pcf.documents.changes import changes_document
    from pcf.publisher.comparison import check_comparison

    session = current()
    old, new = session.taxonomy_of(from_edition), session.taxonomy_of(to_edition)
    rows = compare(old, new)
    check = check_comparison(compared, old, new) if compared is not None else None

    if session.as_json:
        document = changes_document(old, new, rows)
        if check is not None:
            findings = [finding.to_json(session.say) for finding in check.all_findings]
            document |= {"checked": check.to_json(), "findings": findings}
        print_json(document)
    else:
        _print_changes(rows, old, new, session)
    if check is not None:
        _print_check(check, session)


def _print_changes(rows: Sequence[ChangedElement], old: Taxonomy, new: Taxonomy, session: Session) -> None:
    from pcf.changes import CHANGE_WORDS

    say = session.say

    def name(row: ChangedElement) -> str:
        last = row.after or row.before
        return last.name.spoken(session.lang) if last else ""

    shown = [row for row in rows if row.change != "kept"]
    print_table(
        (say("Id"), say("Change"), old.edition, new.edition, say("Name"), say("Note")),
        [
            (
                row.id,
                ", ".join(say(CHANGE_WORDS[change]) for change in (row.change, *row.also)),
                (row.before and row.before.hierarchy_id) or "–",
                (row.after and row.after.hierarchy_id) or "–",
                name(row),
                row.note,
            )
            for row in shown
        ],
    )
    print_line(say("{kept} of {all} elements are as they were.", kept=len(rows) - len(shown), all=len(rows)))
    for edition in dict.fromkeys((old.edition, new.edition)):
        if any(record.is_local for record in new.bundle.editions if record.id == edition):
            print_line(say("PCF {edition} was read from your own copy of APQC's workbook.", edition=edition))


def _print_check(check: ComparisonCheck, session: Session) -> None:
    """Print what the file says otherwise on stderr, and on stdout, where people read it, how much agrees."""
    print_findings(check.all_findings, session.say)
    if not session.as_json:
        print_line(
            session.say(
                "{file}: {agree} of {rows} elements agree with the model.",
                file=check.file,
                agree=check.agree,
                rows=check.rows,
            )
        )
