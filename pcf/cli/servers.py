"""What ``--engine`` may say."""

from __future__ import annotations

from pcf.errors import BadOptionError

ENGINES = ("duckdb", "spark", "postgresql://host/database")


def server_of(engine: str | None) -> str:
    """Return what else than DuckDB reads a log: ``spark`` or the address of a database; nothing for DuckDB.

    Raises:
        BadOptionError: There is no such engine.
    """
    from pcf.metrics.tables import is_address

    if engine is None or engine == "duckdb":
        return ""
    if engine != "spark" and not is_address(engine):
        raise BadOptionError(option="--engine", found=engine, expected=list(ENGINES))
    return engine
