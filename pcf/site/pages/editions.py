"""Editions: a page for each with its tree, a page for every two with what changed, and how to read all that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, groupby

from pcf.changes import ATTESTED_WORDS, CHANGE_WORDS, CHANGES, Change, ChangedElement, compare
from pcf.errors import N_
from pcf.i18n.numbers import MISSING
from pcf.ids import DEFAULT_EDITION
from pcf.model import EditionRecord, Place
from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, heading, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.element_parts import LEVEL_NAMES, to_element
from pcf.site.pages.frame import breadcrumbs, ending, facts, html, to_page
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Taxonomy

_FEW = 20  # changes that an edition's own page shows in full; more stand on the page of the two editions
_MEANING: Mapping[Change, str] = {
    "added": N_("The id has no place in the earlier edition."),
    "dropped": N_("The id has no place in the later edition at all."),
    "succeeded": N_("Another id took over its work."),
    "redefined": N_("The id stayed and means something else: ratings on either side do not compare."),
    "renamed": N_("The English name differs; the work is the same."),
    "moved": N_("The hierarchy id differs, or the element came into customer service or left it."),
    "kept": N_("Id, place and name are as they were."),
}


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the overview, a page an edition, and a page for every two editions."""
    known = model.taxonomy.bundle.editions
    yield _overview(model, known)
    for position, edition in enumerate(known):
        before = known[position - 1] if position else None
        yield _edition_page(model, edition, before)
    for old, new in combinations(known, 2):
        yield _changes_page(model, old.id, new.id)


def changes_page(old: str, new: str) -> str:
    """Return the page that says what changed from one edition to a later one."""
    return f"changes/{old}-{new}.md"


def _taxonomy(model: SiteModel, edition: str) -> Taxonomy:
    return model.taxonomy.in_edition(edition)


def _title(model: SiteModel, edition: str) -> str:
    return model.say("PCF {edition}", edition=edition)


def _to_edition(here: str, edition: str) -> str:
    return linked(edition, addresses.link(here, addresses.edition_page(edition)))


def _to_changes(here: str, old: str, new: str, text: str) -> str:
    return linked(text, addresses.link(here, changes_page(old, new)))


# --- all editions


def _overview(model: SiteModel, known: Sequence[EditionRecord]) -> Page:
    say, here = model.say, addresses.EDITIONS
    rows = [
        [
            _to_edition(here, edition.id),
            plain(edition.published),
            plain(edition.category),
            str(len(_taxonomy(model, edition.id))),
            plain(say(ATTESTED_WORDS[edition.attested])),
        ]
        for edition in known
    ]
    kinds = [[plain(say(CHANGE_WORDS[change])), plain(say(_MEANING[change]))] for change in CHANGES]
    body = blocks(
        heading(say("Editions")),
        say(
            "APQC publishes the PCF in editions. An element keeps its id from one to the next; its place, its name "
            "and now and then its meaning change. Editions here: {count}; unless said otherwise {edition} is meant.",
            count=len(known),
            edition=DEFAULT_EDITION,
        ),
        table([say("Edition"), say("Published"), say("Category"), say("Elements"), say("Known from")], rows),
        section(
            say("What changed"),
            blocks(
                say("Choose the earlier edition by the row and the later by the column."), _grid(model, here, known)
            ),
            anchor="changes",
        ),
        section(
            say("Kinds of change"),
            blocks(
                table([say("Change"), say("Meaning")], kinds),
                say("Of several that hold, the first of this list names the element; the others stand beside it."),
            ),
            anchor="kinds",
        ),
    )
    return Page(here, say("Editions"), body, "list")


def _grid(model: SiteModel, here: str, known: Sequence[EditionRecord]) -> str:
    """Return a table with a link for every two editions: the number of elements that are not as they were."""
    ids = [edition.id for edition in known]
    rows = []
    for row, old in enumerate(ids[:-1]):
        cells = [
            _to_changes(here, old, new, str(len(_changed(_compared(model, old, new))))) if column > row else ""
            for column, new in enumerate(ids)
            if column
        ]
        rows.append([plain(old), *cells])
    return table([model.say("Changed elements"), *ids[1:]], rows)


# --- one edition


def _edition_page(model: SiteModel, edition: EditionRecord, before: EditionRecord | None) -> Page:
    say, here, taxonomy = model.say, addresses.edition_page(edition.id), _taxonomy(model, edition.id)
    notice = next(one.text for one in taxonomy.bundle.notices if one.id == edition.notice)
    body = blocks(
        f"# {plain(_title(model, edition.id))}",
        breadcrumbs(model, here, [(say("Editions"), addresses.EDITIONS)]),
        plain(edition.note.spoken(model.lang)),
        facts(
            [
                (say("Published"), html(edition.published)),
                (say("Category"), html(f"{edition.category} {taxonomy.root.name}")),
                (say("Elements"), html(_sizes(model, taxonomy))),
                (say("Known from"), html(say(ATTESTED_WORDS[edition.attested]))),
            ]
        ),
        section(say("What changed"), _since(model, here, edition, before), anchor="changes"),
        section(say("All elements"), _tree(model, here, taxonomy), anchor="elements"),
        section(say("Outside customer service"), _outside(model, here, taxonomy), anchor="outside"),
        section(say("APQC's notice"), f'<blockquote lang="en"><p>{html(notice)}</p></blockquote>', anchor="notice"),
        ending(model, say("English names are APQC's, Russian and Chinese ones this project's."), *_of_others(model)),
    )
    return Page(here, _title(model, edition.id), body, "edition", description=edition.note.spoken(model.lang))


