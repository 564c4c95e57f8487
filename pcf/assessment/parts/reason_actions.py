"""What to do about contact reasons: by quadrant, by owner, by self-service; and where their contacts come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.reason_tables import came_back, owner_name
from pcf.assessment.parts.table import Cell, Column, Part, Row
from pcf.reasons.cuts import Cut
from pcf.reasons.matrix import ACTIONS, Action
from pcf.reasons.report import ReasonLoop
from pcf.reasons.words import ACTION

_LARGEST = 3  # reasons that a channel or segment names


def action_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Show what to do about which reasons, and what their contacts cost."""
    say, title = numbers.say, numbers.say("Value-irritant matrix: what to do")
    unscored = [state.reason.words for state in loop.states if state.action is None]
    if len(unscored) == len(loop.states):
        return Part("matrix", title, (say("No reason was given its value to the customer and to the organisation."),))
    columns = (
        Column(say("What to do"), width=30),
        Column(say("Reasons"), width=70),
        Column(say("Contacts"), "count"),
        Column(say("Share"), "share", 9),
        Column(say("Addressable cost"), "money", 18),
        Column(say("Contacts without a cost"), "count"),
    )
    cuts = {cut.value: cut for cut in loop.by_action}
    rows = tuple(_action(action, cuts[action], loop, numbers) for action in (*ACTIONS, None) if action in cuts)
    told = (say("Not in the matrix, for want of a value: {reasons}.", reasons="; ".join(unscored)),) if unscored else ()
    return Part("matrix", title, told, columns, rows)


def _action(action: Action | None, cut: Cut, loop: ReasonLoop, numbers: Numbers) -> Row:
    said = numbers.say(ACTION[action]) if action else numbers.say("no value given")
    return Row((said, _reasons(cut.reasons, loop), *_counted(cut, numbers)))


def score_part(loop: ReasonLoop, numbers: Numbers) -> tuple[Part, ...]:
    """Show the values of each reason in the matrix; nothing without any."""
    say = numbers.say
    known = [state for state in loop.states if state.quadrant is not None and state.action is not None]
    if not known:
        return ()
    columns = (
        Column(say("Reason, in the customer's words"), width=46),
        Column(say("To the customer"), "figure"),
        Column(say("To the organisation"), "figure"),
        Column(say("Contacts"), "count"),
        Column(say("What to do"), width=30),
    )
    rows = tuple(
        Row(
            (
                state.reason.words,
                numbers.figure(state.reason.customer_value),
                numbers.figure(state.reason.company_value),
                numbers.count(state.contacts),
                say(ACTION[state.action]) if state.action else "",
            )
        )
        for state in known
    )
    notes = (say("-1 is an irritant, 1 valued; the matrix has a dead band around 0, in which nothing is decided."),)
    return (Part("scores", say("Values in the matrix"), (), columns, rows, notes, is_folded=True),)


def _reasons(ids: Iterable[str], loop: ReasonLoop) -> str:
    words = {state.reason.id: state.reason.words for state in loop.states}
    return "; ".join(words.get(one, one) for one in ids)


def _counted(cut: Cut, numbers: Numbers) -> Sequence[Cell]:
    return (
        numbers.count(cut.contacts),
        numbers.share(cut.share),
        numbers.money(cut.cost),
        numbers.count(cut.uncosted),
    )


def owner_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Show how much of the contacts is owned, and by whom."""
    say, title, covered = numbers.say, numbers.say("By owner"), loop.coverage
    told = []
    if covered.owner is not None or covered.person is not None:
        told = [
            say(
                "Contacts whose reason has an owner: {owner}; with a person who answers for it: {person}.",
                owner=numbers.share(covered.owner),
                person=numbers.share(covered.person),
            )
        ]
    if not loop.by_owner:
        return Part("owners", title, tuple(told) or (say("No reason has an owner."),))
    columns = (
        Column(say("Owner of the cause"), width=30),
        Column(say("Reasons"), width=60),
        Column(say("Contacts"), "count"),
        Column(say("Share"), "share", 9),
        Column(say("Cost"), "money", 18),
        Column(say("Contacts without a cost"), "count"),
        Column(say("Days since the oldest explanation"), "count"),
    )
    rows = tuple(
        Row(
            (
                owner_name(cut.value or "", numbers) or say("nobody"),
                _reasons(cut.reasons, loop),
                *_counted(cut, numbers),
                numbers.count(cut.oldest),
            )
        )
        for cut in loop.by_owner
    )
    return Part("owners", title, tuple(told), columns, rows)


def candidate_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Show what self-service would save, the largest saving first."""
    say, title = numbers.say, numbers.say("Candidates for self-service")
    if not loop.candidates:
        return Part("self_service", title, (say("No reason has a stated share that self-service would take over."),))
    columns = (
        Column(say("Reason, in the customer's words"), width=46),
        Column(say("Contacts"), "count"),
        Column(say("Taken over"), "share", 10),
        Column(say("Cost of a contact"), "money", 14),
        Column(say("Cost in self-service"), "money", 14),
        Column(say("Saving"), "money", 16),
        Column(say("What to do"), width=28),
        Column(say("Source"), width=36),
    )
    rows = [_candidate(one, loop, numbers) for one in loop.candidates]
    if loop.saving is not None:
        total = (say("Together"), "", "", "", "", numbers.money(loop.saving), "", "")
        rows.append(Row(total, is_strong=True))
    notes = (
        say(
            "Saving = contacts × share taken over × (cost of a contact − cost in self-service). First remove the "
            "cause; self-service is for what customers want to do themselves."
        ),
    )
    return Part("self_service", title, (), columns, tuple(rows), notes)


