"""The sheet of service levels: figures of every segment against their aims, and how far each has come."""

from __future__ import annotations

from pcf.assessment import Figure, SegmentMetric
from pcf.assessment.template import core_metrics
from pcf.excel import layout
from pcf.excel.layout import FIGURES, ORGANISATION
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.sheet import DataSheet, number_rule
from pcf.maturity import AT_STRETCH, AT_TARGET
from pcf.taxonomy import Metric
from pcf.units import Unit

_HUGE = 1e15  # any number: what is meant is that text is none
_NUMBERS = ("value", "n", "floor", "target", "stretch", "target_to", "floor_to")


def metrics_of(draft: Draft) -> tuple[Metric, ...]:
    """Return the metrics that have rows: the industry's core set, and whatever else has figures."""
    named = {figure.metric for figure in draft.assessment.figures}
    named |= {metric.id for metric in core_metrics(draft.taxonomy, draft.assessment.profile)}
    return tuple(metric for metric in draft.taxonomy.metrics if metric.id in named)


def figure_key(slot: str, metric: Metric) -> str:
    """Return the key of the row of one metric of one segment: ``s1:service_level``."""
    return f"{slot}:{metric.id}"


def write_figures(draft: Draft) -> None:
    """Write a block of rows for each row of the segments sheet, spare ones included."""
    sheet, metrics = DataSheet(draft, FIGURES), metrics_of(draft)
    segments = dict(zip(segment_slots(draft), draft.card.segments, strict=False))
    said = {(figure.segment, figure.metric): figure for figure in draft.assessment.figures}
    for number, slot in enumerate(segment_slots(draft), start=1):
        scored = segments.get(slot)
        judged = {one.metric.id: one for one in scored.metrics} if scored else {}
        for metric in metrics:
            figure = said.get((scored.segment.id, metric.id)) if scored else None
            row = _figure_row(sheet, slot, metric, scored.segment.name if scored else "", figure)
            sheet.number(row, "slot", number, draft.styles.whole)
            _live_row(sheet, row, metric, judged.get(metric.id))
    _figure_rules(sheet)
    sheet.finish(printed_rows=len(metrics) * max(1, len(segments)))


def _figure_row(sheet: DataSheet, slot: str, metric: Metric, segment_name: str, figure: Figure | None) -> int:
    draft, styles, record = sheet.draft, sheet.draft.styles, metric.record
    metric_name, say = draft.name_of(metric), draft.say
    row = sheet.start_row(figure_key(slot, metric), {"name": metric_name, "segment": segment_name}, 18)
    say_segment(sheet, row, slot, segment_name)
    better = {"higher": say("higher"), "lower": say("lower"), "band": say("within the band")}
    sheet.text(row, "name", metric_name)
    say_unit(sheet, row, record.unit)
    sheet.text(row, "better", better.get(record.better or "", draft.texts.of(("–",) * 3)))
    for column in _NUMBERS:
        sheet.number(row, column, getattr(figure, column) if figure else None, styles.input)
    weight = figure.weight if figure and figure.weight != 1 else None
    sheet.number(row, "weight", weight, styles.input)
    return row


def say_segment(sheet: DataSheet, row: int, slot: str, name: str, fmt: object = None) -> None:
    """Show what the segment of a row of the sheet of segments is called, or its id."""
    draft = sheet.draft
    there = draft.look_up(layout.SEGMENTS, f'"{slot}"', "name")
    segment_id = draft.look_up(layout.SEGMENTS, f'"{slot}"', "id")
    sheet.formula(row, "segment", f'=IF({there}<>"",{there},IF({segment_id}<>"",{segment_id},""))', name, fmt)


def say_unit(sheet: DataSheet, row: int, unit_id: Unit, fmt: object = None) -> None:
    """Show how a unit is written; the currency as the first sheet names it."""
    draft = sheet.draft
    sign = draft.spoken(next(unit for unit in draft.taxonomy.bundle.units if unit.id is unit_id).sign)
    if unit_id is not Unit.CURRENCY:
        sheet.text(row, "unit", sign, fmt)
        return
    currency = draft.cell(ORGANISATION, "currency", "value")
    said = draft.assessment.organisation.currency or sign
    sheet.formula(row, "unit", f'=IF({currency}="",{sign.cell},{currency})', said, fmt)


