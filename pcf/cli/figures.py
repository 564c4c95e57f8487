"""Figures of logs on paper: tables for people, files for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcf.assessment.words import FLAG, REASON
from pcf.cli.output import print_line, print_table
from pcf.cli.session import Session
from pcf.errors import N_
from pcf.i18n import number, quantity
from pcf.outputs import whole_file
from pcf.taxonomy import Taxonomy

if TYPE_CHECKING:
    from pcf.formula import Result
    from pcf.metrics import Measurement, Row
    from pcf.metrics.reconciliation import Comparison
    from pcf.metrics.variation import Change

_ACROSS = 6  # groups that stand side by side; more of them stand one below the other
_CAUSES: Mapping[str, str] = {
    "agrees": N_("agrees"),
    "within_rounding": N_("agrees but for rounding"),
    "left_out": N_("rows that the map leaves out"),
    "not_offered": N_("contacts that never entered a queue"),
    "measure": N_("differs by exactly as much as we count under"),
    "variant": N_("equals another rule for the same question"),
    "scale": N_("equals ours in another unit, by the factor"),
    "unexplained": N_("unexplained"),
    "no_figure": N_("we have no such figure"),
}
_JUDGEMENTS: Mapping[str, str] = {
    "changed": N_("changed"),
    "usual": N_("within the usual variation"),
    "too_few_days": N_("too few days to tell"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A measurement with what was asked beside it, and the metrics that were asked for by name."""

    measurement: Measurement
    changes: tuple[Change, ...] | None = None
    comparisons: tuple[Comparison, ...] | None = None
    metrics: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        document = self.measurement.to_json()
        if self.changes is not None:
            document["changes"] = [one.to_json() for one in self.changes]
        if self.comparisons is not None:
            document["reconciliation"] = [one.to_json() for one in self.comparisons]
        return document


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a measurement besides its figures.

    Attributes:
        by: The dimensions of the tables; ``None`` for the usual ones.
        changes: Whether months are judged; the log was then measured by day.
        totals: The client's own totals.
        metrics: Those that were asked for by name, which are shown whether or not they have data.
    """

    by: Sequence[str] | None
    changes: bool
    totals: Path | None
    metrics: Sequence[str] = ()

    def answer(self, measurement: Measurement, taxonomy: Taxonomy) -> Answer:
        """Judge and compare as asked, and cut the figures to the tables' dimensions."""
        from pcf.metrics.reconciliation import read_totals, reconcile
        from pcf.metrics.variation import changes

        metrics = {metric.id: metric.record for metric in taxonomy.metrics}
        judged = tuple(changes(measurement, metrics)) if self.changes else None
        if self.changes:
            others = [name for name in measurement.totals_by if name != "day"]
            measurement = measurement.cut(self.by if self.by is not None else ["month", *others])
        compared = None
        if self.totals is not None:
            known = {**measurement.totals.results, **measurement.totals.measures}
            lines = read_totals(self.totals, known, measurement.totals_by)
            compared = tuple(reconcile(measurement, lines, metrics))
        return Answer(measurement, judged, compared, self.metrics)


def print_measurement(answer: Answer, session: Session) -> None:
    """Print the figures, metrics downwards; the groups across if they are few."""
    measurement, say = answer.measurement, session.say
    writer = _Writer(session)
    shown = [
        metric
        for metric, total in measurement.totals.results.items()
        if metric in answer.metrics
        or total.value is not None
        or any(row.results[metric].value is not None for row in measurement.rows)
    ]
    if len(measurement.rows) <= _ACROSS:
        groups = [*(row for row in measurement.rows if row.by), measurement.totals]
        heads = [_group(row, say("no value")) or say("Total") for row in groups]
        rows = [
            (writer.name(metric), *(writer.figure(metric, row.results[metric]) for row in groups)) for metric in shown
        ]
        print_table((say("Metric"), *heads), rows, numeric=range(1, len(heads) + 1))
    else:
        names = [*measurement.rows[0].by]
        lines = [
            (
                *(row.by.get(name) or "–" for name in names),
                writer.name(metric),
                writer.figure(metric, row.results[metric]),
            )
            for row in measurement.rows
            for metric in shown
        ]
        lines += [
            (*(say("Total") for _ in names[:1]), *("" for _ in names[1:]), writer.name(metric),
             writer.figure(metric, measurement.totals.results[metric]))
            for metric in shown
        ]  # fmt: skip
        print_table((*names, say("Metric"), say("Value")), lines, numeric=[len(names) + 1])
    if not shown:
        print_line(say("Nothing could be computed; the notes say what is missing."))
    _print_changes(answer, writer, session)
    _print_comparisons(answer, session)


