"""Writes what the model says as a plain list, for peers to hold in their own form: one item an element or metric.

python benchmarks/model/texts.py items.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pcf
from pcf.model import Text


def items() -> list[dict[str, str]]:
    """Return id, number, parent and name, and names and definitions in all languages as one text; parents first."""
    six = pcf.load()
    listed = [
        {
            "id": element.id,
            "number": element.hierarchy_id or "",
            "parent": element.parent.id if element.parent else "",
            "name": element.name,
            "text": _text(element.names, element.record.definition),
        }
        for element in six
    ]
    listed += [
        {
            "id": metric.id,
            "number": "",
            "parent": metric.element,
            "name": metric.name,
            "text": _text(metric.record.name, metric.record.definition),
        }
        for metric in six.metrics
    ]
    return listed


def _text(*said: Text | None) -> str:
    return "\n".join(words for one in said if one for words in one.to_json().values() if words)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(items(), ensure_ascii=False), encoding="utf-8")
