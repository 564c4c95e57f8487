"""Small models with whatever texts: missing ones, odd signs, an organisation's own elements and names."""

from __future__ import annotations

from functools import cached_property

from hypothesis import strategies as st

import pcf
from pcf.framework import Framework
from pcf.ids import LANGUAGES
from pcf.model import (
    Alternative,
    Bundle,
    EditionRecord,
    ElementRecord,
    NoticeRecord,
    OrganisationRecord,
    OwnName,
    Phrases,
    Place,
    Remark,
    Reviews,
    SourceRecord,
    TagRecord,
    Text,
)

EDITIONS = ("7.3.1", "7.4", "8.0")
WITHOUT_METRICS = {"units": (), "measures": (), "metrics": (), "oddities": ()}  # no part of a vocabulary


class GivenFramework(Framework):
    """A framework of a bundle that a test has made."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._given = bundle
        self.extensions = tuple(one.id for one in bundle.organisations)

    @cached_property
    def bundle(self) -> Bundle:
        return self._given


def speaking(bundle: Bundle) -> pcf.Taxonomy:
    """Return a model of a bundle, in its newest edition."""
    return GivenFramework(bundle).taxonomy(bundle.editions[-1].id, "en")


signs = st.sampled_from("ab \"'\\\n\r\t\x00\x7f\x85  .;,[]()<>^@#%{}Жё中，\U0001f600￾")
said = st.text(signs, max_size=8) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
texts = st.builds(Text, en=said, ru=st.none() | said, zh=st.none() | said)
some_said = st.lists(said, max_size=3).map(tuple)
phrases = st.builds(Phrases, en=some_said, ru=some_said, zh=some_said)
remarks = st.none() | st.builds(Remark, edition=st.sampled_from(EDITIONS), note=texts)
attested = st.sampled_from(("publisher", "two_sources", "one_source", "organisation"))
languages = st.sampled_from(LANGUAGES)
states = st.sampled_from(("written", "read"))
objects, actions = ("request", "claim"), ("receive", "route")


@st.composite
def elements(draw: st.DrawFn, element_id: str, hierarchy_id: str, others: tuple[str, ...]) -> ElementRecord:
    """Make an element that stands in some editions, in some of them elsewhere."""
    is_top = hierarchy_id == "6.0"
    held = EDITIONS if is_top else draw(st.lists(st.sampled_from(EDITIONS), min_size=1, unique=True))
    places = []
    for edition in held:
        outside = not is_top and draw(st.booleans())
        number = draw(st.sampled_from((None, "2.3.4"))) if outside else hierarchy_id
        places.append(
            Place(edition=edition, hierarchy_id=number, name=draw(texts), attested=draw(attested), outside=outside)
        )
    alternatives = st.builds(
        Alternative, language=languages, name=said, source=st.just("a b/ü"), edition=st.sampled_from(EDITIONS)
    )
    return ElementRecord(
        id=element_id,
        places=tuple(places),
        definition=draw(st.none() | texts),
        redefined=draw(remarks),
        successor=draw(st.none() | st.sampled_from(others)),
        remark=draw(remarks),
        objects=draw(st.lists(st.sampled_from(objects), max_size=2).map(tuple)),
        actions=draw(st.lists(st.sampled_from(actions), max_size=2).map(tuple)),
        synonyms=draw(phrases),
        examples=draw(phrases),
        alternatives=draw(st.lists(alternatives, max_size=2).map(tuple)),
        own_names=draw(st.lists(st.builds(OwnName, owner=st.just("acme"), name=texts), max_size=2).map(tuple)),
        source=draw(said),
        reviews=draw(st.none() | st.builds(Reviews, en=states, ru=states, zh=states)),
    )


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Make a whole model of four elements over three editions; metrics are left out."""
    ids = ("20085", "10378", "10379", "acme:desk")
    made = [draw(elements(one, place, ids)) for one, place in zip(ids, ("6.0", "6.1", "6.2", "6.3"), strict=True)]
    editions = [
        EditionRecord(
            id=one, published=draw(said), category="6.0", attested=draw(attested), note=draw(texts), notice="n 1"
        )
        for one in EDITIONS
    ]
    tags = {
        "objects": tuple(TagRecord(code=code, name=draw(texts)) for code in objects),
        "actions": tuple(TagRecord(code=code, name=draw(texts)) for code in actions),
        "fields": (),
    }
    return pcf.load().bundle.model_copy(
        update={
            "editions": tuple(editions),
            "notices": (NoticeRecord(id="n 1", text=draw(said)), NoticeRecord(id="n/2", text=draw(said))),
            "sources": (SourceRecord(id="a b/ü", title=draw(said), language=draw(languages), note=draw(said)),),
            "elements": tuple(made),
            "organisations": (OrganisationRecord(id="acme", name=draw(texts)),),
            **tags,
            **WITHOUT_METRICS,
        }
    )


def small() -> Bundle:
    """Return a model of three elements with words that a test can name."""
    shipped = pcf.load().bundle
    by_id = {one.id: one for one in shipped.elements}
    kept = [by_id["20085"], by_id["10006"], by_id["10379"]]
    desk = ElementRecord(
        id="acme:desk",
        places=(
            Place(
                edition="7.4",
                hierarchy_id="6.9",
                name=Text(en="Run the desk", ru="Вести стол", zh="管理服务台"),
                attested="organisation",
            ),
        ),
        source="Acme",
    )
    return shipped.model_copy(
        update={
            "elements": (*kept, desk),
            "organisations": (OrganisationRecord(id="acme", name=Text(en="Acme")),),
            **WITHOUT_METRICS,
        }
    )
