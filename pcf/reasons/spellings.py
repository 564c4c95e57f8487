"""What a log may call a reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from pcf.ids import LANGUAGES
from pcf.reasons.records import Reason
from pcf.source import loops


def fold(text: str) -> str:
    """Return what two spellings have in common: case and blanks around them do not matter."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def spellings(reasons: Sequence[Reason]) -> tuple[tuple[str, str], ...]:
    """Return every spelling with the id of its reason, the one that counts first.

    An id counts before words and names, whatever the order of the list; words of a default reason stand in every
    language.
    """
    ids = [(reason.id, reason.id) for reason in reasons]
    return (*ids, *((said, reason.id) for reason in reasons for said in _said(reason) if said.strip()))


def shared(reasons: Sequence[Reason]) -> Mapping[str, tuple[str, ...]]:
    """Return the spellings that several reasons of the list have, as first written, with the ids of these reasons."""
    owners: dict[str, dict[str, None]] = {}
    written: dict[str, str] = {}
    for text, reason in spellings(reasons):
        owners.setdefault(fold(text), {})[reason] = None
        written.setdefault(fold(text), text)
    return {written[text]: tuple(ids) for text, ids in owners.items() if len(ids) > 1}


def _said(reason: Reason) -> Iterator[str]:
    yield reason.words
    yield from reason.names
    default = next((one for one in loops().reasons.reasons if one.id == reason.id), None)
    if default is not None:
        yield from (default.words.spoken(lang) for lang in LANGUAGES)
