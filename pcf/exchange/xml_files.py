"""XML files: one declaration, one indentation, the same bytes whatever XML libraries are installed."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, indent, tostring

from pcf.outputs import write_whole
from pcf.texts.xml_signs import FORBIDDEN_IN_XML

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_xml(out: Path, root: Element) -> None:
    """Write a tree; the file appears whole or not at all.

    Args:
        out: The file.
        root: Its tags and attributes carry their prefixes, and ``xmlns`` as plain attributes. Signs that XML cannot
            hold are replaced in it.
    """
    for node in root.iter():
        # a reader of XML takes every end of line for \n, so it is one from the start
        node.text = node.text and FORBIDDEN_IN_XML.sub("\ufffd", re.sub("\r\n?", "\n", node.text))
        for name, value in node.attrib.items():
            node.set(name, FORBIDDEN_IN_XML.sub("\ufffd", value))
    indent(root, " ")
    write_whole(out, f"{_HEAD}{tostring(root, encoding='unicode')}\n")
