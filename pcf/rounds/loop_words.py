"""What became of complaints, contact reasons and staffing between two rounds, said in one language."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment.words import INITIATIVE_STATE
from pcf.complaints.words import CLOCK_END, CLOCK_START, LIMIT_UNIT, MATTER
from pcf.errors import N_
from pcf.i18n import Translator, number
from pcf.ids import Language
from pcf.model.loop import LoopsBundle
from pcf.rounds.compared_loops import ComparedEntry, LoopKind, Told
from pcf.source import loops

KINDS: Mapping[LoopKind, str] = {
    "block": N_("Building block"),
    "step": N_("Step of the plan"),
    "rule": N_("Response rule"),
    "reason": N_("Contact reason"),
    "staffing": N_("Staffing"),
}
CHANGES: Mapping[str, str] = {"added": N_("new"), "gone": N_("gone"), "changed": N_("changed")}
_FIELDS: Mapping[str, str] = {
    "level": N_("Level"),
    "state": N_("State"),
    "owner": N_("Owner"),
    "target": N_("Target"),
    "calls": N_("Contacts offered in the interval"),
    "aht": N_("Handle time, s"),
    "within": N_("In time: within, s"),
    "agents": N_("Agents on duty today"),
    "matter": N_("Matter"),
    "jurisdiction": N_("Where it holds"),
    "segment": N_("Segment"),
    "channel": N_("Channel"),
    "clock_start": N_("The clock starts"),
    "clock_end": N_("The clock ends"),
    "stops": N_("When the clock stands still"),
    "limit": N_("Legal limit"),
    "unit": N_("Unit"),
    "calendar": N_("Calendar (id)"),
    "rolls": N_("Last day moves to a working day"),
    "extension": N_("Extension by"),
    "extension_condition": N_("Condition and notice of the extension"),
    "promise": N_("Own promise"),
    "promise_unit": N_("Unit of the promise"),
    "compensated_by": N_("Who may compensate"),
    "compensation": N_("Compensation up to"),
    "reference": N_("Law, contract or policy"),
    "valid_from": N_("Valid from"),
    "valid_to": N_("Valid to"),
    "checked_by": N_("Checked by"),
    "checked_on": N_("Checked on"),
    "note": N_("Note"),
}


class LoopWords:
    """Says what became of blocks, steps, rules, reasons and lines of staffing."""

    def __init__(self, lang: Language) -> None:
        self.say = Translator(lang)
        model = loops()
        self._names: Mapping[LoopKind, Mapping[str, str]] = {
            "block": {one.id: one.name.spoken(lang) for one in model.complaints.blocks},
            "step": {one.id: one.name.spoken(lang) for one in model.complaints.steps},
        }
        self._values = _values(model, self.say)

    def name(self, one: ComparedEntry) -> str:
        """Return what an entry is called; one of a list of the organisation's own with its id."""
        named = self._names.get(one.kind, {}).get(one.id)
        return named or f"{one.id} {one.title}".strip()

    def told(self, one: ComparedEntry) -> str:
        """Say what became of an entry."""
        if one.change != "changed":
            return self.say(CHANGES[one.change])
        moves = [
            self.say(
                "{field}: {before} before, {after} now",
                field=self.say(_FIELDS[field]),
                before=self._value(field, before),
                after=self._value(field, after),
            )
            for field, (before, after) in one.fields.items()
        ]
        return self.say("; ").join(moves)

    def sentence(self, one: ComparedEntry) -> str:
        """Say what became of an entry, with what it is."""
        return self.say(
            "{kind} {name}: {told}", kind=self.say(KINDS[one.kind]), name=self.name(one), told=self.told(one)
        )

    def _value(self, field: str, told: Told) -> str:
        if told is None or told == "":
            return "–"
        if isinstance(told, bool):
            return self.say("yes") if told else self.say("no")
        if isinstance(told, str):
            return self._values.get(field, {}).get(told, told)
        return number(told, self.say.lang, 2)


def _values(model: LoopsBundle, say: Translator) -> Mapping[str, Mapping[str, str]]:
    """Return the words of the codes that fields hold."""
    units: Mapping[str, str] = {code: say(word) for code, word in LIMIT_UNIT.items()}
    return {
        "state": {code: say(word) for code, word in INITIATIVE_STATE.items()},
        "matter": {code: say(word) for code, word in MATTER.items()},
        "clock_start": {code: say(word) for code, word in CLOCK_START.items()},
        "clock_end": {code: say(word) for code, word in CLOCK_END.items()},
        "unit": units,
        "promise_unit": units,
        "owner": {one.id: one.name.spoken(say.lang) for one in model.reasons.owners},
    }
