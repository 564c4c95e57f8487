"""Translations of the taxonomy: PO files keyed by context, English as the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import read_po

from pcf.ids import LANGUAGES, Language
from pcf.model import Text

TRANSLATED: tuple[Language, ...] = tuple(lang for lang in LANGUAGES if lang != "en")
DOMAINS = ("processes", "metrics", "maturity")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to translate: where it belongs and what it says in English."""

    domain: str
    context: str
    english: str


def read_translations(path: Path) -> dict[tuple[str, str], str]:
    """Read one PO file as ``(context, English) -> translation``; fuzzy and empty entries are left out."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file)
    return {
        (message.context or "", str(message.id)): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


@dataclass(slots=True)
class Texts:
    """Makes ``Text`` records and remembers what was asked for, so that catalogues can be kept in step."""

    locales: Path
    entries: list[Entry] = field(default_factory=list)
    _known: dict[tuple[str, str], dict[tuple[str, str], str]] = field(default_factory=dict)

    def text(self, domain: str, context: str, english: str) -> Text:
        self.entries.append(Entry(domain, context, english))
        return Text(
            en=english,
            ru=self._look_up("ru", domain, context, english),
            zh=self._look_up("zh", domain, context, english),
        )

    def _look_up(self, lang: str, domain: str, context: str, english: str) -> str | None:
        key = (lang, domain)
        if key not in self._known:
            self._known[key] = read_translations(self.locales / lang / "LC_MESSAGES" / f"{domain}.po")
        return self._known[key].get((context, english))
