"""The deck: one layout of 16:9 with headline, footer and page number, in fonts that hold the script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from pcf.assessment import Scorecard
from pcf.assessment.figures import Figures
from pcf.excel.styles import FONTS, SHADES, TARGET, TREND
from pcf.excel.workbook.writer import CREATED
from pcf.ids import Language
from pcf.slides.page import FOOT, HEIGHT, MARGIN, TITLE, WIDTH, Page, emu
from pcf.slides.text import Letters, Place, clean

if TYPE_CHECKING:
    from pptx.presentation import Presentation as File
    from pptx.slide import SlideLayout

_LAYOUT = "Title Only"
_NUMBER = Place(WIDTH - MARGIN - 44, FOOT.top, 44, FOOT.height)
_PLACES = {PP_PLACEHOLDER.TITLE: TITLE, PP_PLACEHOLDER.FOOTER: FOOT, PP_PLACEHOLDER.SLIDE_NUMBER: _NUMBER}
_FONTS = re.compile(rb'<a:latin typeface="[^"]*"[^>]*/>\s*<a:ea typeface="[^"]*"/>')
_ACCENT = re.compile(rb'(<a:accent(\d)><a:srgbClr val=")[0-9A-Fa-f]{6}')
_ACCENTS = (TREND, TARGET, *SHADES[2:])
_LONGEST_NAME = 290.0  # in the footer, whose letters are smaller
_BETWEEN = "   ·   "


class Deck:
    """Makes the slides of one scorecard in one language."""

    def __init__(self, card: Scorecard, lang: Language) -> None:
        self.card, self.lang = card, lang
        self.figures = Figures(card, lang)
        self.say = self.figures.say
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Pt(WIDTH), Pt(HEIGHT)
        self._layout = _only_layout(self._file)
        _dress(self._file, lang)
        self._name()

    def page(self, headline: str, notes: Sequence[str]) -> Page:
        """Add a slide.

        Args:
            headline: The result in one sentence.
            notes: What the speaker should know: how to read the chart.
        """
        page = Page(self._file.slides.add_slide(self._layout), self.lang)
        page.headline(headline)
        page.foot(self._source(), len(self._file.slides))
        page.notes(notes)
        return page

    def short(self, typed: str, *, width: float = 420.0) -> str:
        """Return the beginning of what somebody typed, as wide as a line of 12 points at most."""
        return Letters(self.lang).clipped(clean(typed), width, 12)

    def save(self, file: IO[bytes]) -> None:
        self._file.save(file)

    def _source(self) -> str:
        """Say whose assessment this is, of when, and what the elements are taken from."""
        card, say = self.card, self.say
        facts = [
            self.short(card.round.organisation.name, width=_LONGEST_NAME) or say("Organisation not named"),
            say("Round: {round}", round=card.round.name) if card.round.name else "",
            say(
                "Elements: APQC Process Classification Framework® (PCF), edition {edition}; full notice in the notes "
                "of the last slide",
                edition=card.taxonomy.edition,
            ),
        ]
        return _BETWEEN.join(fact for fact in facts if fact)

    def _name(self) -> None:
        properties = self._file.core_properties
        properties.title = self.say("Customer service assessment")
        properties.author = properties.last_modified_by = "pcf"
        properties.comments, properties.language = "", self.lang
        properties.created = properties.modified = CREATED.replace(tzinfo=None)  # the same bytes on every day


def _only_layout(file: File) -> SlideLayout:
    """Keep one layout, and put its placeholders where ours stand."""
    kept = next(layout for layout in file.slide_layouts if layout.name == _LAYOUT)
    for layout in list(file.slide_layouts):
        if layout.name != _LAYOUT:
            file.slide_layouts.remove(layout)
    for placeholder in list(kept.placeholders):
        if placeholder.placeholder_format.type == PP_PLACEHOLDER.DATE:
            placeholder.element.getparent().remove(placeholder.element)
    for placeholder in file.slide_master.placeholders:
        place = _PLACES.get(placeholder.placeholder_format.type)
        if place is not None:
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = emu(place)
    return kept


def _dress(file: File, lang: Language) -> None:
    """Give the theme the fonts and colours of the reports: every text and chart follows it."""
    master = file.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    fonts = f'<a:latin typeface="{FONTS[lang]}"/><a:ea typeface="{FONTS["zh"]}"/>'.encode()
    accents = {str(number).encode(): accent[1:].encode() for number, accent in enumerate(_ACCENTS, start=1)}
    theme.blob = _ACCENT.sub(lambda found: found[1] + accents[found[2]], _FONTS.sub(fonts, theme.blob))
    for level in master.element.xpath(".//p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")
    package = file.part.package
    for relationship in list(package.iter_rels()):
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of somebody else's first slide
            package.drop_rel(relationship.rId)
