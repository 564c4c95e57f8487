"""The client's own totals beside ours: where they differ, and what would explain it.

An explanation is offered only where it accounts for the difference exactly (counts) or to the
decimals that the client gave (rates); it is a lead to follow, not a proof.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics import file_findings as kinds
from pcf.metrics.measurement import Measurement, Row
from pcf.model import MetricRecord

Cause = Literal[
    "agrees", "within_rounding", "left_out", "not_offered", "measure", "variant", "scale", "unexplained", "no_figure"
]

_ID, _VALUE = "id", "value"
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One total of the client.

    Attributes:
        id: Of a metric or a measure.
        by: The group.
        theirs: As the client wrote it.
    """

    id: str
    by: Mapping[str, str]
    theirs: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """One total of the client beside ours.

    Attributes:
        line: The client's.
        ours: ``None`` where we have none.
        cause: What explains the difference.
        by_what: The ids or names that do: left-out conditions, measures, a variant.
    """

    line: Line
    ours: float | None
    cause: Cause
    by_what: tuple[str, ...] = ()

    @property
    def difference(self) -> float | None:
        return None if self.ours is None else float(self.line.theirs) - self.ours

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.line.id,
            "by": dict(self.line.by),
            "theirs": float(self.line.theirs),
            "ours": self.ours,
            "difference": self.difference,
            "cause": self.cause,
            "by_what": list(self.by_what),
        }


def read_totals(path: Path, known: Mapping[str, object], dimensions: Sequence[str]) -> list[Line]:
    """Read the client's totals: CSV in UTF-8 with the columns ``id``, ``value`` and any dimension.

    Args:
        path: The file.
        known: Ids that a line may have.
        dimensions: What was measured by: columns of these names are groups.

    Raises:
        LogError: Every fault of the file.
    """
    faults: list[Finding] = []
    lines: list[Line] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except FileNotFoundError:
        faults.append(Finding(kinds.FILE_MISSING, path.name, facts={"found": path.name}))
        text = ""
    except (OSError, UnicodeDecodeError):
        faults.append(Finding(kinds.WRONG_ENCODING, path.name, facts={"found": "utf-8"}))
        text = ""
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = set(reader.fieldnames or ())
    strange = sorted(names - {_ID, _VALUE, *dimensions})
    if text and (strange or not {_ID, _VALUE} <= names):
        facts = {"found": list(reader.fieldnames or ()), "needed": [_ID, _VALUE, *dimensions]}
        faults.append(Finding(kinds.TOTALS_COLUMNS, path.name, cell="1", facts=facts))
    else:
        for row in reader:
            line = _line(row, known, dimensions)
            if isinstance(line, Line):
                lines.append(line)
            else:
                said = {"found": row.get(_ID) or "–", "value": row.get(_VALUE) or "–"}
                faults.append(Finding(kinds.TOTALS_LINE, path.name, cell=str(reader.line_num), facts=said))
    if not faults and not lines:
        faults.append(Finding(kinds.EMPTY_LOG, path.name, facts={"found": 0}))
    if faults:
        raise LogError(findings=tuple(faults), path=path.name, count=len(faults))
    return lines


def _line(row: Mapping[str, str], known: Mapping[str, object], dimensions: Sequence[str]) -> Line | None:
    written = (row.get(_VALUE) or "").strip().removesuffix("%").replace("\u00a0", "").replace(" ", "")
    if _THOUSANDS.fullmatch(written):
        return None  # 6,085 may be six thousand or six and a bit
    try:
        value = Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None
    line_id = (row.get(_ID) or "").strip()
    if line_id not in known or not value.is_finite():
        return None
    by = {name: row[name].strip() for name in dimensions if (row.get(name) or "").strip()}
    return Line(line_id, by, value)


def reconcile(
    measurement: Measurement, lines: Sequence[Line], metrics: Mapping[str, MetricRecord]
) -> Iterator[Comparison]:
    """Compare each of the client's totals with ours.

    Args:
        measurement: Measured by the dimensions that the lines name.
        lines: The client's totals.
        metrics: Metric id to its declaration, for variants.
    """
    for line in lines:
        row = _row(measurement, line.by)
        ours = _ours(row, line.id) if row else None
        if row is None or ours is None:
            yield Comparison(line, None, "no_figure")
        elif _is_same(line.theirs, ours):
            yield Comparison(line, ours, "agrees" if float(line.theirs) == ours else "within_rounding")
        elif line.id in row.results:
            yield _of_metric(line, ours, row, metrics)
        else:
            yield _of_count(line, ours, row, measurement if not line.by else None, measurement.units)


def _row(measurement: Measurement, by: Mapping[str, str]) -> Row | None:
    if not by:
        return measurement.totals
    cut = measurement.cut([*by])
    return next((row for row in cut.rows if dict(row.by) == dict(by)), None)


def _ours(row: Row, line_id: str) -> float | None:
    if line_id in row.results:
        return row.results[line_id].value
    return row.measures.get(line_id)


def _is_same(theirs: Decimal, ours: float) -> bool:
    """Whether our figure is theirs to the decimals that they gave."""
    exponent = theirs.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(theirs - Decimal(repr(ours))) <= step / 2


def _of_metric(line: Line, ours: float, row: Row, metrics: Mapping[str, MetricRecord]) -> Comparison:
    """Look for another rule that gives their figure, or another scale."""
    root = metrics[line.id].variant_of or line.id
    family = [one for one in metrics.values() if one.id != line.id and root in {one.id, one.variant_of}]
    for other in family:
        value = row.results[other.id].value if other.id in row.results else None
        if value is not None and _is_same(line.theirs, value):
            return Comparison(line, ours, "variant", (other.id,))
    for factor in (100, 60, 3600, 86400) if ours and len(line.theirs.as_tuple().digits) > 1 else ():
        if _is_same(line.theirs, ours / factor) or _is_same(line.theirs, ours * factor):
            return Comparison(line, ours, "scale", (str(factor),))
    return Comparison(line, ours, "unexplained")


def _of_count(line: Line, ours: float, row: Row, whole: Measurement | None, units: Mapping[str, object]) -> Comparison:
    """Look for what makes up the difference: rows left out, known of the whole log only, or another count."""
    difference = float(line.theirs) - ours
    candidates: list[tuple[Cause, str, float]] = [
        ("measure", name, float(count))
        for name, count in row.measures.items()
        if count and name != line.id and units.get(name) == units.get(line.id)
    ]
    lost: list[tuple[Cause, str, float]] = []
    if whole is not None and difference > 0:  # what we leave out can only be missing from ours
        lost += [("left_out", name, float(count)) for name, count in whole.counts.left_out.items() if count]
        if whole.counts.not_offered:
            lost.append(("not_offered", "not_offered", float(whole.counts.not_offered)))
    for chosen in (*combinations(lost, 1), *combinations(lost, 2), *combinations(candidates, 1)):
        if sum(count for _, _, count in chosen) == abs(difference):
            return Comparison(line, ours, chosen[0][0], tuple(name for _, name, _ in chosen))
    return Comparison(line, ours, "unexplained")
