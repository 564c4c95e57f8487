"""``pcf find``."""

from __future__ import annotations

import click

from pcf.cli.output import print_json, print_line, print_table
from pcf.cli.session import command, current, option
from pcf.errors import N_, BadOptionError


@command("find", help=N_("Search names, definitions, synonyms and metrics in all three languages at once."))
@click.argument("text", nargs=-1, required=True)
@option("--limit", type=click.IntRange(1, 500), default=10, metavar="N", help=N_("How many hits at most."))
def run(text: tuple[str, ...], limit: int) -> None:
    from pcf.documents.hits import hits_document
    from pcf.search import find

    session = current()
    query = " ".join(text)
    if not query.strip():
        raise BadOptionError(option="TEXT", found=repr(query), expected=session.say("words to search for"))
    hits = find(session.taxonomy, query, limit)
    if session.as_json:
        print_json(hits_document(query, session.edition, hits))
        return
    say = session.say
    if not hits:
        print_line(say("Nothing found for {query}. Try another word, or pcf tree.", query=query))
        return
    columns = (say("Place"), say("Id"), say("Name"), say("Found in"))
    print_table(columns, [(hit.hierarchy_id, hit.id, hit.name, hit.matched) for hit in hits])
