"""What a reader has to load, and how many pages there are."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Response

from pcf.cli.main import COMMANDS
from pcf.ids import LANGUAGES
from pcf.source import bundle, loops

from .conftest import NewPage
from .reading import Site

pytestmark = pytest.mark.long

HTML = 60 * 1024  # bytes of one page, as it lies on disk
FIRST_LOAD = 450 * 1024  # bytes of a cold visit with everything it asks for, not compressed
SENT = 160 * 1024  # the same as hosts send it, compressed


def test_no_page_is_heavier_than_a_phone_likes(read: Site):
    heavy = {page: size for page in read.pages if (size := (read.root / page).stat().st_size) > HTML}
    assert not heavy, sorted(heavy.items(), key=lambda item: -item[1])[:20]


def test_a_cold_visit_of_any_kind_of_page_stays_light(read: Site, served: str, new_page: NewPage):
    heavy = {}
    for place in read.samples():
        page = new_page()
        answers: list[Response] = []
        page.on("response", lambda answer, answers=answers: answers.append(answer))
        page.goto(f"{served}/ru/{place}", wait_until="networkidle")
        loaded = {answer.url: answer.body() for answer in answers}
        whole = sum(map(len, loaded.values()))
        sent = sum(len(gzip.compress(body)) for body in loaded.values())
        if whole > FIRST_LOAD or sent > SENT:
            heavy[place] = whole, sent, sorted((-len(body), url) for url, body in loaded.items())[:5]
        page.context.close()
    assert not heavy, heavy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_a_page_for_everything_in_the_model(read: Site, lang: str):
    model, complaints, reasons = bundle(), loops().complaints, loops().reasons
    counted = {kind: len(pages) for kind, pages in read.kinds(lang).items()}
    wanted = {
        "element": len(model.elements),
        "metric": len(model.metrics),
        "measure": len(model.measures),
        "edition": len(model.editions),
        "industry": len(model.maturity.profiles),
        "complaint_block": len(complaints.blocks),
        "contact_reason": len(reasons.reasons),
        "command": len(COMMANDS),
    }
    assert {kind: counted.get(kind) for kind in wanted} == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_of_every_edition_leads_to_its_element(read: Site, lang: str):
    for record in bundle().elements:
        for place in record.places:
            if not place.hierarchy_id:
                continue
            page = f"{lang}/{place.edition}/{place.hierarchy_id}/index.html"
            assert page in read.files, page
            targets = {read.target(page, link) for link in read.facts(page).links}
            assert targets == {(f"{lang}/id/{record.id}/index.html", "")}, page
