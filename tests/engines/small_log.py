"""A log of a few contacts that faults are tried on, with words in it that nobody else may see."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics import measure

SECRET = "geheim"  # no output may hold it

COLUMNS = {"contact_id": "TEXT", "opened_at": "TIMESTAMP", "channel": "TEXT", "handle": "TEXT"}
START = datetime(2026, 3, 1, 9)  # noqa: DTZ001  rows are kept without an offset
ROWS = [(f"{SECRET}-{n}", START + timedelta(hours=n), ("phone", "chat")[n % 2], str(60 + n)) for n in range(10)]


def write_map(folder: Path, **columns: str) -> Path:
    """Write a map whose columns have our names; some are others or more, in the dialect that they name."""
    dialect = columns.pop("dialect", "")
    named = {
        "contact_id": "contact_id",
        "opened_at": "opened_at",
        "channel": "channel",
    } | columns
    path = folder / f"{'_'.join(columns) or 'plain'}.toml"
    lines = ['log = "contacts"', *([f'dialect = "{dialect}"'] if dialect else []), "", "[columns]"]
    path.write_text("\n".join([*lines, *(f"{name} = '{sql}'" for name, sql in named.items())]), encoding="utf-8")
    return path


def outputs(folder: Path) -> list[str]:
    """Ask for figures and a cube in a folder."""
    folder.mkdir(exist_ok=True)
    return ["-o", str(folder / "figures.csv"), "--cube", str(folder / "cube")]


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder and of those below."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def counted(log: str, log_map: Path, **options: Any) -> dict[str | None, int]:
    """Measure a log; return the rows by channel."""
    measurement = measure(log, map=log_map, by=["channel"], **options)
    return {row.by["channel"]: row.rows for row in measurement.rows}


def fault(log: str, log_map: Path, **options: Any) -> Finding:
    """Measure a log that has one fault; return it, told without a secret."""
    try:
        counted(log, log_map, **options)
    except LogError as error:
        (finding,) = error.findings
        assert SECRET not in f"{error}{error.facts}{finding.to_json()}"
        return finding
    raise AssertionError("there is no fault")
