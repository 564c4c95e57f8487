"""The engine that a table is read by."""

from __future__ import annotations

from contextlib import AbstractContextManager

from pcf.metrics.sql.engine import Engine
from pcf.metrics.tables import Table

TIME_LIMIT = 3600  # seconds; a statement that takes longer is rather a mistake, and somebody pays for it


def reading(table: Table, seconds: int = TIME_LIMIT) -> AbstractContextManager[Engine]:
    """Connect to where a table lies; nothing is written there.

    Args:
        table: What is read.
        seconds: How long one statement may run.

    Raises:
        NotInstalledError: What reads it is not installed.
        LogError: There is no connection.
    """
    if table.engine == "spark":
        from pcf.metrics.sql.spark_engine import in_session

        return in_session(table, seconds)
    from pcf.metrics.sql.postgres_engine import connected

    return connected(table, seconds)
