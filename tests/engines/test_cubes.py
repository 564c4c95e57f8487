"""Component cubes of a table: the same hash on every engine, parts that make the whole, days that are replaced."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pcf.metrics import measure
from pcf.metrics.cubes import read_cube

COLUMNS = {
    "contact_id": "TEXT", "customer_id": "TEXT", "segment": "TEXT", "channel": "TEXT", "opened_at": "TIMESTAMP",
    "answered_at": "TIMESTAMP", "closed_at": "TIMESTAMP", "handle_seconds": "DECIMAL(18,6)",
}  # fmt: skip
START = datetime(2026, 10, 24, 21, 30)  # noqa: DTZ001  local times, over the change of the clock
DAY = "2026-10-28"
LATE = ("99", "анна", "vip", "chat", datetime(2026, 10, 28, 12), None, None, Decimal("0.000001"))  # noqa: DTZ001


def _row(number: int) -> tuple[Any, ...]:
    opened = START + timedelta(hours=7 * number, microseconds=number)
    customer = (None, "анна", "7", "o'neill")[number % 4]
    segment, channel = ("零售", 'a,"b"', None, "vip")[number % 3], ("phone", "chat")[number % 2]
    answered = opened + timedelta(seconds=5 * number) if number % 5 else None
    closed = opened + timedelta(days=number % 6) if number % 3 else None
    return f"{number:02}", customer, segment, channel, opened, answered, closed, Decimal(number) / 8


ROWS = [_row(number) for number in range(30)]


@pytest.fixture
def cube_of(request: pytest.FixtureRequest, load: Callable[..., None], tmp_path: Path) -> Callable[..., Path]:
    """Count rows into a cube: ``cube_of("postgres", rows, "name", …)``."""
    log_map = tmp_path / "map.toml"
    columns = "".join(f'{name} = "{name}"\n' for name in COLUMNS)
    log_map.write_text(f'log = "contacts"\ntimezone = "Europe/Berlin"\n[columns]\n{columns}', encoding="utf-8")

    def count(engine: str, rows: list[tuple[Any, ...]], name: str, **options: Any) -> Path:
        if engine == "duckdb":
            log = tmp_path / "contacts.csv"
            with log.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([COLUMNS, *rows])
            where = {"log": log}
        else:
            server = request.getfixturevalue(engine)
            load(server, "cube_contacts", COLUMNS, rows)
            table = f"{server}/public.cube_contacts" if engine == "postgres" else "cube_contacts"
            where = {"log": table, "engine": "" if engine == "postgres" else engine}
        measure(**where, map=log_map, cube=tmp_path / name, **options)
        return tmp_path / name

    return count


@pytest.mark.parametrize("engine", ["postgres", "spark"])
def test_a_table_makes_the_cube_that_files_make(cube_of: Callable[..., Path], engine: str) -> None:
    for as_of in (None, "2026-11-02"):
        here, there = (read_cube(cube_of(one, ROWS, f"{one}{as_of}", as_of=as_of)) for one in ("duckdb", engine))
        assert there.hash == here.hash
        assert (there.counted.engine, there.tables) == (engine, (there.tables[0],))
        assert "://" not in there.statement


@pytest.mark.parametrize("engine", ["postgres", "spark"])
def test_parts_and_replaced_days_come_to_the_same(cube_of: Callable[..., Path], engine: str) -> None:
    whole = cube_of(engine, ROWS, "whole")
    parts = [cube_of(engine, ROWS, f"part{number}", part=(number, 2)) for number in (1, 2)]
    by = ["segment", "channel", "day"]
    together, alone = measure(parts, by=by), measure(whole, by=by)
    assert [(row.by, row.measures) for row in together.rows] == [(row.by, row.measures) for row in alone.rows]
    assert together.totals.measures == alone.totals.measures

    cube_of(engine, [*ROWS, LATE], "whole", changed=[(DAY, DAY)])
    assert read_cube(whole).hash == read_cube(cube_of("duckdb", [*ROWS, LATE], "anew")).hash
