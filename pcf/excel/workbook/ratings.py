"""The sheet of ratings, and that of targets and weights beside it."""

from __future__ import annotations

from pcf.assessment import ProcessScore, Response
from pcf.assessment.words import STATE
from pcf.excel import layout
from pcf.excel.layout import RATINGS, TARGETS
from pcf.excel.live_sheets import LEVELS
from pcf.excel.workbook.checklist import progress_of
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.formulas import place_of_code, place_of_level, supported_level
from pcf.excel.workbook.live import Live, longest_of
from pcf.excel.workbook.registers import counting_entries
from pcf.excel.workbook.sheet import DataSheet, list_rule, number_rule
from pcf.taxonomy import Element

_NOT_ASKED = STATE["not_asked"]


def write_ratings(draft: Draft) -> None:
    """Write every process with room for its level, evidence and comment; needs scope, levels and checklist."""
    kinds = {f"evidence_{kind.code}": draft.spoken(kind.name) for kind in draft.taxonomy.bundle.maturity.evidence}
    sheet = DataSheet(draft, RATINGS, kinds)
    scored = {process.element.id: process for process in draft.card.processes}
    for element in draft.taxonomy:
        if element.level == 2:
            sheet.group_row(layout.group_key(element.id), str(element.hierarchy_id), draft.name_of(element))
        if element.level == 3:
            _rating_row(sheet, element, draft.assessment.response(element.id), scored[element.id])
    _rating_rules(sheet)
    sheet.finish()


def _rating_row(sheet: DataSheet, element: Element, said: Response, scored: ProcessScore) -> None:
    draft, styles = sheet.draft, sheet.draft.styles
    name = draft.name_of(element)
    written: dict[str, str | Live] = {"evidence_note": said.evidence_note, "comment": said.comment, "name": name}
    row = sheet.start_row(element.id, tallest(draft, element) | written)
    mark = styles.input_mark if said.is_asked else styles.closed
    text = styles.input_text if said.is_asked else styles.closed
    sheet.text(row, "asked", layout.YES if said.is_asked else layout.NO)
    sheet.text(row, "hierarchy_id", str(element.hierarchy_id))
    sheet.text(row, "name", name, styles.cell if said.is_asked else styles.closed)
    if said.level is not None:
        sheet.number(row, "answer", said.level, mark)
    else:
        sheet.text(row, "answer", "DK" if said.answer == "DK" else "", mark)
    write_level_name(sheet, row, said)
    write_descriptor(sheet, row, element, said)
    for kind in layout.EVIDENCE:
        sheet.text(row, f"evidence_{kind}", layout.TICKED if kind in said.evidence else "", mark)
    write_supported(sheet, row, scored)
    write_suggested(sheet, row, scored)
    sheet.text(row, "evidence_note", said.evidence_note, text)
    sheet.text(row, "comment", said.comment, text)


def tallest(draft: Draft, element: Element) -> dict[str, str | Live]:
    """Return what the row may come to show: the person will choose another level, in another language."""
    levels = [draft.spoken(level.name) for level in draft.taxonomy.bundle.maturity.levels]
    texts: dict[str, str | Live] = {}
    texts["level_name"] = max(levels, key=lambda one: max(map(len, one.texts)))
    if element.rubric:
        texts["descriptor"] = longest_of(draft.level_texts(element))
    return texts


def write_level_name(sheet: DataSheet, row: int, said: Response) -> None:
    """Show the name of the chosen level beside its code, or why nothing is expected here."""
    draft = sheet.draft
    answer, asked = sheet.here(row, "answer"), sheet.here(row, "asked")
    scope = draft.look_up(layout.SCOPE, f"$A{row + 1}", "applicable")
    codes, names = draft.lists["answers"], draft.lists["answer_names"]
    not_applicable = f'INDEX({names},MATCH("NA",{codes},0))'
    hint = draft.say("write 0 to 5, NA or DK").cell
    place = place_of_code(codes, draft.lists["answer_places"], answer)
    chosen = f"IF({place}>0,INDEX({names},{place}),{hint})"
    not_asked = draft.say(_NOT_ASKED)
    blank = f'IF({asked}="{layout.NO}",{not_asked.cell},"")'
    formula = f'=IFERROR(IF({answer}="",IF({scope}="{layout.NO}",{not_applicable},{blank}),{chosen}),{hint})'
    levels = {level.code: draft.spoken(level.name).now for level in draft.taxonomy.bundle.maturity.levels}
    cached = levels[said.answer] if said.answer else "" if said.is_asked else not_asked.now
    sheet.formula(row, "level_name", formula, cached, draft.styles.cell if said.is_asked else draft.styles.closed)


def write_descriptor(sheet: DataSheet, row: int, element: Element, said: Response) -> None:
    """Show what the chosen level looks like, or nothing where no level is chosen."""
    place = place_of_level(sheet.draft, sheet.here(row, "answer"))
    key = layout.level_key(f'$A{row + 1}&"', f'"&({place}-1)')
    described = sheet.draft.look_up(LEVELS, key, "descriptor")
    cached = element.level_texts[said.level] if element.rubric and said.level is not None else ""
    fmt = sheet.draft.styles.cell if said.is_asked else sheet.draft.styles.closed
    sheet.formula(row, "descriptor", f'=IFERROR(IF({place}>0,{described},""),"")', cached, fmt)


