"""Findings: what a reader of files noticed, each with its place and its way out.

A *kind* is declared once, as a constant of the room that reports it; a *finding* is one
occurrence with its facts. Sentences are made only when a person reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pcf.errors import fill, shown

Translate = Callable[[str], str]


class Severity(StrEnum):
    """Only errors make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of fault: a stable code and three sentences marked for translation.

    The sentences may name facts in braces; ``found`` is always among them.
    """

    code: str
    severity: Severity
    message: str
    expected: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place: file, sheet and cell of a workbook, or row of a log."""

    kind: FindingKind
    file: str = ""
    sheet: str = ""
    cell: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def found(self) -> str:
        return shown(self.facts.get("found", ""))

    @property
    def place(self) -> str:
        """Where it is, as people write it: ``file.xlsx, Ratings!D12``."""
        inside = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        return ", ".join(part for part in (self.file, inside) if part)

    def message(self, translate: Translate = str) -> str:
        return fill(translate(self.kind.message), self.facts, translate)

    def expected(self, translate: Translate = str) -> str:
        return fill(translate(self.kind.expected), self.facts, translate) if self.kind.expected else ""

    def suggestion(self, translate: Translate = str) -> str:
        return fill(translate(self.kind.suggestion), self.facts, translate) if self.kind.suggestion else ""

    def to_json(self, translate: Translate = str) -> dict[str, str]:
        """The promised keys; the sentences in the language of ``translate``."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "found": self.found,
            "expected": self.expected(translate),
            "suggestion": self.suggestion(translate),
            "message": self.message(translate),
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids going on."""
    return any(finding.severity is Severity.ERROR for finding in findings)
