"""What can be read by address: APQC's notice, the editions, elements and metrics."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pcf import _resources
from pcf.documents.elements import element_document
from pcf.documents.metrics import metric_document
from pcf.errors import N_, UnknownAddressError
from pcf.ids import typed
from pcf.mcp_server.call import Json
from pcf.mcp_server.refusals import clipped
from pcf.taxonomy import Taxonomy

SCHEME = "pcf"
_LONGEST = 200  # signs of an address; an id has at most 60


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of resource; its address ends in ``{id}`` if there are many of them."""

    address: str
    title: str
    description: str
    mime_type: str
    read: Callable[[str, Taxonomy], str]

    @property
    def name(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def is_template(self) -> bool:
        return self.address.endswith("{id}")


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)


def _notice(_: str, __: Taxonomy) -> str:
    return _resources.notice()


def _editions(_: str, taxonomy: Taxonomy) -> str:
    rows: list[Json] = [
        {
            "id": one.id,
            "published": one.published,
            "category": one.category,
            "attested": one.attested,
            "elements": len(taxonomy.in_edition(one.id)),
            "note": one.note.spoken(taxonomy.lang),
        }
        for one in taxonomy.bundle.editions
    ]
    return _json({"default": taxonomy.edition, "editions": rows})


def _element(element_id: str, taxonomy: Taxonomy) -> str:
    return _json(element_document(taxonomy.element(typed(element_id)), taxonomy))


def _metric(metric_id: str, taxonomy: Taxonomy) -> str:
    metric = taxonomy.metric(typed(metric_id).lower())
    return _json({"kind": "metric", "edition": taxonomy.edition} | metric_document(metric))


SHELVES = (
    Shelf(
        "pcf://notice",
        N_("APQC's attribution"),
        N_("The notice that travels with every copy of what stands here, word for word."),
        "text/plain",
        _notice,
    ),
    Shelf(
        "pcf://editions",
        N_("Editions"),
        N_("The editions of the framework: when published, how well attested, how many elements."),
        "application/json",
        _editions,
    ),
    Shelf(
        "pcf://element/{id}",
        N_("Element"),
        N_("One element in all three languages, by element id or hierarchy id, with its rubric if it is a process."),
        "application/json",
        _element,
    ),
    Shelf(
        "pcf://metric/{id}",
        N_("Metric"),
        N_("One metric in all three languages, with its formula."),
        "application/json",
        _metric,
    ),
)


def read_address(address: str, taxonomy: Taxonomy) -> tuple[Shelf, str]:
    """Return the text at an address, and on which shelf it stands.

    Raises:
        UnknownAddressError: Nothing has this address.
        PcfError: There is no such element or metric in the server's edition.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    wanted = unquote(parts.path.removeprefix("/")) if len(address) <= _LONGEST else ""
    for shelf in SHELVES:
        if parts.scheme == SCHEME and parts.netloc == shelf.name and bool(wanted) == shelf.is_template:
            return shelf, shelf.read(wanted, taxonomy)
    raise UnknownAddressError(address=clipped(address), known=[shelf.address for shelf in SHELVES])
