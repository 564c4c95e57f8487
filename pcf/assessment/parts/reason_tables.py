"""Every contact reason: its volume and cost, and how its loop stands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.table import Column, Part, Row
from pcf.reasons.cuts import Repeats
from pcf.reasons.records import Reason
from pcf.reasons.report import ReasonLoop, ReasonState
from pcf.reasons.trend import Trend
from pcf.reasons.words import DRIVER, TARGET, TREND
from pcf.source import loops


def reading_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Say how many contacts there are, how many have a reason, and how reliably it was given."""
    say, title = numbers.say, numbers.say("What the contact log says")
    if loop.counts is None:
        return Part("reading", title, (say("No contact log was given: only what was typed is shown."),))
    return Part("reading", title, tuple(_read(loop, numbers)))


def _read(loop: ReasonLoop, numbers: Numbers) -> Iterator[str]:
    say, counts, few = numbers.say, loop.counts, loop.vital_few
    assert counts is not None
    yield say(
        "Contacts from {first} to {last}: {contacts}; without a reason of the list: {without} ({share}).",
        first=counts.first or "…",
        last=counts.last or "…",
        contacts=numbers.count(counts.contacts),
        without=numbers.count(loop.unplaced),
        share=numbers.share(_part_of(loop.unplaced, counts.contacts)),
    )
    if few:
        yield say(
            "Reasons that hold 80 % of the contacts with a reason: {few} of {every}.",
            few=numbers.count(len(few)),
            every=numbers.count(len(loop.states)),
        )
    if counts.assigned is not None:
        yield say(
            "Reasons found in the words of contacts: {assigned} of {read} that were read.",
            assigned=numbers.count(counts.assigned.assigned),
            read=numbers.count(counts.assigned.read),
        )
    if counts.agreement is not None:
        yield say(
            "Contacts coded by two people: {contacts}; the same reason: {agreed}; Cohen's kappa: {kappa}.",
            contacts=numbers.count(counts.agreement.contacts),
            agreed=numbers.count(counts.agreement.agreed),
            kappa=numbers.figure(counts.agreement.kappa),
        )


def _part_of(part: int | None, whole: int) -> Fraction | None:
    return Fraction(part, whole) if part is not None and whole else None


def volume_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Show volume and cost of every reason, the most contacts first."""
    say, title = numbers.say, numbers.say("Reasons by volume")
    if not loop.states:
        return Part("volume", title, (say("The list of reasons is empty."),))
    columns = (
        Column(say("Reason, in the customer's words"), width=46),
        Column(say("Contacts"), "count"),
        Column(say("Share"), "share", 9),
        Column(say("Per 100 units of business"), "figure", 12),
        Column(say("Of what"), width=13),
        Column(say("Cost"), "money", 16),
        Column(say("Came back"), "share", 10),
        Column(say("Trend"), width=26),
        Column(say("Owner of the cause"), width=24),
    )
    rows = [_volume(state, numbers) for state in by_volume(loop)]
    if loop.counts is not None:
        rows += list(_sums(loop, numbers))
    notes = (
        say("Came back: the same customer for the same reason within the window; share of those that can be told."),
        say("Trend: a number alone is the last whole month less the one before it; too few months to judge by."),
    )
    return Part("volume", title, (), columns, tuple(rows), notes if loop.counts is not None else ())


def by_volume(loop: ReasonLoop) -> list[ReasonState]:
    """Return the reasons, the most contacts first; without a log in the order of the list."""
    return sorted(loop.states, key=lambda state: -(state.contacts or 0))


def _volume(state: ReasonState, numbers: Numbers) -> Row:
    rate, say = state.rate, numbers.say
    return Row(
        (
            state.reason.words,
            numbers.count(state.contacts),
            numbers.share(state.share),
            numbers.figure(rate.per_100 if rate is not None else None),
            say(DRIVER[state.reason.driver]) if state.reason.driver else "",
            numbers.money(state.cost),
            came_back(state.repeats, numbers),
            trend_told(state.trend, numbers),
            owner_name(state.reason.owner, numbers) or say("nobody"),
        )
    )


def _sums(loop: ReasonLoop, numbers: Numbers) -> Iterator[Row]:
    say, total = numbers.say, loop.total
    blank = Shown(None, "")
    if loop.unplaced:
        share = numbers.share(_part_of(loop.unplaced, total.contacts or 0))
        yield Row((say("without a reason"), numbers.count(loop.unplaced), share, blank, "", blank, blank, "", ""))
    cells = (
        say("All contacts"),
        numbers.count(total.contacts),
        numbers.share(total.share),
        blank,
        "",
        numbers.money(total.cost),
        came_back(total.repeats, numbers),
        "",
        "",
    )
    yield Row(cells, is_strong=True)


def came_back(repeats: Repeats | None, numbers: Numbers) -> Shown:
    """Write the share of contacts that came back."""
    return numbers.share(repeats.share if repeats is not None else None)


def trend_told(trend: Trend | None, numbers: Numbers) -> str:
    """Say whether a reason changed; of too few months only by how much the last two differ, which judges nothing."""
    if trend is None:
        return ""
    if trend.judgement != "too_few_months" or trend.difference is None:
        return numbers.say(TREND[trend.judgement])
    return str(numbers.change(trend.difference))


def owner_name(owner: str, numbers: Numbers) -> str:
    """Return what an owner function is called; the organisation's own words stay as they are."""
    names = {one.id: one.name.spoken(numbers.lang) for one in loops().reasons.owners}
    return names.get(owner, owner)


def loop_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Show persons, explanations and targets of the reasons for which anything of it was said."""
    say, title = numbers.say, numbers.say("Explanations and targets")
    told = [state for state in by_volume(loop) if _is_told(state.reason)]
    if not told:
        return Part("loops", title, (say("No person, explanation or target was written down for any reason."),))
    others = [state.reason.words for state in by_volume(loop) if not _is_told(state.reason)]
    said = (say("Nothing of it was written down for: {reasons}.", reasons="; ".join(others)),) if others else ()
    columns = (
        Column(say("Reason, in the customer's words"), width=40),
        Column(say("Owner of the cause"), width=24),
        Column(say("Answers for it"), width=20),
        Column(say("Days since the explanation"), "count", 12),
        Column(say("The owner's explanation"), width=44),
        Column(say("Target per 100 units"), "figure", 11),
        Column(say("Last month"), "figure", 10),
        Column(say("Due"), "day", 12),
        Column(say("Target"), width=16),
        Column(say("What follows"), width=34),
    )
    return Part("loops", title, said, columns, tuple(_loop(state, numbers) for state in told))


def _is_told(reason: Reason) -> bool:
    return bool(reason.person or reason.explained_on or reason.explanation or reason.target is not None)


def _loop(state: ReasonState, numbers: Numbers) -> Row:
    say, reason, target = numbers.say, state.reason, state.target
    age = numbers.count(state.age) if state.age is not None else Shown(None, say("never"))
    return Row(
        (
            reason.words,
            owner_name(reason.owner, numbers) or say("nobody"),
            reason.person,
            age,
            reason.explanation,
            numbers.figure(target.target if target else None),
            numbers.figure(target.rate.per_100 if target and target.rate else None),
            reason.target_by,
            say(TARGET[target.state]) if target else say("none"),
            target.consequence if target else "",
        )
    )
