"""The same generated contacts on DuckDB, PostgreSQL and Spark: what each takes, and whether all say the same.

python compare.py [every]

Every engine answers in a fresh process through ``pcf.measure``, with a map in its own dialect, and the cube is saved.
Ends with 1 if the figures or the hash of the cube differ. ``every`` takes other cuts as well. PCF_BENCH_ROWS sets how
many contacts there are, 10 million unless said; PCF_TEST_POSTGRES names the server. What is not there is left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb
from servers import Loaded, loaded, what_is_missing

ROWS = int(os.environ.get("PCF_BENCH_ROWS", "10000000"))
GENERATOR = Path(__file__).parents[1] / "logs" / "generate.py"
ENGINES = ("duckdb", "postgres", "spark")
DAYS = ("segment", "channel", "reason", "day")
CUTS = [("all", ("segment", "month"))]
FINER = [("additive", ("segment", "month")), ("additive", DAYS)]

Told = Mapping[str, Any]


def main() -> None:
    """Measure, print, compare."""
    cuts = CUTS + (FINER if sys.argv[1:] == ["every"] else [])
    with tempfile.TemporaryDirectory(prefix="pcf-engines-") as name, ExitStack() as stack:
        folder = Path(name)
        log = folder / "log.parquet"
        subprocess.run([sys.executable, str(GENERATOR), str(ROWS), str(log)], check=True)
        print(f"{ROWS:,} contacts, {log.stat().st_size / 1e6:,.0f} MB as parquet, on every engine:")
        logs = dict(_logs(log, stack))
        differing = [cut for cut in cuts if not _is_same(cut, logs, folder)]
    if differing:
        sys.exit("the engines do not say the same")


def _logs(log: Path, stack: ExitStack) -> Iterator[tuple[str, str]]:
    """Give every engine that is there the log."""
    for engine in ENGINES:
        if missing := what_is_missing(engine):
            print(f"          {engine} is left out: {missing}")
        elif engine == "postgres":
            csv = log.with_suffix(".csv")
            duckdb.execute(f"COPY (FROM '{log}') TO '{csv}' (HEADER false)")
            table = stack.enter_context(loaded(csv))
            _print_loading(table, csv.stat().st_size)
            csv.unlink()
            yield engine, table.log
        else:
            yield engine, str(log)


def _print_loading(table: Loaded, csv_bytes: int) -> None:
    here, there = table.seconds
    print(f"          postgres: COPY of {csv_bytes / 1e6:,.0f} MB and VACUUM ANALYZE: {here:.1f} CPU s here,")
    print(f"          {_shown(there).strip()} on the server; the table has {table.bytes / 1e6:,.0f} MB")


def _is_same(cut: tuple[str, tuple[str, ...]], logs: Mapping[str, str], folder: Path) -> bool:
    """Take one cut on every engine, print what it took, and say whether all gave the same."""
    kind, by = cut
    print(f"  {kind} by {', '.join(by)}; CPU s here, CPU s of the server, wall s, peak MB here, of the server,")
    print("  rows and kB brought home, thousand contacts per CPU s")
    answers: dict[str, Told] = {}
    for engine, log in logs.items():
        command = [sys.executable, str(Path(__file__).with_name("measured.py")), engine, log]
        said = subprocess.run([*command, str(folder / engine), kind, *by], check=False, capture_output=True, text=True)
        if said.returncode:
            sys.exit(f"{engine} failed:\n{said.stderr}")
        answers[engine] = told = json.loads(said.stdout)
        print(_line(engine, told))
    same = {(told["figures"], told["cube"]) for told in answers.values()}
    for figures, cube in sorted(same):
        engines = ", ".join(
            name for name, told in answers.items() if (told["figures"], told["cube"]) == (figures, cube)
        )
        print(f"          figures {figures[:16]}, cube {cube[:16]}: {engines}")
    return len(same) == 1


def _line(engine: str, told: Told) -> str:
    seconds = f"{told['cpu']:8.2f} {_shown(told['server'])} {told['wall']:8.1f}"
    memory = f"{_shown(told['mb'])} {_shown(told['server_mb'])}"
    pace = ROWS / 1e3 / (told["cpu"] + (told["server"] or 0))
    return f"{seconds} {memory} {told['rows']:9,} {told['bytes'] / 1e3:9,.0f} {pace:8,.0f}  {engine}"


def _shown(number: float | None) -> str:
    return f"{number:8.1f}" if number is not None else "       –"


if __name__ == "__main__":
    main()
