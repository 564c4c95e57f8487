"""The complaint loop on a terminal: blocks and steps, segments, value at stake, the log, the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import isinf
from typing import TYPE_CHECKING

from pcf.assessment.words import INITIATIVE_STATE
from pcf.cli.output import print_line, print_table
from pcf.complaints.records import ComplaintInputs
from pcf.complaints.words import CLOCK_END, CUT, GROUP, LEVER, MATTER
from pcf.i18n import number, percent

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.complaints.counts import ComplaintCounts, CutRow
    from pcf.complaints.economy import Economy
    from pcf.complaints.loop import ComplaintLoop

_METRICS = (
    "complaints_per_1000_customers", "complaint_acknowledged_in_time", "complaint_closed_in_limit",
    "complaint_repeat_rate", "complaint_upheld_rate", "complaint_redress_mean",
)  # fmt: skip
_MOST_ROWS = 12


def print_complaints(loop: ComplaintLoop, currency: str, session: Session) -> None:
    """Print what there is; parts that nobody filled in are left out.

    Args:
        loop: In the language of the session.
        currency: Of all amounts; blank if it is not known.
        session: Gives the language of headings and numbers.
    """
    writer = _Writer(loop, currency, session)
    is_said = loop.inputs != ComplaintInputs() or loop.counts is not None
    if not is_said:
        print_line(
            session.say(
                "Nothing is said of complaints: no form that asks about them is filled in, and no complaint log was "
                "given."
            )
        )
    if any(one.answer.is_filled for one in loop.audit.blocks):
        writer.blocks()
    if any(one.answer.is_filled for one in loop.audit.steps):
        writer.steps()
    if any(one.figures for one in loop.economy.segments):
        writer.economy(loop.economy)
    if loop.counts is not None:
        writer.log(loop.counts)


class _Writer:
    """Writes the parts in the reader's language."""

    def __init__(self, loop: ComplaintLoop, currency: str, session: Session) -> None:
        self.loop, self.currency, self.say, self.lang = loop, currency, session.say, session.lang
        self.taxonomy = session.taxonomy

    def blocks(self) -> None:
        say, made = self.say, self.loop.audit
        rows = [
            [
                str(place),
                one.block.name.spoken(self.lang),
                one.answer.answer or "–",
                self._whole(one.supported),
                one.answer.evidence_note or one.answer.comment,
            ]
            for place, one in enumerate(made.blocks, start=1)
        ]
        heads = ["", say("Building block"), say("Level"), say("Supported"), say("Evidence and comment")]
        print_table(heads, rows, title=say("Building blocks of the complaint-response system"), numeric=(2, 3))
        print_line(
            say(
                "Mean level {score}, coverage {coverage}. From the first block on, {ladder} of {blocks} stand at "
                "level 2 or higher without a gap.",
                score=number(made.score.score, self.lang, 2),
                coverage=percent(100 * made.score.coverage, self.lang, 0),
                ladder=made.ladder,
                blocks=len(made.blocks),
            )
        )
        print_line()

    def steps(self) -> None:
        say = self.say
        late = say("overdue")
        rows = []
        for place, one in enumerate(self.loop.audit.steps, start=1):
            state = say(INITIATIVE_STATE[one.answer.state]) if one.answer.state else "–"
            due = f"{one.answer.due} ({late})" if one.is_overdue(self.loop.day) else one.answer.due
            rows.append([str(place), one.step.name.spoken(self.lang), state, one.answer.owner, due])
        heads = ["", say("Step"), say("State"), say("Owner"), say("Due")]
        print_table(heads, rows, title=say("Steps of the plan"))

    def economy(self, made: Economy) -> None:
        say = self.say
        rows = [
            [
                self.loop.segments[one.segment],
                self._estimate(
                    one.iceberg.dissatisfied if one.iceberg else None, one.iceberg.interval if one.iceberg else None
                ),
                self._money(one.at_stake),
                self._money(one.cost.total if one.cost else None),
                self._money(one.net),
            ]
            for one in made.segments
            if one.figures
        ]
        total = [self._estimate(made.dissatisfied, made.interval), self._money(made.at_stake)]
        total += [self._money(made.cost.total if made.cost else None), self._money(made.net)]
        rows.append([say("Total"), *total])
        heads = [say("Segment"), say("Dissatisfied customers"), say("Value at stake"), say("Cost of answering")]
        heads.append(say("Net gain of better answers"))
        title = say("What complaints stand for")
        if self.currency:
            title = say("What complaints stand for; amounts in {currency}", currency=self.currency)
        print_table(heads, rows, title=title, numeric=range(1, 5))
        self._terms(say("Value at stake by group of customers"), [(GROUP[t.group], t.amount) for t in made.stake or ()])
        self._terms(say("Better answers by lever"), [(LEVER[t.lever], t.amount) for t in made.gain or ()])
        swings = [
            [
                self.loop.segments[one.segment],
                self.loop.spoken(one.assumption),
                self._end(one.at_low),
                self._end(one.at_high),
            ]
            for one in made.stake_swings[:_MOST_ROWS]
        ]
        if swings:
            heads = [say("Segment"), say("Assumption"), say("At its low end"), say("At its high end")]
            print_table(heads, swings, title=say("What matters most for the value at stake"), numeric=(2, 3))

    def log(self, counts: ComplaintCounts) -> None:
        say = self.say
        received = number(counts.complaints, self.lang, 0)
        print_line(
            say(
                "Complaints received from {first} to {last}: {count}.",
                first=counts.first or "…",
                last=counts.last or "…",
                count=received,
            )
        )
        if counts.open is None:
            print_line(say("How many are open is not said without a moment; give one with --as-of."))
        else:
            moment = counts.as_of[:16].replace("T", " ")
            print_line(say("Open as of {as_of}: {open}.", as_of=moment, open=number(counts.open, self.lang, 0)))
        shown = [one for one in _METRICS if one in counts.totals and counts.totals[one].value is not None]
        names = [self.taxonomy.metric(one).shown_name for one in shown]
        for cut, heading in CUT.items():
            named = self.loop.segments if cut == "segment" else {}
            rows = [
                [named.get(row.value or "") or row.value or say("no value"), *self._figures(row, shown)]
                for row in counts.cuts.get(cut, ())
            ]
            if rows:
                heads = [say(heading), say("Complaints"), *names]
                print_table(heads, rows[:_MOST_ROWS], numeric=range(1, len(heads)))
        self._ages(counts)
        signals = [point for point in counts.chart if point.is_signal]
        if counts.chart:
            found = ", ".join(point.period for point in signals) or say("none")
            print_line(say("Periods that differ for a reason, not by chance: {periods}", periods=found))
        self._rules(counts)

    def _ages(self, counts: ComplaintCounts) -> None:
        say = self.say
        rows = [
            [
                say("{first} to {last} days", first=band.first, last=band.last)
                if band.last is not None
                else say("{first} days and more", first=band.first),
                number(band.complaints, self.lang, 0),
                self._whole(band.overdue),
            ]
            for band in counts.ages
            if band.segment is None
        ]
        if rows:
            heads = [say("Age"), say("Open complaints"), say("Overdue")]
            print_table(heads, rows, title=say("Open complaints by age"), numeric=(1, 2))

    def _rules(self, counts: ComplaintCounts) -> None:
        say = self.say
        known = {rule.id: rule for rule in self.loop.inputs.rules}
        rows = []
        for one in counts.rules:
            rule = known.get(one.rule or "")
            end = rule.clock_end if rule else one.end
            about = say(MATTER[rule.matter]) if rule else say("no rule")
            about += f": {say(CLOCK_END[end])}" if end else ""
            figures = (one.cases, one.kept, one.late, one.running, one.overdue, one.promise_kept, one.promise_late)
            segment = self.loop.segments.get(one.segment or "", one.segment or "–")
            rows.append([one.rule or "–", about, segment, *(self._whole(figure) for figure in figures)])
        if rows:
            heads = [say("Rule"), say("What for"), say("Segment"), say("Cases"), say("Law kept"), say("Law: late")]
            heads += [say("Running"), say("Law: overdue"), say("Promise kept"), say("Promise: late")]
            print_table(heads, rows, title=say("Response rules and the log"), numeric=range(3, 10))

    def _figures(self, row: CutRow, metrics: Sequence[str]) -> Iterable[str]:
        yield number(row.complaints, self.lang, 0)
        for metric in metrics:
            result = row.results.get(metric)
            yield "–" if result is None or result.value is None else number(result.value, self.lang, 1)

    def _terms(self, title: str, terms: Sequence[tuple[str, Fraction]]) -> None:
        if terms:
            rows = [[self.say(name), self._money(amount)] for name, amount in terms]
            rows.append([self.say("Total"), self._money(sum((amount for _, amount in terms), Fraction(0)))])
            print_table(["", self.currency or self.say("Amount")], rows, title=title, numeric=(1,))

    def _money(self, amount: Fraction | None) -> str:
        return "–" if amount is None else number(amount, self.lang, 2)

    def _end(self, amount: Fraction | None) -> str:
        """Write the amount at the end of an assumption, which is open where it cannot be computed there."""
        return self.say("no limit") if amount is None else self._money(amount)

    def _estimate(self, value: Fraction | None, interval: tuple[float, float] | None) -> str:
        if value is None:
            return "–"
        said = number(value, self.lang, 0)
        if interval is None:
            return said
        low, high = interval
        top = "∞" if isinf(high) else number(high, self.lang, 0)
        return f"{said} ({number(low, self.lang, 0)}–{top})"

    def _whole(self, value: int | None) -> str:
        return "–" if value is None else number(value, self.lang, 0)
