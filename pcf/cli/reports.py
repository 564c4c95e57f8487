"""What ``assess`` writes: which reports, under which names, in which languages; all of them appear or none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pcf.cli.output import check_folder, check_output
from pcf.errors import BadOptionError
from pcf.ids import LANGUAGES, Language
from pcf.outputs import together, write_whole

if TYPE_CHECKING:
    from pcf.assessment import Scorecard

Kind = Literal["xlsx", "html", "pptx", "svg", "json"]  # svg is a folder, each other a file that ends so


@dataclass(frozen=True, slots=True)
class Report:
    """One report to write."""

    kind: Kind
    path: Path
    lang: Language


def planned(asked: Mapping[Kind, Path | None], lang: Language, *, in_all_languages: bool) -> tuple[Report, ...]:
    """Return the reports to write, the saved assessment last; it has no language.

    Args:
        asked: Kind of report -> where to, ``None`` for those not asked for.
        lang: The language of the run.
        in_all_languages: Write every report in each language, which stands in the name: ``report.ru.html``.

    Raises:
        BadOptionError: All languages of no report at all.
    """
    kept: dict[Kind, Path] = {kind: path for kind, path in asked.items() if path is not None}
    if in_all_languages and not kept.keys() - {"json"}:
        raise BadOptionError(option="--all-languages", found="–", expected="-o, --html, --pptx, --svg")
    return tuple(report for kind, path in kept.items() for report in _in_languages(kind, path, lang, in_all_languages))


def _in_languages(kind: Kind, path: Path, lang: Language, in_all: bool) -> Iterator[Report]:  # noqa: FBT001
    if kind == "json" or not in_all:
        yield Report(kind, path, lang)
        return
    for one in LANGUAGES:
        ending = "" if kind == "svg" else path.suffix
        yield Report(kind, path.with_name(f"{path.name.removesuffix(ending)}.{one}{ending}"), one)


def check_reports(reports: Sequence[Report], *, force: bool, inputs: Sequence[Path]) -> None:
    """Refuse what cannot or must not be written, before any work is done.

    Raises:
        NotInstalledError: What writes slides is missing.
        OutputIsInputError, OutputExistsError, OutputNotWritableError, OutputSuffixError
        BadOptionError: Two reports under one name.
    """
    if any(report.kind == "pptx" for report in reports):
        from pcf.slides import check_installed

        check_installed()
    for report in reports:
        if report.kind == "svg":
            check_folder(report.path, force=force)
        else:
            check_output(report.path, force=force, inputs=inputs, suffix=f".{report.kind}")
    names = [report.path.resolve() for report in reports]
    if len(set(names)) < len(names):
        raise BadOptionError(option="-o", found=str(reports[0].path), expected="a name of its own for each output")


def write_reports(reports: Sequence[Report], card: Scorecard) -> None:
    """Write everything that was asked for: all of it appears, each file whole, or nothing does."""
    with together():
        for report in reports:
            _writer(report.kind)(report.path, card.in_language(report.lang), lang=report.lang)


def _writer(kind: Kind) -> Callable[..., None]:
    """Return what writes a kind of report; each needs packages that the others do without."""
    match kind:
        case "xlsx":
            from pcf.excel import write_results

            return write_results
        case "html":
            from pcf.report import write_html

            return write_html
        case "pptx":
            from pcf.slides import write_slides

            return write_slides
        case "svg":
            from pcf.report import write_charts

            return write_charts
        case "json":
            return _save


def _save(path: Path, card: Scorecard, *, lang: Language) -> None:  # noqa: ARG001 - what is saved has none
    from pcf.assessment import saved

    write_whole(path, saved(card))
