"""The sheets of the workbook that are lists: elements, definitions, metrics, an organisation's own levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pcf.excel.results.table import Column, Pages, Table, Value
from pcf.excel.styles import GROUP_FILL, INPUT_FILL, PALE_FILL
from pcf.exchange.spreadsheet.notation import differences
from pcf.ids import LANGUAGES, Language, owner_of

if TYPE_CHECKING:
    from pcf.model import Text
    from pcf.taxonomy import Element, Taxonomy

COMBINED, GLOSSARY, METRICS, OWN_LEVELS = "Combined", "Glossary", "Metrics", "Own levels"
_FILLS: Mapping[int, str] = {1: GROUP_FILL, 2: GROUP_FILL, 3: PALE_FILL}  # levels that head others


class _List:
    """A sheet with headings in its first row, where readers look for them, and rows outlined by level."""

    def __init__(self, pages: Pages, model: Taxonomy, name: str, columns: Sequence[Column]) -> None:
        self._pages, self.model = pages, model
        self.has_own = bool(model.bundle.organisations)
        self._page, self._name = pages.sheet(name)
        self._columns = [*columns, Column("Organisation", 14)] if self.has_own else list(columns)
        self._owners = {one.id: one.name.spoken(model.lang) for one in model.bundle.organisations}
        self._page.outline_settings(True, False)  # noqa: FBT003  visible; the row that heads others is above them
        self._table = Table(pages, self._page, self._columns)
        self._table.size()

    def row(self, values: Sequence[Value], *, some_id: str, level: int | None = None) -> None:
        """Write one row.

        Args:
            values: One a column.
            some_id: Whose id it is says whose row it is; an organisation's own stands out.
            level: Of an element: the row can be folded into the one that heads it.
        """
        owner = owner_of(some_id)
        if self.has_own:
            values = [*values, self._owners.get(owner, owner) if owner else None]
        fill = INPUT_FILL if owner else _FILLS.get(level or 0, "")
        is_strong = level is not None and level < 3
        looks: dict[int, Any] = {
            place: self._pages.looks.of(column.kind, is_strong=is_strong, fill=fill)
            for place, column in enumerate(self._columns)
        }
        row = self._table.row(values, looks, is_strong=is_strong)
        if level is not None and level > 1:
            height = self._table.height(values, is_strong=is_strong)
            self._page.set_row(row, height, None, {"level": level - 1})

    def finish(self, *, frozen_columns: int) -> None:
        self._table.finish(self._name, frozen_columns=frozen_columns)


def _others(model: Taxonomy) -> tuple[Language, ...]:
    return tuple(lang for lang in LANGUAGES if lang != model.lang)


def _beside(text: Text | None, model: Taxonomy) -> list[str | None]:
    """Return a text in the languages beside that of the export."""
    return [getattr(text, lang) if text else None for lang in _others(model)]


def _place(element: Element) -> list[Value]:
    return [element.id, element.hierarchy_id, element.name]


def write_elements(pages: Pages, model: Taxonomy) -> None:
    """Write the elements of the edition in printed order, with what changed since the edition before."""
    columns = [
        Column("PCF ID", 12),
        Column("Hierarchy ID", 12),
        Column("Name", 46),
        Column("Difference Index", 11, "count"),
        Column("Change details", 34),
        Column("Metrics available?", 11),
        *(Column(f"Name ({lang})", 42) for lang in _others(model)),
    ]
    if model.bundle.organisations:
        columns.append(Column("Own name", 30))
    found = _List(pages, model, COMBINED, columns)
    changed = differences(model)
    measured = {metric.element for metric in model.metrics}
    for element in model:
        index: float | None = changed[element.id].index if changed else None
        details = changed[element.id].details if changed else None
        values: list[Value] = [*_place(element), index, details, "Y" if element.id in measured else "N"]
        values += _beside(element.names, model)
        if found.has_own:
            values.append("; ".join(one.name.spoken(model.lang) for one in element.record.own_names))
        found.row(values, some_id=element.id, level=element.level)
    found.finish(frozen_columns=3)


def write_glossary(pages: Pages, model: Taxonomy) -> None:
    """Write what each element means: our words, not APQC's."""
    columns = [
        Column("PCF ID", 12),
        Column("Hierarchy ID", 12),
        Column("Name", 34),
        Column("Element Description (by pcf, not APQC's)", 66),
        *(Column(f"Element Description ({lang})", 60) for lang in _others(model)),
    ]
    found = _List(pages, model, GLOSSARY, columns)
    for element in model:
        values: list[Value] = [*_place(element), element.definition, *_beside(element.record.definition, model)]
        found.row(values, some_id=element.id, level=element.level)
    found.finish(frozen_columns=3)


def write_metrics(pages: Pages, model: Taxonomy) -> None:
    """Write the metrics in the order of their elements; a number as id says that the metric is APQC's."""
    columns = [
        Column("Metric ID", 26),
        Column("Metric Name", 46),
        Column("Metric Category", 18),
        Column("Formula", 54),
        Column("Units", 22),
        Column("PCF ID", 12),
        Column("Hierarchy ID", 12),
        *(Column(f"Metric Name ({lang})", 40) for lang in _others(model)),
    ]
    found = _List(pages, model, METRICS, columns)
    for metric in model.metrics:
        record = metric.record
        values: list[Value] = [metric.id, metric.name, record.category, record.stated_formula or metric.formula_text]
        values += [metric.unit_name, metric.element, model[metric.element].hierarchy_id, *_beside(record.name, model)]
        found.row(values, some_id=metric.id)
    found.finish(frozen_columns=2)


def write_own_levels(pages: Pages, model: Taxonomy) -> None:
    """Write what organisations say of the levels of processes, if any does."""
    said = [
        (rubric.process, own)
        for rubric in model.framework.rubrics.rubrics
        for own in rubric.own_descriptors
        if rubric.process in model
    ]
    if not said:
        return
    columns = [Column("PCF ID", 12), Column("Hierarchy ID", 12), Column("Name", 40), Column("Level", 9, "count")]
    columns += [Column("Description", 60), *(Column(f"Description ({lang})", 50) for lang in _others(model))]
    found = _List(pages, model, OWN_LEVELS, columns)
    for process, own in said:
        values: list[Value] = [*_place(model[process]), own.level, own.text.spoken(model.lang)]
        found.row([*values, *_beside(own.text, model)], some_id=f"{own.owner}:")
    found.finish(frozen_columns=3)
