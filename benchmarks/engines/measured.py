"""Measures the generated contacts on one engine; says as JSON what it took, what it brought home and what came of it.

python measured.py duckdb|postgres|spark LOG CUBE additive|all DIMENSION…

Bytes brought home are those of PostgreSQL's protocol in text: seven a row and four a cell besides what stands in it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

from processes import cpu_of, peak_of
from servers import postmaster_of, spark_session

import pcf
from pcf.metrics.sql.duckdb_engine import DuckDB
from pcf.metrics.sql.warehouse import Warehouse

METRICS = Path(__file__).parents[1] / "logs" / "metrics.json"
COARSE = ("segment", "month")
ROW_BYTES, CELL_BYTES = 7, 4


class Brought:
    """What statements brought home, and what counting it took: that is none of the engine's."""

    def __init__(self) -> None:
        self.rows = self.bytes = 0
        self.cpu = self.wall = 0.0

    def watch(self, engine: type[DuckDB] | type[Warehouse]) -> None:
        """Look at every answer of an engine."""
        run = engine.rows

        def watched(self_: Any, sql: str) -> list[tuple[Any, ...]]:
            found = run(self_, sql)
            cpu, wall = time.process_time(), time.perf_counter()
            self.rows += len(found)
            self.bytes += sum(
                ROW_BYTES + sum(CELL_BYTES + (len(str(cell).encode()) if cell is not None else 0) for cell in row)
                for row in found
            )
            self.cpu += time.process_time() - cpu
            self.wall += time.perf_counter() - wall
            return found

        engine.rows = watched  # type: ignore[method-assign]


def main() -> None:
    """Measure what the command line asks for."""
    engine, log, cube, kind, *by = sys.argv[1:]
    brought = Brought()
    brought.watch(DuckDB)
    brought.watch(Warehouse)
    log_map = Path(__file__).parent / f"contacts.{engine}.toml"
    server = postmaster_of(log) if engine == "postgres" else None
    with spark_session() if engine == "spark" else nullcontext() as machine:
        server = machine or server
        before, cpu, wall = cpu_of(server), time.process_time(), time.perf_counter()
        measured = pcf.measure(
            log,
            map=log_map,
            by=by,
            metrics=json.loads(METRICS.read_bytes())[kind],
            engine="spark" if engine == "spark" else "",
            cube=cube,
        )
        taken = time.process_time() - cpu - brought.cpu, time.perf_counter() - wall - brought.wall
        told = {
            "cpu": taken[0],
            "wall": taken[1],
            "server": None if before is None else (cpu_of(server) or before) - before,
            "rows": brought.rows,
            "bytes": brought.bytes,
            "mb": peak_of(os.getpid()),
            "server_mb": peak_of(machine),
            "figures": sha256(json.dumps(_figures(measured.cut(COARSE)), default=str).encode()).hexdigest(),
            "cube": json.loads((Path(cube) / "cube.json").read_bytes())["sha256"]["components"],
        }
    print(json.dumps(told))


def _figures(measured: pcf.Measurement) -> list[Any]:
    """List all that stands in the rows: values with their intervals and flags, and the measures below them."""
    return [[row.by, row.rows, row.measures, row.results] for row in (*measured.rows, measured.totals)]


if __name__ == "__main__":
    main()
