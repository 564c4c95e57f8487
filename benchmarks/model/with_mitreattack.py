"""Says what mitreattack-python takes for the same texts as a STIX bundle, in CPU seconds.

python benchmarks/model/with_mitreattack.py items.json FOLDER
"""

from __future__ import annotations

import hashlib
import json
import sys
import uuid
from pathlib import Path
from time import process_time

begun = process_time()
from mitreattack.stix20 import MitreAttackData  # noqa: E402

IMPORTED = process_time() - begun
LOOKUPS = 1_000_000
SAMPLE = 1_000  # an id of ATT&CK is looked for among all objects, so a million is worked out from these
MOMENT = "2026-01-01T00:00:00.000Z"


def bundle(items: list[dict[str, str]]) -> str:
    """Write the items as attack patterns, each with its id as an external reference."""
    objects = [
        {
            "type": "attack-pattern",
            "id": stix_id(one),
            "created": MOMENT,
            "modified": MOMENT,
            "name": one["name"],
            "description": one["text"],
            "external_references": [{"source_name": "mitre-attack", "external_id": one["id"]}],
        }
        for one in items
    ]
    whole = {"type": "bundle", "id": f"bundle--{_number('bundle')}", "spec_version": "2.0"}
    return json.dumps(whole | {"objects": objects}, ensure_ascii=False)


def stix_id(one: dict[str, str]) -> str:
    return f"attack-pattern--{_number(one['id'])}"


def _number(text: str) -> uuid.UUID:
    """Return the same number for the same text, in the form of a random one: STIX takes no other."""
    return uuid.UUID(bytes=hashlib.md5(text.encode(), usedforsecurity=False).digest(), version=4)


def main(listed: Path, folder: Path) -> None:
    items = json.loads(listed.read_text(encoding="utf-8"))
    path = folder / "bundle.json"
    path.write_text(bundle(items), encoding="utf-8")
    begun = process_time()
    read = MitreAttackData(str(path))
    told = {"import": IMPORTED, "load": process_time() - begun}
    asked = [items[number % len(items)] for number in range(SAMPLE)]
    begun = process_time()
    for one in asked:
        read.get_object_by_attack_id(one["id"], "attack-pattern")
    told["lookups"] = (process_time() - begun) * LOOKUPS / SAMPLE
    begun = process_time()
    for one in asked:
        read.get_object_by_stix_id(stix_id(one))
    told["lookups by STIX id"] = (process_time() - begun) * LOOKUPS / SAMPLE
    begun = process_time()
    read.src.save_to_file(str(folder / "again.json"))
    told["export"] = process_time() - begun
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
