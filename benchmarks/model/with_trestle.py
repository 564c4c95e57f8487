"""Says what compliance-trestle takes for the same texts as an OSCAL catalogue, in CPU seconds.

python benchmarks/model/with_trestle.py items.json FOLDER
"""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path
from time import process_time

begun = process_time()
from trestle.core.catalog.catalog_interface import CatalogInterface  # noqa: E402
from trestle.oscal.catalog import Catalog  # noqa: E402

IMPORTED = process_time() - begun
LOOKUPS = 1_000_000


def catalogue(items: list[dict[str, str]]) -> str:
    """Write the items as controls of one group, each with its text as a part."""
    controls = [
        {
            "id": f"c-{one['id']}",
            "title": one["name"],
            "props": [{"name": "label", "value": one["number"] or one["id"]}],
            "parts": [{"id": f"c-{one['id']}_smt", "name": "statement", "prose": one["text"]}],
        }
        for one in items
    ]
    metadata = {"title": "6.0", "last-modified": "2026-01-01T00:00:00+00:00", "version": "1", "oscal-version": "1.1.3"}
    group = {"id": "g-6", "title": "6.0", "controls": controls}
    number = str(uuid.uuid5(uuid.NAMESPACE_URL, "catalogue"))
    return json.dumps({"catalog": {"uuid": number, "metadata": metadata, "groups": [group]}}, ensure_ascii=False)


def main(listed: Path, folder: Path) -> None:
    items = json.loads(listed.read_text(encoding="utf-8"))
    path = folder / "catalog.json"
    path.write_text(catalogue(items), encoding="utf-8")
    begun = process_time()
    read = Catalog.oscal_read(path)
    inside = CatalogInterface(read)
    told = {"import": IMPORTED, "load": process_time() - begun}
    ids = [f"c-{one['id']}" for one in items]
    ids *= -(-LOOKUPS // len(ids))
    begun = process_time()
    for one in ids:
        inside.get_control(one)
    told["lookups"] = (process_time() - begun) * LOOKUPS / len(ids)
    begun = process_time()
    read.oscal_write(folder / "again.json")
    told["export"] = process_time() - begun
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
