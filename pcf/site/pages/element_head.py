"""The head of an element's page: where it stands, what it is called, what it means, who has it."""

from __future__ import annotations

from pcf.ids import DEFAULT_EDITION
from pcf.rubric import Rubric
from pcf.site import addresses
from pcf.site.markdown import blocks, plain, section
from pcf.site.pages.element_parts import LEVEL_NAMES, edition_of, opening, to_element, with_links
from pcf.site.pages.frame import added, breadcrumbs, html, other_languages
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


def head(model: SiteModel, here: str, element: Element) -> str:
    """Return everything above the first section but the title."""
    steps = [(model.label(one), addresses.element_page(one.id)) for one in _above(element)]
    return blocks(
        breadcrumbs(model, here, steps) if steps else "",
        _ids(model, element),
        other_languages(model, here, element.names),
        _standing(model, here, element),
        plain(element.definition or model.say("No definition is written for this element.")),
        *(f"> {with_links(model, here, note)}" for note in _notes(model, element)),
        _holders(model, element.rubric) if element.rubric else "",
    )


def below(model: SiteModel, here: str, element: Element) -> str:
    """Return what the element is made of, and what stands beside it."""
    lines = [
        f"- {to_element(model, here, child)}" + (f"<br>{plain(opening(child))}" if opening(child) else "")
        for child in element.children
    ]
    return blocks(
        section(model.say("Below it"), "\n".join(lines), anchor="below"),
        section(model.say("Beside it"), _siblings(model, here, element), anchor="beside"),
    )


def _above(element: Element) -> list[Element]:
    """Return what the element is part of in the edition that its page tells of, the category first."""
    return [*_above(element.parent), element.parent] if element.parent else []


def _ids(model: SiteModel, element: Element) -> str:
    say, edition = model.say, edition_of(element)
    facts = [say("element id {id}", id=element.id)]
    if element.hierarchy_id:
        facts.append(say("hierarchy id {id} in PCF {edition}", id=element.hierarchy_id, edition=edition))
    if element.level:
        facts.append(say("level {level} of the PCF: {name}", level=element.level, name=say(LEVEL_NAMES[element.level])))
    return f'<p class="pcf-ids">{" · ".join(html(fact) for fact in facts)}</p>'


def _standing(model: SiteModel, here: str, element: Element) -> str:
    """Say what differs from an element of the default edition: another edition, outside, a successor."""
    say, edition, record = model.say, edition_of(element), element.record
    said = []
    if edition != DEFAULT_EDITION:
        said.append(
            plain(
                say(
                    "This page tells of PCF {edition}: the element has no place in {current}.",
                    edition=edition,
                    current=DEFAULT_EDITION,
                )
            )
        )
    if owned := added(model, element.id):
        said.append(plain(owned))
    if element.outside:
        said.append(plain(say("In this edition it stands outside customer service.")))
    if record.successor:
        said.append(
            plain(say("{label}:", label=say("Its successor")))
            + f" {to_element(model, here, model.element(record.successor))}."
        )
    return f'<div class="pcf-standing" markdown="1">\n\n{" ".join(said)}\n\n</div>' if said else ""


def _notes(model: SiteModel, element: Element) -> list[str]:
    return [
        model.say("Since PCF {edition}: {text}", edition=one.edition, text=one.note.spoken(model.lang))
        for one in (element.record.redefined, element.record.remark)
        if one
    ]


def _holders(model: SiteModel, rubric: Rubric) -> str:
    say = model.say
    facts = ((say("Who has this process"), rubric.applies), (say("Usually owned by"), rubric.owner))
    return "\n".join(f"- **{plain(label)}**: {plain(fact)}" for label, fact in facts)


def _siblings(model: SiteModel, here: str, element: Element) -> str:
    beside = element.parent.children if element.parent else ()
    lines = [
        f"- **{plain(model.label(one))}**" if one == element else f"- {to_element(model, here, one)}" for one in beside
    ]
    return "\n".join(lines) if len(lines) > 1 else ""
