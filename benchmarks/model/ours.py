"""Says what the model takes in a fresh process, in CPU seconds: import, load, a million lookups, every export.

python benchmarks/model/ours.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

LOOKUPS = 1_000_000
NAMES = {"csv": "model", "skos": "model.ttl"}  # the others are called by their form


def main(folder: Path) -> None:
    told: dict[str, float] = {}
    begun = process_time()
    import pcf

    told["import pcf"] = process_time() - begun
    begun = process_time()
    import pcf.model
    import pcf.taxonomy

    told["the models"] = process_time() - begun
    begun = process_time()
    six = pcf.load()
    told["load"] = process_time() - begun

    elements = list(six)
    rounds = -(-LOOKUPS // len(elements))
    ids = [element.id for element in elements] * rounds
    begun = process_time()
    for one in ids:
        six[one]
    told["by element id"] = (process_time() - begun) * LOOKUPS / len(ids)
    places = [element.hierarchy_id or "" for element in elements] * rounds
    begun = process_time()
    for place in places:
        six.by_hierarchy(place)
    told["by hierarchy id"] = (process_time() - begun) * LOOKUPS / len(places)

    from pcf.exchange import FORMS, export

    for form in FORMS:
        begun = process_time()
        export(six, folder / NAMES.get(form, f"model.{form}"), form)
        told[f"export {form}"] = process_time() - begun
    begun = process_time()
    export(six, folder / "model.jsonld", "skos")
    told["export skos as JSON-LD"] = process_time() - begun
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
