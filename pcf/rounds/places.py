"""The places of a fresh form: what was said before is put into each that is blank."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment.records import (
    Assessment,
    Figure,
    GroupWeight,
    Link,
    Response,
    Segment,
    Tick,
    Unplaced,
)
from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.mapping import Placement, Practice
from pcf.reasons.records import Reason
from pcf.rounds.loop_places import LoopPlaces
from pcf.rounds.staffing_places import StaffingPlaces
from pcf.rounds.unplaced import is_answered
from pcf.taxonomy import Taxonomy

Entry = Practice | EvidenceItem | Observation | Initiative | Reason
_REGISTERS = ("practices", "evidence", "observations", "initiatives", "reasons")
_TIES = ("causes", "handled_by")
_KEYS = {"element", "is_asked"}


class Places:
    """A fresh form under way. Segments and entries of registers come from the older form; the rest is taken one by one.

    Args:
        fresh: The empty form.
        old: The filled one.
        taxonomy: The edition of the fresh one.
    """

    def __init__(self, fresh: Assessment, old: Assessment, taxonomy: Taxonomy) -> None:
        self._asked = {response.element: response for response in fresh.responses}
        self._responses: dict[str, Response] = {}
        self._items = dict.fromkeys(tick.item for tick in fresh.ticks)
        self._ticks: dict[str, Tick] = {tick.item: tick for tick in fresh.ticks if tick.is_filled}
        self._groups = [group.id for group in taxonomy.root.children]
        self._weights = {one.element: one for one in fresh.group_weights}
        self._segments = {segment.id: segment for segment in fresh.segments or old.segments}
        self._metrics = {metric.id for metric in taxonomy.metrics}
        rows = [(one.segment, one.metric) for one in (*fresh.figures, *old.figures)]
        known = [(segment, metric) for segment, metric in rows if self._has(segment, metric)]
        self._figures = {(segment, metric): Figure(segment=segment, metric=metric) for segment, metric in known}
        self._elements = {element.id for element in taxonomy}
        self._entries: dict[str, dict[str, Entry]] = {
            register: {entry.id: self._untied(entry) for entry in getattr(old, register) or ()}
            for register in _REGISTERS
        }
        self._asks_reasons, self._proposed_reasons = old.reasons is not None, fresh.reasons
        self._complaints = LoopPlaces(fresh.complaints, old, self._segments)
        self._staffing = StaffingPlaces(fresh.staffing, old.staffing, self._segments)

    def parts(self, one: Unplaced) -> tuple[Unplaced, ...]:
        """Part a rating that is not asked again from what holds for the process whoever is asked."""
        said = one.response
        if (
            said is None
            or not is_answered(said)
            or said.element not in self._asked
            or self._asked[said.element].is_asked
        ):
            return (one,)
        lasting = Response(element=said.element, target=said.target, weight=said.weight, performed_by=said.performed_by)
        rating = said.model_copy(
            update={"target": None, "weight": Response(element=said.element).weight, "performed_by": ""}
        )
        kept = (lasting, rating) if lasting.is_filled else (rating,)
        return tuple(one.model_copy(update={"response": part}) for part in kept)

    def take(self, one: Unplaced) -> bool:
        """Put what was said where it belongs; tell whether there is such a place, and it was blank."""
        if one.response is not None:
            return self._take_response(one.response)
        if one.tick is not None:
            return self._take_tick(one.tick)
        if one.group_weight is not None:
            return self._take_weight(one.group_weight)
        if one.figure is not None:
            return self._take_figure(one.figure, one.segment)
        if one.assumption is not None or one.rule is not None or one.staffing is not None:
            is_taken = self._staffing.take(one.staffing) if one.staffing else self._complaints.take(one)
            if is_taken and one.segment is not None:
                self._take_segment(one.segment)
            return is_taken
        if one.segment is not None:
            return self._take_segment(one.segment)
        return one.link is not None and self._take_link(one.link)

    def filled(self) -> Mapping[str, object]:
        """Return the fields of the form as they stand."""
        return {
            "responses": tuple(
                _asked_of(self._responses[one], asked) if one in self._responses else asked
                for one, asked in self._asked.items()
            ),
            "ticks": tuple(self._ticks.get(item) or Tick(item=item) for item in self._items),
            "group_weights": tuple(self._weights[one] for one in self._groups if one in self._weights),
            "segments": tuple(self._segments.values()),
            "figures": tuple(self._figures.values()),
            **{register: tuple(entries.values()) for register, entries in self._entries.items()},
            "reasons": self._listed_reasons(),
            "complaints": self._complaints.filled(),
            "staffing": self._staffing.filled(),
        }

    def _listed_reasons(self) -> tuple[Entry, ...] | None:
        """Return the older form's list; where it had none, what the fresh one begins with."""
        listed = self._entries["reasons"]
        return tuple(listed.values()) if self._asks_reasons else self._proposed_reasons

    def _take_response(self, said: Response) -> bool:
        """A level needs somebody who is asked; nothing that was said of the process is written over."""
        if said.element not in self._asked or (is_answered(said) and not self._asked[said.element].is_asked):
            return False
        there, blank = self._responses.get(said.element, Response(element=said.element)), Response(element=said.element)
        filled = {name for name in Response.model_fields if getattr(said, name) != getattr(blank, name)}
        if any(getattr(there, name) != getattr(blank, name) for name in filled - _KEYS):
            return False
        self._responses[said.element] = there.model_copy(update={name: getattr(said, name) for name in filled})
        return True

    def _take_tick(self, said: Tick) -> bool:
        if said.item not in self._items or said.item in self._ticks:
            return False
        self._ticks[said.item] = said
        return True

    def _take_weight(self, said: GroupWeight) -> bool:
        if said.element not in self._groups or said.element in self._weights:
            return False
        self._weights[said.element] = said
        return True

    def _take_figure(self, said: Figure, segment: Segment | None) -> bool:
        key, blank = (said.segment, said.metric), Figure(segment=said.segment, metric=said.metric)
        if not self._has(*key) or self._figures.get(key, blank) != blank:
            return False
        self._figures[key] = said
        if segment is not None:
            self._take_segment(segment)
        return True

    def _take_segment(self, said: Segment) -> bool:
        """A new name holds; the promise of before stands where the new form makes none."""
        known = self._segments.get(said.id)
        if known is None or (said.promise not in {"", known.promise} and known.promise):
            return False
        self._segments[said.id] = known.model_copy(update={"promise": known.promise or said.promise})
        return True

    def _take_link(self, said: Link) -> bool:
        entry = self._entries[said.kept_in].get(said.id)
        if entry is None:
            return False
        tied = self._tied(entry, said)
        if tied is not None:
            self._entries[said.kept_in][said.id] = tied
        return tied is not None

    def _tied(self, entry: Entry, said: Link) -> Entry | None:
        """Return an entry with one tie more; ``None`` where the form does not have the other end, or has another."""
        if isinstance(entry, Practice):
            return self._placed(entry, said)
        if isinstance(entry, Reason):
            return self._caused(entry, said)
        if said.element is not None:
            if said.element not in self._asked:
                return None
            return entry.model_copy(update={"processes": tuple(dict.fromkeys((*entry.processes, said.element)))})
        if said.segment is not None and isinstance(entry, Observation | Initiative):
            is_free = said.segment in self._segments and entry.segment is None
            return entry.model_copy(update={"segment": said.segment}) if is_free else None
        if said.metric is not None and isinstance(entry, Initiative):
            is_free = said.metric in self._metrics and entry.metric is None
            moved = {"metric": said.metric, "expected_value": said.expected_value}
            return entry.model_copy(update=moved) if is_free else None
        return None

    def _placed(self, practice: Practice, said: Link) -> Practice | None:
        """Return a practice with one placement more; what was decided otherwise since is never written over."""
        placement = said.placement or Placement(element=said.element, decision="accepted")
        if placement.element not in self._elements:
            return None
        if placement in practice.placements or (said.placement is None and said.element in practice.elements):
            return practice
        there = {one.decision for one in practice.placements if one.element == placement.element}
        if placement.decision and there - {None, placement.decision}:
            return None
        return practice.model_copy(update={"placements": (*practice.placements, placement)})

    def _caused(self, reason: Reason, said: Link) -> Reason | None:
        """Return a contact reason with one element more that causes or handles it."""
        if said.element is None or said.element not in self._elements or said.tie is None:
            return None
        tied = dict.fromkeys((*getattr(reason, said.tie), said.element))
        return reason.model_copy(update={said.tie: tuple(tied)})

    def _untied(self, entry: Entry) -> Entry:
        """Return an entry that names nothing that the form may not have.

        The order of a practice's placements, and of the elements of a reason, stays.
        """
        if isinstance(entry, Practice):
            known = {None, *self._elements}
            return entry.model_copy(
                update={"placements": tuple(one for one in entry.placements if one.element in known)}
            )
        if isinstance(entry, Reason):
            ties = {tie: tuple(one for one in getattr(entry, tie) if one in self._elements) for tie in _TIES}
            return entry.model_copy(update=ties)
        bare = entry.model_copy(update={"processes": ()})
        if isinstance(bare, Observation | Initiative):
            bare = bare.model_copy(update={"segment": None})
        if isinstance(bare, Initiative) and bare.metric:
            bare = bare.model_copy(update={"metric": None, "expected_value": None})
        return bare

    def _has(self, segment: str, metric: str) -> bool:
        return segment in self._segments and metric in self._metrics


def _asked_of(said: Response, asked: Response) -> Response:
    """Return what was said on the row of the fresh form: a proposed NA stays where there was no answer."""
    kept: dict[str, object] = {"is_asked": asked.is_asked}
    if said.answer is None and asked.answer is not None:
        kept |= {"answer": asked.answer, "reason": said.reason or asked.reason}
    return said.model_copy(update=kept)
