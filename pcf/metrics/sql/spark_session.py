"""The session of Spark that a log is read in: the live one as it was before and is again, or one of our own."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pcf.errors import NotInstalledError
from pcf.metrics import engine_findings as kinds
from pcf.metrics.sql.spark_faults import fault_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# what decides how a statement is understood; a session may be set otherwise
SETTINGS: Mapping[str, str] = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.groupByOrdinal": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.pyspark.jvmStacktrace.enabled": "true",  # else an error does not tell what caused it
}
# A session of our own draws no bars between the figures and opens no page that shows statements to the network.
_OF_OUR_OWN: Mapping[str, str] = {"spark.ui.showConsoleProgress": "false", "spark.ui.enabled": "false"}
# They write out every error of a statement, with the values that caused it.
_LOGS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")
_USUAL_PARTITIONS, _PARTITIONS = "200", "spark.sql.shuffle.partitions"

_JAVA = "Java 17"
_SAYS_WHERE = {"JAVA_HOME", "PYSPARK_GATEWAY_PORT", "SPARK_REMOTE"}
_INSTALL_JAVA = {"win32": "winget install Microsoft.OpenJDK.17", "darwin": "brew install openjdk@17"}
_INSTALL_JAVA_ELSEWHERE = "apt-get install openjdk-17-jre-headless"


@contextmanager
def live_session(table: str) -> Iterator[SparkSession]:
    """Use the session that there is, or start one as the environment is set up.

    Settings that decide how a statement is understood are set for the time being and put back.

    Args:
        table: The name of the table, for faults.

    Raises:
        NotInstalledError: Spark or Java is not there.
        LogError: No session could be started.
    """
    try:
        from pyspark.logger import PySparkLogger
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise NotInstalledError(package="pyspark", command='pip install "pcf-customer-service[spark]"') from error

    try:
        session = SparkSession.builder.getOrCreate() if _is_live() else _started()
        before = {name: session.conf.get(name, None) for name in SETTINGS}
    except NotInstalledError:
        raise
    except Exception as error:
        fault = fault_of(error, table)
        if fault.findings[0].kind is kinds.WAREHOUSE_FAILED:
            fault = kinds.fault(kinds.SPARK_NOT_STARTED, table, found=fault.findings[0].facts["found"])
        raise fault from None
    changed = {name: value for name, value in SETTINGS.items() if before[name] != value}
    logs = [PySparkLogger.getLogger(name) for name in _LOGS]
    were_disabled = [log.disabled for log in logs]
    for log in logs:
        log.disabled = True
    try:
        try:
            for name, value in changed.items():
                session.conf.set(name, value)
        except Exception as error:  # where somebody else says what a session may be set to
            raise fault_of(error, table) from None
        yield session
    finally:
        for log, was_disabled in zip(logs, were_disabled, strict=True):
            log.disabled = was_disabled
        with suppress(Exception):  # a session that is gone has no settings to put back
            for name in changed:
                old = before[name]
                session.conf.unset(name) if old is None else session.conf.set(name, old)


def _is_live() -> bool:
    """Whether there is a session in this process, in whichever thread it was started."""
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    try:
        SparkSession.active()
    except PySparkRuntimeError:
        return False
    return True


def _started() -> SparkSession:
    """Start a session.

    Raises:
        NotInstalledError: Java is not there.
    """
    from pyspark.sql import SparkSession

    if not _SAYS_WHERE.intersection(os.environ) and shutil.which("java") is None:
        raise NotInstalledError(package=_JAVA, command=_INSTALL_JAVA.get(sys.platform, _INSTALL_JAVA_ELSEWHERE))
    builder = SparkSession.builder.appName("pcf")
    for name, value in _OF_OUR_OWN.items():
        builder = builder.config(name, value)
    with _silence():
        session = builder.getOrCreate()
    is_local = session.conf.get("spark.master", "").partition("[")[0] == "local"
    if is_local and session.conf.get(_PARTITIONS) == _USUAL_PARTITIONS:
        # as many as there are processors: two hundred are for a cluster, and cost most of the time here
        session.conf.set(_PARTITIONS, str(os.cpu_count() or 1))
    return session


@contextmanager
def _silence() -> Iterator[None]:
    """For a while, let what is written to the stream of errors go nowhere; what is started meanwhile keeps it so.

    Spark's virtual machine greets on it, warns of the network and of slow libraries, and later tells errors with the
    values that caused them.
    """
    try:
        kept = os.dup(2)
    except OSError:  # there is no such stream
        kept = -1
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the versions of libraries that are not used here
            yield
    finally:
        os.close(nowhere)
        if kept >= 0:
            os.dup2(kept, 2)
            os.close(kept)
        else:
            os.close(2)
