"""Scans of the rows, and how several are written as one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

_NONE = "CAST(NULL AS BIGINT)"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last local day, both inclusive; ``None`` leaves the end open."""

    first: date | None = None
    last: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no day is in it: it ends before it begins."""
        return self.first is not None and self.last is not None and self.last < self.first

    def condition(self, local: str) -> str:
        """Write the condition that a local time lies within; empty where there are no ends."""
        parts = []
        if self.first is not None:
            parts.append(f"{local} >= {_midnight(self.first)}")
        if self.last is not None and self.last < date.max:
            parts.append(f"{local} < {_midnight(self.last + timedelta(days=1))}")
        return " AND ".join(parts)


def _midnight(day: date) -> str:
    return f"CAST('{day.isoformat()} 00:00:00' AS TIMESTAMP)"


@dataclass(slots=True)
class WindowedRows:
    """Rows of known key in the order of time, each with the time of the next one of the same key.

    Narrow: what a window is counted by and nothing else, since sorting costs by the width of a row.

    Attributes:
        name: Of this relation.
        source: The relation that the rows are from.
        key: Columns that make two cases alike.
        time: What the rows are ordered by; ``tie`` decides where two have the same.
        since: What a window starts from.
        window: Its length in microseconds, as SQL over the rows of the source.
    """

    name: str
    source: str
    key: tuple[str, ...]
    time: str
    tie: str
    since: str
    window: str
    columns: list[str] = field(default_factory=list)
    flags: dict[str, str] = field(default_factory=dict)
    looks_back: bool = False

    def group_by(self, scan: Scan) -> None:
        """Compute the dimensions of a scan here, and let the scan read them by name.

        Its condition on rows becomes a flag: a row that is not counted may still be the next of another.
        """
        self.columns += [f"{sql} AS {name}" for sql, name in zip(scan.dimensions, scan.names, strict=True)]
        scan.dimensions = [*scan.names]

    def flag(self, condition: str) -> str:
        """Name the column that says whether a row meets a condition; empty where there is none."""
        return self.flags.setdefault(condition, f"is_counted_{len(self.flags) + 1}") if condition else ""

    def sql(self) -> str:
        order = f"PARTITION BY {', '.join(self.key)} ORDER BY {self.time}, {self.tie}"
        terms = [
            *self.columns,
            f"{self.since} AS since_at",
            f"{self.window} AS window_length",
            f"LEAD({self.time}) OVER ({order}) AS next_at",
        ]
        if self.looks_back:
            before = "ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING"
            terms += [f"{self.time} AS own_at", f"MAX({self.time}) OVER ({order} {before}) AS previous_at"]
        terms += [f"CASE WHEN {condition} THEN 1 ELSE 0 END AS {name}" for condition, name in self.flags.items()]
        known = " AND ".join(f"{column} IS NOT NULL" for column in self.key)
        return "SELECT\n    " + ",\n    ".join(terms) + f"\n  FROM {self.source}\n  WHERE {known}"


@dataclass(slots=True)
class Scan:
    """One pass over rows.

    Attributes:
        relation: What is read, unless ``windowed`` is.
        dimensions: SQL of what the rows are grouped by; ``names`` are the names of these columns.
        aggregates: Alias to SQL.
        bucket: SQL of one more group key, the value of a histogram.
        windowed: The rows in order that are read instead of the relation.
        is_total: Whether it counts over all groups.
        where: The condition on all its rows; empty where there is none.
    """

    relation: str
    dimensions: list[str]
    names: list[str]
    aggregates: dict[str, str] = field(default_factory=dict)
    bucket: str = ""
    windowed: WindowedRows | None = None
    is_total: bool = False
    where: str = ""


def fused(scans: Sequence[Scan], width: int) -> str:
    """Write scans as one statement: ``part``, the dimensions, ``bucket``, and the aggregates of all scans.

    Args:
        scans: At least one.
        width: The number of dimensions.
    """
    ordered = [f"{scan.windowed.name} AS (\n  {scan.windowed.sql()}\n)" for scan in scans if scan.windowed]
    head = f"WITH {', '.join(ordered)}\n" if ordered else ""
    return head + "\nUNION ALL\n".join(_select(scans, number, width) for number in range(len(scans)))


def _select(scans: Sequence[Scan], number: int, width: int) -> str:
    scan = scans[number]
    terms = [f"{number + 1} AS part"]
    terms += [
        f"{sql} AS {name}" if sql != name else name for sql, name in zip(scan.dimensions, scan.names, strict=True)
    ]
    terms.append(f"{scan.bucket or _NONE} AS bucket")
    terms += _aggregates(scans, number)
    relation = scan.windowed.name if scan.windowed else scan.relation
    text = "SELECT\n  " + ",\n  ".join(terms) + f"\nFROM {relation}"
    if scan.where:
        text += f"\nWHERE {scan.where}"
    places = [*range(2, width + 2)] if not scan.is_total else []
    if scan.bucket:
        places.append(width + 2)
    return text + (f"\nGROUP BY {', '.join(map(str, places))}" if places else "")


def _aggregates(scans: Sequence[Scan], number: int) -> Iterator[str]:
    """Write the aggregates of a scan in its own columns, and nothing in those of the others."""
    for other, scan in enumerate(scans):
        for alias, sql in scan.aggregates.items():
            yield f"{sql if other == number else _NONE} AS {alias}"