def write_supported(sheet: DataSheet, row: int, scored: ProcessScore) -> None:
    """Show the level that the evidence supports, ticked here or registered; never above the rating."""
    draft, number = sheet.draft, str(scored.element.hierarchy_id)
    place = place_of_level(draft, sheet.here(row, "answer"))
    ticks = {kind: f'TRIM({sheet.here(row, f"evidence_{kind}")})<>""' for kind in layout.EVIDENCE}
    has = {kind: f"OR({tick},{counting_entries(draft, row, number, kind)}>0)" for kind, tick in ticks.items()}
    least = supported_level(has, f"OR({','.join(ticks.values())},{counting_entries(draft, row, number)}>0)")
    is_asked = f'{sheet.here(row, "asked")}<>"{layout.NO}"'
    formula = f'=IFERROR(IF(AND({is_asked},{place}>0),MIN({place}-1,{least}),""),"")'
    sheet.formula(row, "supported", formula, scored.supported, draft.styles.whole)


def write_suggested(sheet: DataSheet, row: int, scored: ProcessScore) -> None:
    """Show what the checklist suggests, and how much of the next level is in place."""
    said = scored.suggestion
    key = f'"{layout.group_key("")}"&$A{row + 1}'
    for column, there, cached in (
        ("suggested", "level", said.level if said else ""),
        ("progress", "state_name", progress_of(scored)),
    ):
        found = sheet.draft.look_up(layout.CHECKLIST, key, there)
        sheet.formula(row, column, f'=IFERROR({found},"")', cached, sheet.draft.styles.whole)


def _rating_rules(sheet: DataSheet) -> None:
    draft, say = sheet.draft, sheet.draft.say
    levels = draft.taxonomy.bundle.maturity.levels
    legend = "\n".join(f"{level.code} – {draft.spoken(level.name).now}" for level in levels)
    sheet.validate("answer", list_rule(draft.lists["answers"]), say("Level of the process"), legend)
    evidence = {kind.code: kind for kind in draft.taxonomy.bundle.maturity.evidence}
    for kind in layout.EVIDENCE:
        term = evidence[kind]
        prompt = say("{meaning} Tick with x.", meaning=draft.spoken(term.meaning))
        sheet.validate(f"evidence_{kind}", list_rule(draft.lists["ticked"]), draft.spoken(term.name), prompt)
    answer, name, asked, supported, suggested = (
        sheet.here(FIRST_ROW, column) for column in ("answer", "level_name", "asked", "supported", "suggested")
    )
    # A level name without an answer: the scope sheet says not applicable.
    out = f'AND({answer}="",{name}<>"",{asked}="{layout.YES}")'
    sheet.paint("hierarchy_id", f"={out}", draft.styles.grey, to="comment")
    differs = f"AND(ISNUMBER({answer}),ISNUMBER({{0}}),{{0}}<>{answer})"
    sheet.paint("supported", "=" + differs.format(supported), draft.styles.differing)
    sheet.paint("suggested", "=" + differs.format(suggested), draft.styles.differing)


def write_targets(draft: Draft) -> None:
    """Write the target of every process, and the weights of processes and groups; needs the ratings."""
    sheet = DataSheet(draft, TARGETS)
    weights = {one.element: one.weight for one in draft.assessment.group_weights}
    for element in draft.taxonomy:
        if element.level == 2:
            row = sheet.group_row(element.id, str(element.hierarchy_id), draft.name_of(element))
            sheet.number(row, "weight", weights.get(element.id), draft.styles.input_mark)
        if element.level == 3:
            _target_row(sheet, element, draft.assessment.response(element.id))
    say = draft.say
    target = say("The level that the organisation wants to reach: 0 to 5. May stay blank.")
    sheet.validate("target", number_rule(0, 5, kind="integer"), say("Target"), target)
    weight = say("How much the process counts within its group: 1 if blank, 2 counts double, 0 leaves it out.")
    sheet.validate("weight", number_rule(0), say("Weight"), weight)
    sheet.paint_texts("target", "weight")
    sheet.finish()


def _target_row(sheet: DataSheet, element: Element, said: Response) -> None:
    draft, styles, name = sheet.draft, sheet.draft.styles, sheet.draft.name_of(element)
    row = sheet.start_row(element.id, {"name": name})
    sheet.text(row, "hierarchy_id", str(element.hierarchy_id))
    sheet.text(row, "name", name)
    sheet.number(row, "target", said.target, styles.input_mark)
    place, names = place_of_level(draft, sheet.here(row, "target")), draft.lists["answer_names"]
    cached = draft.taxonomy.level_names[said.target] if said.target is not None else ""
    sheet.formula(row, "target_name", f'=IFERROR(IF({place}>0,INDEX({names},{place}),""),"")', cached)
    sheet.number(row, "weight", said.weight if said.weight != 1 else None, styles.input_mark)
    answer = draft.look_up(draft.rated, f"$A{row + 1}", "answer")
    code = _today(draft.card.process(element.id))
    sheet.formula(row, "answer", f'=IFERROR(IF({answer}="","",{answer}),"")', code, styles.whole)


def _today(process: ProcessScore) -> int | str:
    """Return the level that counts, or the code that stands for it; what the scope leaves out has none."""
    answers = process.answers
    if answers.level is not None:
        return int(answers.level)
    if answers.agreed and answers.agreed.answer:
        return answers.agreed.answer
    return "DK" if answers.is_unknown else ""
