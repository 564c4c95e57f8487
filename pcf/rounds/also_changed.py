"""What else changed between two rounds besides the answers: people, wording, weights, rules. A delta may rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from pcf.assessment.consolidation import in_order
from pcf.assessment.levels import ProcessScore
from pcf.assessment.records import Respondent
from pcf.assessment.scorecard import Scorecard
from pcf.rounds.pairing import Pairing
from pcf.rounds.panel import Panel, key_of, raters

What = Literal[
    "organisation", "currency", "edition", "extensions", "redefined", "composition", "wording", "respondents", "roles",
    "answered", "applicability", "layer", "weight", "policy", "consolidation", "target", "segment_added",
    "segment_gone", "segment_renamed", "segment_merged", "segment_split", "aims", "source", "log", "columns",
    "parameter", "left_out",
]  # fmt: skip
WHATS: tuple[What, ...] = get_args(What)
Fact = str | int | Fraction | tuple[str, ...] | Mapping[str, int] | Mapping[str, Fraction] | None


@dataclass(frozen=True, slots=True)
class OtherChange:
    """One thing that is not as it was in the old round.

    Attributes:
        what: Which kind of thing.
        id: The element, segment, ``segment/metric`` or parameter that it is about; blank for the whole.
        before, after: What it was and is.
        affects: Ids of the elements and segments whose change rests on it.
        joined, left: Of respondents: names that are only in the new round, and only in the old.
    """

    what: What
    id: str = ""
    before: Fact = None
    after: Fact = None
    affects: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def of_elements(pairing: Pairing, panel: Panel) -> Iterator[OtherChange]:
    """Yield all that touches the scores of elements, and what else was decided about them."""
    yield from _of_editions(pairing)
    yield from _of_method(pairing)
    yield from _of_people(pairing, panel)
    for one, (was, now) in pairing.processes.items():
        yield from _of_process(pairing, one, was, now)
    yield from _of_groups(pairing)


def touching(changes: Iterable[OtherChange], one: str) -> tuple[What, ...]:
    """Return the kinds of change that the number of an element or a segment rests on."""
    found = {change.what for change in changes if one in change.affects}
    return tuple(what for what in WHATS if what in found)


def _of_editions(pairing: Pairing) -> Iterator[OtherChange]:
    old, new = pairing.old.taxonomy, pairing.new.taxonomy
    if old.edition != new.edition:
        yield OtherChange("edition", before=old.edition, after=new.edition)
    if old.extensions != new.extensions:
        yield OtherChange("extensions", before=old.extensions, after=new.extensions)
    for row in pairing.rows:
        if "redefined" in {row.change, *row.also} and row.before and row.after:
            was_called, is_called = (place.name.spoken(new.lang) for place in (row.before, row.after))
            yield OtherChange("redefined", row.id, was_called, is_called, (row.id, *pairing.above(row.id)))
    for group, (was, now) in pairing.groups.items():
        if was != now:
            gone, come = (_in_order(pairing, ids) for ids in (was - now, now - was))
            yield OtherChange("composition", group, gone, come, tuple(dict.fromkeys((group, pairing.new.score.id))))


def _in_order(pairing: Pairing, ids: frozenset[str]) -> tuple[str, ...]:
    return tuple(row.id for row in pairing.rows if row.id in ids)


def _of_method(pairing: Pairing) -> Iterator[OtherChange]:
    old, new = pairing.old, pairing.new
    was_called, is_called = old.round.organisation.name, new.round.organisation.name
    if was_called != is_called:
        yield OtherChange("organisation", "", was_called, is_called, (*pairing.groups, *pairing.processes))
    if old.policy != new.policy:
        yield OtherChange("policy", "", old.policy, new.policy, tuple(pairing.groups))
    if old.consolidation != new.consolidation:
        touched = [one for one, both in pairing.processes.items() if any(map(_is_combined, both))]
        yield OtherChange("consolidation", "", old.consolidation, new.consolidation, _with_above(pairing, touched))


def _is_combined(process: ProcessScore) -> bool:
    """Whether several levels were made into one."""
    return process.answers.n > 1 and not process.answers.is_agreed


def _of_people(pairing: Pairing, panel: Panel) -> Iterator[OtherChange]:
    both = pairing.processes
    raters_of = {one: (raters(was.answers), raters(now.answers)) for one, (was, now) in both.items()}
    differing = {one: set(was - now) | set(now - was) for one, (was, now) in raters_of.items()}
    came_or_went = _keys(pairing.old) ^ _keys(pairing.new)
    are_strangers = _nameless(pairing.old) != _nameless(pairing.new)
    if are_strangers or panel.nameless[0] != panel.nameless[1]:
        came_or_went |= {""}
    if are_strangers:  # as many as before may be others
        differing = {
            one: keys | {""} if any("" in known for known in raters_of[one]) else keys
            for one, keys in differing.items()
        }
    if came_or_went:
        touched = [one for one, keys in differing.items() if keys & came_or_went]
        yield OtherChange(
            "respondents", "", len(pairing.old.round.copies), len(pairing.new.round.copies),
            _with_above(pairing, touched), panel.joined, panel.left,
        )  # fmt: skip
    mix_before, mix = _roles(pairing.old), _roles(pairing.new)
    if mix_before != mix:
        touched = [one for one, (was, now) in both.items() if _roles_of(was) != _roles_of(now)]
        yield OtherChange("roles", "", mix_before, mix, _with_above(pairing, touched))
    for one, (was, now) in both.items():
        is_rated = [process.score.score is not None for process in (was, now)]
        stayed = differing[one] - came_or_went
        if (stayed or is_rated[0] != is_rated[1]) and was.score.applicable and now.score.applicable:
            yield OtherChange("answered", one, was.answers.n, now.answers.n, (one, *pairing.above(one)))


def _keys(card: Scorecard) -> set[str]:
    """Return the people of a round; the nameless are no one known."""
    return {key_of(copy.assessment.respondent) for copy in card.round.copies} - {""}


def _nameless(card: Scorecard) -> Counter[str]:
    """Return what the forms say whose names were dropped: only by that they can be known again."""
    forms = (in_order(copy.assessment) for copy in card.round.copies if copy.assessment.respondent.is_nameless)
    return Counter(form.model_copy(update={"respondent": Respondent()}).model_dump_json() for form in forms)


def _roles(card: Scorecard) -> dict[str, int]:
    named = [role for copy in card.round.copies if (role := copy.assessment.respondent.role)]
    return dict(sorted(Counter(named).items()))


def _roles_of(process: ProcessScore) -> Counter[str]:
    return Counter(role for one in process.answers.voices if one.answer is not None and (role := one.respondent.role))


def _of_process(pairing: Pairing, one: str, was: ProcessScore, now: ProcessScore) -> Iterator[OtherChange]:
    above = pairing.above(one)
    before = pairing.old.round.shared.wording.get(was.element.id)
    after = pairing.new.round.shared.wording.get(one)
    if before and after and before != after:
        yield OtherChange("wording", one, before, after, (one, *above))
    if was.score.applicable != now.score.applicable:
        yield OtherChange("applicability", one, _applicable(was), _applicable(now), (one, *above))
    if was.answers.is_agreed != now.answers.is_agreed and was.score.applicable and now.score.applicable:
        yield OtherChange("layer", one, was.layer, now.layer, (one, *above))
    if was.answers.weight != now.answers.weight:
        yield OtherChange("weight", one, was.answers.weight, now.answers.weight, above)
    if was.answers.target != now.answers.target:
        yield OtherChange("target", one, was.answers.target, now.answers.target)


def _applicable(process: ProcessScore) -> str:
    return "applicable" if process.score.applicable else "NA"


def _of_groups(pairing: Pairing) -> Iterator[OtherChange]:
    """Yield the weights of groups; their own scores do not rest on them."""
    category = pairing.new.score.id
    for group in pairing.new.groups:
        was = pairing.before(group.id)
        if was is not None and was.weight != group.weight:
            yield OtherChange("weight", group.id, was.weight, group.weight, (category,))


def _with_above(pairing: Pairing, processes: Iterable[str]) -> tuple[str, ...]:
    """Return processes, and whatever their scores are a part of."""
    touched = list(processes)
    return tuple(dict.fromkeys((*touched, *(one for process in touched for one in pairing.above(process)))))
