"""``pcf diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pcf.cli.output import print_json, print_line, print_table
from pcf.cli.session import command, current
from pcf.errors import N_
from pcf.model import Place
from pcf.taxonomy import load

if TYPE_CHECKING:
    from pcf.changes import ChangedElement


@command("diff", help=N_("Print what changed between two editions, for example: pcf diff 7.0 7.4"))
@click.argument("from_edition", metavar="FROM")
@click.argument("to_edition", metavar="TO")
def run(from_edition: str, to_edition: str) -> None:
    from pcf.changes import CHANGE_WORDS, compare

    session = current()
    say = session.say
    rows = compare(load(from_edition, session.lang), load(to_edition, session.lang))

    def place(one: Place | None) -> dict[str, object] | None:
        if one is None:
            return None
        return {"hierarchy_id": one.hierarchy_id, "name": one.name.spoken(session.lang), "outside": one.outside}

    if session.as_json:
        changes = [
            {
                "id": row.id,
                "change": row.change,
                "also": list(row.also),
                "from": place(row.before),
                "to": place(row.after),
                "successor": row.successor,
                "predecessor": row.predecessor,
                "note": row.note,
            }
            for row in rows
        ]
        print_json({"from": from_edition, "to": to_edition, "changes": changes})
        return

    def name(row: ChangedElement) -> str:
        last = row.after or row.before
        return last.name.spoken(session.lang) if last else ""

    shown = [row for row in rows if row.change != "kept"]
    print_table(
        (say("Id"), say("Change"), from_edition, to_edition, say("Name"), say("Note")),
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
