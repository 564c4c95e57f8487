"""How a number came about: the tree of its terms, and the Excel formula that gives it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pcf.assessment.answers import Answers
from pcf.assessment.scorecard import Scorecard
from pcf.errors import N_
from pcf.i18n import Translator, number, percent
from pcf.ids import Language
from pcf.maturity import Policy, Score
from pcf.taxonomy import Taxonomy

_POLICY_SAID = {
    "mean": N_("weighted mean of what is scored"),
    "min": N_("the weakest of what is scored"),
    "capped": N_("weighted mean, at most one above the weakest"),
    "staged": N_("the level that 80 % of the weight reaches, none more than one below"),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One number and its terms.

    Attributes:
        id: Element id.
        label: Hierarchy id and name.
        score: Exact, or ``None``.
        weight: Among its siblings.
        note: How it came about, or why there is none, in the reader's language.
        excel: Formula of a cell that gives the number from literal terms; empty for a rating.
        terms: What went into it.
    """

    id: str
    label: str
    score: Fraction | None
    weight: Fraction
    note: str
    excel: str
    terms: tuple[Explanation, ...]
    lang: Language

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        value = number(self.score, self.lang, 2)
        yield f"{'  ' * depth}{self.label}: {value} × {number(self.weight, self.lang, 2)}  {self.note}"
        if self.excel:
            yield f"{'  ' * depth}  {self.excel}"
        for term in self.terms:
            yield from term._lines(depth + 1)


def explain(card: Scorecard, score: Score, taxonomy: Taxonomy) -> Explanation:
    """Explain one score of a scorecard in the taxonomy's language."""
    say = Translator(taxonomy.lang)
    element = taxonomy[score.id]
    return Explanation(
        id=score.id,
        label=f"{element.hierarchy_id} {element.shown_name}",
        score=score.score,
        weight=score.weight,
        note=_note(card, score, say),
        excel=_excel(score.policy, score.children) if score.policy and score.score is not None else "",
        terms=tuple(explain(card, child, taxonomy) for child in score.children),
        lang=taxonomy.lang,
    )


def _note(card: Scorecard, score: Score, say: Translator) -> str:
    if not score.applicable:
        return say("not applicable: leaves the mean")
    if score.policy is None:
        answers = card.process(score.id).answers
        if score.score is not None and answers.is_agreed:
            return _agreed(answers, say)
        if score.score is not None:
            return say("rated; respondents: {count}", count=answers.n)
        if not answers.is_asked:
            return say("not asked: counts as unanswered")
        return say("don't know: counts as unanswered") if answers.is_unknown else say("blank: counts as unanswered")
    said = say(_POLICY_SAID[score.policy])
    coverage = say("coverage {coverage}", coverage=percent(100 * score.coverage, say.lang, 0))
    if score.score is None:
        return say("no score: {coverage}, needed are 60 % and a score of every part", coverage=coverage)
    return f"{said}; {coverage}"


def _agreed(answers: Answers, say: Translator) -> str:
    proposal = number(answers.proposal, say.lang, 1)
    return say("agreed; respondents: {count}, their proposal: {proposal}", count=answers.n, proposal=proposal)


def _excel(policy: Policy, children: Sequence[Score]) -> str:
    """Write the roll-up over its literal terms, in the functions that every spreadsheet has."""
    counted = [child for child in children if child.applicable and child.weight]
    terms = [(child.score, child.weight) for child in counted if child.score is not None]
    products = "+".join(f"{_literal(weight)}*{_literal(score)}" for score, weight in terms)
    weights = "+".join(_literal(weight) for _, weight in terms)
    scores = ",".join(_literal(score) for score, _ in terms)
    mean = f"({products})/({weights})"
    match policy:
        case "mean":
            return f"={mean}"
        case "min":
            return f"=MIN({scores})"
        case "capped":
            return f"=MIN({mean},MIN({scores})+1)"
        case "staged":
            return "=MAX(0," + ",".join(_stage(k, terms, scores) for k in range(1, 6)) + ")"


def _stage(k: int, terms: Sequence[tuple[Fraction, Fraction]], scores: str) -> str:
    # Weights as whole numbers: sums of tenths miss the threshold by a rounding error.
    whole = lcm(*(weight.denominator for _, weight in terms))
    reached = "+".join(f"{_literal(whole * weight)}*({_literal(score)}>={k})" for score, weight in terms)
    weights = "+".join(_literal(whole * weight) for _, weight in terms)
    return f"{k}*AND(5*({reached})>=4*({weights}),MIN({scores})>={k - 1})"


def _literal(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"
