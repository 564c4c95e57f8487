"""The sheet of the workshop: everybody's answers side by side, the level agreed on, the scores moving with it."""

from __future__ import annotations

from pcf.assessment import ProcessScore, Response
from pcf.assessment.answers import Answers
from pcf.assessment.roles import replied_by
from pcf.assessment.scorecard import score_round
from pcf.assessment.voices import said_by_role
from pcf.assessment.workshop import in_dispute_order, shown_range
from pcf.excel import layout
from pcf.excel.live_sheets import RESULTS
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.hidden import STATUS_NAMES
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.live_results import status_code
from pcf.excel.workbook.ratings import tallest, write_descriptor, write_level_name, write_suggested, write_supported
from pcf.excel.workbook.sheet import DataSheet, list_rule
from pcf.excel.workshop import ROLE_COLUMNS, VOICES, WORKSHOP, column_of

_A3 = 8  # on paper nobody could read it smaller; it is made for the wall


def write_workshop(draft: Draft) -> None:
    """Write the headline and the groups, live, and below them the processes, the most disputed first."""
    headings = {f"evidence_{kind.code}": draft.spoken(kind.name) for kind in draft.taxonomy.bundle.maturity.evidence}
    sheet = DataSheet(draft, WORKSHOP, headings | _role_headings(draft))
    _hide_unused(sheet)
    _write_scores(sheet)
    first = sheet.next_row
    for place, process in enumerate(in_dispute_order(draft.card), start=1):
        _write_process(sheet, place, process)
    _write_count(sheet, first)
    _add_rules(sheet, first)
    sheet.finish(is_filtered=False)
    sheet.page.set_paper(_A3)
    sheet.page.print_area(0, 0, sheet.next_row - 1, WORKSHOP.index("descriptor") - 1)  # to read on screen
    sheet.page.freeze_panes(FIRST_ROW + 1, WORKSHOP.index("name") + 1)


def _proposal_code(answers: Answers) -> str:
    """Return the proposal as it stands in its cell: a level, DK where nobody knows more, or blank."""
    if answers.proposal is not None:
        return str(int(answers.proposal))
    return "DK" if answers.dk else ""


def _role_headings(draft: Draft) -> dict[str, Live]:
    names = {f"role_{role.code}": draft.spoken(role.name) for role in draft.taxonomy.bundle.maturity.roles}
    return names | {column_of(None): draft.say("No role")}


def _hide_unused(sheet: DataSheet) -> None:
    """Hide the columns of roles that nobody has."""
    taken = {column_of(copy.assessment.respondent.role) for copy in sheet.draft.card.round.copies}
    for key in set(ROLE_COLUMNS) - taken:
        place = WORKSHOP.index(key)
        sheet.page.set_column(place, place, None, None, {"hidden": True})


def _write_scores(sheet: DataSheet) -> None:
    """Write the category and its groups as the results have them, beside what the answers alone come to."""
    draft, styles = sheet.draft, sheet.draft.styles
    copies = draft.card.round.copies
    before = score_round(draft.taxonomy, replied_by(draft.card.round, copies), policy=draft.card.policy)
    then = {score.id: score.score for score in (before.score, *before.groups)}
    for place, score in enumerate((draft.card.score, *draft.card.groups)):
        element = draft.taxonomy[score.id]
        row = sheet.own_row(f"{layout.OWN}now:{score.id}")
        sheet.text(row, "hierarchy_id", str(element.hierarchy_id), styles.group)
        sheet.text(row, "name", draft.name_of(element), styles.group_name)
        if (proposed := then[score.id]) is not None:  # a formula, so that the reader sees a number typed over it
            sheet.formula(row, "proposal", f"={float(proposed)!r}", float(proposed), styles.group_number)
        shown = "" if score.score is None else float(score.score)
        sheet.formula(row, "answer", f"={_result(draft, place, 'score')}", shown, styles.group_number)
        said = draft.say(STATUS_NAMES[status_code(score)])
        sheet.formula(row, "level_name", f"={_result(draft, place, 'status')}", said, styles.group)


