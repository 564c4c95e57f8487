"""One slide: headline, texts and panels at their places."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Length, Pt

from pcf.excel.styles import HEAD_FILL, PALE_FILL
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.slides.text import Block, Letters, Place, Said, clean, indent, space

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.text.text import TextFrame, _Paragraph

WIDTH, HEIGHT = 960.0, 540.0  # 16:9, in points
MARGIN = 36.0
TITLE = Place(MARGIN, 20.0, WIDTH - 2 * MARGIN, 68.0)
BODY = Place(MARGIN, 98.0, WIDTH - 2 * MARGIN, 398.0)
FOOT = Place(MARGIN, 508.0, WIDTH - 2 * MARGIN - 50.0, 22.0)
SOFT = "#53606E"
_LANGUAGES: Mapping[Language, MSO_LANGUAGE_ID] = {
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
    "ru": MSO_LANGUAGE_ID.RUSSIAN,
    "zh": MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE,
}
_PAD, _SMALLEST = 9.0, 8.0


class Page:
    """Writes on one slide; nothing leaves its place. Fonts are those of the theme."""

    def __init__(self, slide: Slide, lang: Language) -> None:
        self.slide, self.lang = slide, lang
        self.say, self.letters = Translator(lang), Letters(lang)

    def headline(self, text: str) -> None:
        """Write the sentence that says the result."""
        title = self.slide.shapes.title
        assert title is not None
        self._fill(title.text_frame, [Said(text=text, is_bold=True, colour=HEAD_FILL)], TITLE, (26, 15))
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    def texts(self, blocks: Sequence[Block], *, largest: float) -> None:
        """Write several texts of one size."""
        size = self.letters.common_size(blocks, largest, _SMALLEST)
        for place, paragraphs in blocks:
            self.text(place, paragraphs, largest=size)

    def text(self, place: Place, paragraphs: Sequence[Said], *, largest: float = 16) -> None:
        """Write paragraphs in the largest size at which they fit."""
        box = self.slide.shapes.add_textbox(*emu(place))
        self._fill(box.text_frame, paragraphs, place, (largest, _SMALLEST))

    def panels(self, blocks: Sequence[Block], *, largest: float) -> None:
        """Write several texts of one size, each on a pale ground."""
        inner = [(_inside(place), paragraphs) for place, paragraphs in blocks]
        size = self.letters.common_size(inner, largest, _SMALLEST)
        for (place, paragraphs), (inside, _) in zip(blocks, inner, strict=True):
            panel = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(place))
            panel._element.remove(panel._element.find(qn("p:style")))  # it would give a shadow and white letters
            panel.fill.solid()
            panel.fill.fore_color.rgb = colour(PALE_FILL)
            self._fill(panel.text_frame, paragraphs, inside, (size, size))
            frame = panel.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(_PAD)

    def missing(self, sentence: str, advice: str) -> None:
        """Say what is missing, and how to get it."""
        place = Place(BODY.left, BODY.top + 80, BODY.width, 120)
        self.panels([(place, [Said(text=sentence, is_bold=True), Said(text=advice)])], largest=20)

    def foot(self, source: str, number: int) -> None:
        """Write the source of the slide and its number into copies of the layout's placeholders."""
        for placeholder in self.slide.slide_layout.placeholders:
            kind = placeholder.placeholder_format.type
            if kind not in {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}:
                continue
            self.slide.shapes.element.append(copy.deepcopy(placeholder.element))
            frame = self.slide.placeholders[placeholder.placeholder_format.idx].text_frame
            if kind == PP_PLACEHOLDER.FOOTER:
                self._fill(frame, [Said(text=source, colour=SOFT)], FOOT, (9, 7))
                continue
            for shown in frame._txBody.xpath(".//a:fld/a:t"):
                shown.text = str(number)

    def notes(self, paragraphs: Sequence[str]) -> None:
        """Write what the speaker should know."""
        frame = self.slide.notes_slide.notes_text_frame
        assert frame is not None
        for index, text in enumerate(paragraphs):
            self.run(frame.paragraphs[0] if index == 0 else frame.add_paragraph(), Said(text=clean(text)), 12)

    def run(self, paragraph: _Paragraph, said: Said, size: float) -> None:
        """Add a text, marked with the language of the deck."""
        if not said.text:
            return
        run = paragraph.add_run()
        run.text = said.text
        run.font.size, run.font.bold = Pt(size), said.is_bold
        run.font.color.rgb = colour(said.colour)
        run.font.language_id = _LANGUAGES[self.lang]

    def _fill(self, frame: TextFrame, paragraphs: Sequence[Said], place: Place, sizes: tuple[float, float]) -> None:
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
        told = [replace(one, text=clean(one.text)) for one in paragraphs]
        kept, size = self.letters.fitted((place, told), *sizes)
        for index, said in enumerate(kept):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            own = size * said.scale
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = Pt(space(own))
            if said.is_item:
                _bullet(paragraph, indent(own))
            self.run(paragraph, said, own)


def _inside(place: Place) -> Place:
    return Place(place.left + _PAD, place.top + _PAD, place.width - 2 * _PAD, place.height - 2 * _PAD)


def emu(place: Place) -> tuple[Length, Length, Length, Length]:
    """Return left, top, width and height as python-pptx takes them."""
    return Pt(place.left), Pt(place.top), Pt(place.width), Pt(place.height)


def colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.lstrip("#"))


def _bullet(paragraph: _Paragraph, width: float) -> None:
    """Make a paragraph an item; python-pptx has no word for it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(width)))
    properties.set("indent", str(-Pt(width)))
    etree.SubElement(properties, qn("a:buChar"), char="•")
