"""The files of the two closed loops: ``taxonomy/complaints`` and ``taxonomy/reasons``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from pcf.ids import LANGUAGES
from pcf.model.loop import ReasonWeightsRecord
from pcf.source.catalogue import Texts
from pcf.source.reader import Check, Data, Fault, Reader
from pcf.source.shapes import (
    AssumptionEntry,
    BlockEntry,
    ConceptEntry,
    ContactReasonEntry,
    OwnerEntry,
    PrincipleEntry,
    ReasonPhrasesEntry,
    StepEntry,
)

Known = Collection[str] | None  # ``None`` where the names themselves could not be read: then nothing is unknown


def read(reader: Reader, texts: Texts, elements: Known) -> Data:
    """Return the data of both loops; faults go to the reader.

    Args:
        reader: Reads below ``taxonomy/``.
        texts: Finds the translations.
        elements: Ids of the elements that may be named.
    """
    principles = reader.many("complaints/principles.yaml", PrincipleEntry)
    blocks = reader.many(
        "complaints/blocks.yaml",
        BlockEntry,
        check=_names({"supports": elements, "principles": {one.id for one in principles}}),
    )
    steps = reader.many("complaints/steps.yaml", StepEntry, check=_names({"supports": elements}))
    assumptions = reader.many("complaints/assumptions.yaml", AssumptionEntry)
    owners = reader.many("reasons/owners.yaml", OwnerEntry)
    reasons = reader.many(
        "reasons/reasons.yaml",
        ContactReasonEntry,
        check=_names({"owner": {one.id for one in owners}, "causes": elements, "handled_by": elements}),
    )
    phrases = {
        lang: {one.id: one for one in reader.many(f"reasons/{lang}.yaml", ReasonPhrasesEntry, check=_phrases(reasons))}
        for lang in LANGUAGES
    }
    concepts = reader.many("reasons/words.yaml", ConceptEntry, check=_twice(LANGUAGES))
    weights = reader.one("reasons/weights.yaml", ReasonWeightsRecord)

    def translated(domain: str, kind: str) -> Callable[[Any, tuple[str, ...]], Data]:
        def made(entry: Any, fields: tuple[str, ...]) -> Data:
            item: Data = entry.model_dump()
            return item | {name: texts.text(domain, f"{kind}_{entry.id}.{name}", item[name]) for name in fields}

        return made

    principle, block = translated("complaints", "principle"), translated("complaints", "block")
    step, assumption = translated("complaints", "step"), translated("complaints", "assumption")
    owner, reason = translated("reasons", "owner"), translated("reasons", "reason")

    def descriptors(entry: BlockEntry) -> Data:
        levels = sorted(entry.levels.items())
        said = [texts.text("complaints", f"block_{entry.id}.level_{level}", text) for level, text in levels]
        item = block(entry, ("name", "definition", "ask"))
        return {field: value for field, value in item.items() if field != "levels"} | {"descriptors": said}

    def spoken(entry: ContactReasonEntry, field: str) -> Data:
        return {lang: getattr(said[entry.id], field) for lang, said in phrases.items() if entry.id in said}

    return {
        "complaints": {
            "principles": [principle(one, ("name",)) for one in principles],
            "blocks": [descriptors(one) for one in blocks],
            "steps": [step(one, ("name", "definition", "done_when")) for one in steps],
            "assumptions": [assumption(one, ("name", "definition")) for one in assumptions],
        },
        "reasons": {
            "owners": [owner(one, ("name", "definition")) for one in owners],
            "reasons": [
                reason(one, ("words", "definition"))
                | {"labels": spoken(one, "labels"), "examples": spoken(one, "examples")}
                for one in reasons
            ],
            "concepts": [{"id": one.id, "words": {lang: getattr(one, lang) for lang in LANGUAGES}} for one in concepts],
            "weights": weights.model_dump() if weights else {"reason": {}, "none": {}},
        },
    }


def _names(known: dict[str, Known]) -> Check[Any]:
    """Return the check that what a record names there is, and once."""

    def check(entry: Any) -> Iterator[Fault]:
        for field, names in known.items():
            said = getattr(entry, field)
            listed = [said] if isinstance(said, str) else list(said)
            for name in listed:
                if names is not None and name not in names:
                    yield Fault(f"{field}.{name}", "there is none of this id", "mend the id")
                if listed.count(name) > 1:
                    yield Fault(f"{field}.{name}", "comes twice", "take one away")

    return check


def _phrases(reasons: Sequence[ContactReasonEntry]) -> Check[ReasonPhrasesEntry]:
    known, twice = {reason.id for reason in reasons}, _twice(("labels", "examples"))

    def check(entry: ReasonPhrasesEntry) -> Iterator[Fault]:
        if entry.id not in known:
            yield Fault("id", f"there is no reason {entry.id}", "mend the id, or add it to reasons.yaml")
        yield from twice(entry)

    return check


def _twice(fields: Sequence[str]) -> Check[Any]:
    """Return the check that no text stands twice in a list."""

    def check(entry: Any) -> Iterator[Fault]:
        for field in fields:
            folded = [text.casefold() for text in getattr(entry, field)]
            for text in sorted({one for one in folded if folded.count(one) > 1}):
                yield Fault(field, f"{text!r} stands here twice", "take one away")

    return check