def _of_others(model: SiteModel) -> Iterator[str]:
    """Say whose the elements are that APQC does not publish; nothing where all are from the edition."""
    if model.owners:
        yield model.say(
            "Elements with an organisation's name beside theirs are no part of the edition, but that "
            "organisation's own: {organisations}.",
            organisations=", ".join(model.owners),
        )


def _sizes(model: SiteModel, taxonomy: Taxonomy) -> str:
    """Say how many elements an edition has, and how many of each level."""
    levels = sorted(element.level for element in taxonomy if element.level)
    parts = [
        model.say("{label}: {text}", label=model.say(LEVEL_NAMES[level]), text=len(list(group)))
        for level, group in groupby(levels)
    ]
    return model.say("{count} ({parts})", count=len(taxonomy), parts=", ".join(parts))


def _since(model: SiteModel, here: str, edition: EditionRecord, before: EditionRecord | None) -> str:
    """Say what changed from the edition before, and link the comparisons with all the others."""
    say = model.say
    known = [one.id for one in model.taxonomy.bundle.editions]
    links = [
        _to_changes(here, old, new, f"{old} → {new}") for old, new in combinations(known, 2) if edition.id in {old, new}
    ]
    compared = blocks(say("In full, and against every other edition:"), bullets(links))
    if before is None:
        return blocks(say("It is the first edition of this model."), compared)
    rows = _compared(model, before.id, edition.id)
    shown = _by_kind(model, here, (before.id, edition.id), level=3) if len(_changed(rows)) <= _FEW else ""
    return blocks(plain(say("Against PCF {edition}:", edition=before.id)), _counts(model, rows), shown, compared)


def _tree(model: SiteModel, here: str, taxonomy: Taxonomy) -> str:
    return "\n".join(
        f"{'    ' * (element.level - 1)}- {to_element(model, here, element)}" for element in taxonomy if element.level
    )


def _outside(model: SiteModel, here: str, taxonomy: Taxonomy) -> str:
    """List what stands elsewhere in this edition, and under customer service in another."""
    return bullets(
        linked(
            f"{place.hierarchy_id or MISSING} {model.beside_owner(record.id, place.name.spoken(model.lang))}",
            addresses.link(here, addresses.element_page(record.id)),
        )
        for record in taxonomy.bundle.elements
        if (place := record.place(taxonomy.edition)) and place.outside
    )


# --- two editions


@cache
def _compared(model: SiteModel, old: str, new: str) -> Sequence[ChangedElement]:
    return compare(_taxonomy(model, old), _taxonomy(model, new))


def _changed(rows: Sequence[ChangedElement]) -> list[ChangedElement]:
    return [row for row in rows if row.change != "kept"]


def _changes_page(model: SiteModel, old: str, new: str) -> Page:
    say, here = model.say, changes_page(old, new)
    title = say("What changed from PCF {old} to {new}", old=old, new=new)
    rows = _compared(model, old, new)
    body = blocks(
        f"# {plain(title)}",
        breadcrumbs(model, here, [(say("Editions"), addresses.EDITIONS)]),
        facts(
            (label, to_page(here, addresses.edition_page(edition), _title(model, edition)))
            for label, edition in ((say("Earlier edition"), old), (say("Later edition"), new))
        ),
        _counts(model, rows),
        _by_kind(model, here, (old, new), level=2),
        ending(model, say("Computed from the ids, places and names of both editions.")),
    )
    return Page(here, title, body, "list")


def _counts(model: SiteModel, rows: Sequence[ChangedElement]) -> str:
    say = model.say
    counted = [
        [plain(say(CHANGE_WORDS[change])), str(count), plain(say(_MEANING[change]))]
        for change in CHANGES
        if (count := sum(row.change == change for row in rows))
    ]
    return table([say("Change"), say("Elements"), say("Meaning")], counted)


def _by_kind(model: SiteModel, here: str, pair: tuple[str, str], level: int) -> str:
    """Return a table for each kind of change; what is as it was is only counted."""
    rows = _compared(model, *pair)
    return blocks(
        *(
            section(
                model.say(CHANGE_WORDS[change]).capitalize(),
                _change_table(model, here, pair, [row for row in rows if row.change == change]),
                level=level,
                anchor=change,
            )
            for change in CHANGES
            if change != "kept"
        )
    )


def _change_table(model: SiteModel, here: str, pair: tuple[str, str], rows: Sequence[ChangedElement]) -> str:
    say = model.say
    lines = [
        [_named(model, here, row), _place(model, row.before), _place(model, row.after), _remarks(model, here, row)]
        for row in rows
    ]
    return table([say("Element"), *pair, say("Note")], lines)


def _named(model: SiteModel, here: str, row: ChangedElement) -> str:
    last = row.after or row.before
    name = model.beside_owner(row.id, last.name.spoken(model.lang)) if last else row.id
    return linked(name, addresses.link(here, addresses.element_page(row.id)))


def _place(model: SiteModel, place: Place | None) -> str:
    if place is None:
        return MISSING
    where = plain(place.hierarchy_id or MISSING)
    outside = plain(model.say("outside customer service"))
    return f"{where} ({outside})" if place.outside else where


def _remarks(model: SiteModel, here: str, row: ChangedElement) -> str:
    say, parts = model.say, []
    if row.also:
        parts.append(plain(", ".join(say(CHANGE_WORDS[change]) for change in row.also)))
    if row.before and row.after and row.before.name.en != row.after.name.en:
        parts.append(plain(say("Earlier name: {name}", name=row.before.name.spoken(model.lang))))
    if row.note:
        parts.append(plain(row.note))
    for label, other in ((say("Its successor"), row.successor), (say("Took over from"), row.predecessor)):
        if other:
            parts.append(say("{label}: {text}", label=plain(label), text=to_element(model, here, model.element(other))))
    return "<br>".join(parts)
