"""The registers of an engagement: sheets on which every row can be an entry with an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TypeVar

from pcf.assessment import EvidenceItem, Initiative, Observation
from pcf.assessment.registers import WAVES
from pcf.complaints.records import Rule
from pcf.excel import layout
from pcf.excel.layout import ORGANISATION, SEGMENTS
from pcf.excel.registers import EVIDENCE, INITIATIVES, OBSERVATIONS, ROW_PREFIXES, ROWS
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.formulas import place_of_code
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.register_lists import coded_terms, moved_metrics, sign_of
from pcf.excel.workbook.sheet import DataSheet, list_rule, number_rule
from pcf.mapping import Practice
from pcf.model import EvidenceKind
from pcf.reasons.records import Reason
from pcf.units import Unit
from pcf.workforce.records import StaffingLine

_Entry = TypeVar("_Entry", Practice, EvidenceItem, Observation, Initiative, Rule, Reason, StaffingLine)
_LEAST_HEIGHT = 18.0
SPARE_ROWS = 20  # blank rows that come on paper
_MOST = 1e15  # any number: what is meant is that text is none
# What may stand between two ids besides the comma; a line break is written by its code.
SEPARATORS = ('";"', '"，"', '"；"', '"、"', '" "', '"\u00a0"', '"\u3000"', "CHAR(10)")


def place_entries(sheet: str, entries: Sequence[_Entry]) -> Iterator[tuple[str, _Entry | None]]:
    """Yield the rows of a sheet by key with what stands there; an entry called like a row stands in that one.

    >>> from pcf.mapping import Practice
    >>> rows = place_entries("practices", [Practice(id="p2", text="b"), Practice(id="crm", text="a")])
    >>> [(key, entry.id) for key, entry in rows if entry]
    [('p1', 'crm'), ('p2', 'p2')]
    """
    keys = [f"{ROW_PREFIXES[sheet]}{number}" for number in range(1, max(ROWS[sheet], len(entries)) + 1)]
    own = {one.id: one for one in entries if one.id in set(keys)}
    others = (one for one in entries if one.id not in own)
    for key in keys:
        yield key, own.get(key) or next(others, None)


def write_evidence(draft: Draft) -> None:
    """Write what was seen, with a list of ids that formulas can search; ratings look at it."""
    sheet = DataSheet(draft, EVIDENCE)
    for key, item in place_entries(EVIDENCE.key, draft.assessment.evidence):
        texts = {}
        if item:
            texts = {"title": item.title, "version": item.version, "owner": item.owner, "shows": item.shows}
            texts |= {"kind": item.kind or "", "processes": ", ".join(item.processes)}
        row = start_entry(sheet, key, item.id if item else "", texts)
        sheet.text(row, "date", item.date if item else "", draft.styles.input_date)
        place = list(layout.EVIDENCE).index(item.kind) + 1 if item and item.kind else 0
        sheet.formula(row, "place", f"=IFERROR({place_typed(sheet, row, 'kind', 'evidence_kinds')},0)", place)
        sheet.formula(row, "named", _searchable(sheet.here(row, "processes")), _list_of(item.processes if item else ()))
        here, names = sheet.here(row, "place"), draft.lists["evidence_kinds_names"]
        named = list(coded_terms(draft)["evidence_kinds"].values())[place - 1] if place else ""
        sheet.formula(row, "kind_name", f'=IF({here}>0,INDEX({names},{here}),"")', named)
    kinds = draft.taxonomy.bundle.maturity.evidence
    legend = "\n".join(f"{kind.code} – {draft.spoken(kind.name).now}" for kind in kinds)
    sheet.validate("kind", list_rule(draft.lists["evidence_kinds"]), sheet.headings["kind"], legend)
    _ask_for_ids(sheet, "processes")
    mark_unknown(sheet, "kind", "kind_name")
    sheet.finish(printed_rows=len(draft.assessment.evidence) + SPARE_ROWS)


def counting_entries(draft: Draft, row: int, hierarchy_id: str, kind: EvidenceKind | None = None) -> str:
    """Return a formula for how many entries of the register of evidence speak for the process of a row.

    Args:
        draft: The register is written already.
        row: Of the process, 0-based; its key is the element id.
        hierarchy_id: By which the process may be named as well.
        kind: Of the entries; any if absent.
    """
    places, named = draft.span(EVIDENCE, "place"), draft.span(EVIDENCE, "named")
    which = f"{places}={layout.EVIDENCE.index(kind) + 1}" if kind else f"{places}>0"
    by_number = f'ISNUMBER(FIND(",{hierarchy_id},",{named}))'
    return f'SUMPRODUCT(--({which}),ISNUMBER(FIND(","&$A{row + 1}&",",{named}))+{by_number})'


def write_observations(draft: Draft) -> None:
    """Write what the assessors found."""
    sheet = DataSheet(draft, OBSERVATIONS)
    for key, one in place_entries(OBSERVATIONS.key, draft.assessment.observations):
        texts: dict[str, str] = {}
        if one:
            texts = {"text": one.text, "kind": one.kind or "", "processes": ", ".join(one.processes)}
            texts |= {"segment": written_segment(draft, one.segment), "evidence": ", ".join(one.evidence)}
            texts |= {"consequence": one.consequence, "recommendation": one.recommendation}
        row = start_entry(sheet, key, one.id if one else "", texts)
        say_code(sheet, row, ("kind", "kind_name", "observation_kinds"), one.kind if one else None)
    offer_codes(sheet, "kind", "observation_kinds")
    _ask_for_ids(sheet, "processes", "evidence")
    offer_segments(sheet)
    mark_unknown(sheet, "kind", "kind_name")
    sheet.finish(printed_rows=len(draft.assessment.observations) + SPARE_ROWS)


def write_initiatives(draft: Draft) -> None:
    """Write what is to be done, with the name and the unit of the metric that it moves; needs the first sheet."""
    sheet, styles = DataSheet(draft, INITIATIVES), draft.styles
    for key, one in place_entries(INITIATIVES.key, draft.assessment.initiatives):
        texts: dict[str, str] = {}
        if one:
            texts = {"title": one.title, "owner": one.owner, "state": one.state or "", "note": one.note}
            texts |= {"depends_on": ", ".join(one.depends_on), "processes": ", ".join(one.processes)}
            texts |= {"metric": one.metric or "", "segment": written_segment(draft, one.segment)}
        row = start_entry(sheet, key, one.id if one else "", texts)
        for column in ("wave", "expected_level"):
            sheet.number(row, column, getattr(one, column) if one else None, styles.input_mark)
        for column in ("expected_value", "cost", "effort"):
            sheet.number(row, column, getattr(one, column) if one else None, styles.input)
        say_code(sheet, row, ("state", "state_name", "states"), one.state if one else None)
        _say_metric(sheet, row, one.metric if one else None)
    _add_rules(sheet)
    sheet.finish(printed_rows=len(draft.assessment.initiatives) + SPARE_ROWS)


def start_entry(sheet: DataSheet, key: str, entry: str, texts: Mapping[str, str | Live]) -> int:
    """Begin the row of an entry with its id, and write its texts; return the row."""
    styles = sheet.draft.styles
    row = sheet.start_row(key, texts, _LEAST_HEIGHT)
    keys = {column.key for column in sheet.layout.columns}
    if "slot" in keys:
        sheet.text(row, "slot", key)
    for column in sheet.layout.inputs:
        value = entry if column == "id" else texts.get(column, "")
        sheet.text(row, column, value, styles.input_text)
    return row


def place_typed(sheet: DataSheet, row: int, column: str, name: str) -> str:
    """Return a formula for the place of what is typed in a column, a code or a word for it; 0 if it is none."""
    lists = sheet.draft.lists
    return place_of_code(lists[f"{name}_words"], lists[f"{name}_places"], f"TRIM({sheet.here(row, column)})")


def say_code(sheet: DataSheet, row: int, about: tuple[str, str, str], code: str | None) -> None:
    """Write beside a code what it means; ``about`` names the two columns and the list."""
    column, shown_in, name = about
    place = place_typed(sheet, row, column, name)
    cached = coded_terms(sheet.draft)[name][code] if code else ""
    names = sheet.draft.lists[f"{name}_names"]
    sheet.formula(row, shown_in, f'=IFERROR(IF({place}>0,INDEX({names},{place}),""),"")', cached)


def _say_metric(sheet: DataSheet, row: int, metric_id: str | None) -> None:
    draft, lists = sheet.draft, sheet.draft.lists
    metric = draft.taxonomy.metric(metric_id) if metric_id else None
    place = place_of_code(lists["moved"], lists["moved_places"], f"TRIM({sheet.here(row, 'metric')})")
    sheet.formula(row, "place", f"=IFERROR({place},0)", moved_metrics(draft).index(metric) + 1 if metric else 0)
    here, name = sheet.here(row, "place"), draft.name_of(metric) if metric else ""
    sheet.formula(row, "metric_name", f'=IF({here}>0,INDEX({lists["moved_names"]},{here}),"")', name)
    money = draft.spoken(next(unit for unit in draft.taxonomy.bundle.units if unit.id is Unit.CURRENCY).sign)
    currency, sign = draft.cell(ORGANISATION, "currency", "value"), f"INDEX({lists['moved_units']},{here})"
    is_money = f'AND({sign}={money.cell},{currency}<>"")'
    formula = f'=IF({here}>0,IF({is_money},{currency},{sign}),"")'
    said: str | Live = sign_of(draft, metric) if metric else ""
    if metric and metric.record.unit is Unit.CURRENCY:
        said = draft.assessment.organisation.currency or said
    sheet.formula(row, "unit", formula, said)


def written_segment(draft: Draft, segment_id: str | None) -> str:
    """Return how a segment is written: by its name, unless that is the id of another one."""
    segments = {segment.id: segment.name for segment in draft.assessment.segments}
    name = segments.get(segment_id or "", "")
    return name if name and name not in segments.keys() - {segment_id} else segment_id or ""


def _searchable(cell: str) -> str:
    """Return a formula for a typed list of ids as a text in which each stands between commas."""
    plain = reduce(lambda text, sign: f'SUBSTITUTE({text},{sign},",")', SEPARATORS, cell)
    return f'=IFERROR(IF({cell}="","",","&{plain}&","),"")'


def _list_of(processes: Sequence[str]) -> str:
    return f",{',,'.join(processes)}," if processes else ""  # written with a comma and a blank


def offer_codes(sheet: DataSheet, column: str, name: str) -> None:
    legend = "\n".join(f"{code} – {term.now}" for code, term in coded_terms(sheet.draft)[name].items())
    sheet.validate(column, list_rule(sheet.draft.lists[name]), sheet.headings[column], legend)


def offer_segments(sheet: DataSheet) -> None:
    """Offer the names of the segments; their ids may be typed."""
    rule = list_rule(sheet.draft.span(SEGMENTS, "name")) | {"show_error": False}
    prompt = sheet.draft.say("Choose a segment by its name, or write its id.")
    sheet.validate("segment", rule, sheet.headings["segment"], prompt)


def _ask_for_ids(sheet: DataSheet, *columns: str) -> None:
    say = sheet.draft.say
    prompts = {
        "processes": say("Ids of processes, such as 6.2.2 or 10388, separated by commas."),
        "evidence": say("Ids of entries of the register of evidence, such as e1, separated by commas."),
        "depends_on": say("Ids of the initiatives that must come before, such as i1, separated by commas."),
    }
    for column in columns:
        sheet.validate(column, {"validate": "any"}, sheet.headings[column], prompts[column])


def mark_unknown(sheet: DataSheet, column: str, shown_in: str) -> None:
    """Mark a code that nothing is known by."""
    typed, shown = sheet.here(FIRST_ROW, column), sheet.here(FIRST_ROW, shown_in)
    sheet.paint(column, f'=AND(TRIM({typed})<>"",{shown}="")', sheet.draft.styles.differing)


def _add_rules(sheet: DataSheet) -> None:
    draft, say = sheet.draft, sheet.draft.say
    offer_codes(sheet, "state", "states")
    _ask_for_ids(sheet, "processes", "depends_on")
    offer_segments(sheet)
    moved = say("Choose the metric that is expected to change; another id of the model may be typed.")
    sheet.validate("metric", list_rule(draft.lists["moved"]) | {"show_error": False}, sheet.headings["metric"], moved)
    prompts = {
        "wave": (number_rule(1, WAVES, kind="integer"), say("When: 1 comes first. May stay blank.")),
        "expected_level": (number_rule(0, 5, kind="integer"), say("Level that its processes then reach: 0 to 5.")),
        "expected_value": (number_rule(-_MOST, _MOST), say("What the metric is then expected to be, in its unit.")),
        "cost": (number_rule(0), say("In the currency that the first sheet names.")),
        "effort": (number_rule(0), say("How many days one person would need.")),
    }
    for column, (rule, prompt) in prompts.items():
        sheet.validate(column, rule, sheet.headings[column], prompt)
    sheet.paint_texts(*prompts)
    mark_unknown(sheet, "state", "state_name")
