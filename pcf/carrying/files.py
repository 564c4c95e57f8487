"""One file in, a file of the same kind on another edition out, and what became of what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pcf.errors import BadOptionError, InputFaultsError, OutputSuffixError
from pcf.findings import Finding, has_errors
from pcf.ids import DEFAULT_EDITION, Language
from pcf.rounds import findings as kinds
from pcf.rounds.carried_report import CarryReport
from pcf.taxonomy import Taxonomy, load_with

# The ends of names of files that can be carried; the output has one of the same kind.
KINDS: Mapping[str, tuple[str, ...]] = {
    "saved": (".json",),
    "workbook": (".xlsx", ".xlsm"),
    "mapping": (".tsv",),
    "log_map": (".toml",),
}


@dataclass(frozen=True, slots=True)
class Carriage:
    """One call: from where to where.

    Attributes:
        path, out: The file, and where the carried one goes.
        edition: The edition to carry to.
        extensions: Short names of the organisations that were loaded; the edition may be in a folder of theirs.
        lang: For names in what is reported.
    """

    path: Path
    out: Path
    edition: str
    extensions: tuple[str, ...] = ()
    lang: Language = "en"

    def model(self, edition: str | None = None) -> Taxonomy:
        """Return an edition, the one to carry to if none is named, with all own elements that were loaded.

        Raises:
            UnknownEditionError, UnknownExtensionError: It is not to be had.
        """
        return load_with(self.extensions, lang=self.lang).in_edition(edition or self.edition)

    def already(self, edition: str) -> list[Finding]:
        """Say that there is nothing to do, if so."""
        if edition != self.edition:
            return []
        return [Finding(kinds.EDITION_ALREADY, self.path.name, facts={"found": self.path.name, "edition": edition})]

    def refuse(self, findings: Sequence[Finding]) -> None:
        """Refuse what has errors.

        Raises:
            InputFaultsError: Holds all findings.
        """
        if has_errors(findings):
            count = sum(has_errors([one]) for one in findings)
            raise InputFaultsError(findings=findings, path=self.path.name, count=count)


def kind_of_file(path: Path) -> str:
    """Return what a file is by the end of its name; one of ``KINDS``.

    Raises:
        BadOptionError: It ends in none of these.
    """
    for kind, ends in KINDS.items():
        if path.name.lower().endswith(ends):
            return kind
    expected = [end for ends in KINDS.values() for end in ends]
    raise BadOptionError(option="FILE", found=path.name, expected=expected)


def carry(
    path: Path | str,
    out: Path | str,
    edition: str = DEFAULT_EDITION,
    *,
    extensions: Iterable[str] = (),
    lang: Language = "en",
) -> CarryReport:
    """Carry a file to another edition; nothing that it says is lost, and carried back all of it stands as it stood.

    Args:
        path: A saved assessment (.json), a filled workbook or a list of practices (.xlsx), a mapping (.sssom.tsv) or
            the map of a log (.toml, which names no elements and stays as it is).
        out: Of the same kind; it appears whole or not at all, and replaces one of this name.
        edition: The edition to carry to; one that ships, or a local one of the ``extensions``.
        extensions: Short names of organisations whose folders were loaded.
        lang: For names in what is reported.

    Raises:
        InputFaultsError: The file cannot be read, or has errors; ``findings`` hold all.
        UnknownEditionError: There is no such edition.
        BadOptionError, OutputSuffixError: The file, or the output, is of no known kind, or of two kinds.
        OutputNotWritableError: The folder is missing or closed.
    """
    carriage = Carriage(Path(path), Path(out), edition, tuple(extensions), lang)
    kind = kind_of_file(carriage.path)
    if not carriage.out.name.lower().endswith(KINDS[kind]):
        raise OutputSuffixError(path=str(out), expected=", ".join(KINDS[kind]))
    carriage.model()  # an edition that nobody has is told before anything is read
    return _carriers()[kind](carriage)


def _carriers() -> Mapping[str, Callable[[Carriage], CarryReport]]:
    from pcf.carrying.assessments import carry_saved, carry_workbook
    from pcf.carrying.mappings import carry_log_map, carry_mapping

    return {"saved": carry_saved, "workbook": carry_workbook, "mapping": carry_mapping, "log_map": carry_log_map}
