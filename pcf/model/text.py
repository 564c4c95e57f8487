"""The base of every record, and a text in three languages."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from pcf.ids import Language

ReviewState = Literal["written", "read"]


class Record(BaseModel):
    """A line of curated data: immutable, and closed to misspelt keys.

    Validators are built on first use (``defer_build``): most calls need few of the thirty records.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __hash__(self) -> int:
        """Hash all fields; those that are mappings by their items, whatever the order."""
        said = (frozenset(one.items()) if isinstance(one, dict) else one for one in self.__dict__.values())
        return hash((type(self), *said))


class Text(Record):
    """One text in the three languages; English is the source, the others may be missing."""

    en: str
    ru: str | None = None
    zh: str | None = None

    def spoken(self, lang: Language) -> str:
        """Return the text in a language, or the English one marked ``[en]``.

        >>> Text(en="Close claim", ru="Закрытие").spoken("zh")
        'Close claim [en]'
        """
        own: str | None = getattr(self, lang)
        return f"{self.en} [en]" if own is None else own

    def to_json(self) -> dict[str, str | None]:
        return {"en": self.en, "ru": self.ru, "zh": self.zh}


class Phrases(Record):
    """What people say in each language; each has its own phrases, none is a translation of another's."""

    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def spoken(self, lang: Language) -> tuple[str, ...]:
        """Return the phrases of a language."""
        phrases: tuple[str, ...] = getattr(self, lang)
        return phrases

    def to_json(self) -> dict[str, list[str]]:
        return {"en": [*self.en], "ru": [*self.ru], "zh": [*self.zh]}


class Reviews(Record):
    """How far each language's texts are: ``written``, or also ``read`` against the English by someone else.

    The state of a whole is that of its least reviewed text.
    """

    en: ReviewState = "written"
    ru: ReviewState = "written"
    zh: ReviewState = "written"
