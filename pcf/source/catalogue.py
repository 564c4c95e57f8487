"""Translations of the taxonomy: PO files keyed by context, English as the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from babel.messages.pofile import read_po

from pcf.ids import LANGUAGES, Language
from pcf.model import ReviewState, Text

TRANSLATED: tuple[Language, ...] = tuple(lang for lang in LANGUAGES if lang != "en")
DOMAINS = ("processes", "metrics", "logs", "maturity", "complaints", "reasons")
REVIEW = "review:"  # begins the translator's comment that states it
REVIEW_STATES: tuple[ReviewState, ...] = get_args(ReviewState)


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to translate: where it belongs and what it says in English."""

    domain: str
    context: str
    english: str


@dataclass(frozen=True, slots=True)
class Translation:
    """One translated text and how far it was reviewed."""

    text: str
    review: ReviewState


def review_of(comments: Iterable[str]) -> ReviewState | None:
    """Return the review state that a translator's comment states: ``# review: read``."""
    said = [comment.removeprefix(REVIEW).strip() for comment in comments if comment.startswith(REVIEW)]
    return next((state for state in REVIEW_STATES if [state] == said), None)


def read_translations(path: Path) -> dict[tuple[str, str], Translation]:
    """Read one PO file as ``(context, English) -> translation``; fuzzy and empty entries are left out."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file)
    return {
        (message.context or "", str(message.id)): Translation(
            str(message.string), review_of(message.user_comments) or "written"
        )
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


@dataclass(slots=True)
class Texts:
    """Makes ``Text`` records and remembers what was asked for, so that catalogues can be kept in step."""

    locales: Path
    entries: list[Entry] = field(default_factory=list)
    _known: dict[tuple[str, str], dict[tuple[str, str], Translation]] = field(default_factory=dict)
    _states: dict[tuple[str, str, str], list[ReviewState]] = field(default_factory=dict)

    def text(self, domain: str, context: str, english: str) -> Text:
        self.entries.append(Entry(domain, context, english))
        return Text(
            en=english,
            ru=self._look_up("ru", domain, context, english),
            zh=self._look_up("zh", domain, context, english),
        )

    def states(self, lang: str, domain: str, owner: str) -> list[ReviewState]:
        """Return the review states of the texts asked for so far whose context begins with the owner."""
        return self._states.get((lang, domain, owner), [])

    def _look_up(self, lang: str, domain: str, context: str, english: str) -> str | None:
        key = (lang, domain)
        if key not in self._known:
            self._known[key] = read_translations(self.locales / lang / "LC_MESSAGES" / f"{domain}.po")
        found = self._known[key].get((context, english))
        states = self._states.setdefault((lang, domain, context.partition(".")[0]), [])
        states.append(found.review if found else "written")
        return found.text if found else None
