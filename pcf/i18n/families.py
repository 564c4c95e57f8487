"""Names of metrics that repeat in families: each language's name is made of the same parts.

APQC names some 250 metrics by few patterns (cost kind, process, base …). ``locales/metric_families.yaml``
declares the patterns and their parts once in three languages, so that one term is never translated in two ways.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from pcf.errors import DataError
from pcf.ids import LANGUAGES, Language, MetricId, WordId
from pcf.model import Record
from pcf.source import strict_yaml

FILE = "locales/metric_families.yaml"
_FAULTY = f"{FILE} has faults"
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


class Families:
    """The declared patterns, ready to be matched; made by ``read``."""

    def __init__(self, declared: _FamiliesFile) -> None:
        self._values = {slot: {one.en: one for one in values} for slot, values in declared.slots.items()}
        self._families = [(family, self._pattern(family)) for family in declared.families]
        self._singles = {single.id: single for single in declared.singles}

    @classmethod
    def read(cls, root: Path) -> Families:
        """Read the file of a checkout.

        Raises:
            ExceptionGroup: One ``DataError`` a fault: wrong shape, a slot that is unknown, doubled or missing in a
                language, a value or id that comes twice.
            DataError: The file is not YAML.
        """
        try:
            declared = _FamiliesFile.model_validate(strict_yaml.read(root / FILE, FILE))
        except ValidationError as error:
            faults = [
                DataError(place=f"{FILE} {'.'.join(map(str, one['loc']))}", fault=one["msg"], repair="mend the entry")
                for one in error.errors()
            ]
            raise ExceptionGroup(_FAULTY, faults) from error
        if faults := list(_faults(declared)):
            raise ExceptionGroup(_FAULTY, faults)
        return cls(declared)

    def names(self, english: Mapping[str, str], lang: Language) -> dict[str, str]:
        """Return the names of APQC's metrics in Russian or Chinese.

        Args:
            english: Metric id to English name.
            lang: The language.

        Raises:
            ExceptionGroup: One ``DataError`` for each name that no family and no single explains, or more than one.
        """
        explained = {metric_id: list(self._explained(metric_id, name, lang)) for metric_id, name in english.items()}
        faults = [
            DataError(
                place=f"{FILE} ({metric_id})",
                fault=f"{english[metric_id]!r} is explained {len(found)} times",
                repair="one family or one single must match",
            )
            for metric_id, found in explained.items()
            if len(found) != 1
        ]
        if faults:
            raise ExceptionGroup(_FAULTY, faults)
        return {metric_id: found[0] for metric_id, found in explained.items()}

    def _explained(self, metric_id: str, english: str, lang: Language) -> Iterator[str]:
        for family, pattern in self._families:
            if found := pattern.fullmatch(english):
                yield self._filled(family, lang, found)
        if metric_id in self._singles:
            yield str(getattr(self._singles[metric_id], lang))

    def _pattern(self, family: _Family) -> re.Pattern[str]:
        parts = _SLOT.split(family.en)  # literal, slot, literal, slot, literal
        texts = [re.escape(part) if place % 2 == 0 else self._choice(part) for place, part in enumerate(parts)]
        return re.compile("".join(texts))

    def _choice(self, slot: str) -> str:
        return f"(?P<{slot}>{'|'.join(map(re.escape, self._values[slot]))})"

    def _filled(self, family: _Family, lang: Language, found: re.Match[str]) -> str:
        template = str(getattr(family, lang))
        return _SLOT.sub(lambda slot: str(getattr(self._values[slot[1]][found[slot[1]]], lang)), template)


def _faults(declared: _FamiliesFile) -> Iterator[DataError]:
    def fault(place: str, text: str, repair: str) -> DataError:
        return DataError(place=f"{FILE} ({place})", fault=text, repair=repair)

    for family in declared.families:
        used = {lang: Counter(_SLOT.findall(getattr(family, lang))) for lang in LANGUAGES}
        for slot in used["en"].keys() - declared.slots.keys():
            yield fault(family.id, f"slot {slot} is not declared", "declare it under slots")
        for lang in LANGUAGES:
            if used[lang].keys() != used["en"].keys() or set(used[lang].values()) - {1}:
                yield fault(f"{family.id}.{lang}", "does not hold each slot of the English once", "name each slot once")
    for slot, values in declared.slots.items():
        yield from (fault(slot, f"{one!r} comes twice", "keep one") for one in _repeated(value.en for value in values))
    yield from (fault(one, "the family comes twice", "keep one") for one in _repeated(f.id for f in declared.families))
    yield from (fault(one, "the single comes twice", "keep one") for one in _repeated(s.id for s in declared.singles))


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
