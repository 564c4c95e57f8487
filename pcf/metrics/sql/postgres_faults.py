"""What PostgreSQL and its driver say, in our words: without a value, and without host, user or path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pcf.errors import N_, LogError, Phrase
from pcf.findings import FindingKind
from pcf.metrics import engine_findings as kinds

if TYPE_CHECKING:
    import psycopg

TITLE = "PostgreSQL"

# codes of SQLSTATE, or the classes that they begin with
# https://www.postgresql.org/docs/current/errcodes-appendix.html
NO_TABLE = ("42P01", "3F000")
NO_RIGHT = "42501"
_KINDS: dict[str, FindingKind] = {
    **dict.fromkeys(NO_TABLE, kinds.TABLE_MISSING),
    NO_RIGHT: kinds.RIGHT_DENIED,
    "25006": kinds.WOULD_WRITE,
    "40": kinds.STATEMENT_STOPPED,
    "53100": kinds.DISK_FULL,
    "53400": kinds.DISK_FULL,
    "57014": kinds.STATEMENT_STOPPED,
    "08": kinds.CONNECTION_LOST,
    "57": kinds.CONNECTION_LOST,
    "22": kinds.VALUE_FAILS,
}
_OF_VALUES = "22"
_OF_NAMES = ("0A", "25", "40", "42", "53", "54", "55", "57")  # their messages hold names and types, and no row

_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|«[^»]*»|“[^”]*”""")
_VALUE = re.compile(r"""\s*['"«“„‘(:0-9].*""", re.DOTALL)  # fixed words come first; what is met follows

_NO_PASSWORD = N_("no password was found")
_WRONG_PASSWORD = N_("there is no such user, or the password is wrong")
# https://www.postgresql.org/docs/current/client-authentication-problems.html, and provoked one by one
_REFUSED = (
    ("no password supplied", _NO_PASSWORD),
    ("authentication failed", _WRONG_PASSWORD),
    ("is not permitted to log in", N_("this user may not log in")),
    ("permission denied for database", N_("this user may not connect to this database")),
    ("pg_hba.conf", N_("the server lets this user in from nowhere, or not from here")),
    ("role … does not exist", N_("there is no such user")),
    ("database … does not exist", N_("there is no such database")),
    ("not currently accepting connections", N_("this database takes no connections")),
)
_UNREACHED = (
    ("too many", N_("it takes no more connections at the moment")),
    ("connection slots", N_("it takes no more connections at the moment")),
    ("starting up", N_("it is starting or stopping")),
    ("shutting down", N_("it is starting or stopping")),
    ("definition of service", N_("the service file has no such service")),
    ("service file", N_("the service file cannot be read")),
    ("refused", N_("nothing listens there")),
    ("No such file", N_("nothing listens there")),
    ("timeout", N_("it did not answer in time")),
    ("timed out", N_("it did not answer in time")),
    ("resolve host", N_("there is no such host")),
    ("translate host name", N_("there is no such host")),
    ("unreachable", N_("no way leads there from this network")),
    ("No route to host", N_("no way leads there from this network")),
    ("invalid response", N_("what answers there is no PostgreSQL")),
    ("SSL", N_("it could not agree on encryption")),
    ("certificate", N_("it could not agree on encryption")),
    ("invalid", N_("the address cannot be read")),
    ("forbidden value", N_("the address cannot be read")),
)
_UNKNOWN = N_("the driver gives no reason that is known here")


def fault_of(error: psycopg.Error, table: str, *, is_broken: bool) -> LogError:
    """Say why a statement did not come to its end.

    Args:
        error: What the driver raised.
        table: The name of the table.
        is_broken: Whether the connection is gone.
    """
    import psycopg

    state = error.sqlstate or ""
    kind = _KINDS.get(state) or _KINDS.get(state[:2])
    if kind is None:
        kind = kinds.VALUE_FAILS if isinstance(error, psycopg.DataError) else kinds.WAREHOUSE_FAILED
        kind = kinds.CONNECTION_LOST if is_broken else kind
    facts = {} if kind in (kinds.TABLE_MISSING, kinds.RIGHT_DENIED, kinds.WOULD_WRITE) else {"found": said(error)}
    return kinds.fault(kind, table, engine=TITLE, **facts)


def said(error: psycopg.Error) -> str:
    """Take the fixed words of a message, without names or values, and its code."""
    state = error.sqlstate or ""
    text = (error.diag.message_primary or str(error).partition("\n")[0]).strip()
    if state.startswith(_OF_NAMES):
        text = _QUOTED.sub("…", text).rstrip(".")
    else:  # a function may say what it likes
        text = _VALUE.sub("", text) if state.startswith(_OF_VALUES) or not state else ""
    return f"{text or type(error).__name__} ({state or '–'})"


def no_connection(error: Exception, table: str) -> LogError:
    """Say why there is no connection.

    Args:
        error: What the driver raised; it names host and user.
        table: The name of the table.
    """
    text, tried = _QUOTED.sub("…", str(error)), getattr(error, "pgconn", None)
    for kind, reasons in ((kinds.LOGIN_REFUSED, _REFUSED), (kinds.NO_CONNECTION, _UNREACHED)):
        for sign, reason in reasons:
            if sign in text:
                return kinds.fault(kind, table, found=Phrase(reason))
    # a server may speak another language; of a password the driver knows by itself
    if tried is not None and (tried.needs_password or tried.used_password):
        reason = _NO_PASSWORD if tried.needs_password else _WRONG_PASSWORD
        return kinds.fault(kinds.LOGIN_REFUSED, table, found=Phrase(reason))
    return kinds.fault(kinds.NO_CONNECTION, table, found=Phrase(_UNKNOWN))
