"""The sheets of the building blocks of complaint handling and of the steps of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.complaints.audit import STANDS_FROM, Audit, BlockLevel, StepProgress, audit
from pcf.complaints.records import BlockAnswer
from pcf.excel import layout
from pcf.excel.complaints import ANSWERED_KEY, BLOCKS, LADDER_KEY, STEPS
from pcf.excel.workbook.complaints_rules import write_calendar, write_rules
from pcf.excel.workbook.complaints_values import write_assumptions
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.formulas import place_of_code, place_of_level, supported_level
from pcf.excel.workbook.live import Live, longest_of
from pcf.excel.workbook.registers import mark_unknown, offer_codes, say_code
from pcf.excel.workbook.sheet import DataSheet, list_rule
from pcf.source import loops


def write_complaints(draft: Draft) -> None:
    """Write the five sheets of complaints; needs the first sheet and the segments. None if the form does not ask."""
    said = draft.assessment.complaints
    if said is None:
        return
    found = audit(said, loops().complaints)
    _write_blocks(draft, found)
    _write_steps(draft, found)
    write_assumptions(draft, said)
    write_rules(draft, said)
    write_calendar(draft, said)


def _write_blocks(draft: Draft, found: Audit) -> None:
    """Write the blocks, and above them how many are answered and how far the ladder goes, which move as one types."""
    kinds = {f"evidence_{kind.code}": draft.spoken(kind.name) for kind in draft.taxonomy.bundle.maturity.evidence}
    sheet = DataSheet(draft, BLOCKS, kinds)
    tops = [sheet.own_row(key) for key in (ANSWERED_KEY, LADDER_KEY)]
    first = sheet.next_row
    for number, block in enumerate(found.blocks, start=1):
        _write_block(sheet, number, block)
    _write_tops(sheet, tops, found)
    _add_rules(sheet, first)
    sheet.finish(is_filtered=False)
    sheet.page.freeze_panes(first, BLOCKS.index("name") + 1)


def _write_block(sheet: DataSheet, number: int, one: BlockLevel) -> None:
    draft, styles, said = sheet.draft, sheet.draft.styles, one.answer
    name, ask = draft.spoken(one.block.name), draft.spoken(one.block.ask)
    described = [draft.spoken(text) for text in one.block.descriptors]
    levels = [draft.spoken(level.name) for level in draft.taxonomy.bundle.maturity.levels]
    texts: dict[str, str | Live] = {"evidence_note": said.evidence_note, "comment": said.comment, "name": name}
    texts |= {"ask": ask, "descriptor": longest_of(described), "level_name": longest_of(levels)}
    row = sheet.start_row(one.block.id, texts)
    sheet.number(row, "number", number, styles.whole)
    sheet.text(row, "name", name)
    sheet.text(row, "ask", ask)
    if said.level is not None:
        sheet.number(row, "answer", said.level, styles.input_mark)
    else:
        sheet.text(row, "answer", said.answer or "", styles.input_mark)
    for kind in layout.EVIDENCE:
        sheet.text(row, f"evidence_{kind}", layout.TICKED if kind in said.evidence else "", styles.input_mark)
    sheet.text(row, "evidence_note", said.evidence_note, styles.input_text)
    sheet.text(row, "comment", said.comment, styles.input_text)
    _say_level(sheet, row, said, described)
    _count(sheet, row, one)


def _say_level(sheet: DataSheet, row: int, said: BlockAnswer, described: Sequence[Live]) -> None:
    """Show what the typed code is called, and what one sees at that level."""
    draft, answer = sheet.draft, sheet.here(row, "answer")
    levels = {level.code: draft.spoken(level.name) for level in draft.taxonomy.bundle.maturity.levels}
    place = place_of_code(draft.lists["answers"], draft.lists["answer_places"], answer)
    hint = draft.say("write 0 to 5, NA or DK").cell
    named = f"IF({place}>0,INDEX({draft.lists['answer_names']},{place}),{hint})"
    formula = f'=IFERROR(IF({answer}="","",{named}),{hint})'
    sheet.formula(row, "level_name", formula, levels[said.answer] if said.answer else "")
    level = place_of_level(draft, answer)
    chosen = f"CHOOSE({level},{','.join(text.cell for text in described)})"
    cached = described[said.level] if said.level is not None else ""
    sheet.formula(row, "descriptor", f'=IFERROR(IF({level}>0,{chosen},""),"")', cached)


def _count(sheet: DataSheet, row: int, one: BlockLevel) -> None:
    """Show what level the evidence bears, and out of sight how the block counts above the table."""
    draft, answer = sheet.draft, sheet.here(row, "answer")
    level = place_of_level(draft, answer)
    ticks = {kind: f'TRIM({sheet.here(row, f"evidence_{kind}")})<>""' for kind in layout.EVIDENCE}
    most = supported_level(ticks, f"OR({','.join(ticks.values())})")
    supported = f'=IFERROR(IF({level}>0,MIN({level}-1,{most}),""),"")'
    sheet.formula(row, "supported", supported, one.supported, draft.styles.whole)
    place = place_of_code(draft.lists["answers"], draft.lists["answer_places"], answer)
    stands = one.answer.level is not None and one.answer.level >= STANDS_FROM
    sheet.formula(row, "answered", f"=IFERROR(IF({place}>0,1,0),0)", int(one.answer.answer is not None))
    sheet.formula(row, "stands", f"=IFERROR(IF({level}>{STANDS_FROM},1,0),0)", int(stands))
    passes = f'=IFERROR(IF(OR({sheet.here(row, "stands")}=1,{answer}&""="NA"),1,0),0)'
    sheet.formula(row, "passes", passes, int(stands or one.answer.answer == "NA"))


def _write_tops(sheet: DataSheet, rows: Sequence[int], found: Audit) -> None:
    draft, styles, say = sheet.draft, sheet.draft.styles, sheet.draft.say
    steps = "0"
    for one in reversed(found.blocks):  # the first block is asked first, so it stands outermost
        stands, passes = (draft.look_up(BLOCKS, f'"{one.block.id}"', column) for column in ("stands", "passes"))
        steps = f"{passes}*({stands}+{steps})"
    blank = say("Of {count}. A blank is not a zero.", count=len(found.blocks))
    ladder = say(
        "So many blocks, from the first on, stand at level {level} or higher without a gap. It says what comes first, "
        "and is no score.",
        level=STANDS_FROM,
    )
    answered = sum(one.answer.answer is not None for one in found.blocks)
    for row, name, formula, cached, meaning in (
        (rows[0], say("Blocks answered"), f"SUM({draft.span(BLOCKS, 'answered')})", answered, blank),
        (rows[1], say("Ladder"), f"IFERROR({steps},0)", found.ladder, ladder),
    ):
        sheet.text(row, "name", name, styles.group)
        sheet.formula(row, "answer", f"={formula}", cached, styles.group_whole)
        sheet.text(row, "level_name", meaning, styles.group_name)


def _add_rules(sheet: DataSheet, first: int) -> None:
    draft, say, rows = sheet.draft, sheet.draft.say, (first, sheet.next_row - 1)
    levels = draft.taxonomy.bundle.maturity.levels
    legend = "\n".join(f"{level.code} – {draft.spoken(level.name).now}" for level in levels)
    sheet.validate("answer", list_rule(draft.lists["answers"]), say("Level of the building block"), legend, rows=rows)
    for kind in draft.taxonomy.bundle.maturity.evidence:
        prompt, rule = (
            say("{meaning} Tick with x.", meaning=draft.spoken(kind.meaning)),
            list_rule(draft.lists["ticked"]),
        )
        sheet.validate(f"evidence_{kind.code}", rule, draft.spoken(kind.name), prompt, rows=rows)
    answer, supported = sheet.here(FIRST_ROW, "answer"), sheet.here(FIRST_ROW, "supported")
    differs = f"=AND(ISNUMBER({answer}),ISNUMBER({supported}),{supported}<>{answer})"
    sheet.paint("supported", differs, draft.styles.differing)


def _write_steps(draft: Draft, found: Audit) -> None:
    sheet, say = DataSheet(draft, STEPS), draft.say
    for number, one in enumerate(found.steps, start=1):
        _write_step(sheet, number, one)
    offer_codes(sheet, "state", "states")
    due = say("The day by which the step is to be done: 2026-10-31.")
    sheet.validate("due", {"validate": "any"}, sheet.headings["due"], due)
    mark_unknown(sheet, "state", "state_name")
    sheet.finish(is_filtered=False)


def _write_step(sheet: DataSheet, number: int, one: StepProgress) -> None:
    draft, styles, said = sheet.draft, sheet.draft.styles, one.answer
    told = {key: draft.spoken(getattr(one.step, key)) for key in ("name", "definition", "done_when")}
    row = sheet.start_row(one.step.id, {**told, "owner": said.owner, "note": said.note})
    sheet.number(row, "number", number, styles.whole)
    for column, text in told.items():
        sheet.text(row, column, text)
    for column in ("owner", "note"):
        sheet.text(row, column, getattr(said, column), styles.input_text)
    sheet.text(row, "state", said.state or "", styles.input_text)
    sheet.text(row, "due", said.due, styles.input_date)
    say_code(sheet, row, ("state", "state_name", "states"), said.state)
