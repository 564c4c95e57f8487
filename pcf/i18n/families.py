"""Names of metrics that repeat in families: each language's name is made of the same parts.

APQC names some 250 metrics by few patterns (cost kind, process, base …). ``locales/metric_families.yaml``
declares the patterns and their parts once in three languages, so that one term is never translated in two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from pcf.errors import DataError
from pcf.ids import Language, MetricId, WordId
from pcf.model import Record
from pcf.source import strict_yaml
from pcf.source.catalogue import TRANSLATED

FILE = "locales/metric_families.yaml"
_SLOT = re.compile(r"\{(\w+)\}")


class _Named(Record):
    en: str
    ru: str
    zh: str


class _Family(_Named):
    id: WordId


class _Single(Record):
    id: MetricId
    ru: str
    zh: str


class _FamiliesFile(Record):
    slots: dict[WordId, Annotated[tuple[_Named, ...], Field(min_length=1)]]
    families: tuple[_Family, ...]
    singles: tuple[_Single, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A name that a family explains: the family's id and the values of its slots."""

    family: str
    names: dict[Language, str]


class Families:
    """The declared patterns, ready to be matched."""

    def __init__(self, declared: _FamiliesFile) -> None:
        self.declared = declared
        self._patterns = [(family, self._pattern(family)) for family in declared.families]
        self._singles = {single.id: single for single in declared.singles}

    @classmethod
    def read(cls, root: Path) -> Families:
        """Read the file of a checkout.

        Raises:
            DataError: The file is not YAML.
            pydantic.ValidationError: The file has another shape.
        """
        return cls(TypeAdapter(_FamiliesFile).validate_python(strict_yaml.read(root / FILE, FILE)))

    def matches(self, english: str) -> list[Match]:
        """Return every family that explains a name; a sound declaration gives one at most."""
        return [
            Match(family.id, {lang: self._filled(family, lang, found) for lang in TRANSLATED})
            for family, pattern in self._patterns
            if (found := pattern.fullmatch(english))
        ]

    def name(self, metric_id: str, english: str, lang: Language) -> str:
        """Return the name of one of APQC's metrics in Russian or Chinese.

        Raises:
            DataError: No family and no single explains the name, or more than one does.
        """
        single = self._singles.get(metric_id)
        found = [match.names[lang] for match in self.matches(english)]
        found += [getattr(single, lang)] if single else []
        if len(found) != 1:
            fault = f"{english!r} is explained {len(found)} times"
            raise DataError(place=f"{FILE} ({metric_id})", fault=fault, repair="one family or one single must match")
        return str(found[0])

    def _pattern(self, family: _Family) -> re.Pattern[str]:
        parts = _SLOT.split(family.en)  # literal, slot, literal, slot, literal
        texts = [re.escape(part) if place % 2 == 0 else self._choice(part) for place, part in enumerate(parts)]
        return re.compile("".join(texts))

    def _choice(self, slot: str) -> str:
        values = sorted((value.en for value in self.declared.slots[slot]), key=len, reverse=True)
        return f"(?P<{slot}>{'|'.join(map(re.escape, values))})"

    def _filled(self, family: _Family, lang: Language, found: re.Match[str]) -> str:
        def value(slot: re.Match[str]) -> str:
            english = found[slot[1]]
            return str(next(getattr(one, lang) for one in self.declared.slots[slot[1]] if one.en == english))

        return _SLOT.sub(value, str(getattr(family, lang)))
