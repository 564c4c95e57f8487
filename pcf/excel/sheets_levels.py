"""The sheet to read beside the ratings: the rubric of every process."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.excel import layout
from pcf.excel.sheet import DataSheet, Draft
from pcf.rubric import Rubric
from pcf.taxonomy import Element


def write_levels(draft: Draft) -> None:
    """Write what each process looks like at each level; the ratings look their descriptors up here."""
    sheet = DataSheet(draft, layout.LEVELS)
    for process in draft.taxonomy.processes:
        sheet.group_row(process.id, str(process.hierarchy_id), process.name)
        if process.rubric:
            _process(sheet, process, process.rubric)
    sheet.finish()


def _process(sheet: DataSheet, process: Element, rubric: Rubric) -> None:
    say, taxonomy = sheet.draft.say, sheet.draft.taxonomy
    kinds = {kind.code: kind.name.spoken(taxonomy.lang) for kind in taxonomy.bundle.maturity.evidence}
    for level, descriptor in enumerate(rubric.descriptors):
        found = _listed(one.text for one in rubric.statements_of(level))
        _row(sheet, level_key(process.id, level), taxonomy.level_name(level), descriptor, found, level=level)
    asked = _listed(f"{kinds[one.kind]}: {one.text}" for one in rubric.evidence)
    _row(sheet, f"{process.id}.evidence", say("Evidence to ask for"), asked)
    _row(sheet, f"{process.id}.overrating", say("Signs of rating too high"), _listed(rubric.overrating))
    _row(sheet, f"{process.id}.owner", say("Usually owned by"), rubric.owner)


def _row(
    sheet: DataSheet, key: str, name: str, descriptor: str, statements: str = "", *, level: int | None = None
) -> None:
    texts = {"name": name, "descriptor": descriptor, "statements": statements}
    row = sheet.start_row(f"{layout.OWN}{key}" if level is None else key, texts)
    sheet.text(row, "hierarchy_id", "")
    sheet.number(row, "level", level, sheet.draft.styles.whole)
    for column, text in texts.items():
        sheet.text(row, column, text)


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"• {text}" for text in texts)


def level_key(process: str, level: int | str) -> str:
    """Return the row key of one level of one process: ``10389.3``."""
    return f"{process}.{level}"
