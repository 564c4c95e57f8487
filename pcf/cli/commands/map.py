"""``pcf map``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.output import check_output, print_json, print_line, print_note, print_table
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError


@command(
    "map",
    help=N_(
        "Propose a commented map for a company's file, or a table of a database: which of its columns is which of "
        "ours, and what stays uncomputable. Reads the names of the columns and 1,000 rows."
    ),
)
@click.argument("log", metavar="LOG")
@option("-o", "out", type=FILE, metavar="MAP.toml", help=N_("Write the map; without it the map is printed."))
@option("--log", "log_id", metavar="NAME", help=N_("What the file is, if you know: pcf logs lists the names."))
@option(
    "--engine", metavar="NAME", help=N_("Where a table lies: spark, or the address of its database; not for files.")
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(log: str, out: Path | None, log_id: str | None, engine: str | None, force: bool) -> None:
    from pcf.metrics.map_text import written
    from pcf.metrics.measuring import NO_MAP
    from pcf.metrics.proposal import propose
    from pcf.metrics.tables import find_table
    from pcf.outputs import write_whole

    session = current()
    say = session.say
    table = find_table(log, engine or "")
    if table is None and Path(log).is_dir():
        raise BadOptionError(option="LOG", found=Path(log).name, expected=NO_MAP)
    if out is not None:
        check_output(out, force=force, inputs=[] if table else [Path(log)], suffix=".toml")
    proposal = propose(table or Path(log), log_id)
    text = written(proposal, table.name if table else Path(log).name, say)
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
