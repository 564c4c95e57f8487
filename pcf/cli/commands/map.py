"""``pcf map``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.output import check_output, print_json, print_line, print_note, print_table
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_


@command(
    "map",
    help=N_(
        "Propose a commented map for a company's file: which of its columns is which of ours, and what stays "
        "uncomputable. Reads the header and 1,000 rows."
    ),
)
@click.argument("log", metavar="LOG", type=FILE)
@option("-o", "out", type=FILE, metavar="MAP.toml", help=N_("Write the map; without it the map is printed."))
@option("--log", "log_id", metavar="NAME", help=N_("What the file is, if you know: pcf logs lists the names."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(log: Path, out: Path | None, log_id: str | None, force: bool) -> None:
    from pcf.metrics.map_text import written
    from pcf.metrics.proposal import propose
    from pcf.outputs import write_whole

    session = current()
    say = session.say
    if out is not None:
        check_output(out, force=force, inputs=[log], suffix=".toml")
    proposal = propose(log, log_id)
    text = written(proposal, log.name, say)
    if out is not None:
        write_whole(out, text)
    if session.as_json:
        print_json(proposal.to_json())
    elif out is None:
        print_line(text)
    else:
        rows = [(one.column.id, one.source, say(one.check)) for one in proposal.found]
        print_table((say("Our column"), say("Column of the file"), say("CHECK")), rows, title=proposal.log.id)
    required = [column.id for column in proposal.missing if column.required]
    if required:
        print_note(say("Required and not found: {columns}. Fill them in.", columns=", ".join(required)))
    computable = sum(1 for lost in proposal.metrics.values() if not lost)
    print_note(say("Metrics that can be computed: {some} of {all}.", some=computable, all=len(proposal.metrics)))
    if out is not None:
        print_note(say("Written: {path}", path=str(out)))
