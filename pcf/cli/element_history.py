"""What became of one element over all editions, a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.changes import ATTESTED_WORDS, CHANGE_WORDS, EditionOfElement
from pcf.cli.output import print_line
from pcf.i18n import Translator


def print_history(history: Sequence[EditionOfElement], say: Translator) -> None:
    """Print an edition a line; a table would cost the loading of what draws it."""
    print_line()
    print_line(say("{label}:", label=say("Editions")))
    for one in history:
        changes = ", ".join(say(CHANGE_WORDS[change]) for change in one.changes)
        told = [f"{one.edition}  {_place(one, say)}  {one.name}", changes, _source(one, say)]
        print_line("  " + "; ".join(part for part in told if part))
        for note in (_took_over(one, say), one.note):
            if note:
                print_line(f"      {note}")


def _place(one: EditionOfElement, say: Translator) -> str:
    if not one.is_there:
        return say("not there")
    place = one.hierarchy_id or "–"
    return say("{place} (outside customer service)", place=place) if one.outside else place


def _source(one: EditionOfElement, say: Translator) -> str:
    if one.is_local and one.attested != "organisation":
        return say("your own copy")
    return say(ATTESTED_WORDS[one.attested]) if one.attested else "–"


def _took_over(one: EditionOfElement, say: Translator) -> str:
    told = [
        say("Followed by {id}.", id=one.successor) if one.successor else "",
        say("Follows {id}.", id=one.predecessor) if one.predecessor else "",
    ]
    return " ".join(part for part in told if part)
