"""Logs of contacts and of service orders, small and strange, and cubes of them."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from pcf.metrics import measure

START = dt.datetime.fromisoformat("2026-10-20T22:30:00")
DAYS = 24
CONTACTS = [
    "contact_id", "customer_id", "segment", "channel", "opened_at", "queued_at", "answered_at", "abandoned_at",
    "closed_at", "close_by", "first_response_at", "handle_seconds", "resolved_first", "satisfaction",
]  # fmt: skip
ORDERS = ["service_order_id", "unit_id", "customer_id", "segment", "reason", "kind", "opened_at", "closed_at", "arrive_from_at",
          "arrive_by", "visits"]  # fmt: skip
SEGMENTS = ["", "vip", "零售", 'a,"b"', "строка\nвторая", "1"]


def map_of(log: str, columns: list[str], more: str = "") -> str:
    """Write the map of a log in our own columns."""
    lines = [f"{name} = '\"{name}\"'" for name in columns]
    times = "\n".join(f'{name} = "TIMESTAMP"' for name in columns if name.endswith(("_at", "_by")))
    return "\n".join([f'log = "{log}"', more, "[columns]", *lines, "[types]", times, 'segment = "VARCHAR"', ""])


MAPS = {
    "contacts": map_of("contacts", CONTACTS),
    "contacts in Moscow": map_of("contacts", CONTACTS, 'timezone = "Europe/Moscow"'),
    "orders": map_of("service_orders", ORDERS),
}
FIELDS = {"contacts": CONTACTS, "contacts in Moscow": CONTACTS, "orders": ORDERS}

later = st.none() | st.sampled_from([0, 1, 10**6, 20 * 10**6]) | st.integers(0, 12 * 86400 * 10**6)
contact = st.fixed_dictionaries(
    {
        "customer_id": st.sampled_from(["", "a", "b", "анна"]),
        "segment": st.sampled_from(SEGMENTS),
        "channel": st.sampled_from(["", "phone", "chat"]),
        "opened_at": st.integers(0, DAYS * 24).map(lambda hours: hours * 3600 * 10**6),
        "queued_at": st.sampled_from([None, 0, 3_000_000]),
        "answered_at": later,
        "abandoned_at": st.none() | st.sampled_from([10**6, 9 * 10**6]),
        "closed_at": later,
        "close_by": later,
        "first_response_at": later,
        "handle_seconds": st.sampled_from(["", "0.125", "20", "7.50"]),
        "resolved_first": st.sampled_from(["", "true", "false"]),
        "satisfaction": st.sampled_from(["", "1", "4", "5"]),
    }
)
order = st.fixed_dictionaries(
    {
        "unit_id": st.sampled_from(["", "u1", "u2"]),
        "customer_id": st.sampled_from(["", "a", "b"]),
        "segment": st.sampled_from(SEGMENTS),
        "reason": st.sampled_from(["", "noise"]),
        "kind": st.sampled_from(["repair", "installation"]),
        "opened_at": st.integers(0, DAYS * 24).map(lambda hours: hours * 3600 * 10**6),
        "closed_at": later,
        "arrive_from_at": later,
        "arrive_by": later,
        "visits": st.sampled_from(["", "1", "2"]),
    }
)
rows_of = {"contacts": contact, "contacts in Moscow": contact, "orders": order}


def logs(kind: str, least: int = 3, most: int = 16) -> st.SearchStrategy[list[dict[str, object]]]:
    """Draw the rows of a log."""
    return st.lists(rows_of[kind], min_size=least, max_size=most).map(
        lambda chosen: [_written(kind, number, row) for number, row in enumerate(chosen)]
    )


def _written(kind: str, number: int, row: dict[str, object]) -> dict[str, object]:
    opened = START + dt.timedelta(microseconds=row["opened_at"])
    times = {name: value for name, value in row.items() if name.endswith(("_at", "_by")) and name != "opened_at"}
    moved = {name: "" if at is None else opened + dt.timedelta(microseconds=at) for name, at in times.items()}
    return {FIELDS[kind][0]: f"{number:03}"} | row | moved | {"opened_at": opened}


@dataclass
class Place:
    """A folder with a map and logs; measures what is asked of it."""

    kind: str
    folder: Path

    @property
    def map(self) -> Path:
        return self.folder / "map.toml"

    def write(self, rows, name: str = "log.csv") -> Path:
        with (self.folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, FIELDS[self.kind])
            writer.writeheader()
            writer.writerows(rows)
        return self.folder / name

    def measure(self, log: Path, **options):
        return measure(log, map=self.map, **options)

    def measure_cube(self, cube: Path | list[Path], **options):
        return measure(cube, **options)


@contextmanager
def place_for(kind: str):
    """Give an empty folder with a map: once an example, which fixtures of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "map.toml").write_text(MAPS[kind], encoding="utf-8")
        yield Place(kind, Path(name))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def told(measurement, but=frozenset()):
    """Return all that a measurement says, but for the statement and some figures, one line a fact."""
    facts = {"counts": measurement.counts, "groups": [row.by for row in measurement.rows]}
    for row in (*measurement.rows, measurement.totals):
        where = tuple(row.by.items()) if row is not measurement.totals else "total"
        facts |= {(where, name): value for name, value in row.measures.items() if name not in but}
        facts |= {(where, name, "result"): result for name, result in row.results.items() if name not in but}
        facts[where, "rows"] = row.rows
    for one in measurement.findings:
        facts[one.code, one.cell, one.file, str(one.facts.get("metric", ""))] = one.facts
    return facts


def differences(one, other):
    """Return the facts in which two measurements differ: shorter to read than what pytest makes of both."""
    return {fact: (one.get(fact), other.get(fact)) for fact in {**one, **other} if one.get(fact) != other.get(fact)}
