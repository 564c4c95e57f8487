"""The sheet of assumptions of the economics of complaints, with what they come to in each segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest

from pcf.assessment import Segment
from pcf.complaints.economy_checks import outcome_fault
from pcf.complaints.figures import REGISTERED
from pcf.complaints.iceberg import DIVISORS, NEEDED
from pcf.complaints.records import Assumption, ComplaintInputs
from pcf.complaints.stake import NEEDED_FOR_STAKE, OUTCOMES, ROUNDING, SHARES
from pcf.errors import N_
from pcf.excel.complaint_results import results_of
from pcf.excel.complaints import ASSUMPTIONS, assumption_key, result_key
from pcf.excel.layout import OWN
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.figures import say_segment, say_unit
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.sheet import DataSheet, height_of, number_rule, write_text
from pcf.findings import Severity
from pcf.model.loop import AssumptionRecord, AssumptionUnit
from pcf.source import loops
from pcf.units import Unit

_UNITS: Mapping[AssumptionUnit, Unit] = {"count": Unit.CASES, "percent": Unit.PERCENT, "currency": Unit.CURRENCY}
_NUMBERS = ("value", "low", "high", "n")
_RESULTS: Mapping[str, tuple[str, Unit]] = {
    "dissatisfied": (N_("Customers who were dissatisfied, estimated"), Unit.CUSTOMERS),
    "stake": (N_("Value at stake"), Unit.CURRENCY),
}
_SUM_DIGITS = 9  # to which the shares of outcomes have to come to 100


def write_assumptions(draft: Draft, said: ComplaintInputs) -> None:
    """Write, for each row of the segments sheet, what it comes to and a row an assumption; spare ones included."""
    sheet, declared = DataSheet(draft, ASSUMPTIONS), loops().complaints.assumptions
    segments = draft.assessment.segments
    blocks = [_Segment(sheet, slot, one, said) for slot, one in zip_longest(segment_slots(draft), segments)]
    for block in blocks:
        block.write_rows(declared)
    rows = sheet.next_row - FIRST_ROW
    for block in blocks:  # formulas look rows up, which have to be there
        block.write_results()
        block.write_checks(declared)
    _add_rules(sheet)
    _explain(sheet, declared)
    sheet.finish(printed_rows=rows // len(blocks) * max(1, len(segments)))


class _Segment:
    """The rows of one row of the segments sheet."""

    def __init__(self, sheet: DataSheet, slot: str, segment: Segment | None, said: ComplaintInputs) -> None:
        self.sheet, self.slot, self.draft = sheet, slot, sheet.draft
        self.name = segment.name if segment else ""
        self.typed = {one.assumption: one for one in said.assumptions if segment and one.segment == segment.id}
        self.known = results_of(said, segment.id) if segment else dict.fromkeys(_RESULTS)

    def write_rows(self, declared: Sequence[AssumptionRecord]) -> None:
        """Write the heading rows, their results still blank, and the rows to fill in."""
        sheet, styles = self.sheet, self.draft.styles
        for what, (name, unit) in _RESULTS.items():
            row = sheet.own_row(result_key(self.slot, what))
            say_segment(sheet, row, self.slot, self.name, styles.group)
            sheet.text(row, "name", self.draft.say(name), styles.group)
            say_unit(sheet, row, unit, styles.group)
        for record in declared:
            self._write_row(record, self.typed.get(record.id))

    def _write_row(self, record: AssumptionRecord, typed: Assumption | None) -> None:
        sheet, draft, styles = self.sheet, self.draft, self.draft.styles
        name, source = draft.spoken(record.name), typed.source if typed else ""
        row = sheet.start_row(assumption_key(self.slot, record.id), {"name": name, "source": source}, 18)
        say_segment(sheet, row, self.slot, self.name)
        sheet.text(row, "name", name)
        if record.unit in _UNITS:
            say_unit(sheet, row, _UNITS[record.unit])
        else:
            sheet.text(row, "unit", draft.texts.of(("–",) * 3))
        for column in _NUMBERS:
            sheet.number(row, column, getattr(typed, column) if typed else None, styles.input)
        sheet.text(row, "source", source, styles.input_text)
        sheet.text(row, "date", typed.date if typed else "", styles.input_date)
        value, cached = sheet.here(row, "value"), typed.value if typed else None
        sheet.formula(row, "found", f'=IF(ISNUMBER({value}),{value},"")', None if cached is None else float(cached))
        rule = number_rule(0, 100 if record.unit == "percent" else None)
        sheet.validate("value", rule, name, draft.spoken(record.definition), rows=(row, row))

    def write_results(self) -> None:
        """Write how many customers were dissatisfied, and what that puts at stake; blank where an input is."""
        at = {name: self._found(name) for name in (*NEEDED_FOR_STAKE, "rebuy_unregistered")}
        divisors = [at[name] for name in DIVISORS]
        total = f"{at[REGISTERED]}/({'*'.join(divisors)}/10000)"
        is_known = f"AND({_all_there(at, NEEDED)},MIN({','.join(divisors)})>0)"
        is_whole = f"NOT({_off_whole([at[name] for name in SHARES])})"
        stake = f"{at['margin']}*{total}*({_lost_share(at)})"
        for what, formula in (
            ("dissatisfied", f'IF({is_known},{total},"")'),
            ("stake", f'IF(AND({is_known},{_all_there(at, NEEDED_FOR_STAKE)}),IF({is_whole},{stake},""),"")'),
        ):
            row, look = self._row(result_key(self.slot, what)), self.draft.styles.group_amount
            self.sheet.formula(row, "value", f'=IFERROR({formula},"")', self.known[what], look)

    def write_checks(self, declared: Sequence[AssumptionRecord]) -> None:
        """Show what is wrong with a row: order of its numbers, sum of the outcomes, no source."""
        sheet, say = self.sheet, self.draft.say
        order, source = say("low ≤ value ≤ high"), say("source missing")
        whole = say("the outcomes do not come to 100")
        for record in declared:
            row = self._row(assumption_key(self.slot, record.id))
            value, low, high, typed = (sheet.here(row, column) for column in ("value", "low", "high", "source"))
            rest = f'IF(TRIM({typed})="",{source.cell},"")'
            if shares := _outcomes_with(record.id):
                cells = [self._share(name) for name in shares]
                is_wrong = f"AND(COUNT({','.join(cells)})=3,{_off_whole(cells)})"
                rest = f"IF(IFERROR({is_wrong},FALSE),{whole.cell},{rest})"
            is_crossed = f"OR(AND(ISNUMBER({low}),{low}>{value}),AND(ISNUMBER({high}),{high}<{value}))"
            formula = f'=IF(ISNUMBER({value}),IF({is_crossed},{order.cell},{rest}),"")'
            said: Mapping[str, str | Live] = {"order": order, "whole": whole, "source": source, "": ""}
            sheet.formula(row, "check", formula, said[self._fault(record.id)])

    def _fault(self, assumption: str) -> str:
        one = self.typed.get(assumption)
        if one is None or one.value is None:
            return ""
        ends = [end for end in (one.low, one.value, one.high) if end is not None]
        if ends != sorted(ends):
            return "order"
        if _outcomes_with(assumption):
            values = {name: Fraction(one.value) for name, one in self.typed.items() if one.value is not None}
            fault = outcome_fault(values, "target_" if assumption.startswith("target_") else "")
            if fault is not None and fault[0].severity is Severity.ERROR:
                return "whole"
        return "" if one.source.strip() else "source"

    def _row(self, key: str) -> int:
        return self.draft.rows[ASSUMPTIONS.key][key]

    def _share(self, assumption: str) -> str:
        """Return the share of an outcome for a formula; one aimed at that is blank stays as today."""
        own, today = self._found(assumption), assumption.removeprefix("target_")
        return own if today == assumption else f"IF(ISNUMBER({own}),{own},{self._found(today)})"

    def _found(self, assumption: str) -> str:
        """Return the value of an assumption for a formula, wherever its row was sorted to."""
        return self.draft.look_up(ASSUMPTIONS, f'"{assumption_key(self.slot, assumption)}"', "found")


def _all_there(at: Mapping[str, str], names: Sequence[str]) -> str:
    return f"COUNT({','.join(at[name] for name in names)})={len(names)}"


def _off_whole(shares: Sequence[str]) -> str:
    """Return whether three shares are further from 100 than by rounding; nearer ones are scaled to it."""
    return f"ROUND(ABS({'+'.join(shares)}-100),{_SUM_DIGITS})>{float(100 * ROUNDING)}"


def _lost_share(at: Mapping[str, str]) -> str:
    """Return how much less often dissatisfied customers buy again: silent ones, those not registered, by outcome."""

    def lost(rebuy: str) -> str:
        return f"({at['rebuy_no_problem']}-{rebuy})/100"

    complain, kept = at["complaining_share"], at["registered_share"]
    own = at["rebuy_unregistered"]
    in_vain = f"IF(ISNUMBER({own}),{own},{at['rebuy_disappointed']})"
    answered = "+".join(f"{at[f'{one}_share']}*{lost(at[f'rebuy_{one}'])}" for one in OUTCOMES)
    whole = "+".join(at[name] for name in SHARES)
    return (
        f"(1-{complain}/100)*{lost(at['rebuy_silent'])}"
        f"+{complain}/100*(1-{kept}/100)*{lost(in_vain)}"
        f"+{complain}/100*{kept}/100*({answered})/({whole})"
    )


def _outcomes_with(assumption: str) -> tuple[str, ...]:
    """Return the three shares that make up the whole with an assumption, itself among them; none for any other.

    >>> _outcomes_with("target_settled_share"), _outcomes_with("margin")
    (('target_convinced_share', 'target_settled_share', 'target_disappointed_share'), ())
    """
    wholes = (SHARES, tuple(f"target_{name}" for name in SHARES))
    return next((shares for shares in wholes if assumption in shares), ())


def _add_rules(sheet: DataSheet) -> None:
    say, styles = sheet.draft.say, sheet.draft.styles
    ends = say("What is possible at the least and at the most, in the unit of the row. May stay blank.")
    for column in ("low", "high"):
        sheet.validate(column, number_rule(0), sheet.headings[column], ends)
    asked = say("How many people were asked, where the value is a share from a survey. May stay blank.")
    sheet.validate("n", number_rule(0), say("Number of people asked"), asked)
    source = say("The survey, register, ledger or person that the value comes from.")
    sheet.validate("source", {"validate": "any"}, say("Source"), source)
    sheet.paint("segment", f'={sheet.here(FIRST_ROW, "segment")}=""', styles.grey, to="check")
    sheet.paint("check", f'={sheet.here(FIRST_ROW, "check")}<>""', styles.differing)
    sheet.paint_texts(*_NUMBERS)


def _explain(sheet: DataSheet, declared: Sequence[AssumptionRecord]) -> None:
    """Write below the table, once, what each assumption means."""
    draft = sheet.draft
    first, last = (ASSUMPTIONS.index(column) for column in ("unit", "check"))
    wide = sum(sheet.widths[column.key] for column in ASSUMPTIONS.columns[first - 1 : last])
    row = sheet.own_row(f"{OWN}about")
    sheet.text(row, "name", draft.say("What the assumptions mean"), draft.styles.group_name)
    for record in declared:
        row = sheet.start_row(f"{OWN}about:{record.id}")
        name, meaning = draft.spoken(record.name), draft.spoken(record.definition)
        sheet.page.set_row(row, height_of([(name, sheet.widths["name"]), (meaning, wide)]))
        sheet.text(row, "segment", "")
        sheet.text(row, "name", name)
        sheet.page.merge_range(row, first, row, last, "", draft.styles.cell)
        write_text(sheet.page, row, first, meaning, draft.styles.cell)
