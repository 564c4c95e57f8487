"""What commands and assistants are given: a filled workbook or a saved assessment, read and scored as one round."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pcf.assessment import Copy, Counted, Round, Scorecard, one_of, read_saved, score_round
from pcf.assessment.findings import POLICIES_DIFFER
from pcf.errors import InputFaultsError
from pcf.findings import Finding
from pcf.ids import Language
from pcf.maturity import Consolidation, Policy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What files held.

    Attributes:
        copies: The filled forms.
        findings: Faults of all files.
        counted: File -> figures that had been counted before they were saved.
        consolidations: How levels had been combined, as the saved files say.
        policies: How processes had been combined, where a saved file says otherwise than its forms.
    """

    copies: list[Copy] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counted: dict[str, Counted] = field(default_factory=dict)
    consolidations: set[Consolidation] = field(default_factory=set)
    policies: set[Policy] = field(default_factory=set)

    def take(self, more: Inputs) -> None:
        """Add what other files held."""
        self.copies.extend(more.copies)
        self.findings.extend(more.findings)
        self.take_method(more)

    def take_method(self, more: Inputs) -> None:
        """Add how other files had been counted and scored."""
        self.counted.update(more.counted)
        self.consolidations.update(more.consolidations)
        self.policies.update(more.policies)


def read_input(path: Path, lang: Language) -> Inputs:
    """Read one file as what its name says it is; never raises for what is in it.

    Args:
        path: A saved assessment if it ends in ``.json``, else a workbook.
        lang: For what a workbook's findings quote.
    """
    return _read_saved(path) if path.suffix.lower() == ".json" else _read_workbook(path, lang)


def score_gathered(
    read: Inputs,
    gathered: Round,
    lang: Language,
    *,
    policy: Policy | None = None,
    consolidation: Consolidation | None = None,
    counted: Counted | None = None,
) -> Scorecard:
    """Score a round that was put together of what was read.

    Args:
        read: The files; what they give stands wherever the rest is ``None``. How levels and processes
            combine is as the saved files say if they agree, else as the forms say.
        gathered: The round.
        lang: The reader's.
        policy, consolidation, counted: As asked for, and as counted now.
    """
    disputes = []
    if policy is None and len(read.policies) > 1:
        disputes = [Finding(POLICIES_DIFFER, facts={"found": sorted(read.policies)})]
    card = score_round(
        gathered.taxonomy(lang),
        gathered,
        policy=policy or agreed_on(read.policies),
        consolidation=consolidation or agreed_on(read.consolidations) or "median",
        counted=counted or one_of(read.counted),
    )
    return card.with_findings([*read.findings, *disputes])


def agreed_on(said: Collection[T]) -> T | None:
    """Return what all files say; ``None`` where they differ or say nothing."""
    return next(iter(said)) if len(said) == 1 else None


def _read_saved(path: Path) -> Inputs:
    try:
        kept = read_saved(path)
    except InputFaultsError as error:
        return Inputs(findings=[*error.findings])
    return Inputs(
        copies=[*kept.copies],
        findings=[*kept.findings],
        counted={str(path): kept.counted},
        consolidations={kept.consolidation},
        policies={kept.policy} if kept.policy else set(),
    )


def _read_workbook(path: Path, lang: Language) -> Inputs:
    from pcf.excel import inspect_workbook

    reading = inspect_workbook(path, lang=lang)
    copies = [Copy(path.name, reading.assessment)] if reading.assessment is not None else []
    return Inputs(copies=copies, findings=[*reading.findings])
