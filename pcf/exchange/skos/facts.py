"""A graph that is asked for values: the answers as plain values, and every answer that cannot be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pcf.errors import N_, Phrase
from pcf.exchange import findings as shared_kinds
from pcf.exchange.plain_json import Fault, told
from pcf.exchange.plain_json import Path as Steps
from pcf.exchange.skos import findings as kinds
from pcf.exchange.skos.terms import LANGUAGE_OF, PREFIXES, TAGS
from pcf.findings import FindingKind

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node, URIRef

_SHOWN = 200  # signs of a name; ours are shorter
_A_TEXT = Phrase(N_("a text"))


class Thing(NamedTuple):
    """A thing of the graph that a record is made of.

    ``path`` is where the record stands in the tree, ``shown`` the thing's IRI or the way to it from one.
    """

    node: Node
    path: Steps
    shown: str


class Facts:
    """What a graph says, asked predicate by predicate.

    Attributes:
        faults: What was met and cannot be a value.
        cells: Where each value of the tree comes from: subject and predicate.
        nodes: The thing that each record of the tree comes from.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.faults: list[Fault] = []
        self.cells: dict[Steps, str] = {}
        self.nodes: dict[Steps, Node] = {}

    def thing(self, node: Node, path: Steps, shown: str = "") -> Thing:
        """Begin a record."""
        self.nodes[path] = node
        self.cells[path] = shown or shown_name(node)
        return Thing(node, path, self.cells[path])

    def cell(self, path: Steps) -> str:
        """Return subject and predicate of the nearest value on the way to a place of the tree."""
        return next((self.cells[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.cells), "")

    def values(self, thing: Thing, key: str, predicate: str) -> list[Node]:
        """Return all that is said, in an order of its own: a graph has none."""
        self.cells[(*thing.path, key)] = f"{thing.shown} {predicate}"
        return sorted(self.graph.objects(thing.node, iri(predicate)), key=lambda one: (str(one), repr(one)))

    def text(self, thing: Thing, key: str, predicate: str, *, datatype: str = "") -> dict[str, str]:
        """Return one text, of one datatype if it is named, as a member of the tree; none where nothing is said."""
        from rdflib import Literal

        said = []
        for value in self.values(thing, key, predicate):
            if not isinstance(value, Literal):
                self._wrong(thing, key, value, _A_TEXT)
            elif not datatype or value.datatype == iri(datatype):
                said.append(str(value))
        return self._one(thing, key, said)

    def name(self, thing: Thing, key: str, predicate: str, prefix: str) -> dict[str, str]:
        """Return the id of one thing whose name begins so, as a member of the tree."""
        return self._one(thing, key, self.ids(thing, key, self.values(thing, key, predicate), prefix))

    def ids(self, thing: Thing, key: str, nodes: list[Node], prefix: str) -> list[str]:
        """Return the ids in names that begin so; another name is told."""
        from rdflib import URIRef

        found = []
        for node in nodes:
            some_id = str(node).removeprefix(PREFIXES[prefix])
            if isinstance(node, URIRef) and some_id != str(node):
                found.append(some_id)
            else:
                self._wrong(thing, key, node, f"{PREFIXES[prefix]}…")
        return found

    def words(self, thing: Thing, key: str, predicate: str) -> dict[str, dict[str, str]]:
        """Return a text in the languages that it has, as a member of the tree; none where it has none."""
        spoken: dict[str, list[str]] = {}
        for lang, said in self.spoken(thing, key, self.values(thing, key, predicate)):
            spoken.setdefault(lang, []).append(said)
        for texts in spoken.values():
            self._one(thing, key, texts)
        return {key: {lang: texts[0] for lang, texts in spoken.items()}} if spoken else {}

    def spoken(self, thing: Thing, key: str, nodes: list[Node]) -> Iterator[tuple[str, str]]:
        """Yield texts with our codes of their languages; what is no text in one of them is told."""
        from rdflib import Literal

        for node in nodes:
            if not isinstance(node, Literal):
                self._wrong(thing, key, node, _A_TEXT)
                continue
            lang = LANGUAGE_OF.get((node.language or "").lower())
            if lang is None:
                facts = {"found": told(str(node)), "language": node.language or "–", "known": [*TAGS.values()]}
                self.tell(kinds.LANGUAGE_UNKNOWN, (*thing.path, key), **facts)
            else:
                yield lang, str(node)

    def items(self, thing: Thing, key: str, predicate: str) -> list[Node]:
        """Return the items of one list in their order; none where there is no list."""
        from rdflib.namespace import RDF

        heads = self.values(thing, key, predicate)
        self.refuse_others(thing, key, heads)
        items: list[Node] = []
        met: set[Node] = set()
        step = heads[0] if heads else RDF.nil
        while step != RDF.nil:
            first, rest = [*self.graph.objects(step, RDF.first)], [*self.graph.objects(step, RDF.rest)]
            if step in met or len(first) != 1 or len(rest) != 1:
                self.tell(kinds.LIST_BROKEN, (*thing.path, key), found=len(items))
                break
            met.add(step)
            items.append(first[0])
            step = rest[0]
        return items

    def refuse_others(self, thing: Thing, key: str, nodes: list[Node]) -> None:
        """Tell that there is more than one value where one belongs."""
        if len(nodes) > 1:
            self.tell(kinds.SEVERAL, (*thing.path, key), found=[told(str(one)) for one in nodes])

    def tell(self, kind: FindingKind, path: Steps, **facts: object) -> None:
        self.faults.append(Fault(kind, path, facts))

    def _one(self, thing: Thing, key: str, said: list[str]) -> dict[str, str]:
        if len(said) > 1:
            self.tell(kinds.SEVERAL, (*thing.path, key), found=[told(one) for one in said])
        return {key: said[0]} if said else {}

    def _wrong(self, thing: Thing, key: str, value: Node, wanted: object) -> None:
        self.tell(shared_kinds.VALUE_WRONG, (*thing.path, key), found=told(str(value)), wanted=wanted)


def shown_name(node: Node) -> str:
    """Write a name as a message can show it; one that came from elsewhere may hold anything."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04X}" for sign in str(node)[:_SHOWN])


def iri(name: str) -> URIRef:
    """Return the IRI of a term that is written ``prefix:local``."""
    from rdflib import URIRef

    prefix, _, local = name.partition(":")
    return URIRef(f"{PREFIXES[prefix]}{local}")
