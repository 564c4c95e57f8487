"""The sheets people spend their hour on: ratings, checklist, practices, service levels."""

from __future__ import annotations

from pcf.assessment import Figure, Response, Tick
from pcf.assessment.template import core_metrics
from pcf.assessment.words import STATE
from pcf.excel import layout
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.sheet import FIRST_ROW, DataSheet, Draft, list_rule, number_rule, place_of_code, place_of_level
from pcf.taxonomy import Element, Metric

_NOT_ASKED = STATE["not_asked"]


def write_ratings(draft: Draft) -> None:
    """Write every process with room for its level, evidence, target, weight and comment."""
    lang = draft.taxonomy.lang
    kinds = {kind.code: kind.name.spoken(lang) for kind in draft.taxonomy.bundle.maturity.evidence}
    sheet = DataSheet(draft, layout.RATINGS, {f"evidence_{code}": name for code, name in kinds.items()})
    for element in draft.taxonomy:
        if element.level == 2:
            sheet.group_row(element.id, str(element.hierarchy_id), element.name)
        if element.level == 3:
            _rating_row(sheet, element, draft.assessment.response(element.id))
    _rating_rules(sheet)
    sheet.finish()


def _rating_row(sheet: DataSheet, element: Element, said: Response) -> None:
    styles = sheet.draft.styles
    taxonomy = sheet.draft.taxonomy
    # Tall enough for the name of any level, since the person will choose another one.
    longest = max((level.name.spoken(taxonomy.lang) for level in taxonomy.bundle.maturity.levels), key=len)
    described = max(element.rubric.descriptors, key=len) if element.rubric else ""
    texts = {"name": element.name, "level_name": longest, "descriptor": described}
    texts |= {"evidence_note": said.evidence_note, "comment": said.comment}
    row = sheet.start_row(element.id, texts, 20)
    mark = styles.input_mark if said.is_asked else styles.closed
    text = styles.input_text if said.is_asked else styles.closed
    sheet.text(row, "asked", layout.YES if said.is_asked else layout.NO)
    sheet.text(row, "hierarchy_id", str(element.hierarchy_id))
    sheet.text(row, "name", element.name, styles.cell if said.is_asked else styles.closed)
    if said.level is not None:
        sheet.number(row, "answer", said.level, mark)
    else:
        sheet.text(row, "answer", "DK" if said.answer == "DK" else "", mark)
    _level_name(sheet, row, said)
    _descriptor(sheet, row, element, said)
    for kind in layout.EVIDENCE:
        sheet.text(row, f"evidence_{kind}", layout.TICKED if kind in said.evidence else "", mark)
    sheet.text(row, "evidence_note", said.evidence_note, text)
    sheet.number(row, "target", said.target, mark)
    sheet.number(row, "weight", said.weight if said.weight != 1 else None, mark)
    sheet.text(row, "comment", said.comment, text)


def _level_name(sheet: DataSheet, row: int, said: Response) -> None:
    """Show the name of the chosen level beside its code, or why nothing is expected here."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    draft = sheet.draft
    answer = xl_rowcol_to_cell(row, layout.RATINGS.index("answer"), col_abs=True)
    asked = xl_rowcol_to_cell(row, layout.RATINGS.index("asked"), col_abs=True)
    scope = draft.look_up(layout.SCOPE, f"$A{row + 1}", "applicable")
    codes, names = draft.lists["answers"], draft.lists["answer_names"]
    statuses, status_names = draft.lists["statuses"], draft.lists["status_names"]
    not_asked = f'INDEX({status_names},MATCH("not_asked",{statuses},0))'
    not_applicable = f'INDEX({names},MATCH("NA",{codes},0))'
    hint = draft.say("write 0 to 5, NA or DK").replace('"', '""')
    place = place_of_code(codes, draft.lists["answer_places"], answer)
    chosen = f'IF({place}>0,INDEX({names},{place}),"{hint}")'
    blank = f'IF({asked}="{layout.NO}",{not_asked},"")'
    formula = f'=IF({answer}="",IF({scope}="{layout.NO}",{not_applicable},{blank}),{chosen})'
    levels = {level.code: level.name.spoken(draft.taxonomy.lang) for level in draft.taxonomy.bundle.maturity.levels}
    cached = levels[said.answer] if said.answer else "" if said.is_asked else draft.say(_NOT_ASKED)
    sheet.formula(row, "level_name", formula, cached, draft.styles.cell if said.is_asked else draft.styles.closed)


def _descriptor(sheet: DataSheet, row: int, element: Element, said: Response) -> None:
    """Show what the chosen level looks like, or nothing where no level is chosen."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    answer = xl_rowcol_to_cell(row, layout.RATINGS.index("answer"), col_abs=True)
    place = place_of_level(sheet.draft, answer)
    key = layout.level_key(f'$A{row + 1}&"', f'"&({place}-1)')
    described = sheet.draft.look_up(layout.LEVELS, key, "descriptor")
    cached = element.rubric.descriptors[said.level] if element.rubric and said.level is not None else ""
    fmt = sheet.draft.styles.cell if said.is_asked else sheet.draft.styles.closed
    sheet.formula(row, "descriptor", f'=IF({place}>0,IFERROR({described},""),"")', cached, fmt)


