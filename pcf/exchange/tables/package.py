"""``datapackage.json`` beside the tables (Frictionless Data Package 1): types, keys, licence, attribution."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from pcf import _resources
from pcf.exchange.document import DISTRIBUTION
from pcf.exchange.references import IDS, REFERENCES
from pcf.exchange.tables.declared import ALL_TABLES, TABLES, columns_of
from pcf.exchange.tables.layout import Column, Steps, Table

FORMAT = "pcf-tables"
FORMAT_VERSION = 1
DESCRIPTOR = "datapackage.json"
NOTICE = "NOTICE.txt"
_EACH = "*"
# What derived tables name; those of the model say it themselves.
_DERIVED_REFERENCES = {
    "metric_measures": {"metric": "metrics", "measure": "measures"},
    "changes": {"edition_from": "editions", "edition_to": "editions", "element": "elements"},
}


def descriptor(edition: str) -> dict[str, Any]:
    """Describe all tables.

    Args:
        edition: The edition that was asked for; the tables hold all of them.
    """
    return {
        "profile": "tabular-data-package",
        "name": "pcf-customer-service",
        "title": "APQC PCF category 6, Manage Customer Service, in English, Russian and Chinese",
        "description": _resources.notice(),
        "version": version(DISTRIBUTION),
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": edition,
        "licenses": [{"title": "APQC's grant for the PCF, with its attribution", "path": NOTICE}],
        "contributors": [{"title": "APQC", "role": "author"}, {"title": "The pcf founders", "role": "wrangler"}],
        "resources": [_resource(table) for table in ALL_TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    columns = columns_of(table)
    schema = {"fields": [_field(column) for column in columns], "missingValues": [""], "primaryKey": [*table.row_key]}
    if foreign := [*_foreign_keys(table)]:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.choices:
        limits["enum"] = [*column.choices]
    if column.pattern:
        limits["pattern"] = column.pattern.removeprefix("^").removesuffix("$")
    said = {"name": column.name, "type": column.type}
    if column.about:
        said["description"] = column.about
    return said | ({"constraints": limits} if limits else {})


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    if table.parent:
        parent = next(one for one in TABLES if one.name == table.parent)
        yield _foreign_key(table.holders, parent.name, parent.row_key)
    for name, home in _DERIVED_REFERENCES.get(table.name, {}).items():
        yield _foreign_key((name,), home, (IDS[home].key,))
    if table not in TABLES:
        return
    stands = (*_steps(table), _EACH)
    places = {(*stands, *column.path): column.name for column in table.columns if column.path}
    for steps, home in REFERENCES.items():
        name = table.value if steps == stands else places.get(steps, "")
        if name:
            yield _foreign_key((name,), home, (IDS[home].key,))


def _foreign_key(fields: Steps, home: str, key: Steps) -> dict[str, Any]:
    return {"fields": [*fields], "reference": {"resource": home, "fields": [*key]}}


def _steps(table: Table) -> Steps:
    """Return the keys by which a table's list is found from the model on."""
    parent = next((one for one in TABLES if one.name == table.parent), None)
    return table.steps if parent is None else (*_steps(parent), _EACH, *table.steps)