def _print_changes(answer: Answer, writer: _Writer, session: Session) -> None:
    say = session.say
    if answer.changes is None:
        return
    rows = [
        (
            ", ".join(str(value or "–") for value in one.by.values()),
            writer.name(one.metric),
            f"{one.first} → {one.second}",
            writer.plain(one.difference),
            writer.plain(one.limit),
            say(_JUDGEMENTS[one.judgement]),
        )
        for one in answer.changes
    ]
    heads = (say("Group"), say("Metric"), say("Months"), say("Difference"), say("Usual up to"), say("Judgement"))
    print_table(heads, rows, title=say("Changes between months"), numeric=[3, 4])


def _print_comparisons(answer: Answer, session: Session) -> None:
    say = session.say
    if answer.comparisons is None:
        return
    rows = [
        (
            ", ".join(one.line.by.values()),
            one.line.id,
            number(float(one.line.theirs), session.lang, 4),
            number(one.ours, session.lang, 4),
            number(one.difference, session.lang, 4),
            ": ".join(part for part in (say(_CAUSES[one.cause]), ", ".join(one.by_what)) if part),
        )
        for one in answer.comparisons
    ]
    heads = (say("Group"), say("Id"), say("Yours"), say("Ours"), say("Difference"), say("Explanation"))
    print_table(heads, rows, title=say("Your totals"), numeric=[2, 3, 4])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes names and figures in the reader's language."""

    session: Session

    def name(self, metric_id: str) -> str:
        return self.session.taxonomy.metric(metric_id).shown_name

    def plain(self, value: float | None) -> str:
        return number(value, self.session.lang, 2)

    def figure(self, metric_id: str, result: Result) -> str:
        """Write a figure with its unit and what must be said of it."""
        say, taxonomy = self.session.say, self.session.taxonomy
        if result.value is None:
            return say(REASON[result.reason]) if result.reason else "–"
        record = taxonomy.metric(metric_id).record
        sign = next(unit.sign.spoken(self.session.lang) for unit in taxonomy.bundle.units if unit.id is record.unit)
        said = quantity(result.value, record.unit, sign, self.session.lang)
        marks = ", ".join(say(FLAG[flag]) for flag in result.flags)
        return f"{said} ({marks})" if marks else said


def _group(row: Row, nothing: str) -> str:
    return ", ".join(value if value is not None else nothing for value in row.by.values())


_HEADS = ("is_total", "metric", "value", "n", "basis", "interval_low", "interval_high", "flags", "reason", "missing")


def _lines(measurement: Measurement) -> Iterator[list[object]]:
    """List the figures for a table: the groups, then the totals."""
    names = [*(measurement.rows[0].by if measurement.rows else [])]
    yield [*names, *_HEADS]
    for row in (*measurement.rows, measurement.totals):
        for metric, result in row.results.items():
            low, high = result.interval or (None, None)
            yield [
                *(row.by.get(name) for name in names),
                "true" if row is measurement.totals else "false",
                metric,
                result.value,
                int(result.n) if result.n is not None and float(result.n).is_integer() else result.n,
                result.basis,
                low,
                high,
                " ".join(result.flags),
                result.reason,
                " ".join(result.missing),
            ]


def harmless(cell: object) -> object:
    """Keep a text from a log from being taken for a formula by whatever opens the file."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def write_measurement(path: Path, answer: Answer, session: Session) -> None:
    """Write the figures as the name of the file asks: .csv, .json or .xlsx."""
    with whole_file(path) as temporary:
        match path.suffix.lower():
            case ".json":
                text = json.dumps(answer.to_json(), ensure_ascii=False, indent=2, allow_nan=False, default=str)
                temporary.write_text(text + "\n", encoding="utf-8")
            case ".xlsx":
                from pcf.excel.figures import write_figures_table

                write_figures_table(temporary, list(_lines(answer.measurement)), session.say("Metrics"))
            case _:
                with temporary.open("w", encoding="utf-8-sig", newline="") as file:
                    lines = _lines(answer.measurement)
                    csv.writer(file).writerows([harmless(cell) for cell in line] for line in lines)
