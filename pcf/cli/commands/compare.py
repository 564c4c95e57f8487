"""``pcf compare``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.output import check_output, print_findings, print_json, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_
from pcf.findings import has_errors


@command(
    "compare",
    help=N_(
        "Compare two rounds, also across editions: what moved, what those who answered both times say, and what else "
        "changed. Each is a workbook, a workshop's or a respondent's, a saved assessment, or a folder of these."
    ),
)
@click.argument("old", metavar="OLD", type=FILE)
@click.argument("new", metavar="NEW", type=FILE)
@option("-o", "out", type=FILE, metavar="OUT.xlsx", help=N_("Write the comparison as a workbook."))
@option(
    "--merge",
    "merges",
    multiple=True,
    metavar="ONE=A+B",
    help=N_("A segment of one round that is several of the other, by id; may be given again."),
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(old: Path, new: Path, out: Path | None, merges: tuple[str, ...], force: bool) -> None:
    from pcf.cli.comparison import print_comparison
    from pcf.cli.inputs import faults_of, files_in, read_place
    from pcf.cli.rounds import score_inputs
    from pcf.rounds.comparison import compare_rounds
    from pcf.rounds.merging import parse_merges

    session = current()
    if out is not None:
        files = [file for path in (old, new) for file in (files_in(path) if path.is_dir() else [path])]
        check_output(out, force=force, inputs=files, suffix=".xlsx")
    (before, found), (after, found_now) = (score_inputs(read_place(path, session), session) for path in (old, new))
    found = [*found, *found_now]
    if before is None or after is None or has_errors(found):
        raise faults_of([old, new], found)
    session.hold_to(after.taxonomy.edition)
    merged = parse_merges(merges, before.round.segments, after.round.segments)
    comparison = compare_rounds(before, after, merged=merged)
    if out is not None:
        from pcf.excel import write_comparison

        write_comparison(out, comparison, lang=session.lang)
    if session.as_json:
        findings = [finding.to_json(session.say) for finding in found]
        print_json({**comparison.to_json(session.lang), "findings": findings})
    else:
        print_comparison(comparison, session)
    print_findings(found, session.say)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))
