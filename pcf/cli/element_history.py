"""What became of one element over all editions, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.changes import ATTESTED_WORDS, CHANGE_WORDS, EditionOfElement
from pcf.cli.output import print_line, print_table
from pcf.i18n import Translator


def print_history(history: Sequence[EditionOfElement], say: Translator) -> None:
    """Print one row an edition."""
    print_line()
    print_line(say("{label}:", label=say("Editions")))
    print_table(
        (say("Edition"), say("No."), say("Name"), say("Change"), say("Known from"), say("Note")),
        [
            (
                one.edition,
                _place(one, say),
                one.name,
                ", ".join(say(CHANGE_WORDS[change]) for change in one.changes) or "–",
                _source(one, say),
                " ".join(part for part in (_took_over(one, say), one.note) if part),
            )
            for one in history
        ],
    )


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
