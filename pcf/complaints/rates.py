"""Complaints per 1,000 customers, or contacts, over exactly the months that both logs hold whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf import formula, taxonomy
from pcf.complaints import findings as kinds
from pcf.complaints.bases import RATES, Asked, Base
from pcf.complaints.counts import Cut
from pcf.findings import Finding
from pcf.formula import Result
from pcf.metrics.opened import OpenLog
from pcf.metrics.periods import Covered, first_day, last_day
from pcf.metrics.sql.scans import Period

Received = Mapping[tuple[Cut | None, str | None], Mapping[tuple[str | None, str], int]]


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a complaint log.

    Attributes:
        bases: What they are counted on.
        received: Cut and its value, both ``None`` for all complaints, to segment and month to complaints.
        whole: The months that the complaint log holds whole.
        words: What the complaint log calls a segment, to the segment.
    """

    bases: Sequence[Base]
    received: Received
    whole: Collection[str]
    words: Mapping[str, str]

    def total(self) -> dict[str, Result]:
        """Return each rate over all complaints whose segment has a base."""
        return {base.metric: self._rate(base, base.overall(), None, None) for base in self.bases}

    def of(self, cut: Cut, value: str | None) -> dict[str, Result]:
        """Return each rate of one segment, reason or channel.

        A segment is set against its own base alone. Reasons of contacts are another list than reasons of complaints,
        so a reason is set against all; a channel too, unless the base is told by channels.
        """
        rates: dict[str, Result] = {}
        for base in self.bases:
            if cut == "segment":
                months = base.of_segment(value)
            elif cut == "channel" and base.channels:
                months = base.overall(value) if value is not None else {}
            else:
                months = base.overall()
            rates[base.metric] = self._rate(base, months, cut, value)
        return rates

    def findings(self, asked: Period, segments: Mapping[str, str] | None) -> Iterator[Finding]:
        """Tell what the rates leave out.

        Args:
            asked: The days asked for: months beside them are nobody's question.
            segments: Segment id to name, as the organisation has them.
        """
        for base in self.bases:
            if base.missing:
                continue
            yield from self._months_left_out(base, asked)
            lacking = Counter[str]()
            for (segment, _), count in self._received(None, None).items():
                if segment is not None and not base.counts(segment):
                    lacking[segment] += count
            if lacking:
                facts = {"metric": base.metric, "found": sorted(lacking), "count": lacking.total()}
                yield Finding(kinds.SEGMENTS_WITHOUT_BASE, base.place, cell="segment", facts=facts)
            known = base.segments if segments is None else {None, *segments}
            if strange := sorted(one for one in base.segments if one is not None and one not in known):
                facts = {"metric": base.metric, "found": strange, "segments": list((segments or {}).values())}
                yield Finding(kinds.BASE_SEGMENTS_UNKNOWN, base.place, cell="segment", facts=facts)

    def _months_left_out(self, base: Base, asked: Period) -> Iterator[Finding]:
        used = set(self.whole) & base.overall().keys()
        there = {month for _, month in self._received(None, None)}
        there |= {month for months in base.parts.values() for month in months}
        lacking = sorted(
            month
            for month in there - used
            if (asked.first is None or asked.first <= last_day(month))
            and (asked.last is None or first_day(month) <= asked.last)
        )
        if lacking:
            kind = kinds.RATE_MONTHS_LEFT_OUT if used else kinds.RATE_WITHOUT_MONTHS
            yield Finding(kind, base.place, facts={"metric": base.metric, "found": lacking})

    def _received(self, cut: Cut | None, value: str | None) -> Mapping[tuple[str | None, str], int]:
        return self.received.get((cut, value), {})

    def _rate(self, base: Base, months: Mapping[str, Fraction], cut: Cut | None, value: str | None) -> Result:
        record = taxonomy.load().metric(base.metric).record
        if base.missing:
            return Result(None, "no_data", basis=record.basis, missing=base.missing)
        used = {month: amount for month, amount in months.items() if month in self.whole}
        complaints = sum(
            count
            for (segment, month), count in self._received(cut, value).items()
            if month in used and base.counts(segment)
        )
        measures: dict[str, float] = {"complaints_received": complaints}
        if used:
            measures[RATES[base.metric]] = float(sum(used.values(), Fraction()))
        return formula.result(record, measures, taxonomy.load().units)


def rates_of(log: OpenLog, bases: Sequence[Base], cuts: Collection[Cut], known: Covered, asked: Asked) -> Rates:
    """Count the complaints of an open log that the rates are made of.

    Args:
        log: A complaint log.
        bases: What the rates are counted on.
        cuts: The columns that figures are given by.
        known: The days that the log covers.
        asked: The days asked for, and what segments are called.

    Raises:
        LogError: DuckDB could not finish it.
    """
    if not bases:
        return Rates((), {}, (), {})
    segment = "segment" if "segment" in cuts else "CAST(NULL AS VARCHAR)"
    others: list[Cut] = [cut for cut in cuts if cut != "segment"]
    values = "".join(f", {cut}" for cut in others)
    tells = "".join(f", GROUPING({cut})" for cut in others)
    sets = ", ".join(["(segment, month)", *(f"(segment, month, {cut})" for cut in others)])
    where = " AND ".join(
        part for part in ("received_at IS NOT NULL", asked.period.condition("received_at_local")) if part
    )
    rows = log.rows(
        f"SELECT segment, month, COUNT(*){values}{tells} FROM (SELECT {segment} AS segment, "
        f"STRFTIME(received_at_local, '%Y-%m') AS month{values} FROM complaints WHERE {where}) "
        f"GROUP BY GROUPING SETS ({sets})"
    )
    received: dict[tuple[Cut | None, str | None], Counter[tuple[str | None, str]]] = defaultdict(Counter)
    words = {word: asked.segment_of(word) for word, *_ in rows if word is not None}
    for word, month, count, *more in rows:
        own = None if word is None else words[word]
        of: list[tuple[Cut | None, str | None]] = [
            (cut, more[at]) for at, cut in enumerate(others) if not more[len(others) + at]
        ]
        for key in of or [(None, None), ("segment", own)]:
            received[key][own, month] += count
    return Rates(bases, received, known.months(), words)