def _live_row(sheet: DataSheet, row: int, metric: Metric, judged: SegmentMetric | None) -> None:
    """Write how far the figure has come, whether its floor is kept, and what it weighs in the segment's index."""
    draft, styles, better = sheet.draft, sheet.draft.styles, metric.record.better
    at = {column: sheet.here(row, column) for column in (*_NUMBERS, "weight", "attainment")}
    is_aimed = f"ISNUMBER({at['target']})"
    if better == "band":
        is_aimed = f"AND({is_aimed},ISNUMBER({at['target_to']}))"
    has_direction = better in {"higher", "lower", "band"}
    reached = judged.attainment if judged else None
    formula = _attainment(at, better or "") if has_direction else '""'
    sheet.formula(row, "attainment", f"={formula}", None if reached is None else float(reached), styles.number)
    breach, worse = _breach(at, better or ""), draft.say("▼ worse than the floor")
    is_breached = judged is not None and judged.breached
    sheet.formula(row, "kept", f'=IF({breach},{worse.cell},"")', worse if is_breached else "", styles.cell)
    weight = f"IF(ISNUMBER({at['weight']}),{at['weight']},1)"
    aimed = f"IF({is_aimed},{weight},0)" if has_direction else "0"
    weighed = judged.weight if judged else None
    counted = 0.0 if weighed is None else float(weighed)
    sheet.formula(row, "aimed", f"={aimed}", counted)
    here = sheet.here(row, "aimed")
    sheet.formula(row, "attained", f"=IF(ISNUMBER({at['attainment']}),{here},0)", counted if reached is not None else 0)


def _attainment(at: dict[str, str], better: str) -> str:
    """Return the formula of ``pcf.maturity.attainment``; blank text where there is no value, target or order."""
    value, target = at["value"], at["target"]
    if better == "band":
        low, high = at["target"], at["target_to"]
        below = _one_side(value, low, _or(at["floor"], f"MIN(0,2*{low})"), "", sign="")
        above = _one_side(value, high, _or(at["floor_to"], f"MAX(0,2*{high})"), "", sign="-")
        known = f"AND(ISNUMBER({value}),ISNUMBER({low}),ISNUMBER({high}))"
        # A side out of order gives text, which MIN over cells would skip; adding it fails, and shows nothing.
        return f'IF({known},IF({high}<{low},"",IFERROR(MIN({below}+0,{above}+0),"")),"")'
    unset = "0" if better == "higher" else f"2*{target}"
    sign = "" if better == "higher" else "-"
    formula = _one_side(value, target, _or(at["floor"], unset), at["stretch"], sign=sign)
    return f'IF(AND(ISNUMBER({value}),ISNUMBER({target})),{formula},"")'


def _one_side(value: str, target: str, floor: str, stretch: str, *, sign: str) -> str:
    """Return the formula where more is better, or with ``sign`` ``-`` less; it turns every comparison round."""
    v, t, f = (f"{sign}{one}" for one in (value, target, floor))
    if not stretch:
        inside = f"IF({v}>={t},{AT_STRETCH},IF({v}<{f},0,{AT_STRETCH}*({value}-{floor})/({target}-{floor})))"
        return f'IF({f}>{t},"",{inside})'
    top = f"IF(ISNUMBER({stretch}),{AT_TARGET},{AT_STRETCH})"
    above = f"{AT_TARGET}+{AT_STRETCH - AT_TARGET}*({value}-{target})/({stretch}-{target})"
    beyond = f"IF(ISNUMBER({stretch}),IF({v}>={sign}{stretch},{AT_STRETCH},{above}),{AT_STRETCH})"
    inside = f"IF({v}<{f},0,IF({v}<{t},{top}*({value}-{floor})/({target}-{floor}),{beyond}))"
    return f'IF(OR({f}>{t},AND(ISNUMBER({stretch}),{t}>{sign}{stretch})),"",{inside})'


def _or(cell: str, unset: str) -> str:
    return f"IF(ISNUMBER({cell}),{cell},{unset})"


def _breach(at: dict[str, str], better: str) -> str:
    """Return a condition: the value is worse than a floor."""
    value, floor, floor_to = at["value"], at["floor"], at["floor_to"]
    below = f"AND(ISNUMBER({value}),ISNUMBER({floor}),{value}<{floor})"
    match better:
        case "higher":
            return below
        case "lower":
            return f"AND(ISNUMBER({value}),ISNUMBER({floor}),{value}>{floor})"
        case "band":
            return f"OR({below},AND(ISNUMBER({value}),ISNUMBER({floor_to}),{value}>{floor_to}))"
        case _:
            return "FALSE"


def _figure_rules(sheet: DataSheet) -> None:
    say = sheet.draft.say
    number = say("A number in the unit of the row, with the decimal mark of your program: 81.2, not text.")
    for column in (one for one in _NUMBERS if one != "n"):
        sheet.validate(column, number_rule(-_HUGE, _HUGE), sheet.headings[column], number)
    weight = say("How much the metric counts in the segment's index: 1 if blank, 0 leaves it out.")
    sheet.validate("weight", number_rule(0), say("Weight"), weight)
    cases = say("How many contacts, answers or cases the value rests on. May stay blank.")
    sheet.validate("n", number_rule(0), say("Number of cases"), cases)
    sheet.paint("segment", f'={sheet.here(FIRST_ROW, "segment")}=""', sheet.draft.styles.grey, to="kept")
    sheet.paint_texts(*_NUMBERS, "weight")
    sheet.paint("kept", f'={sheet.here(FIRST_ROW, "kept")}<>""', sheet.draft.styles.breached)
