"""What is noticed while a mapping is read or written, each with its place: ``line:column``, or ``line`` alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from pcf.findings import Finding, FindingKind


@dataclass
class Told:
    """What was noticed in one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: FindingKind, line: int | str = "", column: str = "", **facts: object) -> None:
        """Note one fault; the line, an id where there is no line, and the column are its place and facts too."""
        place = f"{line}:{column}" if line and column else str(line) or column
        said = {"line": line, "column": column} | facts
        self.findings.append(Finding(kind, self.file, cell=place, facts=said))

    def in_order(self) -> tuple[Finding, ...]:
        """Return the findings from the first line to the last; those of the file as a whole come first."""
        lines = [(line if isinstance(line := one.facts.get("line"), int) else 0, one) for one in self.findings]
        return tuple(one for _, one in sorted(lines, key=lambda pair: pair[0]))
