"""The sheet to read beside the ratings: the rubric of every process."""

from __future__ import annotations

from pcf.excel import layout
from pcf.excel.live_sheets import LEVELS
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import DataSheet, bulleted
from pcf.ids import LANGUAGES
from pcf.rubric import NOT_DESCRIBED
from pcf.taxonomy import Element


def write_levels(draft: Draft) -> None:
    """Write what each process looks like at each level; the ratings look their descriptors up here."""
    sheet = DataSheet(draft, LEVELS)
    for process in draft.taxonomy.processes:
        sheet.group_row(layout.group_key(process.id), str(process.hierarchy_id), draft.name_of(process))
        if process.rubric:
            _process(sheet, process)
        else:
            _row(sheet, f"{layout.OWN}{process.id}.none", "", draft.say(NOT_DESCRIBED))
    sheet.finish()


def _process(sheet: DataSheet, process: Element) -> None:
    draft, say, rubric = sheet.draft, sheet.draft.say, process.rubric
    assert rubric is not None
    maturity = draft.taxonomy.bundle.maturity
    names = [draft.spoken(level.name) for level in maturity.levels]
    for level, descriptor in enumerate(draft.level_texts(process)):
        row = _row(sheet, layout.level_key(process.id, str(level)), names[level], descriptor)
        sheet.number(row, "level", level, draft.styles.whole)
    kinds = {kind.code: kind.name for kind in maturity.evidence}
    asked = [
        bulleted(f"{kinds[one.kind].spoken(lang)}: {one.text.spoken(lang)}" for one in rubric.record.evidence)
        for lang in LANGUAGES
    ]
    signs = [bulleted(one.text.spoken(lang) for one in rubric.record.overrating) for lang in LANGUAGES]
    for key, name, texts in (
        ("evidence", say("Evidence to ask for"), asked),
        ("overrating", say("Signs of rating too high"), signs),
        ("applies", say("Who has this process"), [rubric.record.applies.spoken(lang) for lang in LANGUAGES]),
        ("owner", say("Usually owned by"), [rubric.record.owner.spoken(lang) for lang in LANGUAGES]),
    ):
        if all(texts):  # an organisation need not say all of this of its own processes
            _row(sheet, f"{layout.OWN}{process.id}.{key}", name, draft.texts.of(texts))


def _row(sheet: DataSheet, key: str, name: str | Live, descriptor: Live) -> int:
    texts = {"name": name, "descriptor": descriptor}
    row = sheet.start_row(key, texts)
    for column, text in ({"hierarchy_id": "", "level": ""} | texts).items():
        sheet.text(row, column, text)
    return row
