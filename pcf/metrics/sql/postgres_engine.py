"""PostgreSQL as a reader: one read-only transaction with a time limit, and credentials from the driver's own places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from pcf.errors import LogError, NotInstalledError
from pcf.ids import Dialect
from pcf.metrics import engine_findings as kinds
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.postgres_faults import NO_RIGHT, NO_TABLE, fault_of, no_connection, said
from pcf.metrics.sql.source import quoted, quoted_in
from pcf.metrics.sql.warehouse import Warehouse
from pcf.metrics.tables import Table

if TYPE_CHECKING:
    import psycopg

SECONDS_TO_CONNECT = 15

# of types that are written differently, what DuckDB calls them
_NAMES: Mapping[str, str] = {
    "bool": "BOOLEAN", "int2": "SMALLINT", "int4": "INTEGER", "int8": "BIGINT", "float4": "FLOAT", "float8": "DOUBLE",
    "numeric": "DECIMAL", "text": "VARCHAR", "varchar": "VARCHAR", "bpchar": "VARCHAR", "date": "DATE", "time": "TIME",
    "timestamp": "TIMESTAMP", "timestamptz": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip
# what decides how a statement is understood; a role or a database may be set otherwise
SETTINGS = (
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL standard_conforming_strings = on; "
    "SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1"
)
_MOST_MILLISECONDS = 2**31 - 1
_WATCHFUL = "SET LOCAL client_connection_check_interval = '2s'"  # a statement ends when whoever asked is gone
_GRANTED = (
    "SELECT attname, has_column_privilege(attrelid, attnum, 'SELECT') FROM pg_attribute "
    "WHERE attrelid = CAST({relation} AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)


class PostgreSQL(Warehouse):
    """One connection in a read-only transaction."""

    name = "postgres"
    dialect: Dialect = "postgres"
    takes_later = True
    inlined = "NOT MATERIALIZED "  # else every definition that two scans read is written to the disk first

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]], table: Table, seconds: int) -> None:
        super().__init__()
        self._connection = connection
        self._table = table
        self._seconds = seconds

    def types(self, sql: str) -> dict[str, str] | str:
        import psycopg

        try:
            return self._described(sql)
        except psycopg.OperationalError as error:
            raise self._failed(error) from None
        except psycopg.Error as error:
            if error.sqlstate == NO_RIGHT:
                return self._readable(sql)
            if error.sqlstate is None or error.sqlstate in NO_TABLE:
                raise self._failed(error) from None
            return said(error)

    def _described(self, sql: str) -> dict[str, str]:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT 0".encode())
            described = cursor.description or []
        adapters = self._connection.adapters.types
        names = ((column.name, adapters.get(column.type_code)) for column in described)
        return {name: _NAMES.get(known.name, known.name.upper()) if known else "?" for name, known in names}

    def _readable(self, sql: str) -> dict[str, str]:
        """Describe a table of which only some columns may be read: often that is all that one is granted.

        Raises:
            LogError: What was asked is not among them.
        """
        relation = quoted_in(self.dialect, self._table.parts)
        granted = self._granted(relation)
        readable = [quoted(name) for name, may_read in granted.items() if may_read]
        if not readable or sql != f"SELECT * FROM {relation}":
            denied = [name for name, may_read in granted.items() if not may_read and quoted(name) in sql]
            found = [f"{self._table.name}.{name}" for name in denied] if readable else []
            raise kinds.fault(kinds.RIGHT_DENIED, self._table.name, found=found or self._table.name)
        known = self._described(f"SELECT {', '.join(readable)} FROM {relation}")
        return {name: known.get(name, "?") for name in granted}

    def _granted(self, relation: str) -> dict[str, bool]:
        """Tell of each column of a table whether it may be read; nothing where not even its schema may be entered."""
        import psycopg

        try:
            with self._connection.transaction():
                return dict(self._connection.execute(_GRANTED.format(relation=literal(relation)).encode()).fetchall())
        except psycopg.errors.InsufficientPrivilege:
            return {}

    def knows_timezone(self, name: str) -> bool:
        """Whether it knows a zone, and not as an abbreviation: CET is one hour ahead here, in summer too."""
        known = f"SELECT 1 FROM pg_timezone_names WHERE name = {literal(name)}"
        fixed = "SELECT 1 FROM pg_timezone_abbrevs WHERE abbrev = name AND name NOT IN ('UTC', 'GMT')"
        return bool(self._run(f"{known} AND NOT EXISTS ({fixed})"))

    def text(self, value: str) -> str:
        """Sort a text by its bytes, whatever the database is set to."""
        return f'({value}) COLLATE "C"'

    def _run(self, text: str) -> list[tuple[Any, ...]]:
        import psycopg

        started = monotonic()
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(text.encode()).fetchall()
        except psycopg.errors.QueryCanceled as error:
            if monotonic() - started < self._seconds:
                raise self._failed(error) from None
            raise kinds.fault(kinds.TIME_LIMIT, self._table.name, found=self._seconds) from None
        except psycopg.Error as error:
            raise self._failed(error) from None
        return found

    def _failed(self, error: psycopg.Error) -> LogError:
        return fault_of(error, self._table.name, is_broken=self._connection.broken)

    def begin(self) -> None:
        """Set the limits of the transaction; they end with it, where others use the connection after us.

        Raises:
            LogError: The connection was lost.
        """
        import psycopg

        milliseconds = min(int(self._seconds * 1000), _MOST_MILLISECONDS)
        try:
            self._connection.execute(f"SET LOCAL statement_timeout = {milliseconds}; {SETTINGS}".encode())
        except psycopg.Error as error:
            raise self._failed(error) from None
        with suppress(psycopg.errors.Error), self._connection.transaction():
            self._connection.execute(_WATCHFUL)  # not every version and system can


@contextmanager
def connected(table: Table, seconds: int) -> Iterator[PostgreSQL]:
    """Connect for reading.

    The password comes from PGPASSWORD, PGPASSFILE or a service file, as the driver finds it.

    Args:
        table: What is read.
        seconds: How long a statement may run.

    Raises:
        NotInstalledError: The driver is not there.
        LogError: There is no connection, or the login was refused.
    """
    try:
        import psycopg
    except ImportError as error:
        raise NotInstalledError(package="psycopg", command='pip install "pcf-customer-service[postgres]"') from error

    try:
        connection = psycopg.connect(
            table.address,
            fallback_application_name="pcf",
            connect_timeout=SECONDS_TO_CONNECT,
            client_encoding="utf8",
        )
    except (psycopg.Error, UnicodeError, ValueError) as error:
        raise no_connection(error, table.name) from None
    with closing(connection):  # what was begun is never committed
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ  # every statement sees the same rows
        connection.prepare_threshold = None
        engine = PostgreSQL(connection, table, seconds)
        engine.begin()
        yield engine
