"""Files that hold practices: lists of statements, mappings, workbooks; read and written by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.cli.output import check_output
from pcf.errors import OutputSuffixError
from pcf.findings import Finding

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.mapping import Practice

MAPPING = ".sssom.tsv"
WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class Read:
    """The practices of a file, and what reading it found."""

    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]


def read_decided(path: Path, session: Session) -> Read:
    """Read practices with what people decided about them: a mapping, a list workbook or an assessment workbook.

    Raises:
        MappingError, WorkbookError: The file has faults.
    """
    if path.name.lower().endswith(".tsv"):
        from pcf.mapping.sssom import read_mappings

        return Read(*read_mappings(path, session.taxonomy))
    from pcf.excel import read_practices

    return Read(*read_practices(path))


def read_all_decided(paths: Iterable[Path], session: Session) -> Read:
    """Read several such files one after another."""
    read = [read_decided(path, session) for path in paths]
    return Read(
        tuple(practice for one in read for practice in one.practices),
        tuple(finding for one in read for finding in one.findings),
    )


def check_practices_output(path: Path, *, force: bool, inputs: Sequence[Path]) -> Path:
    """Refuse an output that is neither a workbook nor a mapping, or that cannot or must not be written.

    Raises:
        OutputIsInputError, OutputExistsError, OutputNotWritableError, OutputSuffixError
    """
    if not path.name.lower().endswith((WORKBOOK, MAPPING)):
        raise OutputSuffixError(path=str(path), expected=f"{WORKBOOK}, {MAPPING}")
    return check_output(path, force=force, inputs=inputs)


def write_practices(path: Path, practices: Sequence[Practice], session: Session) -> None:
    """Write practices as a workbook to decide in, or as a mapping."""
    if path.name.lower().endswith(MAPPING):
        from pcf.mapping.sssom import write_mappings

        write_mappings(path, practices, taxonomy=session.taxonomy)
        return
    from pcf.excel import write_practice_list

    write_practice_list(path, practices, edition=session.edition, lang=session.lang)