def _rating_rules(sheet: DataSheet) -> None:
    draft, say = sheet.draft, sheet.draft.say
    levels = draft.taxonomy.bundle.maturity.levels
    legend = "\n".join(f"{level.code} – {level.name.spoken(draft.taxonomy.lang)}" for level in levels)
    sheet.validate("answer", list_rule(draft.lists["answers"]), say("Level of the process"), legend)
    evidence = {kind.code: kind for kind in draft.taxonomy.bundle.maturity.evidence}
    for kind in layout.EVIDENCE:
        term = evidence[kind]
        title, meaning = term.name.spoken(draft.taxonomy.lang), term.meaning.spoken(draft.taxonomy.lang)
        prompt = say("{meaning} Tick with x.", meaning=meaning)
        sheet.validate(f"evidence_{kind}", list_rule(draft.lists["ticked"]), title, prompt)
    target = say("The level that the organisation wants to reach: 0 to 5. May stay blank.")
    sheet.validate("target", number_rule(0, 5, kind="integer"), say("Target"), target)
    weight = say("How much the process counts within its group: 1 if blank, 2 counts double, 0 leaves it out.")
    sheet.validate("weight", number_rule(0), say("Weight"), weight)
    _grey_out_of_scope(sheet)


def _grey_out_of_scope(sheet: DataSheet) -> None:
    """Grey the rows where the scope sheet says not applicable: a level name is shown without an answer."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    answer, name, asked = (
        xl_rowcol_to_cell(FIRST_ROW, layout.RATINGS.index(column), col_abs=True)
        for column in ("answer", "level_name", "asked")
    )
    rule = {"type": "formula", "criteria": f'=AND({answer}="",{name}<>"",{asked}="{layout.YES}")'}
    last = len(layout.RATINGS.columns)
    sheet.page.conditional_format(FIRST_ROW, 1, sheet.next_row - 1, last, rule | {"format": sheet.draft.styles.grey})


def write_checklist(draft: Draft) -> None:
    """Write the activities under their processes."""
    sheet, styles, say = DataSheet(draft, layout.CHECKLIST), draft.styles, draft.say
    lang, terms = draft.taxonomy.lang, {tick.code: tick for tick in draft.taxonomy.bundle.maturity.ticks}
    code_of = {state: code for code, state in layout.TICK_CODES.items()}
    ticks = {tick.element: tick for tick in draft.assessment.ticks}
    for process in draft.taxonomy.processes:
        if not process.children:
            continue
        sheet.group_row(process.id, str(process.hierarchy_id), process.name)
        for activity in process.children:
            said = ticks.get(activity.id) or Tick(element=activity.id)
            row = sheet.start_row(activity.id, {"name": activity.name, "note": said.note}, 20)
            sheet.text(row, "hierarchy_id", str(activity.hierarchy_id))
            sheet.text(row, "name", activity.name)
            sheet.text(row, "state", code_of[said.state] if said.state else "", styles.input_mark)
            _tick_name(sheet, row, terms[said.state].name.spoken(lang) if said.state else "")
            sheet.text(row, "note", said.note, styles.input_text)
    legend = "\n".join(f"{code} – {terms[state].name.spoken(lang)}" for code, state in layout.TICK_CODES.items())
    sheet.validate("state", list_rule(draft.lists["ticks"]), say("Is it in place?"), legend)
    sheet.finish()


def _tick_name(sheet: DataSheet, row: int, cached: str) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    code = xl_rowcol_to_cell(row, layout.CHECKLIST.index("state"), col_abs=True)
    lists = sheet.draft.lists
    place = place_of_code(lists["ticks"], lists["tick_places"], code)
    sheet.formula(row, "state_name", f'=IF({place}>0,INDEX({lists["tick_names"]},{place}),"")', cached)


def write_practices(draft: Draft) -> None:
    """Write the organisation's own statements and room for more."""
    sheet, styles = DataSheet(draft, layout.PRACTICES), draft.styles
    practices = dict(enumerate(draft.assessment.practices))
    for number in range(max(layout.PRACTICE_ROWS, len(practices))):
        said = practices.get(number)
        texts = {"text": said.text, "owner": said.owner, "elements": ", ".join(said.elements)} if said else {}
        row = sheet.start_row(f"p{number + 1}", texts, 18)
        sheet.text(row, "id", said.id if said else "", styles.input_text)
        for column in ("text", "owner", "elements"):
            sheet.text(row, column, texts.get(column, ""), styles.input_text)
    sheet.finish()


