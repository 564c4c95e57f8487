"""Which tables there are, parents before what stands in them, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pcf.changes import CHANGES
from pcf.exchange.tables.layout import Column, Steps, Table
from pcf.model import (
    Alternative,
    EditionRecord,
    ElementRecord,
    LevelRecord,
    MeasureRecord,
    MetricRecord,
    NoticeRecord,
    OddityRecord,
    OrganisationRecord,
    OwnName,
    Place,
    ProfileRecord,
    ReasonRecord,
    SourceRecord,
    TagRecord,
    TermRecord,
    UnitRecord,
)

_ELEMENT: Steps = ("element",)
_METRIC: Steps = ("metric",)
_PROFILE: Steps = ("profile",)
_CODE: Steps = ("code",)


def _inside(parent: str, holders: Steps, name: str, about: str, steps: Steps, **more: object) -> Table:
    return Table(name, about, steps, parent=parent, holders=holders, **more)  # type: ignore[arg-type]


TABLES: tuple[Table, ...] = (
    Table("notices", "A notice of the publisher, word for word; it travels with every copy.", ("notices",),
          record=NoticeRecord),
    Table("editions", "An edition of the PCF, in the order of publication.", ("editions",), record=EditionRecord),
    Table("sources", "A text that alternative names were taken from.", ("sources",), record=SourceRecord),
    Table("organisations", "An organisation whose own elements, metrics and names stand beside what ships.",
          ("organisations",), record=OrganisationRecord),
    Table("objects", "What elements work on.", ("objects",), key=_CODE, record=TagRecord),
    Table("actions", "What elements do.", ("actions",), key=_CODE, record=TagRecord),
    Table("fields", "A field beside customer service.", ("fields",), key=_CODE, record=TagRecord),
    Table("units", "A unit of measures and metrics.", ("units",), record=UnitRecord),
    Table("elements", "A process element over all editions.", ("elements",), record=ElementRecord),
    _inside("elements", _ELEMENT, "places", "Where an element stands in an edition.", ("places",),
            key=("edition",), record=Place, elsewhere=("name",)),
    _inside("places", ("element", "edition"), "names", "What an element is called in an edition, in one language.",
            ("name",), shape="text", key=("language",), value="name"),
    _inside("elements", _ELEMENT, "element_objects", "An object that an element works on.", ("objects",),
            shape="values", key=("object",), value="object"),
    _inside("elements", _ELEMENT, "element_actions", "What an element does.", ("actions",),
            shape="values", key=("action",), value="action"),
    _inside("elements", _ELEMENT, "synonyms", "What people call an element in one language.", ("synonyms",),
            shape="phrases", key=("language", "synonym"), value="synonym"),
    _inside("elements", _ELEMENT, "examples", "What belongs to an element, in one language.", ("examples",),
            shape="phrases", key=("language", "example"), value="example"),
    _inside("elements", _ELEMENT, "alternatives", "Another translator's name for an element.", ("alternatives",),
            key=("language", "name", "source", "edition"), record=Alternative),
    _inside("elements", _ELEMENT, "own_names", "What an organisation calls an element.", ("own_names",),
            key=("owner",), record=OwnName),
    Table("measures", "A quantity that is collected.", ("measures",), record=MeasureRecord),
    Table("oddities", "Something odd in APQC's originals, and what is done about it.", ("oddities",),
          record=OddityRecord),
    Table("metrics", "A figure computed from measures.", ("metrics",), record=MetricRecord),
    _inside("metrics", _METRIC, "metric_evidence", "An element for which a metric is evidence beside its own.",
            ("evidence_for",), shape="values", key=_ELEMENT, value="element"),
    _inside("metrics", _METRIC, "metric_same_as", "A metric that is the same as another.", ("same_as",),
            shape="values", key=("same_as",), value="same_as"),
    _inside("metrics", _METRIC, "metric_oddities", "What is odd in APQC's original of a metric.", ("oddities",),
            shape="values", key=("oddity",), value="oddity"),
    Table("levels", "An answer of the scale.", ("maturity", "levels"), key=_CODE, record=LevelRecord),
    Table("ticks", "An answer to a statement.", ("maturity", "ticks"), key=_CODE, record=TermRecord),
    Table("evidence", "A kind of evidence.", ("maturity", "evidence"), key=_CODE, record=TermRecord),
    Table("roles", "A role that is interviewed.", ("maturity", "roles"), key=_CODE, record=TermRecord),
    Table("profiles", "An industry.", ("maturity", "profiles"), record=ProfileRecord),
    _inside("profiles", _PROFILE, "profile_not_applicable", "A process that an industry usually does not have.",
            ("not_applicable",), shape="values", key=_ELEMENT, value="element"),
    _inside("profiles", _PROFILE, "profile_core_metrics", "A metric that an industry begins with.", ("core_metrics",),
            shape="values", key=_METRIC, value="metric"),
    Table("absence_reasons", "Why an industry usually does not have some processes.", ("maturity", "reasons"),
          key=("number",), record=ReasonRecord),
    _inside("absence_reasons", ("number",), "absence_reason_elements", "A process that the reason is about.",
            ("processes",), shape="values", key=_ELEMENT, value="element"),
)  # fmt: skip

_OWNER = Column("owner", is_required=False, about="Whose it is; blank for what ships with pcf.")

# Columns behind those of the records, for readers: they follow from the rest and are compared when read back.
DERIVED_COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "elements": (_OWNER,),
        "measures": (_OWNER,),
        "metrics": (Column("formula_text", about="The formula over measure ids with signs of arithmetic."), _OWNER),
        "places": (
            Column("level", type="integer", is_required=False, about="1 for a category to 5 for a task."),
            Column("parent", is_required=False, about="The element one level up in the same edition."),
        ),
    }
)

METRIC_MEASURES = Table(
    "metric_measures",
    "A measure in a metric's formula; follows from it.",
    (),
    shape="values",
    key=("metric", "measure"),
)
CHANGES_TABLE = Table(
    "changes",
    "What became of an element from an older edition to a newer one, one row an element of either; for all pairs of "
    "editions. Follows from places, names and elements.",
    (),
    shape="values",
    key=("edition_from", "edition_to", "element"),
)
# Tables that follow from the others as a whole.
DERIVED_TABLES: Mapping[Table, tuple[Column, ...]] = MappingProxyType(
    {
        METRIC_MEASURES: (Column("metric"), Column("measure")),
        CHANGES_TABLE: (
            Column("edition_from"),
            Column("edition_to"),
            Column("element"),
            Column("change", choices=CHANGES, about="The first that holds of the list."),
            Column("also", type="array", about="The others that hold."),
            Column("hierarchy_id_from", is_required=False),
            Column("name_from", is_required=False, about="In English."),
            Column("hierarchy_id_to", is_required=False),
            Column("name_to", is_required=False, about="In English."),
            Column("successor", is_required=False, about="The element that took over."),
            Column("predecessor", is_required=False, about="The element that was taken over."),
        ),
    }
)


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return all columns of a table as they stand in its file."""
    if table in DERIVED_TABLES:
        return DERIVED_TABLES[table]
    return (*table.columns, *DERIVED_COLUMNS.get(table.name, ()))


ALL_TABLES: tuple[Table, ...] = (*TABLES, *DERIVED_TABLES)
