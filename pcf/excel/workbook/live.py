"""Texts that the workbook says in the language chosen on its first sheet: all three stand on a hidden sheet.

A visible cell is a plain reference to one cell there, so that the choice is made in one place, without macros
and without functions that recompute at every key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.model import Text

TEXTS_SHEET = "_texts"
FIRST_TEXT_ROW = 2  # 0-based; above stand the marker and the place of the chosen language
NOW_COLUMN = 1  # what is said at present; the languages follow to the right
CHOICE = f"'{TEXTS_SHEET}'!$B$1"  # 1 for English, 2 for Russian, 3 for Chinese


@dataclass(frozen=True, slots=True)
class Live:
    """One text in all languages, and where the workbook keeps it.

    Attributes:
        texts: In the order of ``LANGUAGES``.
        cell: The cell that shows it in the chosen language, for formulas: ``'_texts'!$B$12``.
        now: As it is said when the workbook is made.
    """

    texts: tuple[str, ...]
    cell: str
    now: str

    def __str__(self) -> str:
        return self.now


@dataclass
class Texts:
    """Every live text of one workbook, each once.

    Attributes:
        lang: The language in which the workbook is made.
        lives: The texts in the order of their rows.
    """

    lang: Language
    lives: dict[tuple[str, ...], Live] = field(default_factory=dict)
    _sayers: tuple[Translator, ...] = field(default_factory=lambda: tuple(Translator(lang) for lang in LANGUAGES))

    def of(self, texts: Sequence[str]) -> Live:
        """Return the live text of one string a language, in the order of ``LANGUAGES``."""
        key = tuple(texts)
        if key not in self.lives:
            row = FIRST_TEXT_ROW + len(self.lives) + 1
            self.lives[key] = Live(key, f"'{TEXTS_SHEET}'!$B${row}", key[LANGUAGES.index(self.lang)])
        return self.lives[key]

    def say(self, message: str, facts: Mapping[str, object]) -> Live:
        """Say a marked message; facts that are texts of all languages are said in the same one."""
        return self.of([say(message, **_in(place, facts)) for place, say in enumerate(self._sayers)])

    def spoken(self, text: Text) -> Live:
        """Return a text of the model."""
        return self.of([text.spoken(lang) for lang in LANGUAGES])

    def rows(self) -> Iterator[tuple[int, Live]]:
        """Yield every text with its 0-based row."""
        yield from enumerate(self.lives.values(), start=FIRST_TEXT_ROW)


def _in(place: int, facts: Mapping[str, object]) -> dict[str, object]:
    return {name: fact.texts[place] if isinstance(fact, Live) else fact for name, fact in facts.items()}


def longest_of(lives: Sequence[Live]) -> Live:
    """Return the longest text of each language: what a cell may come to show. Said nowhere, so it has no cell."""
    return Live(tuple(max(texts, key=len) for texts in zip(*(one.texts for one in lives), strict=True)), "", "")


def in_all_languages(text: str | Live) -> tuple[tuple[Language, str], ...]:
    """Return what a cell may come to say; what was typed is said in every language as it was typed."""
    texts = text.texts if isinstance(text, Live) else (text,) * len(LANGUAGES)
    return tuple(zip(LANGUAGES, texts, strict=True))
