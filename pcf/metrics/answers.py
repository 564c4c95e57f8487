"""What an engine answered, read as tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pcf.metrics.period_names import said
from pcf.metrics.sql.compiler import Statement
from pcf.metrics.tallies import Tallies, tallied
from pcf.metrics.tally import Group, Tally


def read_answer(statement: Statement, answer: Iterable[Sequence[Any]], *, exact_values: bool) -> Tallies:
    """Turn an engine's rows into tallies.

    Args:
        statement: What was asked.
        answer: Rows: part, the dimensions, bucket, and the columns of all scans.
        exact_values: Whether histograms hold each value by itself.
    """
    width = len(statement.by)
    groups: dict[Group, Tally] = {}
    known: dict[tuple[Any, ...], Tally] = {}
    overall = Tally()
    values = [(place, alias) for place, alias in enumerate(statement.columns) if alias.endswith("_values")]
    numbers = [(place, alias) for place, alias in enumerate(statement.columns) if not alias.endswith("_values")]
    for part, *rest in answer:
        bucket, cells = rest[width], rest[width + 1 :]
        if part in statement.totals:
            filled = zip(statement.columns, cells, strict=True)
            overall.numbers |= {alias.removesuffix("_total"): cell for alias, cell in filled if cell is not None}
            continue
        if bucket is None and all(cells[place] is None for place, _ in numbers):
            continue  # rows of a histogram that have no value: they make no group
        given = tuple(rest[:width])
        tally = known.get(given)
        if tally is None:
            group = tuple(said(name, value) for name, value in zip(statement.by, given, strict=True))
            tally = known[given] = groups.setdefault(group, Tally())
        if bucket is not None:  # a row of a histogram holds nothing else, and most rows are such
            for place, alias in values:
                if cells[place] is not None:
                    if alias not in tally.values:
                        tally.values[alias] = Counter()
                    tally.values[alias][bucket] += cells[place]
            continue
        for place, alias in numbers:
            if cells[place] is not None:
                tally.numbers[alias] = tally.numbers.get(alias, 0) + cells[place]
    return tallied(statement.by, groups, overall.numbers, statement.reads, exact_values=exact_values)
