"""With which texts a process was asked: a level may move because its description did."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pcf.ids import LANGUAGES
from pcf.model import Text
from pcf.model.rubric import RubricRecord
from pcf.taxonomy import Taxonomy

_SIGNS = 12  # of the hash; two texts of one process have to differ, not all texts of the world


def wording_of(taxonomy: Taxonomy) -> dict[str, str]:
    """Return process id -> a short hash of its descriptors and statements in all languages.

    A process whose levels are not described in this edition has no entry.
    """
    return {process.id: _hash(list(_texts(process.rubric.record))) for process in taxonomy.processes if process.rubric}


def _texts(rubric: RubricRecord) -> Iterator[Text]:
    """Yield what ships, then what organisations say of the levels: without these the hash is that of what ships."""
    yield from rubric.descriptors
    yield from (one.text for one in rubric.statements)
    yield from (one.text for one in rubric.own_descriptors)


def _hash(texts: list[Text]) -> str:
    said = "\x1f".join(text.spoken(lang) for text in texts for lang in LANGUAGES)
    return hashlib.sha256(said.encode()).hexdigest()[:_SIGNS]