def _candidate(reason_id: str, loop: ReasonLoop, numbers: Numbers) -> Row:
    state = loop.state(reason_id)
    reason = state.reason
    taken = None if reason.deflection is None else Fraction(reason.deflection) / 100
    return Row(
        (
            reason.words,
            numbers.count(state.contacts),
            numbers.share(taken),
            numbers.money(reason.unit_cost),
            numbers.money(reason.self_service_cost),
            numbers.money(state.saving),
            numbers.say(ACTION[state.action]) if state.action else "",
            reason.source,
        )
    )


def snowball_part(loop: ReasonLoop, numbers: Numbers) -> Part:
    """Show the reasons for which customers come back again and again."""
    say, title = numbers.say, numbers.say("Snowballs")
    found = loop.counts.snowballs if loop.counts is not None else None
    if found is None:
        return Part("snowballs", title, (say("No log was given that names its customers."),))
    if not found:
        return Part("snowballs", title, (say("No customer made three or more contacts in a row for one reason."),))
    columns = (
        Column(say("Reason, in the customer's words"), width=46),
        Column(say("Cases of three contacts or more"), "count"),
        Column(say("Contacts in them"), "count"),
        Column(say("The longest"), "count"),
    )
    words = {state.reason.id: state.reason.words for state in loop.states}
    rows = tuple(
        Row((words.get(one.reason, one.reason), *map(numbers.count, (one.chains, one.contacts, one.longest))))
        for one in found
    )
    notes = (say("A customer came back for the same reason, each time within the window after the contact before."),)
    return Part("snowballs", title, (), columns, rows, notes)


def cut_parts(loop: ReasonLoop, numbers: Numbers, segments: Mapping[str, str]) -> tuple[Part, ...]:
    """Show the contacts by channel and by segment; nothing without a log."""
    if loop.counts is None:
        return ()
    say = numbers.say
    return (
        _cut(("by_channel", say("By channel")), loop, loop.by_channel, {}, numbers),
        _cut(("by_segment", say("By segment")), loop, loop.by_segment, segments, numbers),
    )


def _cut(
    named: tuple[str, str], loop: ReasonLoop, cuts: Sequence[Cut], names: Mapping[str, str], numbers: Numbers
) -> Part:
    say = numbers.say
    if not any(cut.value is not None for cut in cuts):
        return Part(*named, (say("The log does not say."),))
    columns = (
        Column(say("Group"), width=30),
        Column(say("Contacts"), "count"),
        Column(say("Share"), "share", 9),
        Column(say("Cost"), "money", 18),
        Column(say("Contacts without a cost"), "count"),
        Column(say("Came back"), "share", 10),
        Column(say("Largest reasons"), width=60),
    )
    rows = [
        Row((_called(cut.value, names, numbers), *_counted(cut, numbers), *_about(cut, loop, numbers))) for cut in cuts
    ]
    rows.append(
        Row(
            (say("All contacts"), *_counted(loop.total, numbers), came_back(loop.total.repeats, numbers), ""),
            is_strong=True,
        )
    )
    return Part(*named, (), columns, tuple(rows))


def _about(cut: Cut, loop: ReasonLoop, numbers: Numbers) -> Sequence[Cell]:
    return came_back(cut.repeats, numbers), _reasons(cut.reasons[:_LARGEST], loop)


def _called(value: str | None, names: Mapping[str, str], numbers: Numbers) -> str:
    return numbers.say("not given") if value is None else names.get(value, value)
