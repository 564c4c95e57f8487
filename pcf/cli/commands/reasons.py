"""``pcf reasons``."""

from __future__ import annotations

import math
from pathlib import Path

import click

from pcf.cli.loop_options import log_options
from pcf.cli.output import check_output, print_findings, print_json, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError


def _finite(_context: click.Context, _option: click.Parameter, days: float | None) -> float | None:
    """Refuse what only a computer takes for a number.

    Raises:
        BadOptionError: It is infinite, or ``nan``.
    """
    if days is not None and not math.isfinite(days):
        raise BadOptionError(option="--window", found=str(days), expected=["> 0"])
    return days


@command(
    "reasons",
    help=N_(
        "Close the loop of contact reasons: how many contacts each brings, what they cost, who owns the cause, what "
        "came back, and what to do. Reads, in any order, filled workbooks and logs: of contacts, and of volumes for "
        "the rates. Without a workbook the model's own 25 reasons are used."
    ),
)
@log_options
@option("--as-of", metavar="MOMENT", help=N_("The moment of the report; a day means its end. Later rows are left out."))
@option(
    "--window",
    type=click.FloatRange(min=0, min_open=True),
    callback=_finite,
    metavar="DAYS",
    help=N_("Days within which a further contact counts as coming back; as the map says if not given."),
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
    window: float | None,
    html: Path | None,
    force: bool,
) -> None:
    from pcf.cli.loop_files import open_files
    from pcf.cli.loops import REASON_LOGS, Asked, judged_reasons, refuse_errors, refuse_nothing, write_loop
    from pcf.cli.reasons import print_reasons

    session = current()
    asked = Asked(first, last, as_of, window)
    refuse_nothing(files, also)
    asked.check()
    if html is not None:
        inputs = [*files, *([map_file] if map_file else []), *(path for pair in also for path in pair)]
        check_output(html, force=force, inputs=inputs, suffix=".html")
    with open_files(files, map_file, also, REASON_LOGS, session) as found:
        loop, told = judged_reasons(found, asked, session)
    findings = [*found.findings, *told, *loop.findings]
    refuse_errors(files, findings)
    if html is not None:
        write_loop(html, found, session, reasons=loop)
    if session.as_json:
        print_json(loop.to_json(session.lang))
    else:
        segments = {segment.id: segment.name for segment in found.segments}
        print_reasons(loop, segments, found.organisation.currency or "", session)
    print_findings(findings, session.say)
    if html is not None:
        print_note(session.say("Written: {path}", path=str(html)))
