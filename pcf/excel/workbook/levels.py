"""The sheet to read beside the ratings: the rubric of every process."""

from __future__ import annotations

from pcf.excel import layout
from pcf.excel.workbook.sheet import DataSheet, Draft, bulleted
from pcf.rubric import NOT_DESCRIBED, Rubric
from pcf.taxonomy import Element


def write_levels(draft: Draft) -> None:
    """Write what each process looks like at each level; the ratings look their descriptors up here."""
    sheet = DataSheet(draft, layout.LEVELS)
    for process in draft.taxonomy.processes:
        sheet.group_row(process.id, str(process.hierarchy_id), process.name)
        if process.rubric:
            _process(sheet, process, process.rubric)
        else:
            _row(sheet, f"{layout.OWN}{process.id}.none", "", draft.say(NOT_DESCRIBED))
    sheet.finish()


def _process(sheet: DataSheet, process: Element, rubric: Rubric) -> None:
    say, taxonomy = sheet.draft.say, sheet.draft.taxonomy
    kinds = {kind.code: kind.name.spoken(taxonomy.lang) for kind in taxonomy.bundle.maturity.evidence}
    for level, descriptor in enumerate(rubric.descriptors):
        found = bulleted(one.text for one in rubric.statements_of(level))
        row = _row(sheet, layout.level_key(process.id, str(level)), taxonomy.level_names[level], descriptor, found)
        sheet.number(row, "level", level, sheet.draft.styles.whole)
    asked = bulleted(f"{kinds[one.kind]}: {one.text}" for one in rubric.evidence)
    for key, name, text in (
        ("evidence", say("Evidence to ask for"), asked),
        ("overrating", say("Signs of rating too high"), bulleted(rubric.overrating)),
        ("applies", say("Who has this process"), rubric.applies),
        ("owner", say("Usually owned by"), rubric.owner),
    ):
        _row(sheet, f"{layout.OWN}{process.id}.{key}", name, text)


def _row(sheet: DataSheet, key: str, name: str, descriptor: str, statements: str = "") -> int:
    texts = {"name": name, "descriptor": descriptor, "statements": statements}
    row = sheet.start_row(key, texts)
    for column, text in ({"hierarchy_id": "", "level": ""} | texts).items():
        sheet.text(row, column, text)
    return row
