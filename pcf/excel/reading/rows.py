"""Which rows each sheet has, and what they show of their keys, so that sorting without the keys gives itself away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from pcf.assessment.template import ticked_items
from pcf.excel import layout
from pcf.excel.reading.hidden import report_hidden
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.structure import Visible, find_rows
from pcf.excel.reading.tables import Table
from pcf.excel.registers import MOST_ROWS, PREFIXES
from pcf.ids import LANGUAGES
from pcf.taxonomy import Taxonomy

_MOST_SLOTS = 1_000
_LIKELY_SLOTS = 100  # where the sheet that names them is gone


def find_all_rows(tables: Mapping[str, Table], ledger: Ledger, taxonomy: Taxonomy, *, is_list: bool = False) -> None:
    """Place the rows of every sheet; which keys may and must stand there depends on the edition."""
    slots = [f"s{number}" for number in range(1, _MOST_SLOTS)]
    processes = {element.id: element.name for element in taxonomy.processes}
    groups = {group.id: group.name for group in taxonomy.root.children}
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
    visible = _what_rows_show(taxonomy, slots)
    for key, (known, needed) in named.items():
        if key in tables:
            is_open = key in PREFIXES
            find_rows(tables[key], ledger, frozenset(known), needed, is_open=is_open, visible=visible.get(key, ()))
    if "figures" in tables:
        segments = tables.get("segments")
        used = [*segments.rows, *segments.mixed_rows] if segments else slots[:_LIKELY_SLOTS]
        keys = frozenset(f"{slot}:{metric.id}" for slot in used for metric in taxonomy.metrics)
        find_rows(tables["figures"], ledger, keys, {}, visible=_what_figures_show(taxonomy, keys))
    report_hidden(tables, ledger, taxonomy, is_list=is_list)


@cache
def _entries() -> Mapping[str, frozenset[str]]:
    """Return by sheet what rows that are entries are called; the same for every workbook of a run."""
    return {
        key: frozenset(f"{prefix}{number}" for number in range(1, MOST_ROWS + 1)) for key, prefix in PREFIXES.items()
    }


@cache
def _entries_shown() -> Mapping[str, Visible]:
    return {key: _by_slot(entries) for key, entries in _entries().items()}


def _by_slot(slots: Collection[str]) -> Visible:
    return Visible("slot", {slot: (slot,) for slot in slots})


def _what_figures_show(taxonomy: Taxonomy, keys: Collection[str]) -> tuple[Visible, ...]:
    """Return what the rows of service levels show of theirs: the metric by name, the segment by its row."""
    names = {metric.id: metric.record.name for metric in taxonomy.metrics}
    parts = {key: key.partition(":") for key in keys}
    said = {key: tuple(names[metric].spoken(lang) for lang in LANGUAGES) for key, (_, _, metric) in parts.items()}
    by_slot = Visible("segment", {key: (slot,) for key, (slot, _, _) in parts.items()}, is_slot=True)
    return Visible("name", said, is_text=True), by_slot


def _names_of_items(taxonomy: Taxonomy) -> dict[str, str]:
    """Return what the lines of the checklist say, by id."""
    statements = [one for process in taxonomy.processes if process.rubric for one in process.rubric.statements]
    names = {element.id: element.name for element in taxonomy} | {one.id: one.text for one in statements}
    return {item: names[item] for item in ticked_items(taxonomy)}


def _what_rows_show(taxonomy: Taxonomy, slots: Collection[str]) -> dict[str, tuple[Visible, ...]]:
    """Return by sheet what its rows show of their keys."""
    processes = {element.id: element.name for element in taxonomy.processes}
    numbers = {element.id: (str(element.hierarchy_id),) for element in taxonomy}
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
