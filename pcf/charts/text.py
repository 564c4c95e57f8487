"""How wide a text is, and where it may break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

SIZE, LEADING = 13.0, 17.0
BOLDER = 1.08  # how much wider bold letters are
_WIDE_LETTERS = frozenset("mwMWжмшщыюфЖМШЩЫЮФ@%—…")
_MAY_NOT_BEGIN = frozenset("，。、；：！？）】》」』’”％…,.;:!?)]}%")


def text_width(text: str) -> float:
    """Estimate how wide a text is: Chinese characters are about twice as wide as Latin ones.

    >>> text_width("客户") > text_width("ab") * 1.5
    True
    """
    return SIZE * sum(map(_em, text))


@cache
def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA" and char not in "—…–’“”×±":
        return 1.05 if ord(char) > 0x1100 else 0.66
    return 0.86 if char in _WIDE_LETTERS else 0.7 if char.isupper() else 0.57


def wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines of an estimated width: at spaces, after hyphens, and between Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(text, width):
        if line and text_width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def column_width(texts: Iterable[str], least: float, most: float) -> float:
    """Return the width at which no word of the texts is broken, within two bounds."""
    words = [text_width(piece.rstrip()) for text in texts for piece in _pieces(text, most)]
    return min(most, max([least, *words]))


def _pieces(text: str, width: float) -> Iterator[str]:
    piece = ""
    for char in text:
        after_hyphen = piece.endswith("-") and piece[-2:-1].isalpha() and char.isalpha()
        starts_word = (piece.endswith(" ") and char != " ") or after_hyphen
        may_break = starts_word or ((_is_wide(char) or _is_wide(piece[-1:])) and not piece.endswith("\u00a0"))
        if piece and ((may_break and char not in _MAY_NOT_BEGIN) or text_width(piece + char) > width):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF"
