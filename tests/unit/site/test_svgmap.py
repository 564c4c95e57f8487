"""The map as pictures of links."""

from __future__ import annotations

import re
from itertools import pairwise
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from pcf import load
from pcf.charts import BOLDER, text_width
from pcf.ids import DEFAULT_EDITION, LANGUAGES
from pcf.site import addresses, svgmap
from pcf.site.markdown import plain
from pcf.site.pages import category_map
from pcf.taxonomy import Element

from ...site_model import site_model


def _address(element: Element) -> str:
    return f"../id/{element.id}/"


def _pictures(lang: str, edition: str = DEFAULT_EDITION) -> list[ET.Element]:
    root = load(edition, lang).root
    drawn = [svgmap.alone(root, _address), *(svgmap.branch(group, _address) for group in root.children)]
    return [ET.fromstring(picture) for picture in drawn]


def _text(link: ET.Element) -> str:
    return "".join(link.find("text").itertext())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("edition", [record.id for record in load().bundle.editions])
def test_every_element_of_every_edition_is_a_link_in_printed_order(lang, edition):
    links = [link for picture in _pictures(lang, edition) for link in picture.iter("a")]
    expected = [(f"../id/{one.id}/", f"{one.hierarchy_id} {one.name}") for one in load(edition, lang)]
    assert [(link.get("href"), _text(link)) for link in links] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_in_lists_tell_the_levels(lang):
    def depths(node: ET.Element, depth: int = 0):
        for child in node:
            if child.tag == "a":
                yield _text(child).split()[0], depth
            yield from depths(child, depth + (child.get("role") == "list"))

    levels = {one.hierarchy_id: one.level for one in load(lang=lang)}
    for picture in _pictures(lang)[1:]:
        assert all(levels[place] == depth + 2 for place, depth in depths(picture))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_hold_nothing_but_items_and_no_picture_hides_its_links(lang):
    for picture in _pictures(lang):
        assert picture.get("role") == "group"
        assert picture[0].tag == "a"  # it names the picture
        for part in picture.iter():
            assert part.get("role") != "img"
            if part.get("role") == "list":
                assert {child.get("role") for child in part} == {"listitem"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_of_text_fits_its_box(lang):
    for picture in _pictures(lang):
        for link in picture.iter("a"):
            rect, text = link.find("rect"), link.find("text")
            wider = BOLDER if text.get("font-weight") else 1
            spans = list(text)
            for line in (text.text, *(span.text for span in spans)):
                assert float(text.get("x")) + text_width(line.rstrip()) * wider <= float(rect.get("width"))
            first = float(text.get("y")) - float(rect.get("y", "0"))
            assert 0 < first + sum(float(span.get("dy")) for span in spans) < float(rect.get("height"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_box_overlaps_the_next_and_the_picture_holds_them_all(lang):
    def box(rect: ET.Element) -> tuple[float, float]:
        top = float(rect.get("y", "0"))
        return top, top + float(rect.get("height"))

    for picture in _pictures(lang):
        placed = [box(rect) for rect in picture.iter("rect")]
        height = float(picture.get("viewBox").split()[3])
        assert all(above[1] <= below[0] for above, below in pairwise(placed))
        assert placed[-1][1] < height


def test_a_name_with_signs_of_xml_stays_a_name():
    name = 'A <b> & "c" – long enough that it has to be broken into more than one line of text'
    strange = SimpleNamespace(hierarchy_id="6.1", level=2, children=(), shown_name=name)
    picture = ET.fromstring(svgmap.branch(strange, lambda _: '?a="b"&c'))
    link = picture.find("a")
    assert _text(link) == f"6.1 {name}"
    assert len(link.find("text")) > 1
    assert link.get("href") == '?a="b"&c'


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_map_holds_the_pictures_as_one_block_of_html(lang):
    model = site_model(lang)
    (page,) = category_map.pages(model)
    assert page.path == addresses.MAP
    assert page.body.startswith(f"# {plain(page.title)}\n")
    block = re.search(r'^<div class="pcf-map".*?^</div>$', page.body, re.DOTALL | re.MULTILINE)[0]
    assert "\n\n" not in block  # Markdown ends a block of HTML at a blank line
    ET.fromstring(block)
    assert re.findall(r'<a href="\.\./id/(\d+)/"', block) == [element.id for element in model.taxonomy]
    assert len(block.encode()) < 33_000  # the page around it takes 21,000 of the 60,000
