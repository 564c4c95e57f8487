"""``pcf tree``."""

from __future__ import annotations

import click

from pcf.cli.output import print_json, print_line
from pcf.cli.session import ID, command, current, option
from pcf.errors import N_


@command("tree", help=N_("Print the hierarchy: the whole category, or one element and what is below it."))
@click.argument("id", required=False, type=ID)
@option(
    "--depth", type=click.IntRange(0, 4), default=4, metavar="N", help=N_("How many levels below the first, 0 to 4.")
)
def run(id: str | None, depth: int) -> None:
    session = current()
    taxonomy = session.taxonomy
    start = taxonomy.element(id) if id else taxonomy.root
    first = start.level or 1
    shown = [element for element in (start, *start.descendants) if (element.level or 1) - first <= depth]
    if session.as_json:
        rows = [{"id": e.id, "hierarchy_id": e.hierarchy_id, "level": e.level, "name": e.name} for e in shown]
        print_json({"edition": taxonomy.edition, "elements": rows})
        return
    for element in shown:
        indent = "  " * ((element.level or 1) - first)
        print_line(f"{indent}{element.hierarchy_id or '–'}  {element.name}  ({element.id})")
