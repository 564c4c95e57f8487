"""What a contact log says of reasons, as it is saved with an assessment: counts, no row of the log."""

from __future__ import annotations

from decimal import Decimal

from pcf.ids import ReasonId
from pcf.model import Record


class ReasonRow(Record):
    """Contacts of one reason by one channel in one segment and month.

    ``reason`` is an id of the organisation's list; ``None`` for contacts that no reason of it was found for.
    ``repeats`` are contacts followed by another of the same customer and reason within the window, of the
    ``repeatable`` ones, whose customer is known and whose window had passed; both are ``None`` where the log names
    no customer or the contact has no reason. ``handle_seconds`` are the sum over the ``handled`` contacts that say.
    """

    reason: ReasonId | None
    segment: str | None
    channel: str | None
    month: str
    contacts: int
    repeatable: int | None = None
    repeats: int | None = None
    handled: int | None = None
    handle_seconds: Decimal | None = None


class VolumeRow(Record):
    """Units of business in one segment and month; what is ``None`` the volumes do not say."""

    segment: str | None
    month: str
    orders: Decimal | None = None
    customers: Decimal | None = None
    bills: Decimal | None = None
    units: Decimal | None = None


class Snowball(Record):
    """Cases of one reason in which a customer came back again and again, each time within the window.

    ``chains`` are the cases with at least three contacts, ``contacts`` what they hold, ``longest`` the largest.
    """

    reason: ReasonId
    chains: int
    contacts: int
    longest: int


class UnknownValue(Record):
    """A value of the log's reason column that the list does not name; ``None`` for contacts without one."""

    value: str | None
    contacts: int


class MetName(Record):
    """A spelling of the list (an id, words or a name) that the log's reason column has."""

    name: str
    reason: ReasonId
    contacts: int


class Confused(Record):
    """Contacts that one coder gave one reason and another coder another; ``None`` is a value not of the list."""

    first: ReasonId | None
    second: ReasonId | None
    contacts: int


class CoderAgreement(Record):
    """Contacts whose reason two people coded: how often they agree, and Cohen's kappa.

    Source: Cohen, J. (1960), A coefficient of agreement for nominal scales. ``kappa`` is ``None`` where chance
    alone would make them always agree. ``confused`` are the pairs that differ, the most contacts first; at most ten.
    """

    contacts: int
    agreed: int
    kappa: float | None
    confused: tuple[Confused, ...] = ()


class Assigned(Record):
    """Contacts whose reason was sought in their words.

    ``read`` were read, ``assigned`` of them got a reason, ``unread`` have no reason and no words that were read.
    """

    read: int
    assigned: int
    unread: int = 0


class ReasonCounts(Record):
    """One contact log, by reason.

    Attributes:
        as_of: The last moment of the log or the one asked for, a local ISO 8601 time.
        first, last: First and last local day that is covered: those asked for, else those of the log.
        is_first_asked: Whether the first day was asked for: then the month it lies in is whole only from its first day.
        contacts: All contacts, those without a reason among them.
        rows: By reason, segment, channel and month.
        volumes: Units of business by segment and month.
        window_days: Days within which a further contact counts as a repeat; the default where groups have their own.
        snowballs: By reason, the most contacts first; ``None`` where the log names no customer.
        unknown: Values that the list does not name, the most contacts first; at most twenty.
        met: Spellings of the list that the log has; ``None`` where it has no column of reasons.
        agreement: How two coders agree, where the log says so.
        assigned: What was found by words, where the log holds them.
    """

    as_of: str = ""
    first: str = ""
    last: str = ""
    is_first_asked: bool = False
    contacts: int
    rows: tuple[ReasonRow, ...]
    volumes: tuple[VolumeRow, ...] = ()
    window_days: float | None = None
    snowballs: tuple[Snowball, ...] | None = None
    unknown: tuple[UnknownValue, ...] = ()
    met: tuple[MetName, ...] | None = None
    agreement: CoderAgreement | None = None
    assigned: Assigned | None = None

    @property
    def tells_reasons(self) -> bool:
        """Whether the log had codes or words to find reasons by."""
        return self.met is not None or self.assigned is not None
