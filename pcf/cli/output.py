"""How results leave: one JSON document, or text for people. The only place that prints."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.cli.session import Session
from pcf.errors import N_, OutputExistsError, OutputIsInputError, OutputNotWritableError, OutputSuffixError, Phrase
from pcf.findings import Finding, Severity
from pcf.i18n import Translator, told
from pcf.outputs import NOT_A_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.text import Text

# Control signs except line break and tab, and the signs that turn the direction of writing.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_MESSAGE = 600
_NO_MAPS = frozenset({".csv", ".json", ".parquet", ".tsv", ".xlsm", ".xlsx"})  # a map may have any other name
_LARGEST_MAP = 1_000_000  # bytes
_PIPE_WIDTH = 200  # outside a terminal lines are as long as their content needs, within reason


def print_json(document: object) -> None:
    """Print one document as UTF-8, whatever the console's own encoding; ids are strings, nothing is rounded."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=str)
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace") + b"\n")
    sys.stdout.buffer.flush()


def plain(text: str) -> str:
    """Make what came from files harmless on a terminal: control and direction signs are shown, not obeyed."""
    return _UNSAFE.sub(lambda sign: repr(sign[0])[1:-1], text)


def print_line(text: str = "") -> None:
    click.echo(plain(text))


def print_note(text: str) -> None:
    """Print a message beside the result: on stderr."""
    click.echo(plain(text), err=True)


def console(*, err: bool = False) -> Console:
    """Return a rich console that neither colours nor wraps outside a terminal."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    return Console(
        file=stream, width=None if stream.isatty() else _PIPE_WIDTH, highlight=False, emoji=False, markup=False
    )


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, title: str = "", numeric: Sequence[int] = ()
) -> None:
    """Print a table; ``numeric`` names the columns that stand to the right; a ``Text`` keeps its style."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(plain(title)) if title else None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for position, column in enumerate(columns):
        table.add_column(Text(column), justify="right" if position in numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) if isinstance(cell, str) else cell for cell in row))
    console().print(table)


def print_findings(findings: Iterable[Finding], say: Translator) -> None:
    """Print findings on stderr: severity, place, what is wrong, what was expected, what to do."""
    from pcf.assessment.words import SEVERITY

    ordered = sorted(findings, key=lambda finding: list(SEVERITY).index(finding.severity))
    for finding in ordered:
        place = f"{finding.place}: " if finding.place else ""
        sentence = told(finding, say)
        clipped = sentence if len(sentence) <= _LONGEST_MESSAGE else f"{sentence[:_LONGEST_MESSAGE]}…"
        print_note(f"{say(SEVERITY[finding.severity])}: {place}{clipped} [{finding.code}]")
    if len(ordered) > 1:
        counts = Counter(finding.severity for finding in ordered)
        print_note(
            say(
                "Errors: {errors}, warnings: {warnings}, notes: {notes}",
                errors=counts[Severity.ERROR],
                warnings=counts[Severity.WARNING],
                notes=counts[Severity.NOTE],
            )
        )


def check_output(path: Path, *, force: bool, inputs: Sequence[Path] = (), suffix: str = "") -> Path:
    """Refuse an output that cannot or must not be written, before any work is done.

    Raises:
        OutputIsInputError, OutputExistsError, OutputNotWritableError, OutputSuffixError
    """
    if suffix and path.suffix.lower() != suffix:
        raise OutputSuffixError(path=str(path), expected=suffix)
    try:
        resolved = path.resolve()
        path.exists()
    except (OSError, RuntimeError) as error:  # a name that is too long, a link that leads to itself
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputNotWritableError(path=str(path), reason=reason) from error
    _refuse_extensions(path)
    others = [*inputs, *_lookups_of(inputs), *(one for folder in _extensions() for one in _files_of(folder))]
    if any(
        resolved == other.resolve() or (path.exists() and other.exists() and path.samefile(other)) for other in others
    ):
        raise OutputIsInputError(path=str(path))
    if path.is_dir():
        raise OutputNotWritableError(path=str(path), reason=Phrase(N_("it is a folder")))
    if path.exists() and not path.is_file():
        raise OutputNotWritableError(path=str(path), reason=NOT_A_FILE)
    if (path.exists() or path.is_symlink()) and not force:
        raise OutputExistsError(path=str(path))
    if not resolved.parent.is_dir():
        raise OutputNotWritableError(path=str(path), reason=Phrase(N_("there is no such folder")))
    return path


def _lookups_of(inputs: Sequence[Path]) -> Iterator[Path]:
    """Yield the files beside maps that names of codes are read from: they are inputs that nobody names."""
    for path in inputs:
        if path.suffix.lower() not in _NO_MAPS and path.is_file() and path.stat().st_size <= _LARGEST_MAP:
            from pcf.metrics.measuring import lookup_files

            yield from lookup_files(path)


def check_folder(path: Path, *, force: bool, is_extension: bool = False) -> Path:
    """Refuse a folder of outputs that cannot or must not be written to, before any work is done.

    Args:
        path: The folder.
        force: Whether what is in it may be replaced.
        is_extension: Whether it is made to be an extension, and may be one already.

    Raises:
        OutputIsInputError, OutputExistsError, OutputNotWritableError
    """
    if not is_extension:
        _refuse_extensions(path)
    if (path.exists() or path.is_symlink()) and not path.is_dir():
        raise OutputNotWritableError(path=str(path), reason=Phrase(N_("it is not a folder")))
    if path.is_dir() and any(path.iterdir()) and not force:
        raise OutputExistsError(path=str(path))
    if not path.resolve().parent.is_dir():
        raise OutputNotWritableError(path=str(path), reason=Phrase(N_("there is no such folder")))
    return path


def check_cube(path: Path, *, force: bool) -> None:
    """Refuse a folder that cannot or must not become a cube; force is offered only where it helps.

    Raises:
        OutputIsInputError, OutputExistsError, OutputNotWritableError
    """
    from pcf.metrics.cubes import saving

    check_folder(path, force=True)
    saving.check_folder(path)
    check_folder(path, force=force)


def _refuse_extensions(path: Path) -> None:
    """Refuse what lies in a folder of own elements, which is an input, or is a link into it.

    Raises:
        OutputIsInputError
    """
    for folder in _extensions():
        inside = folder.resolve()
        if any(place.is_relative_to(inside) for place in (path.resolve(), path.parent.resolve() / path.name)):
            raise OutputIsInputError(path=str(path))


def _extensions() -> tuple[Path, ...]:
    context = click.get_current_context(silent=True)
    return context.ensure_object(Session).folders if context else ()


def _files_of(extension: Path) -> Iterator[Path]:
    """Yield what is read of an extension; a name there may lead to a file elsewhere."""
    from pcf.extensions.reading import EDITIONS

    yield from extension.glob("*")
    yield from (extension / EDITIONS).glob("*")


@contextmanager
def working_on(steps: Sequence[str]) -> Iterator[Iterator[str]]:
    """Show a progress bar over the steps on a terminal, nothing elsewhere."""
    from rich.progress import Progress

    with Progress(console=console(err=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("", total=len(steps))

        def walk() -> Iterator[str]:
            for step in steps:
                progress.update(task, description=step)
                yield step
                progress.advance(task)

        yield walk()
