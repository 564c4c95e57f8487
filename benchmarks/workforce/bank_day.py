"""A real day of a bank's call centre beside what Erlang A and the simulation say of it.

Run as ``python benchmarks/workforce/bank_day.py anonymous_bank_one_day.csv [--markdown]``. The log is one day of 1999,
recorded for research at the Technion (Guedj, Mandelbaum; the year is described in Brown et al., JASA 100 (2005) 36-50);
it does not come with the package. ``bank_day.md`` beside this file is what ``--markdown`` prints.

Handle time and patience are fitted per type of customer to the whole day. Agents are on duty from their first to their
last call without a gap of more than half an hour. While somebody waited they talked for only a part of that time; talk
is made longer by this part, once for the whole day, for the work and the breaks between calls that the log does not
show. Then every hour is predicted.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bank_log import DAY, Call, Fit, fit, on_duty, read, spells, talking_share

from pcf.workforce.erlang import erlang_a
from pcf.workforce.simulation import Estimate, Kind, Simulated, simulate

HOUR, HALF_HOUR, FINE = 3600, 1800, 300
WITHIN = 20
LONGEST_GAP = 30 * 60
GAPS = (10 * 60, 20 * 60, LONGEST_GAP, 60 * 60)
REPLICATIONS, SEED = 200, 1999
TYPE_HEADS = ("type", "offered", "mean service s", "variation", "gave up", "patience s")
HOW = (
    "One day of 1999 (Guedj, Mandelbaum, Technion; Brown et al., JASA 100 (2005) 36-50). Shares are of all offered",
    "calls. Patience is the time waited by all over the number who gave up, by type; handle time is talk, made longer",
    "by the part of their time on duty that agents did not talk while somebody waited. Both come from the same day, so",
    "that the totals agree in part by construction; the hours do not.",
)
WAITED = (0, 5, 20, 60, 180, 600)


@dataclass(frozen=True)
class Met:
    """What callers of some time met: sums, of which rates are made."""

    calls: float
    waited: float
    abandoned: float
    in_time: float

    def __add__(self, other: Met) -> Met:
        return Met(
            *(getattr(self, name) + getattr(other, name) for name in ("calls", "waited", "abandoned", "in_time"))
        )

    def cells(self) -> list[str]:
        if not self.calls:
            return ["-", "-", "-"]
        wait, rates = self.waited / self.calls, (self.abandoned / self.calls, self.in_time / self.calls)
        return [f"{wait:.0f}" if math.isfinite(wait) else "endless", *(f"{100 * rate:.1f}" for rate in rates)]


def observed(calls: Iterable[Call]) -> list[Met]:
    """Return what was met in each hour."""
    sums = np.zeros((DAY // HOUR, 4))
    for call in calls:
        in_time = call.answered and call.wait <= WITHIN
        sums[call.arrival // HOUR] += (1, call.wait, not call.answered, in_time)
    return [Met(*row) for row in sums.tolist()]


def predicted(
    calls: Sequence[Call], fits: Sequence[Fit], agents: np.ndarray, share: float
) -> tuple[list[Met], np.ndarray]:
    """Return what Erlang A says of each hour, by half hours, and the load offered in each hour.

    ``share`` is the part of its handle time that a call is talked.
    """
    counts = np.zeros((DAY // HALF_HOUR, len(fits)))
    places = {one.type: place for place, one in enumerate(fits)}
    for call in calls:
        counts[call.arrival // HALF_HOUR, places[call.type]] += 1
    offered = counts.sum(axis=1)
    work = counts @ [one.aht / share for one in fits]
    giving_up = counts @ [1 / one.patience if one.patience else 0 for one in fits]  # rates of giving up add
    some = offered > 0
    aht, patience = work[some] / offered[some], offered[some] / np.maximum(giving_up[some], 1e-9)
    found = erlang_a(work[some] / HALF_HOUR, agents[some], aht=aht, patience=patience, within=WITHIN)
    sums = np.zeros((DAY // HALF_HOUR, 4))
    rates = [np.ones(some.sum()), found.wait, found.p_abandon, found.service_level]
    sums[some] = offered[some, None] * np.stack(rates, axis=1)
    by_hour = sums.reshape(-1, HOUR // HALF_HOUR, 4).sum(axis=1)
    return [Met(*row) for row in by_hour.tolist()], work.reshape(-1, HOUR // HALF_HOUR).sum(axis=1) / HOUR


def replayed(calls: Sequence[Call], fits: Sequence[Fit], agents: np.ndarray, share: float) -> Simulated:
    """Let the callers of the day come when they came, with other handle times and other patience of the same kind."""
    kinds = [
        Kind(
            name=one.type,
            arrivals=[call.arrival for call in calls if call.type == one.type],
            services=[service / share for service in one.services],
            patience=one.patience,
            within=WITHIN,
        )
        for one in fits
    ]
    whole = np.round(agents).astype(int).tolist()
    return simulate(kinds, whole, intervals=DAY // FINE, interval=FINE, seed=SEED, replications=REPLICATIONS)


def simulated(found: Simulated) -> list[Met]:
    """Return what was met in each hour; whoever was never answered and did not give up waited without end."""
    step = HOUR // FINE
    met = []
    for hour in range(DAY // HOUR):
        one = found.between(step * hour, step * (hour + 1))
        offered = one.offered.value or 0.0  # counts always have a value
        wait = math.inf if one.wait.value is None else one.wait.value
        met.append(Met(offered, offered and offered * wait, one.abandoned.value or 0.0, one.in_time.value or 0.0))
    return met


def total(found: Iterable[Met]) -> Met:
    return sum(found, Met(0, 0, 0, 0))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, markdown: bool) -> list[str]:
    rows = [[str(cell) for cell in row] for row in (heads, *rows)]
    if markdown:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return [lines[0], "|---" * len(heads) + "|", *lines[1:], ""]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows] + [""]


def fitted_rows(fits: Sequence[Fit]) -> Iterable[Sequence[object]]:
    for one in fits:
        patience = f"{one.patience:.0f}" if one.patience else "-"
        yield one.type, one.offered, f"{one.aht:.0f}", f"{one.variation:.2f}", one.abandoned, patience


def giving_up_rows(calls: Sequence[Call]) -> Iterable[Sequence[object]]:
    """Yield how many gave up in each stretch of the wait, and how many that is per minute of waiting."""
    for low, high in zip(WAITED, (*WAITED[1:], None), strict=True):
        end = DAY if high is None else high
        waiting = sum(max(min(call.wait, end) - low, 0) for call in calls)
        left = sum(not call.answered and low <= call.wait < end for call in calls)
        yield f"{low} to {high}" if high else f"{low} and more", left, f"{60 * left / waiting:.2f}" if waiting else "-"


def hour_rows(load: np.ndarray, agents: np.ndarray, columns: Sequence[Sequence[Met]]) -> Iterable[Sequence[object]]:
    for hour, met in enumerate(zip(*columns, strict=True)):
        if met[0].calls:
            cells = [cell for one in met for cell in one.cells()]
            yield f"{hour}:00", f"{met[0].calls:.0f}", f"{load[hour]:.1f}", f"{agents[hour]:.1f}", *cells
    cells = [cell for column in columns for cell in total(column).cells()]
    yield "whole day", f"{total(columns[0]).calls:.0f}", f"{load.mean():.1f}", f"{agents.mean():.1f}", *cells


def gap_rows(calls: Sequence[Call], fits: Sequence[Fit]) -> Iterable[Sequence[object]]:
    for gap in GAPS:
        found = spells(calls, gap)
        share, agents = talking_share(calls, found), on_duty(found, HALF_HOUR)
        talk_alone, whole = (total(predicted(calls, fits, agents, part)[0]) for part in (1.0, share))
        day = total(simulated(replayed(calls, fits, on_duty(found, FINE), share)))
        hours = sum(ended - begun for begun, ended in found) / HOUR
        cells = [cell for met in (talk_alone, whole, day) for cell in met.cells()]
        yield gap // 60, f"{hours:.1f}", f"{100 * share:.1f}", *cells


def report(path: Path, *, markdown: bool) -> str:
    """Return every table as text."""
    log = read(path)
    calls, fits = log.calls, fit(log.calls)
    found = spells(calls, LONGEST_GAP)
    share = talking_share(calls, found)
    met, load = predicted(calls, fits, on_duty(found, HALF_HOUR), share)
    replay = replayed(calls, fits, on_duty(found, FINE), share)
    columns = (observed(calls), met, simulated(replay))
    rows = hour_rows(load, on_duty(found, HOUR), columns)
    parts = (
        ["# One day of a bank's call centre: observed and predicted", "", *HOW, ""],
        [f"Offered: {len(calls)}; left out: phantoms {log.phantoms}, left in the voice menu {log.left_in_menu}.", ""],
        table(TYPE_HEADS, fitted_rows(fits), markdown=markdown),
        table(("waited s", "gave up", "per minute of waiting"), giving_up_rows(calls), markdown=markdown),
        [f"Of their time on duty agents talked {100 * share:.1f} % while somebody waited.", ""],
        table(
            ("from", "calls", "erlang", "agents", *heads("observed", "Erlang A", "simulated")), rows, markdown=markdown
        ),
        [
            f"Simulated, 95 % over {replay.replications} replications: gave up {ends(replay.total.abandonment)} %, "
            f"in time {ends(replay.total.service_level)} %.",
            "Mean distance of an hour from what was observed (wait, gave up, in time), weighted by calls: "
            f"Erlang A {apart(columns[0], met)}; simulated {apart(columns[0], columns[2])}.",
            "",
        ],
        table(
            ("longest gap min", "agent hours", "talked %", *heads("talk alone", "Erlang A", "simulated")),
            gap_rows(calls, fits),
            markdown=markdown,
        ),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def apart(seen: Sequence[Met], foretold: Sequence[Met]) -> str:
    """Return how far hours lie from what was observed: wait, gave up, in time; each hour weighted by its calls."""
    both = [(one, other) for one, other in zip(seen, foretold, strict=True) if one.calls]
    calls = sum(one.calls for one, _ in both)

    def mean(name: str) -> float:
        return sum(abs(getattr(one, name) - getattr(other, name)) for one, other in both) / calls

    return f"{mean('waited'):.0f} s, {100 * mean('abandoned'):.1f} and {100 * mean('in_time'):.1f} points"


def ends(estimate: Estimate) -> str:
    return (
        "-"
        if estimate.low is None or estimate.high is None
        else f"{100 * estimate.low:.1f} to {100 * estimate.high:.1f}"
    )


def heads(*who: str) -> list[str]:
    return [f"{one}: {figure}" for one in who for figure in ("wait s", "gave up %", f"in {WITHIN} s %")]


if __name__ == "__main__":
    names = [argument for argument in sys.argv[1:] if argument != "--markdown"]
    if len(names) != 1:
        sys.exit("usage: bank_day.py FILE [--markdown]")
    sys.stdout.write(report(Path(names[0]), markdown="--markdown" in sys.argv))
