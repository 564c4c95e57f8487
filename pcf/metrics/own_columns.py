"""Files that have our own columns already: which log one is, and the map that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pcf.findings import Finding
from pcf.metrics import file_findings as kinds
from pcf.metrics.sample import Sample, read_sample
from pcf.model.log import LogRecord
from pcf.source import logs


def log_kind(path: Path, among: Sequence[str] | None = None) -> LogRecord | list[Finding]:
    """Return what a file is that has our own columns, by its required columns; capitals do not matter.

    Args:
        path: CSV, parquet or Excel.
        among: The logs that it may be expected to be, for what is said of a file that is none.

    Returns:
        The log; or one finding that names the required columns of the log that it is nearest to.

    Raises:
        LogError: The file is missing, empty, or of another type.
    """
    there = set(_named(_sample(path)))
    fitting = [log for log in logs().logs if _required(log) <= there]
    # a log whose key is there too is told from one that only shares a time
    fitting.sort(key=lambda log: (log.key not in there, -len(_columns(log) & there)))
    if fitting:
        return fitting[0]
    near = max(
        (log for log in logs().logs if among is None or log.id in among), key=lambda log: len(_columns(log) & there)
    )
    columns = [column.id for column in near.columns if column.required]
    return [Finding(kinds.LOG_NOT_OURS, path.name, facts={"found": path.name, "columns": columns})]


def write_canonical_map(path: Path, log: LogRecord, out: Path) -> Path:
    """Write the map of a file that has our own columns already, and return ``out``.

    Raises:
        LogError: The file is missing, empty, or of another type.
    """
    sample = _sample(path)
    named = _named(sample)
    lines = [f'log = "{log.id}"', ""]
    if sample.source.delimiter is not None:
        sign = sample.source.delimiter.replace("\t", "\\t")
        lines += ["[source]", f'delimiter = "{sign}"', f'encoding = "{sample.source.encoding}"']
        lines += [f'decimal = "{sample.source.decimal}"', f"header_row = {sample.source.header_row}", ""]
    lines += ["[columns]", *(f"{one.id} = '\"{named[one.id]}\"'" for one in log.columns if one.id in named)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return out


def _columns(log: LogRecord) -> set[str]:
    return {column.id for column in log.columns}


def _required(log: LogRecord) -> set[str]:
    return {column.id for column in log.columns if column.required}


def _named(sample: Sample) -> dict[str, str]:
    """Return our columns that a file has, with how it writes them."""
    ours = {column for log in logs().logs for column in _columns(log)}
    return {folded: name for name in sample.columns if (folded := name.strip().lower()) in ours}


def _sample(path: Path) -> Sample:
    ours = {column for log in logs().logs for column in _columns(log)}
    return read_sample(path, lambda name: name.strip().lower() in ours)
