"""What a search found, as one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from pcf.search import Hit


def hits_document(query: str, edition: str, hits: Sequence[Hit]) -> dict[str, object]:
    return {"query": query, "edition": edition, "hits": [asdict(hit) for hit in hits]}
