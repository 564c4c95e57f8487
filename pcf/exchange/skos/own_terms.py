"""The terms of our own that the vocabulary is written in, and its closed lists: what each means, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.errors import N_
from pcf.exchange.skos.terms import TAGS, Literal, Object
from pcf.i18n import Translator
from pcf.ids import LANGUAGES

# Each term: its kind and what it says.
OWN_TERMS: Mapping[str, tuple[str, str]] = {
    "Model": ("rdfs:Class", N_("The whole vocabulary, with its parts in their order.")),
    "Element": (
        "rdfs:Class",
        N_("An element of the PCF over all editions; what it was in one of them is a version of it."),
    ),
    "OutsidePlace": ("rdfs:Class", N_("What an element was in an edition in which it stood outside customer service.")),
    "elementId": ("rdfs:Datatype", N_("The PCF element id: five digits that stay, or an organisation's own id.")),
    "hierarchyId": ("rdfs:Datatype", N_("The place in the hierarchy of one edition, such as 6.2.2.")),
    "actions": ("rdf:Property", N_("What the element does, of the closed list of actions; in order.")),
    "alternatives": ("rdf:Property", N_("What other translators call the element, with source and edition; in order.")),
    "attested": ("rdf:Property", N_("Who says so: publisher, two_sources, one_source, or the organisation itself.")),
    "edition": ("rdf:Property", N_("The edition that something is said of.")),
    "editions": ("rdf:Property", N_("The editions, from the oldest to the newest.")),
    "elements": ("rdf:Property", N_("The elements in their printed order, those of the past behind.")),
    "examples": ("rdf:Property", N_("What people write about work of this kind, per language; in order.")),
    "fields": ("rdf:Property", N_("The closed list of fields beside customer service; in order.")),
    "formatVersion": ("rdf:Property", N_("The version of this way of writing the vocabulary.")),
    "notices": ("rdf:Property", N_("The publisher's notices, word for word.")),
    "objects": ("rdf:Property", N_("What the element works on, of the closed list of objects; in order.")),
    "organisations": ("rdf:Property", N_("Whose own elements and names stand beside what the publisher has.")),
    "ownNames": ("rdf:Property", N_("What organisations call the element, beside its name; in order.")),
    "places": ("rdf:Property", N_("What the element was in each edition that has it; in order.")),
    "read": ("rdf:Property", N_("The languages whose texts someone else has read against the English.")),
    "redefined": ("rdf:Property", N_("From this edition on the element id means something else.")),
    "remark": ("rdf:Property", N_("What happened to the element in an edition.")),
    "sources": ("rdf:Property", N_("The texts that facts and names were taken from.")),
    "synonyms": ("rdf:Property", N_("What people call work of this kind, per language; in order.")),
    "topPlace": ("rdf:Property", N_("The hierarchy id of the category in the edition.")),
    "written": ("rdf:Property", N_("The languages whose texts are written and not yet read by someone else.")),
}
TAG_LISTS: Mapping[str, str] = {
    "object": N_("What elements work on"),
    "action": N_("What elements do"),
    "field": N_("Fields beside customer service"),
}


def meant(message: str) -> list[Object]:
    """Say a marked message in every language that it has been translated into."""
    said = {lang: Translator(lang)(message) for lang in LANGUAGES}
    return [Literal(text, TAGS[lang]) for lang, text in said.items() if lang == "en" or text != message]
