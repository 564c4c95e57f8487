"""What else changed between two rounds, said in one language: short marks beside a delta, and whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import cast

from pcf.assessment.words import CONSOLIDATION, LAYER, POLICY, STATE
from pcf.changes import CHANGE_WORDS
from pcf.errors import N_
from pcf.i18n import Translator, number
from pcf.ids import Language
from pcf.rounds.also_changed import Fact, OtherChange, What
from pcf.rounds.comparison import ComparedElement, Comparison
from pcf.rounds.merging import Unpooled
from pcf.views import shown_metric

MARKS: Mapping[What, str] = {
    "organisation": N_("other organisation"),
    "currency": N_("other currency"),
    "edition": N_("other edition"),
    "extensions": N_("own elements of others"),
    "redefined": CHANGE_WORDS["redefined"],
    "composition": N_("other processes"),
    "wording": N_("reworded"),
    "respondents": N_("other respondents"),
    "roles": N_("other roles"),
    "answered": N_("answered in one round only, or by others"),
    "applicability": N_("applicable in one round only"),
    "layer": N_("agreed in one round only"),
    "weight": N_("other weights"),
    "policy": N_("other policy"),
    "consolidation": N_("answers combined otherwise"),
    "target": N_("other target"),
    "segment_added": N_("new segment"),
    "segment_gone": N_("segment gone"),
    "segment_renamed": CHANGE_WORDS["renamed"],
    "segment_merged": N_("merged"),
    "segment_split": N_("split"),
    "aims": N_("other aims"),
    "source": N_("typed in one round, counted in the other"),
    "log": N_("other log"),
    "columns": N_("other columns of the log"),
    "parameter": N_("other thresholds"),
    "left_out": N_("other rows left out"),
}
_SENTENCES: Mapping[What, str] = {
    "organisation": N_("Organisation: {before} before, {after} now."),
    "currency": N_("Currency: {before} before, {after} now."),
    "edition": N_("Edition of the PCF: {before} before, {after} now."),
    "extensions": N_("Organisations whose own elements are asked about: {before} before, {after} now."),
    "redefined": N_("{about} means something else: {before} before, {after} now."),
    "composition": N_("{about} has other processes. Gone: {before}. New: {after}."),
    "wording": N_("{about}: its levels or statements were reworded."),
    "respondents": N_(
        "Respondents: {before} before, {after} now. Joined: {joined}. Left: {left}. Without a name: {unnamed} before, "
        "{unnamed_now} now."
    ),
    "roles": N_("Respondents by role: {before} before; {after} now."),
    "answered": N_("{about}: number of answers {before} before, {after} now."),
    "applicability": N_("{about}: {before} before, {after} now."),
    "layer": N_("{about}: {before} before, {after} now."),
    "weight": N_("{about}: weight {before} before, {after} now."),
    "policy": N_("Processes combine by: {before} before, {after} now."),
    "consolidation": N_("Several answers combine by: {before} before, {after} now."),
    "target": N_("{about}: target {before} before, {after} now."),
    "segment_added": N_("Segment {after} is new."),
    "segment_gone": N_("Segment {before} is gone."),
    "segment_renamed": N_("Segment {about}: called {before} before, {after} now."),
    "segment_merged": N_("Segments {before} were put together as {after}."),
    "segment_split": N_("Segment {before} was split into {after}."),
    "aims": N_("{about}: aims before: {before}; now: {after}."),
    "source": N_("{about}: {before} before, {after} now."),
    "log": N_("Kind of log: {before} before, {after} now."),
    "columns": N_("Columns of log {about}: no longer mapped {before}; newly mapped {after}."),
    "parameter": N_("Setting of the log, {about}: {before} before, {after} now."),
    "left_out": N_("Rows left out of log {about}: {before} before; {after} now."),
}
_FIGURE = N_("{about}: figure {before} before, {after} now.")
_AIMS: Mapping[str, str] = {
    "floor": N_("Floor"),
    "target": N_("Target"),
    "stretch": N_("Stretch"),
    "target_to": N_("Target band to"),
    "floor_to": N_("Floor above the band"),
    "weight": N_("Weight"),
}
UNPOOLED: Mapping[Unpooled, str] = {
    "part_missing": N_("a part has no figure"),
    "cases_unknown": N_("the number of cases of a part is not known"),
    "no_cases": N_("no cases"),
    "not_a_ratio": N_("cannot be put together: not a share or mean of cases"),
}
_SOURCES: Mapping[str, str] = {"typed": N_("typed in"), "counted": N_("from the log")}


class ChangeWords:
    """Says what else changed between two rounds."""

    def __init__(self, comparison: Comparison, lang: Language) -> None:
        self.lang, self.say = lang, Translator(lang)
        self._panel = comparison.panel
        models = [card.taxonomy.in_language(lang) for card in (comparison.old, comparison.new)]
        self._metrics = {record.id: shown_metric(record, model) for model in models for record in model.bundle.metrics}
        self._roles = {one.code: one.name.spoken(lang) for one in models[-1].bundle.maturity.roles}
        self._names = {
            one.id: next(model[one.id].shown_name for model in reversed(models) if one.id in model)
            for one in comparison.elements
        }
        self._elements = {
            one.id: f"{one.place.hierarchy_id or '–'} {self._names[one.id]}" for one in comparison.elements
        }
        owners = [one for model in models for one in model.bundle.organisations]
        self._elements |= {one.id: one.name.spoken(lang) for one in owners}
        self._segments = {one.segment.id: one.segment.name for one in comparison.segments}

    def name(self, one: ComparedElement) -> str:
        """Say the name of an element: in the new edition, else in the old."""
        return self._names[one.id]

    def metric(self, metric_id: str) -> str:
        """Say the name of a metric of either round."""
        return self._metrics[metric_id]

    def marks(self, changes: tuple[What, ...]) -> str:
        """Say what a delta rests on, side by side."""
        return "; ".join(self.say(MARKS[what]) for what in changes)

    def sentence(self, change: OtherChange) -> str:
        """Say what changed, with what it was and is."""
        message = _FIGURE if change.what == "answered" and "/" in change.id else _SENTENCES[change.what]
        word = self._word_of(change)
        return self.say(
            message,
            about=self.about(change),
            before=word(change.before),
            after=word(change.after),
            joined=", ".join(change.joined) or "–",
            left=", ".join(change.left) or "–",
            unnamed=self._panel.nameless[0],
            unnamed_now=self._panel.nameless[1],
        )

    def about(self, change: OtherChange) -> str:
        """Say what a change is about: an element, a segment, or a metric of a segment."""
        if change.what == "parameter":
            return self._parameter(change.id)
        segment, slash, metric = change.id.partition("/")
        if slash:
            return f"{self._metrics[metric]} ({self._segments[segment]})"
        return self._elements.get(change.id, change.id)

    def affected(self, change: OtherChange) -> str:
        """Say whose numbers rest on a change: numbers of elements, names of segments."""
        return ", ".join(self._segments.get(one) or self._number_of(one) for one in change.affects)

    def _number_of(self, element: str) -> str:
        return self._elements.get(element, element).partition(" ")[0]

    def _parameter(self, parameter: str) -> str:
        from pcf.source import logs

        return next((one.name.spoken(self.lang) for one in logs().parameters if one.id == parameter), parameter)

    def _word_of(self, change: OtherChange) -> Callable[[Fact], str]:
        """Return how the facts of one kind of change are said."""
        words: Mapping[What, Mapping[str, str]] = {
            "policy": cast(Mapping[str, str], POLICY),
            "consolidation": cast(Mapping[str, str], CONSOLIDATION),
            "layer": cast(Mapping[str, str], LAYER),
            "source": _SOURCES,
            "applicability": {"NA": STATE["na"], "applicable": N_("applicable")},
        }
        known = words.get(change.what, {})
        names = {"roles": self._roles, "aims": {name: self.say(said) for name, said in _AIMS.items()}}

        def word(fact: Fact) -> str:
            if isinstance(fact, str):
                return self.say(known[fact]) if fact in known else fact or "–"
            if isinstance(fact, int | Fraction):
                return number(fact, self.lang, 2)
            if isinstance(fact, Mapping):
                labels = names.get(change.what, {})
                told = (f"{labels.get(one, one)} {number(value, self.lang, 2)}" for one, value in fact.items())
                return ", ".join(told) or "–"
            return ", ".join(self._elements.get(one, one) for one in fact or ()) or "–"

        return word
