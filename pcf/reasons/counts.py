"""What a contact log says of reasons, as it is saved with an assessment: counts, no row of the log."""

from __future__ import annotations

from pcf.ids import WordId
from pcf.model import Record


class ReasonRow(Record):
    """Contacts of one reason by one channel in one segment and month.

    ``reason`` is an id of the organisation's list; ``None`` for contacts that no reason of it was found for.
    ``repeats`` are contacts followed by another of the same customer and reason within the window, of the
    ``repeatable`` ones, whose customer is known and whose window had passed.
    """

    reason: WordId | None
    segment: str | None
    channel: str | None
    month: str
    contacts: int
    repeatable: int | None = None
    repeats: int | None = None
    handle_seconds: float | None = None


class VolumeRow(Record):
    """Units of business in one segment and month; what is ``None`` the volumes do not say."""

    segment: str | None
    month: str
    orders: float | None = None
    customers: float | None = None
    bills: float | None = None
    units: float | None = None


class Snowball(Record):
    """Cases of one reason in which a customer came back again and again, each time within the window.

    ``chains`` are the cases with at least three contacts, ``contacts`` what they hold, ``longest`` the largest.
    """

    reason: WordId | None
    chains: int
    contacts: int
    longest: int


class UnknownValue(Record):
    """A value of the log's reason column that the list does not name; ``None`` for contacts without one."""

    value: str | None
    contacts: int


class CoderAgreement(Record):
    """Contacts whose reason two people coded: how often they agree, and Cohen's kappa.

    Source: Cohen, J. (1960), A coefficient of agreement for nominal scales. ``kappa`` is ``None`` where chance
    alone would make them always agree.
    """

    contacts: int
    agreed: int
    kappa: float | None


class Assigned(Record):
    """Reasons found by the words of the contact: how many contacts were read, and how many got a reason."""

    read: int
    assigned: int
    unread: int = 0


class ReasonCounts(Record):
    """One contact log, by reason.

    Attributes:
        as_of: The last moment of the log or the one asked for, a local ISO 8601 time.
        first, last: First and last local day.
        contacts: All contacts, those without a reason among them.
        rows: By reason, segment, channel and month.
        volumes: Units of business by segment and month.
        window_days: Days within which a further contact counts as a repeat.
        snowballs: By reason, the most contacts first.
        unknown: Values that the list does not name, the most contacts first; at most twenty.
        agreement: How two coders agree, where the log says so.
        assigned: What was found by words, where the log holds them.
    """

    as_of: str = ""
    first: str = ""
    last: str = ""
    contacts: int
    rows: tuple[ReasonRow, ...]
    volumes: tuple[VolumeRow, ...] = ()
    window_days: float | None = None
    snowballs: tuple[Snowball, ...] = ()
    unknown: tuple[UnknownValue, ...] = ()
    agreement: CoderAgreement | None = None
    assigned: Assigned | None = None
