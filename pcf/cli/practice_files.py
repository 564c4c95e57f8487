"""Files that hold practices: lists of statements, mappings, workbooks; read and written by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcf.cli.output import check_output
from pcf.errors import (
    N_,
    BadOptionError,
    InputFaultsError,
    MappingError,
    OutputSuffixError,
    Phrase,
    StatementsError,
    WorkbookError,
)
from pcf.findings import Finding, Severity, has_errors

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.excel import Reading
    from pcf.mapping import Placement, Practice
    from pcf.mapping.joining import Listed
    from pcf.taxonomy import Taxonomy

MAPPING = ".sssom.tsv"
WORKBOOK = ".xlsx"
_A_LIST = Phrase(N_("a list of statements; a file of practices with decisions says itself what stands where"))


@dataclass(frozen=True, slots=True)
class Read:
    """What files say of practices, in one edition.

    Attributes:
        practices: No two of one id.
        findings: What reading them found.
        edition: The one that was asked for, or else the one that the files are of.
        known: Practices of the files that only tell what was decided before.
        places: Practice id to its place in a list of statements.
    """

    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]
    edition: str
    known: tuple[Practice, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


def read_decided(files: Sequence[Path], session: Session, known: Sequence[Path] = ()) -> Read:
    """Read practices with what people decided about them: mappings, list workbooks, assessment workbooks.

    Args:
        files: Whose practices are put together, each with an id of its own.
        session: Its edition is the one they are read in, if one was asked for.
        known: Files that only tell what was decided before.

    Raises:
        InputFaultsError: Files have faults, or contradict one another; all of it is told.
    """
    from pcf.mapping.joining import joined

    opened = _opened(files, known, session)
    ours, before = joined(opened.lists[path] for path in files), joined(opened.lists[path] for path in known)
    opened.findings += ours.findings
    opened.findings += [one for one in before.findings if one.severity is not Severity.NOTE]  # their ids stay unseen
    opened.refuse([*files, *known])
    return Read(ours.practices, tuple(opened.findings), opened.edition, before.practices)


def read_list(file: Path, known: Sequence[Path], session: Session, **how: str | None) -> Read:
    """Read a list of statements; or, where the file holds decisions, as ``read_decided``.

    Args:
        file: The list.
        known: Files that tell what was decided before.
        session: Its edition is the one they are read in, if one was asked for.
        how: As ``read_statements`` takes it.

    Raises:
        InputFaultsError: Files have faults; all of it is told.
        BadOptionError: There is no such column, sheet or encoding.
    """
    from pcf.mapping.statements import holds_decisions, read_statements

    try:
        read = read_statements(file, **how)
    except StatementsError as error:
        if holds_decisions(error):
            _refuse_options(how)
            return read_decided([file], session, known)
        raise _with_faults_of(known, session, error) from error
    before = read_decided([], session, known)
    return Read(read.practices, (*read.findings, *before.findings), before.edition, before.known, read.places)


def _refuse_options(how: Mapping[str, str | None]) -> None:
    """Refuse what tells how to read a list where a file says itself what is in it."""
    for name, found in how.items():
        if found is not None:
            raise BadOptionError(option=f"--{name}", found=found, expected=_A_LIST)


def _with_faults_of(known: Sequence[Path], session: Session, error: StatementsError) -> InputFaultsError:
    """Return the faults of a list with those of the other files of the run."""
    try:
        read_decided([], session, known)
    except InputFaultsError as other:
        return _together([error, other], (*error.findings, *other.findings))
    return error


@dataclass
class _Opened:
    """Files on the way: their practices, and what was found in them."""

    edition: str
    lists: dict[Path, Listed] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    errors: list[InputFaultsError] = field(default_factory=list)

    def refuse(self, files: Sequence[Path]) -> None:
        """Raise what was found if any of it is an error."""
        from pcf.cli.inputs import faults_of

        if self.errors:
            raise _together(self.errors, self.findings)
        if has_errors(self.findings):
            raise faults_of(files, self.findings)


def _together(errors: Sequence[InputFaultsError], findings: Sequence[Finding]) -> InputFaultsError:
    """Return one error that tells all findings; of a single file, the error of its kind."""
    if len(errors) == 1:
        return type(errors[0])(findings=findings, **errors[0].facts)
    paths = dict.fromkeys(str(one.facts["path"]) for one in errors)
    return InputFaultsError(findings=findings, path=", ".join(paths), count=sum(has_errors([one]) for one in findings))


def _opened(files: Sequence[Path], known: Sequence[Path], session: Session) -> _Opened:
    """Read every file in one edition, and note what it says that this edition does not mean."""
    from pcf.excel import inspect_practices
    from pcf.mapping.editions import changes_since, edition_of_mapping
    from pcf.mapping.joining import Listed
    from pcf.mapping.sssom import read_mappings

    paths = list(dict.fromkeys([*files, *known]))
    books = {path: inspect_practices(path, lang=session.lang) for path in paths if not _is_mapping(path)}
    editions = {path: _edition_of(books[path]) if path in books else edition_of_mapping(path) for path in paths}
    edition, noted = _edition_used([one for one in editions.values() if one], session)
    opened = _Opened(edition, findings=noted)
    taxonomy = session.taxonomy_of(opened.edition)
    for path in paths:
        if path in books:
            practices, told = _practices_of(path, books[path], opened), books[path].findings
        else:
            try:
                practices, told = read_mappings(path, taxonomy)
            except MappingError as error:
                opened.errors.append(error)
                practices, told = (), error.findings
        listed = Listed(path.name or str(path), practices)
        opened.findings += told
        said = {one.facts.get("found") for one in told}  # a mapping tells some of the changes row by row
        changes = changes_since(editions[path] or opened.edition, listed, taxonomy)
        opened.findings += [one for one in changes if one.facts["element"] not in said]
        opened.lists[path] = listed
    return opened


def _is_mapping(path: Path) -> bool:
    return path.name.lower().endswith(".tsv")


def _edition_of(reading: Reading) -> str | None:
    return reading.assessment.edition if reading.assessment else None


def _practices_of(path: Path, reading: Reading, opened: _Opened) -> tuple[Practice, ...]:
    if reading.assessment is not None and not reading.is_faulty:
        return reading.assessment.practices
    count = sum(has_errors([one]) for one in reading.findings)
    opened.errors.append(WorkbookError(findings=reading.findings, path=str(path), count=count))
    return ()


def _edition_used(named: Iterable[str], session: Session) -> tuple[str, list[Finding]]:
    """Choose the edition that was asked for; else that of the files, of several the newest; tell what was chosen."""
    from pcf.ids import sort_key
    from pcf.mapping import findings as kinds

    found = sorted(set(named), key=sort_key)
    if session.asked_edition or not found:
        return session.edition, []
    if len(found) > 1:
        return found[-1], [Finding(kinds.SEVERAL_EDITIONS, facts={"found": found, "edition": found[-1]})]
    is_usual = found[0] == session.edition
    return found[0], [] if is_usual else [Finding(kinds.EDITION_OF_FILES, facts={"found": found[0]})]


def check_practices_output(path: Path, *, force: bool, inputs: Sequence[Path]) -> Path:
    """Refuse an output that is neither a workbook nor a mapping, or that cannot or must not be written.

    Raises:
        OutputIsInputError, OutputExistsError, OutputNotWritableError, OutputSuffixError
    """
    if not path.name.lower().endswith((WORKBOOK, MAPPING)):
        raise OutputSuffixError(path=str(path), expected=f"{WORKBOOK}, {MAPPING}")
    return check_output(path, force=force, inputs=inputs)


def write_practices(path: Path, practices: Sequence[Practice], taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Write practices as a workbook to decide in, or as a mapping; return what had to be left out.

    A workbook has room for places of its edition only; a mapping keeps others too.
    """
    if path.name.lower().endswith(MAPPING):
        from pcf.mapping.sssom import write_mappings

        write_mappings(path, practices, taxonomy=taxonomy)
        return ()
    from pcf.excel import write_practice_list
    from pcf.mapping.editions import placed_within

    within = placed_within(practices, taxonomy)
    write_practice_list(
        path, within.practices, edition=taxonomy.edition, lang=taxonomy.lang, extensions=taxonomy.extensions
    )
    return within.findings


def placement_to_json(one: Placement) -> dict[str, Any]:
    """Return a placement with its confidence as a number, as everywhere in JSON."""
    confidence = None if one.confidence is None else float(one.confidence)
    return one.model_dump(mode="json") | {"confidence": confidence}
