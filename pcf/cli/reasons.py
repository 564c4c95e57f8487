"""The loop of contact reasons on a terminal: each reason, what to do about it, who owns it, what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pcf.cli.output import print_line, print_table
from pcf.i18n import number, percent
from pcf.reasons.words import ACTION, DRIVER, TARGET, TREND
from pcf.source import loops

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.reasons.counts import ReasonCounts
    from pcf.reasons.cuts import Cut
    from pcf.reasons.report import ReasonLoop, ReasonState


def print_reasons(loop: ReasonLoop, segments: Mapping[str, str], currency: str, session: Session) -> None:
    """Print what there is.

    Args:
        loop: What was judged.
        segments: Segment id to name.
        currency: Of all amounts; blank if it is not known.
        session: Gives the language of headings and numbers.
    """
    owners = {one.id: one.name.spoken(session.lang) for one in loops().reasons.owners}
    writer = _Writer(loop, owners, currency, session)
    writer.reasons()
    writer.cuts(session.say("By segment"), loop.by_segment, segments)
    writer.cuts(session.say("By channel"), loop.by_channel, {})
    writer.cuts(session.say("By what to do"), loop.by_action, {one: session.say(name) for one, name in ACTION.items()})
    writer.cuts(session.say("By owner"), loop.by_owner, owners)
    writer.candidates()
    if loop.counts is not None:
        writer.counts(loop.counts)


class _Writer:
    """Writes the parts in the reader's language."""

    def __init__(self, loop: ReasonLoop, owners: Mapping[str, str], currency: str, session: Session) -> None:
        self.loop, self.owners, self.currency = loop, owners, currency
        self.say, self.lang = session.say, session.lang

    def reasons(self) -> None:
        say = self.say
        states = sorted(self.loop.states, key=lambda one: -(one.contacts or 0))
        heads = [say("Contact reason"), say("Contacts"), say("Share"), say("Per 100"), say("Cost"), say("Came back")]
        heads += [say("Trend"), say("Owner of the cause"), say("What to do"), say("Explained, days ago"), say("Target")]
        title = say("Contact reasons")
        if self.currency:
            title = say("Contact reasons; amounts in {currency}", currency=self.currency)
        print_table(heads, [self._row(one) for one in states], title=title, numeric=(1, 2, 3, 4, 5, 9))
        coverage = self.loop.coverage
        if coverage.owner is not None:
            print_line(
                say(
                    "Contacts whose reason has an owner: {owner}, and a person who answers for it: {person}.",
                    owner=self._share(coverage.owner),
                    person=self._share(coverage.person),
                )
            )

    def cuts(self, heading: str, cuts: Sequence[Cut], names: Mapping[str, str]) -> None:
        say = self.say
        rows = [
            [
                names.get(one.value, one.value) if one.value is not None else say("no value"),
                self._count(one.contacts),
                self._share(one.share),
                self._money(one.cost),
                self._share(one.repeats.share if one.repeats else None),
            ]
            for one in cuts
        ]
        if rows:
            heads = [heading, say("Contacts"), say("Share"), say("Cost"), say("Came back")]
            print_table(heads, rows, numeric=range(1, 5))

    def candidates(self) -> None:
        say = self.say
        rows = []
        for reason_id in self.loop.candidates:
            state = self.loop.state(reason_id)
            deflection = state.reason.deflection
            share = percent(float(deflection), self.lang, 0) if deflection is not None else "–"
            rows.append([state.reason.words, share, self._money(state.saving)])
        if rows:
            heads = [say("Contact reason"), say("Share taken over"), say("Saving")]
            print_table(heads, rows, title=say("Candidates for self-service"), numeric=(1, 2))

    def counts(self, counts: ReasonCounts) -> None:
        say = self.say
        print_line(
            say(
                "Contacts from {first} to {last}: {count}; without a reason of the list: {unplaced}.",
                first=counts.first or "…",
                last=counts.last or "…",
                count=self._count(counts.contacts),
                unplaced=self._count(self.loop.unplaced),
            )
        )
        words = {one.reason.id: one.reason.words for one in self.loop.states}
        rows = [
            [words.get(one.reason, one.reason), *map(self._count, (one.chains, one.contacts, one.longest))]
            for one in counts.snowballs or ()
        ]
        if rows:
            heads = [say("Contact reason"), say("Snowballs"), say("Contacts in them"), say("Longest")]
            print_table(heads, rows, title=say("Customers who came back again and again"), numeric=(1, 2, 3))
        if counts.agreement is not None:
            share = Fraction(counts.agreement.agreed, counts.agreement.contacts) if counts.agreement.contacts else None
            print_line(
                say(
                    "Two coders agree on {share} of {count} contacts; kappa {kappa}.",
                    share=self._share(share),
                    count=self._count(counts.agreement.contacts),
                    kappa=number(counts.agreement.kappa, self.lang, 2),
                )
            )
        if counts.assigned is not None:
            print_line(
                say(
                    "Read by their words: {read} contacts; given a reason: {assigned}; not read: {unread}.",
                    read=self._count(counts.assigned.read),
                    assigned=self._count(counts.assigned.assigned),
                    unread=self._count(counts.assigned.unread),
                )
            )

    def _row(self, one: ReasonState) -> list[str]:
        say, reason = self.say, one.reason
        owner = self.owners.get(reason.owner, reason.owner)
        driver = f" ({say(DRIVER[reason.driver])})" if reason.driver and one.rate is not None else ""
        return [
            reason.words,
            self._count(one.contacts),
            self._share(one.share),
            "–" if one.rate is None else f"{number(one.rate.per_100, self.lang, 2)}{driver}",
            self._money(one.cost),
            self._share(one.repeats.share if one.repeats else None),
            say(TREND[one.trend.judgement]) if one.trend else "–",
            ", ".join(part for part in (owner, reason.person) if part),
            say(ACTION[one.action]) if one.action else "–",
            self._count(one.age),
            self._target(one),
        ]

    def _target(self, one: ReasonState) -> str:
        if one.target is None:
            return "–"
        said = self.say(TARGET[one.target.state])
        return f"{said}: {one.target.consequence}" if one.target.consequence else said

    def _money(self, amount: Decimal | None) -> str:
        return "–" if amount is None else number(Fraction(amount), self.lang, 2)

    def _share(self, share: Fraction | None) -> str:
        return percent(None if share is None else 100 * share, self.lang, 1)

    def _count(self, value: int | None) -> str:
        return number(value, self.lang, 0)
