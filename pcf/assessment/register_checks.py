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
    for rule in form.complaints.rules if form.complaints else ():
        yield from _unknown(rule.id, [rule.segment or ""], segments, N_("segments"))
    for line in form.staffing or ():
        yield from _unknown(line.id, [line.segment or ""], segments, N_("segments"))
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
    reached = {one.id: _reached_from(one.id, known) for one in initiatives}
    before = {
        one.id: [other for other in one.depends_on if other in known and one.id not in reached[other] | {other}]
        for one in initiatives
    }
    waves = {one.id: one.wave or 1 for one in initiatives}
    for _ in initiatives:  # as many rounds as the longest chain can have links
        earliest = {one: max((waves[other] + 1 for other in before[one]), default=1) for one in waves}
        waves = {one: max(wave, earliest[one]) for one, wave in waves.items()}
    return waves


def check_roadmap(initiatives: Sequence[Initiative]) -> Iterator[Finding]:
    """Yield what cannot be: unknown dependencies, circles, a wave before that of a dependency."""
    registered = {one.id for one in initiatives}
    planned = {one.id: one for one in initiatives if one.state != "dropped"}
    for one in planned.values():
        for other in one.depends_on:
            if other not in registered:
                yield Finding(kinds.DEPENDENCY_UNKNOWN, facts={"found": other, "initiative": one.id})
    circles = list(_circles(planned))
    for circle in circles:
        yield Finding(kinds.DEPENDENCY_CIRCLE, facts={"found": circle})
    waves = waves_of(list(planned.values()))
    for one in planned.values():
        if one.wave is not None and waves[one.id] > one.wave:
            facts = {"initiative": f"{one.id} {one.title}", "found": one.wave, "earliest": waves[one.id]}
            yield Finding(kinds.WAVE_TOO_EARLY, facts=facts)


def _circles(known: Mapping[str, Initiative]) -> Iterator[list[str]]:
    """Yield the ids of initiatives that depend on one another, or on themselves, circle by circle."""
    reached = {one: _reached_from(one, known) for one in known}
    told: set[str] = set()
    for one in known:
        circle = sorted({other for other in reached[one] if one in reached[other]})
        if circle and one not in told:
            told |= set(circle)
            yield circle


def _reached_from(start: str, known: Mapping[str, Initiative]) -> set[str]:
    """Return the ids of all that an initiative depends on, directly or not; itself only if it leads back."""
    reached: set[str] = set()
    ahead = list(known[start].depends_on)
    while ahead:
        one = ahead.pop()
        if one in known and one not in reached:
            reached.add(one)
            ahead += known[one].depends_on
    return reached
