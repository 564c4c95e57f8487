"""Properties: the ids, levels and sources by which an architect finds and filters elements."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from pcf.exchange.archimate.texts import child, identifier
from pcf.ids import owner_of

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

# In English in every language: queries and scripts of architects name them.
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "edition": "PCF edition",
        "element_id": "PCF element id",
        "hierarchy_id": "PCF hierarchy id",
        "level": "PCF level",
        "metric_id": "PCF metric id",
        "category": "PCF metric category",
        "unit": "Unit",
        "formula": "Formula",
        "better": "Better",
        "source": "Source",
        "organisation": "Organisation",
        "own_name": "Own name",
    }
)
_NUMBERS = frozenset({"level"})
_SPOKEN = frozenset({"unit", "formula", "own_name"})  # in the language of the export


class Properties:
    """Puts values on parts of the file and defines, at the end, the properties that were put."""

    def __init__(self, model: Taxonomy) -> None:
        self._lang = model.lang
        self._organisations = {one.id: one.name.spoken(model.lang) for one in model.bundle.organisations}
        self._used: set[str] = set()

    def put(self, parent: Element, **values: str | None) -> None:
        """Put values; one that is not known is left out.

        Args:
            parent: What has them.
            values: Key of a property to its value.
        """
        known = {key: value for key, value in values.items() if value}
        if not known:
            return
        self._used |= known.keys()
        box = child(parent, "properties")
        for key, value in known.items():
            one = child(box, "property", {"propertyDefinitionRef": identifier("property", key)})
            child(one, "value", {"xml:lang": self._lang} if key in _SPOKEN else {}).text = value

    def organisation(self, some_id: str) -> str | None:
        """Return whose an id is, in words; ``None`` for what ships."""
        owner = owner_of(some_id)
        return self._organisations.get(owner, owner) if owner else None

    def named_by(self, owner: str) -> str:
        """Return what an organisation is called."""
        return self._organisations.get(owner, owner)

    def define(self, parent: Element) -> None:
        """Define what was put, in a fixed order."""
        for key, name in _NAMES.items():
            if key in self._used:
                kind = "number" if key in _NUMBERS else "string"
                one = child(parent, "propertyDefinition", {"identifier": identifier("property", key), "type": kind})
                child(one, "name", {"xml:lang": "en"}).text = name
