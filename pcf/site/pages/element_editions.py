"""Where an element stood in every edition, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from pcf.changes import ATTESTED_WORDS, CHANGE_WORDS, ChangedElement, compare
from pcf.i18n.numbers import MISSING
from pcf.site import addresses
from pcf.site.markdown import linked, plain, section, table
from pcf.site.pages.element_parts import to_element, with_links
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


def editions(model: SiteModel, here: str, element: Element) -> str:
    """Return the table of all editions."""
    say = model.say
    heads = [say("Edition"), say("Place"), say("Name"), say("Known from"), say("Change")]
    rows = [_row(model, here, element, edition.id) for edition in model.taxonomy.bundle.editions]
    return section(say("Editions"), table([plain(head) for head in heads], rows), anchor="editions")


def _row(model: SiteModel, here: str, element: Element, edition: str) -> list[str]:
    say, place = model.say, element.record.place(edition)
    to_edition = linked(edition, addresses.link(here, addresses.edition_page(edition)))
    changed = _changed(model, here, element, edition)
    if place is None:
        return [to_edition, MISSING, MISSING, MISSING, changed]
    where = plain(place.hierarchy_id or MISSING)
    outside = plain(say("outside customer service"))
    return [
        to_edition,
        f"{where} ({outside})" if place.outside else where,
        plain(place.name.spoken(model.lang)),
        plain(say(ATTESTED_WORDS[place.attested])),
        changed,
    ]


def _changed(model: SiteModel, here: str, element: Element, edition: str) -> str:
    """Say what changed from the edition before; a dash where nothing is to be compared."""
    say = model.say
    row = _changes(model).get(edition, {}).get(element.id)
    if row is None:
        return MISSING
    parts = [plain(", ".join(say(CHANGE_WORDS[change]) for change in (row.change, *row.also)))]
    parts += [with_links(model, here, row.note)] if row.note else []
    if row.successor:
        parts.append(say("{label}: {text}", label=plain(say("Its successor")), text=_to(model, here, row.successor)))
    if row.predecessor:
        before = _to(model, here, row.predecessor)
        parts.append(say("{label}: {text}", label=plain(say("Took over from")), text=before))
    return "<br>".join(parts)


def _to(model: SiteModel, here: str, element_id: str) -> str:
    return to_element(model, here, model.element(element_id))


@cache
def _changes(model: SiteModel) -> Mapping[str, Mapping[str, ChangedElement]]:
    """Return edition to element id to what changed from the edition before; the first edition has none before."""
    known = [model.taxonomy.in_edition(record.id) for record in model.taxonomy.bundle.editions]
    return {new.edition: {row.id: row for row in compare(old, new)} for old, new in pairwise(known)}
