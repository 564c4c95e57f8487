"""``pcf complaints``."""

from __future__ import annotations

from pathlib import Path

from pcf.cli.loop_options import log_options
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
@log_options
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
