"""What the commands of the two loops read: logs in our own columns or through a map, and filled forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pcf.assessment import Organisation, Segment
from pcf.errors import LogError
from pcf.findings import Finding, has_errors
from pcf.metrics.file_findings import LOG_KIND_TWICE, LOG_NOT_ASKED, MAP_UNUSED

if TYPE_CHECKING:
    from pcf.assessment import Round
    from pcf.cli.session import Session
    from pcf.metrics.opened import MappedFiles


@dataclass(slots=True)
class LoopFiles:
    """The files of one run, told apart.

    Attributes:
        forms: Filled workbooks and saved assessments, put together; ``None`` without any.
        logs: Kind of log -> its files and its map.
        findings: What reading the forms found.
    """

    forms: Round | None = None
    logs: dict[str, MappedFiles] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def organisation(self) -> Organisation:
        """Whose forms they are; blank without any."""
        return self.forms.organisation if self.forms else Organisation()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the forms."""
        return self.forms.segments if self.forms else ()


@contextmanager
def open_files(
    files: Sequence[Path],
    map_file: Path | None,
    also: Sequence[tuple[Path, Path]],
    kinds: Sequence[str],
    session: Session,
) -> Iterator[LoopFiles]:
    """Tell apart what was given; maps of files in our own columns live as long as the block.

    Args:
        files: Forms and logs in any order; files of one kind of log are one log.
        map_file: The map of those logs that are not in our own columns, or that need more than those.
        also: More logs, each with its map.
        kinds: The kinds of logs that the command knows, its own first.
        session: Gives language and edition.

    Raises:
        InputFaultsError: Forms or logs have faults; all of them are told.
    """
    from pcf.assessment import gather
    from pcf.cli.inputs import faults_of, read_inputs

    found = LoopFiles()
    forms, logs = _told_apart(files, session)
    if forms:
        read = read_inputs(forms, session)
        found.findings += read.findings
        if read.copies and not has_errors(read.findings):
            found.forms = gather(read.copies)
            found.findings += found.forms.findings
            session.hold_to(found.forms.edition)
    with TemporaryDirectory(prefix="pcf-") as scratch:
        faults = _add_all(found, logs, also, kinds, map_file=map_file, scratch=Path(scratch))
        if has_errors([*found.findings, *faults]):
            raise faults_of(files, [*found.findings, *faults])
        yield found


@contextmanager
def add_logs(
    forms: Round, logs: Sequence[Path], also: Sequence[tuple[Path, Path]], kinds: Sequence[str]
) -> Iterator[LoopFiles]:
    """Add logs to forms that are read already; maps of files in our own columns live as long as the block.

    Args:
        forms: Put together.
        logs: In our own columns.
        also: Logs, each with its map; those of another kind than asked for are left alone.
        kinds: The kinds of logs that are asked for.

    Raises:
        LogError: Logs have faults; all of them are told.
    """
    from pcf.metrics import read_map

    found = LoopFiles(forms)
    wanted = [(path, its_map) for path, its_map in also if read_map(its_map).log.id in kinds]
    with TemporaryDirectory(prefix="pcf-") as scratch:
        if faults := _add_all(found, logs, wanted, kinds, map_file=None, scratch=Path(scratch)):
            raise LogError(findings=tuple(faults), path=", ".join(path.name for path in logs), count=len(faults))
        yield found


def _add_all(
    found: LoopFiles,
    logs: Sequence[Path],
    also: Sequence[tuple[Path, Path]],
    kinds: Sequence[str],
    *,
    map_file: Path | None,
    scratch: Path,
) -> list[Finding]:
    """Add all logs, and return every fault."""
    faults: list[Finding] = []
    try:
        _add_logs(found, logs, map_file, kinds, scratch)
    except LogError as error:
        faults += error.findings
    for path, its_map in also:
        try:
            _add_mapped(found, [path], its_map, kinds)
        except LogError as error:
            faults += error.findings
    return faults


def _told_apart(files: Sequence[Path], session: Session) -> tuple[list[Path], list[Path]]:
    """Return the forms and the logs: a workbook that is no form of ours is a log."""
    forms: list[Path] = []
    logs: list[Path] = []
    for path in files:
        (forms if is_form(path, session) else logs).append(path)
    return forms, logs


def is_form(path: Path, session: Session) -> bool:
    """Whether a file is a form of ours. One with more cells than forms have is a log, whose reader allows more."""
    if path.suffix.lower() == ".json":
        return True
    if path.suffix.lower() not in (".xlsx", ".xlsm") or not path.is_file():
        return False
    from pcf.excel import inspect_workbook
    from pcf.excel.reading.findings import NOT_OURS
    from pcf.sheets.findings import TOO_MANY_CELLS

    no_form = (NOT_OURS.code, TOO_MANY_CELLS.code)
    return not any(finding.code in no_form for finding in inspect_workbook(path, lang=session.lang).findings)


def _add_logs(
    found: LoopFiles, logs: Sequence[Path], map_file: Path | None, kinds: Sequence[str], scratch: Path
) -> None:
    """Read logs in our own columns as what they are; a map takes those that are of its kind, or of none.

    Raises:
        LogError: A file is no log that the command knows; all of them are told.
    """
    from pcf.metrics import read_map
    from pcf.metrics.own_columns import log_kind, write_canonical_map

    mapped_kind = read_map(map_file).log.id if map_file else None
    mapped: list[Path] = []
    faults: list[Finding] = []
    for number, path in enumerate(logs):
        try:
            log = log_kind(path, kinds)
        except LogError as error:
            faults += error.findings
            continue
        if map_file and (isinstance(log, list) or log.id == mapped_kind):
            mapped.append(path)
        elif isinstance(log, list):
            faults += log
        elif log.id not in kinds:
            faults.append(_not_asked(path, log.id, kinds))
        elif log.id in found.logs:
            paths, its_map = found.logs[log.id]
            found.logs[log.id] = [*paths, path], its_map
        else:
            folder = scratch / str(number)  # findings tell the map by its name: that of the file
            folder.mkdir()
            found.logs[log.id] = [path], write_canonical_map(path, log, folder / path.name)
    if map_file and not mapped and not faults:
        faults.append(Finding(MAP_UNUSED, map_file.name, cell="log", facts={"found": mapped_kind}))
    if faults:
        raise LogError(findings=tuple(faults), path=", ".join(path.name for path in logs), count=len(faults))
    if map_file and mapped:
        _add_mapped(found, mapped, map_file, kinds)


def _add_mapped(found: LoopFiles, paths: list[Path], map_file: Path, kinds: Sequence[str]) -> None:
    """Add one log with its map.

    Raises:
        LogError: The command does not read such logs, or has one already.
    """
    from pcf.metrics import read_map

    kind = read_map(map_file).log.id
    fault = None if kind in kinds else _not_asked(paths[0], kind, kinds)
    if kind in found.logs:
        names = [path.name for path in (*found.logs[kind][0], *paths)]
        fault = Finding(LOG_KIND_TWICE, paths[0].name, facts={"found": names})
    if fault is not None:
        raise LogError(findings=(fault,), path=paths[0].name, count=1)
    found.logs[kind] = paths, map_file


def _not_asked(path: Path, kind: str, kinds: Sequence[str]) -> Finding:
    return Finding(LOG_NOT_ASKED, path.name, facts={"found": kind, "kinds": list(kinds)})
