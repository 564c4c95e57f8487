"""How measures were defined when they were counted into a cube: another definition has other figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from pcf.metrics.counted import Counted
from pcf.model.log import CountingRecord
from pcf.source import logs


def hashes_of(countings: Sequence[CountingRecord], counted: Counted) -> dict[str, str]:
    """Return the hash of each measure's definition.

    Args:
        countings: How measures are counted, of any log.
        counted: What was counted; others of its measures are not among the hashes.
    """
    measures = {*counted.tallies.reads, *counted.zeros, *counted.missing}
    ours = [one for one in countings if one.log == counted.log_map.log.id]
    return {one.measure: hash_of(one) for one in ours if one.measure in measures}


def hash_of(counting: CountingRecord) -> str:
    """Return the hash of how a measure is counted, and of what the parameters are that it takes from a map."""
    plain = counting.model_dump(mode="json")
    words = set(_words(plain))
    parameters = [
        one.model_dump(mode="json", exclude={"name", "definition"}) for one in logs().parameters if one.id in words
    ]
    return sha256(json.dumps([plain, parameters], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _words(plain: Any) -> Iterator[str]:
    """Go through all texts of a record."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from _words(one)
