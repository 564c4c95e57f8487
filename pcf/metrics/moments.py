"""Days and moments that a person asks by, in the time that a log is kept in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pcf.errors import BadOptionError

_FORMS = ["2026-10-31", "2026-10-31 18:00"]
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    _DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)  # what Python reads besides, weeks among others, is rather a slip than a moment


def day_of(text: str) -> date | None:
    """Read a day that somebody typed; ``None`` for a blank and for what is none, or is written in another form.

    >>> [str(day_of(text)) for text in (" 2026-10-31 ", "2026-02-30", "2026-W10-1", "20261005", "")]
    ['2026-10-31', 'None', 'None', 'None', 'None']
    """
    try:
        return date.fromisoformat(text.strip()) if _DAY.fullmatch(text.strip()) else None
    except ValueError:
        return None


def day(option: str, given: str | date | None) -> date | None:
    """Read a day.

    Raises:
        BadOptionError: It is none.
    """
    if given is None or isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    found = day_of(given)
    if found is None:
        raise BadOptionError(option=option, found=given, expected=_FORMS[:1])
    return found


def moment(option: str, given: str | date | None, timezone: str | None) -> datetime | None:
    """Read a moment; a day means its end.

    Args:
        option: What to call it in a refusal.
        given: A day or a local time.
        timezone: The zone of local times; ``None`` where the log is kept in local time itself.

    Returns:
        The moment as the rows are kept: UTC without an offset where there is a timezone.

    Raises:
        BadOptionError: It is none.
    """
    if given is None:
        return None
    local = given if isinstance(given, datetime) else _local(option, given)
    if timezone is None and local.tzinfo is not None:
        raise BadOptionError(option=option, found=str(given), expected=_FORMS)  # the log does not say its zone
    if timezone is None:
        return local
    zoned = local if local.tzinfo else local.replace(tzinfo=ZoneInfo(timezone))
    try:
        return zoned.astimezone(UTC).replace(tzinfo=None)
    except OverflowError as error:
        raise BadOptionError(option=option, found=str(given), expected=_FORMS) from error


def _local(option: str, given: str | date) -> datetime:
    whole_day = given if isinstance(given, date) else day_of(given)
    if whole_day is not None:
        return datetime.combine(whole_day, time.max)  # the next midnight belongs to the next day
    text = str(given).strip()
    try:
        read = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        read = None
    if read is None:
        raise BadOptionError(option=option, found=given, expected=_FORMS)
    return read


def local(moment: datetime, timezone: str | None) -> datetime:
    """Return the local time of a moment as the rows are kept."""
    if timezone is None:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
