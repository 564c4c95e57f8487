"""ArchiMate Model Exchange File: one edition for Archi and other tools of architects.

- Elements of all five levels are ``BusinessProcess``, with their level as a property. APQC calls all of them process
  elements; an element that changes its level in a later edition then stays the same concept with the same identifier,
  and a composition of two business processes is always allowed.
- Parents are composed of children.
- Metrics are ``Assessment`` elements, associated with the element that they are filed at, so that they can be drawn.
- Identifiers come from element ids and metric ids: the same in every edition and language, so a tool can merge two
  exports. Names are the PCF's own; hierarchy ids are a property and stand before the name in the views only.
- Views: an overview of the category with its groups and processes, and one of each group down to tasks. Nesting shows
  the composition.

The format is The Open Group's, of ArchiMate 3.1: https://www.opengroup.org/xsd/archimate/
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from pcf import _resources
from pcf.exchange.archimate.concepts import add_elements, add_relationships
from pcf.exchange.archimate.folders import add_folders
from pcf.exchange.archimate.properties import Properties
from pcf.exchange.archimate.texts import Texts, child
from pcf.exchange.archimate.views import add_views
from pcf.exchange.xml_files import write_xml
from pcf.model import Text

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

_NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"  # the one of 3.1 too
_ROOT = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_NAMESPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd",
}


def write(out: Path, model: Taxonomy) -> None:
    """Write one edition.

    Args:
        out: The file.
        model: What to write; of the three languages its own comes first, and many tools show only the first.

    Raises:
        LocalEditionError: The edition is the user's own copy of APQC's.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    texts, properties = Texts(model.lang), Properties(model)
    root = Element("model", _ROOT | {"identifier": f"pcf-{model.edition}"})
    texts.add(root, "name", _title(model))
    texts.add(root, "documentation", Text(en=_resources.notice()), only="en")
    properties.put(root, edition=model.edition)
    add_elements(child(root, "elements"), model, texts, properties)
    add_relationships(child(root, "relationships"), model)
    add_folders(child(root, "organizations"), model, texts)
    properties.define(child(root, "propertyDefinitions"))
    add_views(child(child(root, "views"), "diagrams"), model, texts)
    write_xml(out, root)


def _title(model: Taxonomy) -> Text:
    name, before = model.root.names, f"APQC PCF {model.edition}: "
    return Text(en=before + name.en, ru=name.ru and before + name.ru, zh=name.zh and before + name.zh)
