"""``pcf complaints``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.output import check_output, print_findings, print_json, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_


@command(
    "complaints",
    help=N_(
        "Close the loop of complaints: audit and plan, segments of angry customers, value at stake, what a complaint "
        "log says, and response rules. Reads, in any order, filled workbooks and logs: of complaints, and of volumes "
        "or contacts for the rates."
    ),
)
@click.argument("files", nargs=-1, metavar="FILE...", type=FILE)
@option(
    "--map", "map_file", type=FILE, metavar="MAP.toml", help=N_("How the log's columns become ours, if they are not.")
)
@option(
    "--with",
    "also",
    nargs=2,
    multiple=True,
    type=FILE,
    metavar="LOG MAP.toml",
    help=N_("One more log with its map, such as business volumes; may be given several times."),
)
@option("--from", "first", metavar="DAY", help=N_("First day, local time."))
@option("--to", "last", metavar="DAY", help=N_("Last day, local time."))
@option(
    "--as-of",
    metavar="MOMENT",
    help=N_("The moment as of which cases are open; a day means its end. Later rows are left out."),
)
@option("--html", type=FILE, metavar="OUT.html", help=N_("Write the report for a browser."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    files: tuple[Path, ...],
    map_file: Path | None,
    also: tuple[tuple[Path, Path], ...],
    first: str | None,
    last: str | None,
    as_of: str | None,
    html: Path | None,
    force: bool,
) -> None:
    from pcf.cli.complaints import print_complaints
    from pcf.cli.loop_files import open_files
    from pcf.cli.loops import COMPLAINT_LOGS, Asked, judged_complaints, refuse_errors, refuse_nothing, write_loop

    session = current()
    asked = Asked(first, last, as_of)
    refuse_nothing(files, also)
    asked.check()
    if html is not None:
        inputs = [*files, *([map_file] if map_file else []), *(path for pair in also for path in pair)]
        check_output(html, force=force, inputs=inputs, suffix=".html")
    with open_files(files, map_file, also, COMPLAINT_LOGS, session) as found:
        loop, told = judged_complaints(found, asked, session)
    findings = [*found.findings, *told, *loop.findings]
    refuse_errors(files, findings)
    if html is not None:
        write_loop(html, found, session, complaints=loop)
    if session.as_json:
        print_json(loop.to_json())
    else:
        print_complaints(loop, found.organisation.currency or "", session)
    print_findings(findings, session.say)
    if html is not None:
        print_note(session.say("Written: {path}", path=str(html)))
