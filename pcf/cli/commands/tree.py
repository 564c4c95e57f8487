"""``pcf tree``."""

from __future__ import annotations

import click

from pcf.cli.output import print_json, print_line
from pcf.cli.session import ID, command, current, option
from pcf.documents.tree import subtree, tree_document
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
    shown = subtree(start, depth)
    if session.as_json:
        print_json(tree_document(taxonomy, shown))
        return
    for element in shown:
        indent = "  " * ((element.level or 1) - (start.level or 1))
        print_line(f"{indent}{element.hierarchy_id or '–'}  {element.shown_name}  ({element.id})")
