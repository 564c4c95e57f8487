"""The numbers of a scorecard as text in one language. Rounding happens here and nowhere before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pcf.assessment import ProcessScore, Scorecard, SegmentMetric
from pcf.assessment.highlights import whole_levels
from pcf.assessment.words import REASON
from pcf.i18n import Translator, number, percent, quantity
from pcf.ids import Language
from pcf.maturity import Score
from pcf.model import MetricRecord, Role
from pcf.taxonomy import Taxonomy
from pcf.units import Unit
from pcf.views import shown_metric

Number = float | Fraction | Decimal


@dataclass(frozen=True, slots=True)
class Shown:
    """A number twice: exactly, for programs and charts, and as people read it."""

    exact: float | None
    text: str

    def __str__(self) -> str:
        return self.text


class Numbers:
    """Writes numbers in one language: what reports need that know a model and a currency, and no scorecard."""

    def __init__(self, taxonomy: Taxonomy, lang: Language, currency: str = "") -> None:
        self.lang = lang
        self.say = Translator(lang)
        self.taxonomy = taxonomy.in_language(lang)
        self._currency = currency
        self._signs = {unit.id: unit.sign.spoken(lang) for unit in self.taxonomy.bundle.units}

    def level(self, value: Number | None) -> Shown:
        """Write a level, a target or a gap: one decimal."""
        return Shown(_float(value), number(_plain(value), self.lang, 1))

    def element(self, element_id: str) -> str:
        """Write a process or a group with its place: ``6.2.3 Manage customer complaints``."""
        element = self.taxonomy[element_id]
        return f"{element.hierarchy_id} {element.shown_name}"

    def metric(self, record: MetricRecord) -> str:
        """Write the name of a metric."""
        return shown_metric(record, self.taxonomy)

    def change(self, value: Number | None, digits: int = 2) -> Shown:
        """Write by how much a score changes, with the sign."""
        said = number(_plain(value), self.lang, digits)
        is_rise = value is not None and value > 0 and said != "0"
        return Shown(_float(value), f"+{said}" if is_rise else said.replace("-", "−"))

    def count(self, value: Number | None) -> Shown:
        return Shown(_float(value), number(_plain(value), self.lang, 0))

    def index(self, value: Number | None) -> Shown:
        """Write an attainment or an index, 0 to 100: one decimal."""
        return Shown(_float(value), number(_plain(value), self.lang, 1))

    def figure(self, value: Number | None, digits: int = 2) -> Shown:
        """Write a plain number with so many decimals at most."""
        return Shown(_float(value), number(_plain(value), self.lang, digits))

    def share(self, value: Fraction | None) -> Shown:
        """Write a share of 0 to 1 as a percentage."""
        return Shown(_float(value), percent(None if value is None else 100 * value, self.lang, 1))

    def numbered_level(self, code: int) -> str:
        """Return a level with its name: ``3 Standardised``."""
        return f"{code} {self.taxonomy.level_names[code]}"

    def quantity(self, metric: MetricRecord, value: Number | None, beside: Number | None = None) -> Shown:
        """Write a figure with its unit; with more decimals where it would else look equal to ``beside``."""
        text, other = self._quantity(metric, value), self._quantity(metric, beside)
        if value is None or beside is None or text != other or _float(value) == _float(beside):
            return Shown(_float(value), text)
        for digits in (2, 3, 4):
            text = self._quantity(metric, value, digits)
            if text != self._quantity(metric, beside, digits):
                break
        return Shown(_float(value), text)

    def money(self, amount: Number | None) -> Shown:
        """Write an amount in the organisation's currency, to the cent; as a plain number where none is named."""
        if not self._currency:
            return Shown(_float(amount), number(_plain(amount), self.lang, 2))
        return Shown(_float(amount), quantity(_plain(amount), Unit.CURRENCY, "", self.lang, self._currency))

    def _quantity(self, metric: MetricRecord, value: Number | None, digits: int = 0) -> str:
        """Write a figure as its unit wants it, or with a number of decimals."""
        if not digits or value is None:
            return quantity(_plain(value), metric.unit, self._sign(metric), self.lang, self._currency)
        if metric.unit is Unit.PERCENT:
            return percent(_plain(value), self.lang, digits)
        return f"{number(_plain(value), self.lang, digits)}\u00a0{self._sign(metric)}"

    def _sign(self, metric: MetricRecord) -> str:
        return self._currency if metric.unit is Unit.CURRENCY and self._currency else self._signs[metric.unit]


class Figures(Numbers):
    """Writes every number of one scorecard in one language."""

    def __init__(self, card: Scorecard, lang: Language) -> None:
        super().__init__(card.taxonomy, lang, card.round.organisation.currency or "")
        self._is_nameless = card.round.is_nameless

    def role(self, role: Role | None) -> str:
        """Write a role; of those without one, why they have none."""
        names = {one.code: one.name.spoken(self.lang) for one in self.taxonomy.bundle.maturity.roles}
        if role is None:
            return self.say("other roles, merged") if self._is_nameless else self.say("role not given")
        return names[role]

    def rating(self, process: ProcessScore) -> str:
        """Write a rating; where the evidence supports less, both numbers: ``rated 4, supported 3``."""
        rated, supported = self.level(process.score.score).text, self.level(process.supported).text
        if not process.is_unsupported:
            return rated
        return self.say("rated {rated}, supported {supported}", rated=rated, supported=supported)

    def span(self, score: Score) -> str:
        """Write the possible range; a dash where nothing applies."""
        if score.range is None:
            return number(None, self.lang)
        low, high = (self.level(bound).text for bound in score.range)
        return low if low == high else f"{low}–{high}"

    def standing(self, score: Fraction | None) -> str:
        """Say which level a score stands on, or between which two."""
        if score is None:
            return ""
        names = [self.numbered_level(code) for code in whole_levels(score)]
        return names[0] if len(names) == 1 else self.say("between {low} and {high}", low=names[0], high=names[1])

    def standing_beside(self, score: Fraction | None) -> str:
        """Say the same beside the number: a whole level is not repeated."""
        levels = whole_levels(score) if score is not None else ()
        return self.taxonomy.level_names[levels[0]] if len(levels) == 1 else self.standing(score)

    def target(self, one: SegmentMetric) -> str:
        """Write a target with its direction: ``≥ 80 %``."""
        if one.figure is None or one.figure.target is None:
            return ""
        if one.metric.better == "band" and one.figure.target_to is not None:
            ends = (self._quantity(one.metric, end) for end in (one.figure.target, one.figure.target_to))
            return "–".join(ends)
        sign = {"higher": "≥\u00a0", "lower": "≤\u00a0"}.get(one.metric.better or "", "")
        return sign + self._quantity(one.metric, one.figure.target)

    def interval(self, one: SegmentMetric) -> str:
        """Write the confidence interval of a sample."""
        if one.result.interval is None or one.result.basis != "sample":
            return ""  # a census has no doubt that an interval could tell
        low, high = (self._quantity(one.metric, bound) for bound in one.result.interval)
        return self.say("95 % confidence interval: {low} to {high}", low=low, high=high)

    def reason(self, one: SegmentMetric) -> str:
        """Say why a figure has no value."""
        if one.result.reason is None:
            return ""
        missing = ", ".join(one.result.missing)
        why = self.say(REASON[one.result.reason])
        return f"{why}: {missing}" if missing else why


def _plain(value: Number | None) -> float | Fraction | None:
    return Fraction(value) if isinstance(value, Decimal) else value


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)
