"""``pcf carry``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note, print_table
from pcf.cli.session import FILE, Session, command, current, option
from pcf.errors import N_
from pcf.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pcf.carrying import CarryReport
    from pcf.taxonomy import Taxonomy


@command(
    "carry",
    help=N_(
        "Carry a file to another edition, for example: pcf carry FILE -o OUT --edition 8.0. A saved assessment, a "
        "filled workbook, a list of practices, a mapping or the map of a log becomes a file of the same kind; nothing "
        "is lost."
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option("-o", "out", type=FILE, metavar="OUT", required=True, help=N_("Where the carried file goes."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(file: Path, out: Path, force: bool) -> None:
    from pcf.carrying import carry, kind_of_file
    from pcf.rounds.findings import CARRIED_WITHOUT_PLACE

    session = current()
    kind_of_file(file)
    check_output(out, force=force, inputs=[file])
    report = carry(file, out, session.edition, extensions=session.extensions, lang=session.lang)
    if session.as_json:
        findings = [finding.to_json(session.say) for finding in report.findings]
        print_json({"file": str(out), **report.to_json(), "findings": findings})
        print_findings(report.findings, session.say)
    else:
        _print_report(report, session)
        # What has no place stands in the table already.
        print_findings([one for one in report.findings if one.kind is not CARRIED_WITHOUT_PLACE], session.say)
    print_note(session.say("Written: {path}", path=str(out)))
    if has_errors(report.findings):  # a round that was saved with errors keeps them
        click.get_current_context().exit(1)


def _print_report(report: CarryReport, session: Session) -> None:
    """Print how many elements came along and how, and one row for each that is new, renamed or has no place."""
    say = session.say
    print_line(say("From PCF {old} to PCF {new}.", old=report.edition_from, new=report.edition_to))
    print_line(
        say(
            "Elements unchanged: {kept}, renamed: {renamed}, moved: {moved}, with a new meaning: {redefined}, without "
            "a place: {dropped}. New processes: {new}. Kept without a place: {unplaced}.",
            kept=len(report.kept),
            renamed=len(report.renamed),
            moved=len(report.moved),
            redefined=len(report.redefined),
            dropped=len(report.dropped),
            new=len(report.new),
            unplaced=len(report.unplaced),
        )
    )
    if changed := list(_changed(report, session)):
        print_table((say("Id"), say("Change"), report.edition_from, report.edition_to), changed)
    if report.dropped:
        print_table(
            (say("Id"), say("Name"), say("Successor"), say("Now at")),
            [(one.id, one.name, one.successor or "–", one.outside or "–") for one in report.dropped],
        )


def _changed(report: CarryReport, session: Session) -> Iterator[tuple[str, str, str, str]]:
    """Yield the new processes and the renamed elements: id, what happened, and the names in both editions."""
    from pcf.changes import CHANGE_WORDS

    old, new = session.taxonomy_of(report.edition_from), session.taxonomy_of(report.edition_to)

    def name(element: str, taxonomy: Taxonomy) -> str:
        return taxonomy[element].name if element in taxonomy else "–"

    for ids, change in ((report.new, CHANGE_WORDS["added"]), (report.renamed, CHANGE_WORDS["renamed"])):
        for one in ids:
            yield one, session.say(change), name(one, old), name(one, new)
