"""What cannot be in the registers: ids that name nothing, dependencies that no order satisfies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pcf.assessment import findings as kinds
from pcf.assessment.records import Assessment
from pcf.assessment.registers import Initiative
from pcf.errors import N_, Phrase
from pcf.findings import Finding


def check_registers(form: Assessment) -> Iterator[Finding]:
    """Yield what the registers of one form name and do not have, and what no roadmap can hold."""
    evidence = {one.id for one in form.evidence}
    segments = {one.id for one in form.segments}
    for observation in form.observations:
        yield from _unknown(observation.id, observation.evidence, evidence, N_("entries of the register of evidence"))
        yield from _unknown(observation.id, [observation.segment or ""], segments, N_("segments"))
    for initiative in form.initiatives:
        yield from _unknown(initiative.id, [initiative.segment or ""], segments, N_("segments"))
    yield from check_roadmap(form.initiatives)


def _unknown(entry: str, named: Sequence[str], known: Collection[str], what: str) -> Iterator[Finding]:
    for one in named:
        if one and one not in known:
            yield Finding(kinds.REGISTER_ID_UNKNOWN, facts={"entry": entry, "found": one, "what": Phrase(what)})


def waves_of(initiatives: Sequence[Initiative]) -> dict[str, int]:
    """Return the wave of every initiative by id: not before what it depends on.

    What is registered for a later wave stays there. A dependency that is not registered, or that
    leads back to the initiative itself, is left out of account.
    """
    known = {one.id: one for one in initiatives}
    circle = set(_in_circles(known))
    before = {
        one.id: [other for other in one.depends_on if other in known and not {one.id, other} <= circle]
        for one in initiatives
    }
    waves = {one.id: one.wave or 1 for one in initiatives}
    for _ in initiatives:  # as many rounds as the longest chain can have links
        earliest = {one: max((waves[other] + 1 for other in before[one]), default=1) for one in waves}
        waves = {one: max(wave, earliest[one]) for one, wave in waves.items()}
    return waves


def check_roadmap(initiatives: Sequence[Initiative]) -> Iterator[Finding]:
    """Yield what cannot be: unknown dependencies, circles, a wave before that of a dependency."""
    known = {one.id: one for one in initiatives}
    in_circle = set(_in_circles(known))
    for one in initiatives:
        for other in one.depends_on:
            if other not in known:
                yield Finding(kinds.DEPENDENCY_UNKNOWN, facts={"found": other, "initiative": one.id})
    if in_circle:
        yield Finding(kinds.DEPENDENCY_CIRCLE, facts={"found": sorted(in_circle)})
    waves = waves_of(initiatives)
    for one in initiatives:
        if one.wave is not None and one.id not in in_circle and waves[one.id] > one.wave:
            facts = {"initiative": f"{one.id} {one.title}", "found": one.wave, "earliest": waves[one.id]}
            yield Finding(kinds.WAVE_TOO_EARLY, facts=facts)


def _in_circles(known: Mapping[str, Initiative]) -> Iterator[str]:
    """Yield the ids of initiatives that depend on themselves, whatever the way round."""
    for start in known:
        reached: set[str] = set()
        ahead = list(known[start].depends_on)
        while ahead:
            one = ahead.pop()
            if one == start:
                yield start
                break
            if one in known and one not in reached:
                reached.add(one)
                ahead += known[one].depends_on
