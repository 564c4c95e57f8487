"""What several respondents said about each process, and what a workshop agreed on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment import Agreement, ProcessScore, Scorecard
from pcf.assessment.figures import Figures, Shown
from pcf.assessment.sentences import has_agreements, settled
from pcf.assessment.workshop import in_dispute_order, shown_range


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One process.

    Attributes:
        heard: The answers, or from which to which level they go.
        agreement: As a share; told from four answers on.
        agreed: The level, or the word, that was settled; a dash where nothing was.
        notes: What was written down with it, as pairs of what it is and what it says.
    """

    hierarchy_id: str
    name: str
    n: Shown
    heard: str
    agreement: Shown
    dk_share: Shown
    proposal: Shown
    agreed: Shown
    is_agreed: bool
    notes: tuple[tuple[str, str], ...]


def agreement_rows(card: Scorecard, figures: Figures) -> list[AgreementRow]:
    """Return the processes, the most disputed first; nothing where one respondent answered alone."""
    if not has_agreements(card):
        return []
    told = [one for one in in_dispute_order(card) if one.answers.voices or one.answers.agreed]
    return [_row(one, card, figures) for one in told]


def _row(process: ProcessScore, card: Scorecard, figures: Figures) -> AgreementRow:
    answers, element = process.answers, figures.taxonomy[process.element.id]
    agreed = answers.agreed
    return AgreementRow(
        hierarchy_id=element.hierarchy_id or "",
        name=element.shown_name,
        n=figures.count(answers.n),
        heard=shown_range(answers) or figures.count(None).text,
        agreement=share(answers.agreement, figures),
        dk_share=share(answers.dk_share, figures),
        proposal=figures.level(answers.proposal),
        agreed=settled(agreed.answer if agreed else None, figures),
        is_agreed=answers.is_agreed,
        notes=_notes(agreed, card, figures) if agreed else (),
    )


def share(value: Fraction | float | None, figures: Figures) -> Shown:
    """Write a share of 0 to 1 as a percentage; a dash where there is none."""
    return figures.count(None) if value is None else figures.share(Fraction(value))


def _notes(agreed: Agreement, card: Scorecard, figures: Figures) -> tuple[tuple[str, str], ...]:
    say = figures.say
    told = (
        (say("Reason"), agreed.reason),
        (say("Evidence"), agreed.evidence),
        (say("Agreed by"), "" if card.round.is_nameless else agreed.agreed_by),
        (say("Date"), agreed.date),
        (say("Left open, and who looks into it"), agreed.open_question),
    )
    return tuple((head, text) for head, text in told if text)
