"""What Spark says, in our words: without a value, and without host or path."""

from __future__ import annotations

import re

from pcf.errors import LogError
from pcf.findings import FindingKind
from pcf.metrics import engine_findings as kinds

TITLE = "Spark"

# error conditions, or how they begin: https://spark.apache.org/docs/latest/sql-error-conditions.html
_CONDITIONS: tuple[tuple[tuple[str, ...], FindingKind], ...] = (
    (("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "PATH_NOT_FOUND", "CATALOG_NOT_FOUND"), kinds.TABLE_MISSING),
    (("REQUIRES_SINGLE_PART_NAMESPACE",), kinds.TABLE_MISSING),  # no catalogue of this name
    (("INSUFFICIENT_PERMISSIONS", "PERMISSION_DENIED"), kinds.RIGHT_DENIED),
    (("FAILED_READ_FILE.FILE_NOT_EXIST",), kinds.TABLE_CHANGED),
    (("SPARK_JOB_CANCELLED", "OPERATION_CANCELED"), kinds.STATEMENT_STOPPED),
)
# words of the exceptions of Java, Hadoop and Spark; the first that is met counts
_WORDS: tuple[tuple[tuple[str, ...], FindingKind], ...] = (
    (("No space left on device", "Disk quota exceeded", "not enough space on the disk"), kinds.DISK_FULL),
    (
        ("ExecutorLostFailure", "FetchFailed", "Master removed our application", "ExecutorDeadException"),
        kinds.WORKERS_LOST,
    ),
    (("Permission denied", "AccessControlException", "AccessDeniedException", "403 Forbidden"), kinds.RIGHT_DENIED),
    (("SparkContext was shut down", "SparkContext has been shutdown", "stopped SparkContext"), kinds.CONNECTION_LOST),
)
_GONE = {"Py4JNetworkError", "Py4JError"}  # no answer of the virtual machine that Spark runs in
_BAD_VALUE = "SQLSTATE: 22"

_CONDITION = re.compile(r"(?:^|(?:Exception|Error): )\[([A-Z][A-Z_0-9.]+)\] ", re.MULTILINE)
_CLASS = re.compile(r"\b(?:[a-z]\w*\.)+([A-Z]\w*(?:Exception|Error))\b")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`""")
_MOST_NAMES = 3


def fault_of(error: Exception, table: str) -> LogError:
    """Say why a statement did not come to its end.

    Args:
        error: What was raised; of the errors of Spark its text holds what caused them.
        table: The name of the table.
    """
    if isinstance(error, LogError):  # it is told already
        return error
    text = str(error)
    kind = _kind(error, text)
    if kind in (kinds.TABLE_MISSING, kinds.RIGHT_DENIED, kinds.TABLE_CHANGED):
        return kinds.fault(kind, table, engine=TITLE)
    return kinds.fault(kind, table, engine=TITLE, found=_named(text) or type(error).__name__)


def _kind(error: Exception, text: str) -> FindingKind:
    conditions = _CONDITION.findall(text)
    for begins, kind in _CONDITIONS:
        if any(condition.startswith(begins) for condition in conditions):
            return kind
    for words, kind in _WORDS:
        if any(word in text for word in words):
            return kind
    if type(error).__name__ in _GONE or isinstance(error, OSError | EOFError | AssertionError | AttributeError):
        return kinds.CONNECTION_LOST  # a session without its virtual machine, or one that was stopped
    return kinds.VALUE_FAILS if _BAD_VALUE in text else kinds.WAREHOUSE_FAILED


def _named(text: str) -> list[str]:
    """Name the conditions that an error tells, else its classes from the outermost inwards: neither holds a value."""
    named = _CONDITION.findall(text) or _CLASS.findall(text)
    return list(dict.fromkeys(named))[:_MOST_NAMES]


def refusal(error: Exception, table: str) -> str:
    """Say in words why a query cannot be bound; no row was read, so the words hold names and types only.

    Raises:
        LogError: It is not for what was asked.
    """
    fault = fault_of(error, table)
    if fault.findings[0].kind not in (kinds.WAREHOUSE_FAILED, kinds.VALUE_FAILS):
        raise fault from None
    first = _QUOTED.sub("…", _CONDITION.sub("", str(error).strip().partition("\n")[0])).partition(". ")[0]
    said = first.partition(" SQLSTATE:")[0].rstrip(".")
    return f"{said} ({', '.join(_named(str(error)))})"
