"""Filled workbooks and saved assessments, as the commands take them: one file, several, or folders of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pcf.assessment.findings import LOCK_FILE_SKIPPED
from pcf.assessment.saving import is_foreign
from pcf.cli.output import working_on
from pcf.cli.session import Session
from pcf.errors import InputFaultsError
from pcf.findings import Finding, Severity, has_errors
from pcf.inputs import Inputs, read_input
from pcf.rounds.findings import FILE_SKIPPED, NOTHING_TO_READ

_LOCKS = ("~$", ".~lock.")  # how Excel, WPS and LibreOffice begin the names of theirs
_SUFFIXES = (".xlsx", ".xlsm", ".json")


def read_inputs(files: Sequence[Path], session: Session) -> Inputs:
    """Read every file; faults of all of them are collected."""
    read = Inputs()
    with working_on([path.name for path in files]) as steps:
        for path, _ in zip(files, steps, strict=True):
            if len(files) > 1 and path.name.startswith(_LOCKS):  # taken along by a pattern such as *.xlsx
                read.findings.append(Finding(LOCK_FILE_SKIPPED, path.name, facts={"found": path.name}))
            else:
                read.take(read_input(path, session.lang))
    return read


def read_place(path: Path, session: Session) -> Inputs:
    """Read a file, or all workbooks and saved assessments of a folder; findings name the place as it was typed."""
    read = Inputs()
    for file in files_in(path) if path.is_dir() else [path]:
        _add(read, read_found(file, session) if path.is_dir() else read_inputs([file], session), str(file))
    if not read.copies and not has_errors(read.findings):
        read.findings.append(nothing_in(path))
    return read


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be filled forms, by name; report.xlsx and the like are told apart later."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file())


def read_found(path: Path, session: Session) -> Inputs:
    """Read a file that was found in a folder and not named: what is no form of ours is skipped with a word."""
    skipped = Inputs()
    if path.name.startswith(_LOCKS):
        skipped.findings.append(Finding(LOCK_FILE_SKIPPED, path.name, facts={"found": path.name}))
        return skipped
    if path.suffix.lower() == ".json" and is_foreign(path):
        skipped.findings.append(Finding(FILE_SKIPPED, path.name, facts={"found": path.name}))
        return skipped
    read = read_inputs([path], session)
    if any(finding.code == "not-an-assessment" for finding in read.findings):
        skipped.findings.append(Finding(FILE_SKIPPED, path.name, facts={"found": path.name}))
        return skipped
    return read


def nothing_in(path: Path) -> Finding:
    return Finding(NOTHING_TO_READ, str(path), facts={"found": str(path)})


def _add(read: Inputs, more: Inputs, file: str) -> None:
    read.copies.extend(more.copies)
    read.findings.extend(_placed(more.findings, file))
    read.take_method(more)


def _placed(findings: Sequence[Finding], file: str) -> Iterator[Finding]:
    """Name the file with its folder: files of two rounds often have the same names."""
    for finding in findings:
        yield replace(finding, file=file) if finding.file == Path(file).name else finding


def faults_of(files: Sequence[Path], findings: Sequence[Finding]) -> InputFaultsError:
    """Return the error that tells all findings of a run and names the files at fault."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    named = dict.fromkeys(finding.file or path.name for finding in errors for path in files)
    return InputFaultsError(findings=findings, path=", ".join(named), count=len(errors))