def metrics_of(draft: Draft) -> tuple[Metric, ...]:
    """Return the metrics that have rows: the industry's core set, and whatever else has figures."""
    named = {figure.metric for figure in draft.assessment.figures}
    named |= {metric.id for metric in core_metrics(draft.taxonomy, draft.assessment.profile)}
    return tuple(metric for metric in draft.taxonomy.metrics if metric.id in named)


def write_figures(draft: Draft) -> None:
    """Write a block of rows for each row of the segments sheet, spare ones included."""
    sheet, metrics = DataSheet(draft, layout.FIGURES), metrics_of(draft)
    segments = dict(zip(segment_slots(draft), draft.assessment.segments, strict=False))
    said = {(figure.segment, figure.metric): figure for figure in draft.assessment.figures}
    for slot in segment_slots(draft):
        segment = segments.get(slot)
        for metric in metrics:
            figure = said.get((segment.id, metric.id)) if segment else None
            _figure_row(sheet, slot, metric, (segment.name or segment.id) if segment else "", figure)
    _figure_rules(sheet)
    sheet.finish()


def _figure_row(sheet: DataSheet, slot: str, metric: Metric, segment_name: str, figure: Figure | None) -> None:
    draft, styles = sheet.draft, sheet.draft.styles
    say, record = draft.say, metric.record
    row = sheet.start_row(f"{slot}:{metric.id}", {"name": metric.name, "segment": segment_name}, 18)
    name = draft.look_up(layout.SEGMENTS, f'"{slot}"', "name")
    segment_id = draft.look_up(layout.SEGMENTS, f'"{slot}"', "id")
    formula = f'=IF({name}<>"",{name},IF({segment_id}<>"",{segment_id},""))'
    sheet.formula(row, "segment", formula, segment_name)
    unit = next(unit for unit in draft.taxonomy.bundle.units if unit.id is record.unit)
    better = {"higher": say("higher"), "lower": say("lower"), "band": say("within the band")}
    sheet.text(row, "name", metric.name)
    sheet.text(row, "unit", unit.sign.spoken(draft.taxonomy.lang))
    sheet.text(row, "better", better.get(record.better or "", "–"))
    for column in ("value", "n", "floor", "target", "stretch", "target_to", "floor_to"):
        sheet.number(row, column, getattr(figure, column) if figure else None, styles.input)
    weight = figure.weight if figure and figure.weight != 1 else None
    sheet.number(row, "weight", weight, styles.input)


def _figure_rules(sheet: DataSheet) -> None:
    say = sheet.draft.say
    weight = say("How much the metric counts in the segment's index: 1 if blank, 0 leaves it out.")
    sheet.validate("weight", number_rule(0), say("Weight"), weight)
    cases = say("How many contacts, answers or cases the value rests on. May stay blank.")
    sheet.validate("n", number_rule(0), say("Number of cases"), cases)
    spare = {"type": "formula", "criteria": f'=$B{FIRST_ROW + 1}=""', "format": sheet.draft.styles.grey}
    sheet.page.conditional_format(FIRST_ROW, 1, sheet.next_row - 1, len(layout.FIGURES.columns), spare)
