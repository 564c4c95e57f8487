"""What records of the right shape may still have wrong: names that nothing has, things that come twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from pcf.source.reader import Check, Fault
from pcf.source.shapes import EditionsFile, ElementEntry, ProfilesFile, RubricEntry, TagsFile, VocabularyEntry

Known = Collection[str] | None  # ``None`` where the names themselves could not be read: then nothing is unknown


def elements(editions: EditionsFile | None, tags: TagsFile | None) -> Check[ElementEntry]:
    """Return the check of elements: editions, objects and actions that there are, each once."""
    known = {edition.id for edition in editions.editions} if editions else None

    def check(entry: ElementEntry) -> Iterator[Fault]:
        named = [*entry.places, *(one.edition for one in (entry.redefined, entry.remark) if one)]
        yield from _unknown("places", named, known, "editions.yaml")
        for field in ("objects", "actions"):
            codes = getattr(entry, field)
            yield from _unknown(field, codes, getattr(tags, field) if tags else None, "tags.yaml")
            yield from _twice(field, codes)

    return check


def vocabulary(known: Known) -> Check[VocabularyEntry]:
    """Return the check of a vocabulary: elements that there are, phrases that come once."""

    def check(entry: VocabularyEntry) -> Iterator[Fault]:
        yield from _unknown("id", [entry.id], known, "processes/")
        yield from _twice("synonyms", entry.synonyms)
        yield from _twice("examples", entry.examples)

    return check


def rubrics(known: Known) -> Check[RubricEntry]:
    """Return the check of rubrics: processes that there are, statements under their level, ids that come once."""

    def check(entry: RubricEntry) -> Iterator[Fault]:
        yield from _unknown("process", [entry.process], known, "processes/")
        for level, said in entry.levels.items():
            for code in said.statements:
                if not code.startswith(level):
                    repair = f"move it, or give it a free letter of level {level}"
                    yield Fault(f"levels.{level}.statements.{code}", "the code begins with another level", repair)
        for field in ("evidence", "questions", "overrating"):
            yield from _twice(field, [one.id for one in getattr(entry, field)])

    return check


def profiles(processes: Known, metrics: Known) -> Check[ProfilesFile]:
    """Return the check of industry profiles: processes and metrics that there are, each once."""

    def check(file: ProfilesFile) -> Iterator[Fault]:
        for profile in file.profiles:
            for field, known, home in (
                ("not_applicable", processes, "processes/"),
                ("core_metrics", metrics, "metrics/"),
            ):
                ids = getattr(profile, field)
                yield from _unknown(f"{profile.id}.{field}", ids, known, home)
                yield from _twice(f"{profile.id}.{field}", ids)
        for reason in file.reasons:
            yield from _unknown("reasons.processes", reason.processes, processes, "processes/")

    return check


def _unknown(field: str, names: Iterable[str], known: Known, home: str) -> Iterator[Fault]:
    for name in names:
        if known is not None and name not in known:
            yield Fault(f"{field}.{name}", f"is not in {home}", f"mend the name, or add it to taxonomy/{home}")


def _twice(field: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(f"{field}.{name}", f"comes {count} times", "take the others away")
