"""Spark as a reader: the live session, or a local one, with its settings put back afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from pcf.ids import Dialect
from pcf.metrics import engine_findings as kinds
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.spark_faults import fault_of, refusal
from pcf.metrics.sql.spark_session import live_session
from pcf.metrics.sql.warehouse import Warehouse
from pcf.metrics.tables import Table

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Answer = TypeVar("Answer")

_SECONDS_TO_STOP = 10
_UNKNOWN_ZONE = ("INVALID_TIMEZONE", "ZoneRulesException", "DateTimeException")

_NAMES: Mapping[str, str] = {
    "boolean": "BOOLEAN", "tinyint": "TINYINT", "smallint": "SMALLINT", "int": "INTEGER", "bigint": "BIGINT",
    "float": "FLOAT", "double": "DOUBLE", "string": "VARCHAR", "date": "DATE", "timestamp_ntz": "TIMESTAMP",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip


class Spark(Warehouse):
    """A session that statements are run in, one at a time."""

    name = "spark"
    dialect: Dialect = "spark"

    def __init__(self, session: SparkSession, table: Table, seconds: int) -> None:
        super().__init__()
        self._session = session
        self._table = table
        self._seconds = seconds

    def types(self, sql: str) -> dict[str, str] | str:
        try:
            fields = self._within_time(lambda: self._session.sql(sql).schema.fields)
        except Exception as error:
            return refusal(error, self._table.name)
        return {field.name: _type_name(field.dataType.simpleString()) for field in fields}

    def knows_timezone(self, name: str) -> bool:
        text = f"SELECT FROM_UTC_TIMESTAMP(TIMESTAMP '2026-01-01', {literal(name)})"
        try:
            self._within_time(lambda: self._session.sql(text).collect())
        except Exception as error:
            if any(word in str(error) for word in _UNKNOWN_ZONE):
                return False
            raise fault_of(error, self._table.name) from None
        return True

    def _run(self, text: str) -> list[tuple[Any, ...]]:
        try:
            return self._within_time(lambda: [tuple(row) for row in self._session.sql(text).collect()])
        except Exception as error:
            raise fault_of(error, self._table.name) from None

    def _within_time(self, ask: Callable[[], Answer]) -> Answer:
        """Ask Spark from another thread: while that one waits for the answer, this one is free to stop it.

        Raises:
            LogError: It took longer than it may.
        """
        from pyspark import InheritableThread

        answer: Future[Answer] = Future()
        tag = f"pcf-{secrets.token_hex(8)}"

        def run() -> None:
            try:
                self._tag(tag)
                answer.set_result(ask())
            except BaseException as error:  # told to the thread that waits
                answer.set_exception(error)

        thread = InheritableThread(run, session=self._session, daemon=True)
        thread.start()
        try:
            return answer.result(self._seconds)
        except KeyboardInterrupt:
            self._stop(tag, thread)
            raise
        except TimeoutError:
            if answer.done():
                raise
            self._stop(tag, thread)
            raise kinds.fault(kinds.TIME_LIMIT, self._table.name, found=self._seconds) from None

    def _tag(self, tag: str) -> None:
        """Mark what this thread runs from now on, so that it can be told from all else that the session runs."""
        self._session.addTag(tag) if self._is_remote else self._session.sparkContext.addJobTag(tag)

    def _stop(self, tag: str, thread: Thread) -> None:
        """Stop what was marked, and nothing else; again and again, since what has not begun cannot be stopped."""
        cancel = self._session.interruptTag if self._is_remote else self._session.sparkContext.cancelJobsWithTag
        with suppress(Exception):
            for _ in range(5 * _SECONDS_TO_STOP):
                cancel(tag)
                thread.join(0.2)
                if not thread.is_alive():
                    return

    @property
    def _is_remote(self) -> bool:
        """Whether it is a client of Spark Connect, which has no context: there a session's own tags do."""
        return type(self._session).__module__.startswith("pyspark.sql.connect")


def _type_name(simple: str) -> str:
    return _NAMES.get(simple, simple.upper())


@contextmanager
def in_session(table: Table, seconds: int) -> Iterator[Spark]:
    """Use the session that there is, or start one as the environment is set up.

    Settings that decide how a statement is understood are set for the time being and put back.

    Args:
        table: What is read.
        seconds: How long a statement may run.

    Raises:
        NotInstalledError: Spark or Java is not there.
        LogError: No session could be started.
    """
    with live_session(table.name) as session:
        yield Spark(session, table, seconds)
