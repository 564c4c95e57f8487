"""One call of a tool: the edition and language it is answered in, and what the answer must say beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pcf.errors import N_, BadOptionError
from pcf.i18n import Translator, negotiate
from pcf.ids import LANGUAGES, Language, owner_of
from pcf.mcp_server.folders import Folders
from pcf.taxonomy import Taxonomy

Json = dict[str, Any]
T = TypeVar("T")

_OF_OWNERS = N_("What has an owner is that organisation's own and no part of APQC's PCF.")
_NO_LANGUAGE = N_("There is no language {tag} here; English is used.")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a server answers from.

    Attributes:
        taxonomy: Its edition and language; a call may ask for others.
        folders: What may be read.
    """

    taxonomy: Taxonomy
    folders: Folders = field(default_factory=Folders)

    def call(self, edition: str | None, lang: str | None) -> Call:
        """Begin a call.

        Raises:
            UnknownEditionError, MalformedLanguageError: There is no such edition; ``lang`` is not a language tag.
        """
        notes: list[str] = []
        taxonomy, spoken = self.taxonomy, self.taxonomy.lang
        if lang is not None:
            negotiated = negotiate(lang)
            spoken = negotiated or "en"
            if negotiated is None:
                notes.append(Translator("en")(_NO_LANGUAGE, tag=lang))
        taxonomy = taxonomy.in_language(spoken)
        if edition is not None:
            taxonomy = taxonomy.in_edition(edition)
        return Call(taxonomy, self.folders, edition, notes)


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        taxonomy: The edition and language of the answer.
        folders: What may be read.
        asked_edition: ``None`` where the call did not name one.
        notes: Sentences that belong to the answer: what is missing, what was left out.
    """

    taxonomy: Taxonomy
    folders: Folders
    asked_edition: str | None
    notes: list[str]

    @property
    def lang(self) -> Language:
        return self.taxonomy.lang

    @property
    def say(self) -> Translator:
        return Translator(self.lang)

    def note(self, message: str, **facts: object) -> None:
        """Add a sentence to the answer, said in its language."""
        self.notes.append(self.say(message, **facts))

    def hold_to(self, edition: str) -> None:
        """Refuse an edition that contradicts what a file stands on.

        Raises:
            BadOptionError: Another edition was asked for.
        """
        if self.asked_edition not in {None, edition}:
            raise BadOptionError(option="edition", found=self.asked_edition, expected=edition)

    def finished(self, document: Mapping[str, Any]) -> Json:
        """Add what every answer carries; what the document says of itself stands."""
        edition = str(document.get("edition") or self.taxonomy.edition)
        owned = self._with_owners(document)
        if owned != document:
            self.note(_OF_OWNERS)
        head = {"edition": edition, "lang": self.lang, "source": self.source_of(edition)}
        return {**head, **owned, "notes": [*self.notes]}

    def source_of(self, edition: str) -> str:
        """Say what an edition was read from: what APQC published, or the user's own copy of it."""
        record = next(one for one in self.taxonomy.bundle.editions if one.id == edition)
        if record.is_local:
            return self.say("APQC PCF {edition}, from your own copy of APQC's workbook", edition=edition)
        return f"APQC PCF {edition} ({record.published})"

    def _with_owners(self, document: Any) -> Any:
        """Return a document in which every row of something an organisation's own names that organisation."""
        if isinstance(document, Mapping):
            told = {key: self._with_owners(value) for key, value in document.items()}
            owner = owner_of(str(document.get("id", "")))
            is_own = owner in self.taxonomy.extensions and "owner" not in document
            return {**told, "owner": owner} if is_own else told
        if isinstance(document, list | tuple):
            return [self._with_owners(one) for one in document]
        return document

    def page(self, rows: Sequence[T], offset: int, limit: int) -> tuple[Sequence[T], Json]:
        """Return some rows, and what to say of the rest: how many there are, and from where to go on."""
        shown = rows[offset : offset + limit]
        after = offset + len(shown)
        more = after if after < len(rows) else None
        return shown, {"total": len(rows), "next_offset": more}

    def in_words(self, document: Any, *, every: bool) -> Any:
        """Return a document whose texts in three languages are cut to that of the answer.

        Where there is none English stays beside it.

        Args:
            document: With objects of the keys en, ru, zh.
            every: Leave all three.
        """
        if every:
            return document
        if isinstance(document, dict):
            if document.keys() == set(LANGUAGES):
                own = document[self.lang]
                return (
                    {self.lang: own}
                    if own is not None or document["en"] is None
                    else {self.lang: None, "en": document["en"]}
                )
            return {key: self.in_words(value, every=False) for key, value in document.items()}
        if isinstance(document, list | tuple):
            return [self.in_words(one, every=False) for one in document]
        return document
