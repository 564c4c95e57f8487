"""The registers of the engagement: evidence, strengths and gaps, initiatives in waves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pcf.assessment import EvidenceItem, Observation, Scorecard
from pcf.assessment.figures import Figures, Shown
from pcf.assessment.registers import ObservationKind
from pcf.assessment.roadmap import Planned, roadmap
from pcf.assessment.sentences import metric_effect, segment_name
from pcf.assessment.words import INITIATIVE_STATE, OBSERVATION


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One entry of the register of evidence; ``facts`` are version, date and owner."""

    id: str
    title: str
    facts: tuple[str, ...]
    kind: str
    processes: tuple[str, ...]
    shows: str


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A strength or a gap; ``about`` are processes and segment, ``evidence`` ids with their titles."""

    id: str
    kind: ObservationKind | None
    said: str
    text: str
    about: tuple[str, ...]
    evidence: tuple[str, ...]
    consequence: str
    recommendation: str


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """One initiative; ``gain`` is what the headline gains, ``effort`` in person-days."""

    id: str
    title: str
    owner: str
    state: str
    gain: Shown
    cost: Shown
    effort: Shown
    processes: tuple[str, ...]
    expected_level: Shown
    metric_effect: str
    depends_on: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Wave:
    """The initiatives of one wave, those that gain most for a day of work first."""

    number: int
    rows: tuple[InitiativeRow, ...]


def evidence_rows(card: Scorecard, figures: Figures) -> list[EvidenceRow]:
    """Return the register of evidence, in its own order."""
    kinds = {term.code: term.name.spoken(figures.lang) for term in figures.taxonomy.bundle.maturity.evidence}
    return [_evidence(one, kinds[one.kind] if one.kind else "", figures) for one in card.round.shared.evidence]


def _evidence(item: EvidenceItem, kind: str, figures: Figures) -> EvidenceRow:
    version = figures.say("version {version}", version=item.version) if item.version else ""
    return EvidenceRow(
        id=item.id,
        title=item.title,
        facts=tuple(fact for fact in (version, item.date, item.owner) if fact),
        kind=kind,
        processes=_named(item.processes, figures),
        shows=item.shows,
    )


def observation_rows(card: Scorecard, figures: Figures) -> list[ObservationRow]:
    """Return strengths, then gaps, then what is neither; within each as registered."""
    order = (*OBSERVATION, None)
    told = sorted(card.round.shared.observations, key=lambda one: order.index(one.kind))
    return [_observation(one, card, figures) for one in told]


def _observation(one: Observation, card: Scorecard, figures: Figures) -> ObservationRow:
    titles = {item.id: item.title for item in card.round.shared.evidence}
    segment = segment_name(one.segment, card)
    return ObservationRow(
        id=one.id,
        kind=one.kind,
        said=figures.say(OBSERVATION[one.kind]) if one.kind else "",
        text=one.text,
        about=(*_named(one.processes, figures), *((segment,) if segment else ())),
        evidence=tuple(f"{item} {titles.get(item, '')}".rstrip() for item in one.evidence),
        consequence=one.consequence,
        recommendation=one.recommendation,
    )


def waves(card: Scorecard, figures: Figures) -> list[Wave]:
    """Return the roadmap; dropped initiatives are left out."""
    planned = groupby(roadmap(card), key=lambda one: one.wave)
    return [Wave(number, tuple(_initiative(one, card, figures) for one in rows)) for number, rows in planned]


def _initiative(planned: Planned, card: Scorecard, figures: Figures) -> InitiativeRow:
    one = planned.initiative
    titles = {other.id: other.title for other in card.round.shared.initiatives}
    return InitiativeRow(
        id=one.id,
        title=one.title,
        owner=one.owner,
        state=figures.say(INITIATIVE_STATE[one.state]) if one.state else figures.say("state not given"),
        gain=figures.change(planned.gain),
        cost=figures.money(one.cost),
        effort=figures.level(one.effort),
        processes=_named(one.processes, figures),
        expected_level=figures.count(one.expected_level),
        metric_effect=metric_effect(one, card, figures),
        depends_on=tuple(f"{other} {titles.get(other, '')}".rstrip() for other in one.depends_on),
        note=one.note,
    )


def _named(ids: Sequence[str], figures: Figures) -> tuple[str, ...]:
    return tuple(figures.element(one) for one in ids)