def _result(draft: Draft, place: int, column: str) -> str:
    """Return a cell of the first rows of the results: the category, then its groups in order."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    cell = xl_rowcol_to_cell(FIRST_ROW + place, RESULTS.index(column), row_abs=True, col_abs=True)
    return f"'{draft.names['results']}'!{cell}"


def _write_process(sheet: DataSheet, place: int, process: ProcessScore) -> None:
    draft, styles, answers = sheet.draft, sheet.draft.styles, process.answers
    said, agreed = _counting(process), answers.agreed
    name = draft.name_of(process.element)
    texts: dict[str, str | Live] = tallest(draft, process.element) | {"name": name}
    free = {
        "reason": agreed.reason if agreed else "",
        "evidence": agreed.evidence if agreed else "",
        "agreed_by": agreed.agreed_by if agreed else "",
        "open_question": agreed.open_question if agreed else "",
    }
    by_role = {column_of(role): text for role, text in said_by_role(answers).items()}
    row = sheet.start_row(process.element.id, {**texts, **free, **by_role})
    sheet.number(row, "place", place, styles.whole)
    sheet.text(row, "hierarchy_id", str(process.element.hierarchy_id))
    sheet.text(row, "name", name)
    for column in ROLE_COLUMNS:
        sheet.text(row, column, by_role.get(column, ""))
    _write_figures(sheet, row, answers)
    _write_levels(sheet, row, process)
    write_level_name(sheet, row, said)
    write_descriptor(sheet, row, process.element, said)
    for kind in layout.EVIDENCE:
        ticked = kind in draft.assessment.response(process.element.id).evidence
        sheet.text(row, f"evidence_{kind}", layout.TICKED if ticked else "", styles.input_mark)
    write_supported(sheet, row, process)
    write_suggested(sheet, row, process)
    for column, text in free.items():
        sheet.text(row, column, text, styles.input_text)
    sheet.text(row, "date", agreed.date if agreed else "", styles.input_date)


def _counting(process: ProcessScore) -> Response:
    """Return the level that counts as if one respondent had answered it."""
    answers = process.answers
    code = "NA" if not answers.is_applicable else "DK" if answers.is_unknown else None
    level = code if answers.level is None else str(int(answers.level))
    return Response.model_validate({"element": answers.element, "answer": level, "is_asked": answers.is_asked})


def _write_figures(sheet: DataSheet, row: int, answers: Answers) -> None:
    """Write how many answered, how far apart they are, and how many do not know; none of it is live."""
    styles = sheet.draft.styles
    sheet.number(row, "n", answers.n, styles.whole)
    sheet.text(row, "range", shown_range(answers), styles.whole)
    for column, share in (("agreement", answers.agreement), ("dk_share", answers.dk_share)):
        place = WORKSHOP.index(column)
        if share is None:
            sheet.page.write_blank(row, place, None, styles.share)
        else:
            sheet.page.write_number(row, place, float(share), styles.share)


def _write_levels(sheet: DataSheet, row: int, process: ProcessScore) -> None:
    """Write the proposal, the agreed level, and the one of the two that counts."""
    styles, answers = sheet.draft.styles, process.answers
    _write_code(sheet, row, "proposal", _proposal_code(answers), styles.whole)
    settled = answers.agreed.answer if answers.agreed else None
    _write_code(sheet, row, "agreed", settled or "", styles.input_mark)
    proposal, agreed = sheet.here(row, "proposal"), sheet.here(row, "agreed")
    counts = f'=IF(TRIM({agreed})<>"",{agreed},IF({proposal}="","",{proposal}))'
    code = settled or _proposal_code(answers)
    sheet.formula(row, "answer", counts, int(code) if code.isdigit() else code, styles.strong_whole)
    nobody = layout.NO if not answers.voices else layout.YES
    asked = answers.voices or settled
    formula = f'=IF(TRIM({agreed})<>"","{layout.YES}","{nobody}")'
    sheet.formula(row, "asked", formula, layout.YES if asked else layout.NO)


def _write_code(sheet: DataSheet, row: int, column: str, code: str, fmt: object) -> None:
    if code.isdigit():
        sheet.number(row, column, int(code), fmt)
    else:
        sheet.text(row, column, code, fmt)


def _write_count(sheet: DataSheet, first: int) -> None:
    """Write, beside the headline, for how many processes a level was agreed."""
    from xlsxwriter.utility import xl_range_abs

    place = WORKSHOP.index("agreed")
    cells = xl_range_abs(first, place, sheet.next_row - 1, place)
    count = sum(process.answers.is_agreed for process in sheet.draft.card.processes)
    formula = f'=SUMPRODUCT(--(TRIM({cells})<>""))'
    sheet.formula(FIRST_ROW, "agreed", formula, count, sheet.draft.styles.group_whole)


def _add_rules(sheet: DataSheet, first: int) -> None:
    draft, say = sheet.draft, sheet.draft.say
    rows = (first, sheet.next_row - 1)
    legend = "\n".join(f"{one.code} – {draft.spoken(one.name).now}" for one in draft.taxonomy.bundle.maturity.levels)
    sheet.validate("agreed", list_rule(draft.lists["answers"]), say("Agreed level"), legend, rows=rows)
    evidence = {kind.code: kind for kind in draft.taxonomy.bundle.maturity.evidence}
    for kind in layout.EVIDENCE:
        term = evidence[kind]
        prompt = say("{meaning} Tick with x.", meaning=draft.spoken(term.meaning))
        rule = list_rule(draft.lists["ticked"])
        sheet.validate(f"evidence_{kind}", rule, draft.spoken(term.name), prompt, rows=rows)
    answer, supported, suggested = (sheet.here(FIRST_ROW, column) for column in ("answer", "supported", "suggested"))
    differs = f"AND(ISNUMBER({answer}),ISNUMBER({{0}}),{{0}}<>{answer})"
    sheet.paint("supported", "=" + differs.format(supported), draft.styles.differing)
    sheet.paint("suggested", "=" + differs.format(suggested), draft.styles.differing)


def write_voices(draft: Draft) -> None:
    """Write, process by process, what each respondent answered and wrote; without names only what was written."""
    sheet = DataSheet(draft, VOICES)
    roles = {role.code: draft.spoken(role.name) for role in draft.taxonomy.bundle.maturity.roles}
    number = 0
    for process in draft.card.processes:
        for voice in process.answers.voices:
            is_nameless = voice.respondent.is_nameless
            if not (voice.comment or voice.evidence_note or (voice.answer and not is_nameless)):
                continue
            number += 1
            name = draft.name_of(process.element)
            wrote: dict[str, str | Live] = {"comment": voice.comment, "evidence_note": voice.evidence_note}
            row = sheet.start_row(f"{layout.OWN}v{number}", wrote | {"name": name})
            sheet.text(row, "hierarchy_id", str(process.element.hierarchy_id))
            role = voice.respondent.role
            sheet.text(row, "name", name)
            sheet.text(row, "role", roles[role] if role and not is_nameless else "")
            sheet.text(row, "respondent", voice.respondent.name)
            _write_code(sheet, row, "answer", "" if is_nameless else voice.answer or "", draft.styles.whole)
            sheet.text(row, "comment", voice.comment)
            sheet.text(row, "evidence_note", voice.evidence_note)
    sheet.finish()
