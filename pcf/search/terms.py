"""What texts are cut into before they are compared: words, ids, pairs of Chinese characters."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:\.[0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORTEST_INFLECTED = 4


def fold(text: str) -> str:
    """Fold what must not matter: case, full-width forms, ё and е.

    >>> fold("Приём ＡＨＴ")
    'прием aht'
    """
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def terms_of(text: str) -> list[str]:
    """Cut a text into the terms that are compared.

    >>> terms_of("AHT指标 6.2.2")
    ['aht', '指标', '6.2.2']
    """
    terms: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        if is_han(token) and len(token) > 1:
            terms += [token[i : i + 2] for i in range(len(token) - 1)]
        else:
            terms.append(token)
    return terms


def is_han(term: str) -> bool:
    return _HAN.match(term) is not None


def is_inflected(term: str) -> bool:
    """Whether a term is a word that may have other endings, or a slip of the finger, elsewhere."""
    return len(term) >= _SHORTEST_INFLECTED and term.isalpha() and not is_han(term)


def trigrams(word: str) -> frozenset[str]:
    """Return the runs of three signs of a word, its borders marked.

    >>> sorted(trigrams("fix"))
    ['^fi', 'fix', 'ix$']
    """
    marked = f"^{word}$"
    return frozenset(marked[i : i + 3] for i in range(len(marked) - 2))


def is_inflection(one: str, other: str) -> bool:
    """Tell two forms of one word by what they share from the start.

    >>> is_inflection("жалоба", "жалобами"), is_inflection("claims", "clarify")
    (True, False)
    """
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    return shared >= max(_SHORTEST_INFLECTED, shorter - 3, 0.6 * longer)
