"""From shapes to the data of records: English strings become texts in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pcf.ids import DEFAULT_EDITION, Language
from pcf.model import Alternative, ReviewState
from pcf.source.catalogue import TRANSLATED, Texts
from pcf.source.reader import Data
from pcf.source.shapes import (
    ElementEntry,
    MeasureEntry,
    ProfilesFile,
    RubricEntry,
    ScaleFile,
    TagsFile,
    VocabularyEntry,
)

_METRIC_TEXTS = ("name", "definition", "edge_cases", "correction")

Words = Mapping[Language, VocabularyEntry]  # one element's vocabulary


@dataclass(frozen=True, slots=True)
class Builder:
    """``texts`` finds the translations and remembers what was asked for."""

    texts: Texts

    def translate(self, item: Mapping[str, Any], domain: str, owner: str, *fields: str) -> Data:
        """Replace the named English fields of one item; a field that is no string is left to the records."""
        texts: Data = {
            name: self.texts.text(domain, f"{owner}.{name}", item[name])
            for name in fields
            if isinstance(item.get(name), str)
        }
        return dict(item) | texts

    def named(self, *fields: str) -> Callable[[Data], Data]:
        """Return what prepares an item of ``metrics.po`` whose texts are these fields."""
        return lambda item: self.translate(item, "metrics", str(item.get("id", "?")), *fields)

    def metric(self, item: Data) -> Data:
        return self.translate(item, "metrics", str(item.get("id", "?")), *_METRIC_TEXTS)

    def measure(self, entry: MeasureEntry) -> Data:
        item = entry.model_dump(exclude={"counted"}) | {"zero_if_absent": any(one.optional for one in entry.counted)}
        return self.translate(item, "metrics", entry.id, "name", "definition")

    def parameter(self, item: Data) -> Data:
        return self.translate(item, "logs", f"parameter_{item.get('id', '?')}", "name", "definition")

    def log(self, item: Data) -> Data:
        """Translate a log and its columns; what has another shape is left to the records."""
        owner = str(item.get("id", "?"))
        columns = item.get("columns")
        if isinstance(columns, list):
            item = item | {
                "columns": [
                    self.translate(one, "logs", f"{owner}.{one.get('id', '?')}", "definition")
                    if isinstance(one, dict)
                    else one
                    for one in columns
                ]
            }
        return self.translate(item, "logs", owner, "name", "definition")

    def edition(self, item: Data) -> Data:
        return self.translate(item, "processes", f"edition_{item['id']}", "note")

    def element(self, entry: ElementEntry, attested: Mapping[str, str], words: Words) -> Data:
        contexts = {entry.name: f"{entry.id}.name"}
        places = []
        for edition, place in entry.places.items():
            name = place.name or entry.name
            context = contexts.setdefault(name, f"{entry.id}.name.{edition}")
            places.append(
                {
                    "edition": edition,
                    "hierarchy_id": place.at,
                    "name": self.texts.text("processes", context, name),
                    "attested": place.attested or attested[edition],
                    "outside": place.outside,
                }
            )
        whole = entry.model_dump(exclude={"name", "places", "review"})
        item = self.translate(whole, "processes", entry.id, "definition")
        if entry.remark:
            item["remark"] = self.translate(entry.remark.model_dump(), "processes", entry.id, "note")
        if entry.redefined:
            owner = f"{entry.id}.redefined"
            item["redefined"] = self.translate(entry.redefined.model_dump(), "processes", owner, "note")
        return item | {
            "places": places,
            "synonyms": {lang: own.synonyms for lang, own in words.items()},
            "examples": {lang: own.examples for lang, own in words.items()},
            "alternatives": [
                Alternative(language=lang, **other.model_dump())
                for lang, own in words.items()
                for other in own.alternatives
            ],
            "source": entry.source or f"APQC PCF Cross-Industry {_named_after(entry)}",
            "reviews": self._reviews("processes", entry.id, entry.review, words) if entry.definition else None,
        }

    def tags(self, tags: TagsFile) -> Data:
        def terms(kind: str, words: Mapping[str, str]) -> list[Data]:
            return [
                self.translate({"code": code, "name": name}, "processes", f"{kind}_{code}", "name")
                for code, name in words.items()
            ]

        return {
            "objects": terms("object", tags.objects),
            "actions": terms("action", tags.actions),
            "fields": terms("field", tags.fields),
        }

    def maturity(self, scale: ScaleFile, profiles: ProfilesFile) -> Data:
        def terms(kind: str, prefix: str) -> list[Data]:
            entries = getattr(scale, kind)
            return [
                self.translate(e.model_dump(), "maturity", f"{prefix}_{e.code}", "name", "meaning") for e in entries
            ]

        return {
            "levels": terms("levels", "level"),
            "ticks": terms("ticks", "tick"),
            "evidence": terms("evidence", "evidence"),
            "roles": terms("roles", "role"),
            "profiles": [
                self.translate(entry.model_dump(), "maturity", f"profile_{entry.id}", "name")
                for entry in profiles.profiles
            ],
            "reasons": [
                self.translate(entry.model_dump(), "maturity", f"reason_{entry.processes[0]}", "reason")
                for entry in profiles.reasons
            ],
        }

    def rubric(self, entry: RubricEntry) -> Data:
        def text(place: str, english: str) -> object:
            return self.texts.text("maturity", f"{entry.process}.{place}", english)

        levels = sorted(entry.levels.items())
        return {
            "process": entry.process,
            "applies": text("applies", entry.applies),
            "owner": text("owner", entry.owner),
            "descriptors": [text(f"level_{level}", said.descriptor) for level, said in levels],
            "statements": [
                {"id": f"{entry.process}.{code}", "level": code[0], "text": text(code, said)}
                for _, level in levels
                for code, said in sorted(level.statements.items())
            ],
            "evidence": [
                {"id": one.id, "kind": one.kind, "text": text(f"evidence_{one.id}", one.ask)} for one in entry.evidence
            ],
            "questions": [
                {"id": one.id, "roles": one.roles, "text": text(f"question_{one.id}", one.ask)}
                for one in entry.questions
            ],
            "overrating": [{"id": one.id, "text": text(f"overrating_{one.id}", one.sign)} for one in entry.overrating],
            "reviews": self._reviews("maturity", entry.process, entry.review, {}),
        }

    def _reviews(self, domain: str, owner: str, english: ReviewState, words: Words) -> Data:
        """A whole is as far as its least reviewed text."""
        vocabulary = {lang: own.review for lang, own in words.items()}
        states: dict[Language, list[ReviewState]] = {"en": [english]}
        states |= {lang: [*self.texts.states(lang, domain, owner)] for lang in TRANSLATED}
        return {lang: _least([*found, vocabulary.get(lang, "read")]) for lang, found in states.items()}


def _named_after(entry: ElementEntry) -> str:
    """Return the edition that the name is taken from: the default one, or the last that has the element."""
    return DEFAULT_EDITION if DEFAULT_EDITION in entry.places else list(entry.places)[-1]


def _least(states: Iterable[ReviewState]) -> ReviewState:
    return "written" if "written" in states else "read"
