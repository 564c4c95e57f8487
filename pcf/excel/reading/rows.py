"""Which rows each sheet has, and what they show of their keys, so that sorting without the keys gives itself away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from pcf.assessment.template import ticked_items
from pcf.excel import layout
from pcf.excel.complaints import ASSUMPTIONS, BLOCKS, STEPS
from pcf.excel.loops import loops_in
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.hidden import report_hidden
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.own_rows import OwnRows
from pcf.excel.reading.structure import Visible, find_rows
from pcf.excel.reading.tables import Table
from pcf.excel.registers import MOST_ROWS, ROW_PREFIXES
from pcf.ids import LANGUAGES, Language
from pcf.model import Text
from pcf.model.loop import BlockRecord, StepRecord
from pcf.source import loops
from pcf.taxonomy import Taxonomy

_MOST_SLOTS = 1_000
_LIKELY_SLOTS = 100  # where the sheet that names them is gone


def find_all_rows(
    tables: Mapping[str, Table], ledger: Ledger, taxonomy: Taxonomy, own: OwnRows, *, is_list: bool = False
) -> None:
    """Place the rows of every sheet; which keys may and must stand there depends on the edition.

    Args:
        tables: Get their rows.
        ledger: Gets the findings.
        taxonomy: The edition.
        own: What the workbook has of own elements.
        is_list: Whether it is a list of practices.
    """
    slots = [f"s{number}" for number in range(1, _MOST_SLOTS)]
    processes = {element.id: element.shown_name for element in taxonomy.processes}
    groups = {group.id: group.shown_name for group in taxonomy.root.children}
    items = _names_of_items(taxonomy)
    fields = dict.fromkeys(layout.FIRST_ROWS_OF_A_LIST if is_list else layout.FIRST_ROWS, "")
    named: dict[str, tuple[Collection[str], Mapping[str, str]]] = {
        "organisation": (fields, fields),
        "segments": (slots, {}),
        "scope": (processes, processes),
        "ratings": (processes, processes),
        "workshop": (processes, processes),
        "targets": ({**groups, **processes}, {**groups, **processes}),
        "checklist": (items, items),
        **{key: (entries, {}) for key, entries in _entries().items()},
    }
    visible = _what_rows_show(taxonomy, own, slots)
    unasked: dict[str, str] = {}
    for key, (known, asked) in named.items():
        if key in tables:
            needed = {one: name for one, name in asked.items() if own.is_expected(one)}
            unasked |= {one: name for one, name in asked.items() if one not in needed}
            is_open = key in ROW_PREFIXES
            find_rows(tables[key], ledger, frozenset(known), needed, is_open=is_open, visible=visible.get(key, ()))
    if unasked:
        ledger.report(kinds.OWN_NOT_ASKED, found=list(unasked.values()))
    segments = tables.get("segments")
    used = [*segments.rows, *segments.mixed_rows] if segments else slots[:_LIKELY_SLOTS]
    if "figures" in tables:
        _find_values(tables["figures"], ledger, used, {metric.id: metric.record.name for metric in taxonomy.metrics})
    if loops_in(tables):
        _find_rows_of_loops(tables, ledger, used, taxonomy.lang)
    report_hidden(tables, ledger, taxonomy, is_list=is_list)


@cache
def _entries() -> Mapping[str, frozenset[str]]:
    """Return by sheet what rows that are entries are called; the same for every workbook of a run."""
    return {
        key: frozenset(f"{prefix}{number}" for number in range(1, MOST_ROWS + 1))
        for key, prefix in ROW_PREFIXES.items()
    }


@cache
def _entries_shown() -> Mapping[str, Visible]:
    return {key: _by_slot(entries) for key, entries in _entries().items()}


def _by_slot(slots: Collection[str]) -> Visible:
    return Visible("slot", {slot: (slot,) for slot in slots})


def _find_values(table: Table, ledger: Ledger, slots: Collection[str], names: Mapping[str, Text]) -> None:
    """Place the rows of values per segment, which show the value by its name and the segment by its row.

    Args:
        table: Gets its rows.
        ledger: Gets the findings.
        slots: Rows of the sheet of segments.
        names: What the values are called, by id.
    """
    parts = {f"{slot}:{one}": (slot, one) for slot in slots for one in names}
    spoken = {one: tuple(name.spoken(lang) for lang in LANGUAGES) for one, name in names.items()}
    by_name = Visible("name", {key: spoken[one] for key, (_, one) in parts.items()}, is_text=True)
    by_slot = Visible("segment", {key: (slot,) for key, (slot, _) in parts.items()}, is_slot=True)
    find_rows(table, ledger, frozenset(parts), {}, visible=(by_name, by_slot))


def _find_rows_of_loops(tables: Mapping[str, Table], ledger: Ledger, slots: Collection[str], lang: Language) -> None:
    """Place the rows of the sheets that only some workbooks have, but for those that are entries."""
    model = loops().complaints
    listed: Mapping[str, Sequence[BlockRecord | StepRecord]] = {BLOCKS.key: model.blocks, STEPS.key: model.steps}
    for key, records in listed.items():
        if key in tables:
            names = {record.id: record.name.spoken(lang) for record in records}
            numbers = {record.id: (str(number),) for number, record in enumerate(records, start=1)}
            said = {record.id: tuple(record.name.spoken(lang) for lang in LANGUAGES) for record in records}
            shown = Visible("number", numbers, names), Visible("name", said, names, is_text=True)
            find_rows(tables[key], ledger, frozenset(names), names, visible=shown)
    if ASSUMPTIONS.key in tables:
        _find_values(tables[ASSUMPTIONS.key], ledger, slots, {one.id: one.name for one in model.assumptions})


def _names_of_items(taxonomy: Taxonomy) -> dict[str, str]:
    """Return what the lines of the checklist say, by id."""
    statements = [one for process in taxonomy.processes if process.rubric for one in process.rubric.statements]
    names = {element.id: element.shown_name for element in taxonomy} | {one.id: one.text for one in statements}
    return {item: names[item] for item in ticked_items(taxonomy)}


def _what_rows_show(taxonomy: Taxonomy, own: OwnRows, slots: Collection[str]) -> dict[str, tuple[Visible, ...]]:
    """Return by sheet what its rows show of their keys."""
    processes = {element.id: element.shown_name for element in taxonomy.processes}
    numbers = own.numbers(taxonomy)
    items = _names_of_items(taxonomy)
    statements = {
        one.id: tuple(one.text.spoken(lang) for lang in LANGUAGES)
        for process in taxonomy.processes
        for one in (process.rubric.record.statements if process.rubric else ())
    }
    by_number = Visible("hierarchy_id", numbers, processes)
    return {
        "segments": (_by_slot(slots),),
        **{key: (shown,) for key, shown in _entries_shown().items()},
        "scope": (by_number,),
        "ratings": (by_number,),
        "workshop": (by_number,),
        "targets": (by_number,),
        "checklist": (
            Visible("hierarchy_id", numbers, items),
            Visible("name", statements, items, is_text=True),
        ),
    }
