"""From checked items to an extension: texts in three languages, own elements at their places in every edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pcf.extensions.reading import Folder
from pcf.extensions.records import Extension, LocalEdition
from pcf.extensions.shapes import (
    HeadEntry,
    OwnElementEntry,
    OwnLevelsEntry,
    OwnMetricEntry,
    OwnReasonEntry,
    Said,
)
from pcf.framework import Framework
from pcf.ids import LANGUAGES, Language, level
from pcf.model import (
    ElementRecord,
    MeasureRecord,
    MetricRecord,
    OrganisationRecord,
    OwnName,
    Phrases,
    Place,
    Text,
)
from pcf.model.log import CountingRecord
from pcf.model.loop import ContactReasonRecord
from pcf.model.rubric import (
    EvidenceRequestRecord,
    OwnDescriptor,
    QuestionRecord,
    RubricRecord,
    SignRecord,
    StatementRecord,
)
from pcf.model.text import Reviews

_LEVELS = "012345"
_PROCESS_LEVEL = 3


def build(folder: Folder, head: HeadEntry, editions: Sequence[LocalEdition], base: Framework) -> Extension:
    """Make the extension of a folder without faults."""
    builder = _Builder(head, base)
    own = {item.entry.id: item.entry for item in folder.of("elements.yaml")}
    measures = [item.entry for item in folder.of("measures.yaml")]
    levels = [item.entry for item in folder.of("levels.yaml")]
    return Extension(
        organisation=OrganisationRecord(id=head.id, name=builder.text(head.name)),
        elements=tuple(builder.element(entry, own) for entry in own.values()),
        parents={entry.id: (entry.parent, entry.number) for entry in own.values()},
        names={item.entry.element: builder.own_name(item.entry.name) for item in folder.of("names.yaml")},
        measures=tuple(builder.measure(entry) for entry in measures),
        metrics=tuple(builder.metric(item.entry) for item in folder.of("metrics.yaml")),
        countings=tuple(CountingRecord(measure=entry.id, **dict(one)) for entry in measures for one in entry.counted),
        rubrics=tuple(builder.rubric(entry) for entry in levels if entry.process in own),
        descriptors={entry.process: builder.descriptors(entry) for entry in levels if entry.process not in own},
        reasons=tuple(builder.reason(item.entry) for item in folder.of("reasons.yaml")),
        editions=tuple(editions),
    )


class _Builder:
    def __init__(self, head: HeadEntry, base: Framework) -> None:
        self._head = head
        self._places = {record.id: record.places for record in base.bundle.elements}

    def text(self, said: Said) -> Text:
        """A language that the organisation did not write shows what it did write, marked with that language."""
        given: dict[Language, str] = {lang: text for lang in LANGUAGES if (text := getattr(said, lang))}
        if said.plain:
            given.setdefault(self._head.language, said.plain)
        first = self._head.language if self._head.language in given else next(iter(given))
        shown = {lang: given.get(lang) or f"{given[first]} [{first}]" for lang in LANGUAGES}
        return Text(en=shown["en"], ru=shown["ru"], zh=shown["zh"])

    def optional(self, said: Said | None) -> Text | None:
        return None if said is None else self.text(said)

    def own_name(self, said: Said) -> OwnName:
        return OwnName(owner=self._head.id, name=self.text(said))

    def element(self, entry: OwnElementEntry, own: Mapping[str, OwnElementEntry]) -> ElementRecord:
        name = self.text(entry.name)
        above, numbers = entry.parent, [entry.number]
        while above in own:
            above, numbers = own[above].parent, [own[above].number, *numbers]
        places = tuple(
            place_under(place, numbers, name)
            for place in self._places[above]
            if place.hierarchy_id and not place.outside
        )
        return ElementRecord(
            id=entry.id,
            places=places,
            definition=self.optional(entry.definition),
            objects=entry.objects,
            actions=entry.actions,
            synonyms=Phrases(**entry.synonyms),
            examples=Phrases(**entry.examples),
            source=self.text(self._head.name).en,
            reviews=Reviews() if entry.definition else None,
        )

    def measure(self, entry: Any) -> MeasureRecord:
        return MeasureRecord(
            id=entry.id,
            unit=entry.unit,
            additive=entry.additive,
            zero_if_absent=any(one.optional for one in entry.counted),
            name=self.text(entry.name),
            definition=self.text(entry.definition),
        )

    def metric(self, entry: OwnMetricEntry) -> MetricRecord:
        texts = {
            "name": self.text(entry.name),
            "definition": self.optional(entry.definition),
            "edge_cases": self.optional(entry.edge_cases),
            "source": entry.source or self.text(self._head.name).en,
        }
        return MetricRecord(**{**dict(entry), **texts})

    def rubric(self, entry: OwnLevelsEntry) -> RubricRecord:
        nothing = Text(en="–", ru="–", zh="–")
        return RubricRecord(
            process=entry.process,
            applies=self.optional(entry.applies) or nothing,
            owner=self.optional(entry.owner) or nothing,
            descriptors=_six([entry.levels[step].descriptor for step in _LEVELS], self.text),  # type: ignore[index]
            statements=tuple(
                StatementRecord(id=f"{entry.process}.{code}", level=int(code[0]), text=self.text(said))
                for step in _LEVELS
                for code, said in sorted(entry.levels[step].statements.items())  # type: ignore[index]
            ),
            evidence=tuple(
                EvidenceRequestRecord(id=f"e{number}", kind=one.kind, text=self.text(one.ask))
                for number, one in enumerate(entry.evidence, 1)
            ),
            questions=tuple(
                QuestionRecord(id=f"q{number}", roles=one.roles, text=self.text(one.ask))
                for number, one in enumerate(entry.questions, 1)
            ),
            overrating=tuple(
                SignRecord(id=f"o{number}", text=self.text(said)) for number, said in enumerate(entry.overrating, 1)
            ),
            reviews=Reviews(),
        )

    def descriptors(self, entry: OwnLevelsEntry) -> tuple[OwnDescriptor, ...]:
        return tuple(
            OwnDescriptor(owner=self._head.id, level=int(step), text=self.text(said.descriptor))
            for step, said in sorted(entry.levels.items())
        )

    def reason(self, entry: OwnReasonEntry) -> ContactReasonRecord:
        return ContactReasonRecord(
            id=entry.id,
            words=self.text(entry.words),
            definition=self.text(entry.definition),
            owner=entry.owner,
            causes=entry.causes,
            handled_by=entry.handled_by,
            driver=entry.driver,
            labels=Phrases(**entry.labels),
            examples=Phrases(**entry.examples),
        )


def place_under(above: Place, numbers: Sequence[int], name: Text) -> Place:
    """Return the place of an own element below a shipped one: 6.2 and 90 make 6.2.90, 6.0 and 90 make 6.90."""
    hierarchy_id = above.hierarchy_id or ""
    stem = hierarchy_id.removesuffix(".0") if level(hierarchy_id) == 1 else hierarchy_id
    position = ".".join([stem, *map(str, numbers)])
    return Place(edition=above.edition, hierarchy_id=position, name=name, attested="organisation")


def _six(said: Sequence[Said], text: Callable[[Said], Text]) -> tuple[Text, Text, Text, Text, Text, Text]:
    first, second, third, fourth, fifth, sixth = map(text, said)
    return first, second, third, fourth, fifth, sixth
