"""What DuckDB counted of a contact log, as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from pcf.ids import ReasonId
from pcf.metrics.opened import OpenLog
from pcf.metrics.segments import Segments
from pcf.reasons import windows
from pcf.reasons.agreement import kappa
from pcf.reasons.counts import Assigned, CoderAgreement, Confused, MetName, ReasonRow, Snowball, UnknownValue
from pcf.reasons.records import Reason

_MOST_CONFUSED = 10
_Key = tuple[int | None, str | None, str | None, str]


def plain_decimal(value: Decimal) -> Decimal:
    """Return a number of DuckDB without the noughts that only its type adds.

    >>> plain_decimal(Decimal("1200.000000")), plain_decimal(Decimal("0.500000"))
    (Decimal('1200'), Decimal('0.5'))
    """
    return Decimal(int(value)) if value == int(value) else value.normalize()


@dataclass(slots=True)
class _Sum:
    contacts: int = 0
    repeatable: int = 0
    repeats: int = 0
    handled: int = 0
    seconds: Decimal = Decimal(0)


@dataclass(frozen=True)
class Answers:
    """The answers of one contact log, whose tables are made.

    Attributes:
        log: The log.
        reasons: The list, by whose places the tables tell reasons.
        segments: The organisation's segments.
        strange: Filled by ``rows``: values that are none of the segments, with their contacts.
    """

    log: OpenLog
    reasons: Sequence[Reason]
    segments: Segments
    strange: Counter[str] = field(default_factory=Counter)

    @cached_property
    def knows_customers(self) -> bool:
        """Whether any contact names its customer: a column that is wholly empty tells as little as none."""
        return "customer_id" in self.log.columns and self.log.rows("SELECT COUNT(customer_id) FROM narrow")[0][0] > 0

    @cached_property
    def rows(self) -> tuple[ReasonRow, ...]:
        """Return the contacts by reason, segment, channel and month, in the order of the list."""
        sums: dict[_Key, _Sum] = {}
        for code, value, channel, month, contacts, handled, seconds in self.log.rows(
            "SELECT code, segment, channel, month, COUNT(*), COUNT(handle_seconds), "
            "SUM(CAST(handle_seconds AS DECIMAL(18, 6))) FROM narrow WHERE is_asked GROUP BY 1, 2, 3, 4"
        ):
            segment = self.segments.of(value)
            if value is not None and segment is None:
                self.strange[value] += contacts
            one = sums.setdefault((code, segment, channel, month), _Sum())
            one.contacts += contacts
            one.handled += handled
            one.seconds += seconds or 0
        for code, value, channel, month, repeatable, followed in self._repeats:
            one = sums[code, self.segments.of(value), channel, month]
            one.repeatable += repeatable
            one.repeats += followed
        return tuple(self._row(key, sums[key]) for key in sorted(sums, key=_order))

    @property
    def _repeats(self) -> list[tuple[int, str | None, str | None, str, int, int]]:
        return windows.repeats(self.log) if self.knows_customers else []

    def _row(self, key: _Key, one: _Sum) -> ReasonRow:
        code, segment, channel, month = key
        tells = self.knows_customers and code is not None
        knows_time = "handle_seconds" in self.log.columns
        return ReasonRow(
            reason=self._id(code),
            segment=segment,
            channel=channel,
            month=month,
            contacts=one.contacts,
            repeatable=one.repeatable if tells else None,
            repeats=one.repeats if tells else None,
            handled=one.handled if knows_time else None,
            handle_seconds=plain_decimal(one.seconds) if knows_time else None,
        )

    def snowballs(self) -> tuple[Snowball, ...] | None:
        """Return the snowballs, the most contacts first; ``None`` where the log names no customer."""
        if not self.knows_customers:
            return None
        return tuple(
            Snowball(reason=self.reasons[code].id, chains=chains, contacts=contacts, longest=longest)
            for code, chains, contacts, longest in windows.chains(self.log)
        )

    def unknown(self) -> tuple[UnknownValue, ...]:
        """Return the values of the reason column that the list does not name, the most contacts first."""
        if "reason" not in self.log.columns:
            return ()
        found = self.log.rows(
            "SELECT coded.value, COUNT(*) FROM narrow LEFT JOIN coded USING (number) "
            "WHERE is_asked AND coded.code IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return tuple(UnknownValue(value=value, contacts=contacts) for value, contacts in found)

    def met(self) -> tuple[MetName, ...] | None:
        """Return the spellings of the list that the reason column has; ``None`` without such a column."""
        if "reason" not in self.log.columns:
            return None
        found = self.log.rows(
            "SELECT coded.code, coded.spelling, COUNT(*) FROM narrow JOIN coded USING (number) "
            "WHERE is_asked AND coded.code IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return tuple(MetName(name=name, reason=self.reasons[code].id, contacts=count) for code, name, count in found)

    def agreement(self) -> CoderAgreement | None:
        """Return how two coders agree; ``None`` where no contact was coded twice."""
        if not {"reason", "reason_checked"} <= self.log.columns:
            return None
        # a value that is none of the list is a code like any other: two coders may agree on it
        found = self.log.rows(
            "SELECT a.code, CASE WHEN a.code IS NULL THEN a.folded END, "
            "b.code, CASE WHEN b.code IS NULL THEN b.folded END, COUNT(*) "
            "FROM narrow JOIN coded AS a ON a.number = narrow.number JOIN coded AS b ON b.number = narrow.checked "
            "WHERE is_asked GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4"
        )
        pairs = {((first, value), (second, other)): count for first, value, second, other, count in found}
        if not pairs:
            return None
        told = kappa(pairs)
        differing: Counter[tuple[int | None, int | None]] = Counter()
        for ((first, value), (second, other)), count in pairs.items():
            if (first, value) != (second, other):
                differing[first, second] += count
        return CoderAgreement(
            contacts=sum(pairs.values()),
            agreed=sum(count for (one, other), count in pairs.items() if one == other),
            kappa=None if told is None else float(told),
            confused=tuple(
                Confused(first=self._id(first), second=self._id(second), contacts=count)
                for (first, second), count in differing.most_common(_MOST_CONFUSED)
            ),
        )

    def assigned(self) -> Assigned:
        """Return how many contacts were read for a reason, and what came of it."""
        read, found, unread = self.log.rows(
            "SELECT COUNT(CASE WHEN is_read THEN 1 END), COUNT(CASE WHEN is_read THEN code END), "
            "COUNT(CASE WHEN code IS NULL AND NOT is_read THEN 1 END) FROM narrow WHERE is_asked"
        )[0]
        return Assigned(read=read, assigned=found, unread=unread)

    def days(self) -> tuple[str, str] | None:
        """Return the first and the last local day that has a contact; ``None`` where none has."""
        first, last = self.log.rows("SELECT MIN(day), MAX(day) FROM narrow WHERE is_asked")[0]
        return None if first is None else (first.isoformat(), last.isoformat())

    def _id(self, code: int | None) -> ReasonId | None:
        return None if code is None else self.reasons[code].id


def _order(key: _Key) -> tuple[object, ...]:
    """Order keys by the list, then by name; what is unknown comes last."""
    code, segment, channel, month = key
    return (code is None, code or 0, segment is None, segment or "", channel is None, channel or "", month)
