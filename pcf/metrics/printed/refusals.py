"""What a statement can be printed in, and why not in others."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.errors import N_, BadOptionError, DialectRefusedError, Phrase
from pcf.ids import DIALECTS, Dialect

OPTION = "--sql"

_OTHER_NAMES: Mapping[str, Dialect] = {"postgresql": "postgres"}

_MYSQL = N_(
    "there DATEDIFF counts days, weeks begin on the day that a setting names, and time zones are known only where "
    "somebody has loaded them; figures would be wrong without a word"
)
_ORACLE = N_(
    "there an empty text is no value, a DATE holds no fractions of a second, and the difference of two times is an "
    "interval or a number of days; figures would be wrong without a word"
)
_TSQL = N_(
    "there DATEDIFF in microseconds overflows after 35 minutes, and weeks and the order of texts go by settings; "
    "statements would fail or figures would be wrong"
)
_UNPROVED = N_("nobody has proved that units, weeks, time zones and missing values mean there what they mean here")

_REASONS: Mapping[str, str] = {
    "mysql": _MYSQL, "mariadb": _MYSQL, "singlestore": _MYSQL, "doris": _MYSQL, "starrocks": _MYSQL,
    "oracle": _ORACLE,
    "tsql": _TSQL, "sqlserver": _TSQL, "mssql": _TSQL, "fabric": _TSQL,
}  # fmt: skip


def dialect_of(text: str) -> Dialect:
    """Return the dialect that somebody named.

    Raises:
        DialectRefusedError: A dialect in which figures could come out wrong.
        BadOptionError: There is no such dialect.
    """
    from sqlglot.dialects import DIALECTS as CLASSES

    name = text.strip().lower()
    found = _OTHER_NAMES.get(name) or next((one for one in DIALECTS if one == name), None)
    if found is not None:
        return found
    known = {one.lower() for one in CLASSES if one != "Dialect"} | _REASONS.keys()
    if name not in known:
        raise BadOptionError(option=OPTION, found=text, expected=list(DIALECTS))
    reason = Phrase(_REASONS.get(name, _UNPROVED))
    raise DialectRefusedError(option=OPTION, found=name, reason=reason, expected=list(DIALECTS))
