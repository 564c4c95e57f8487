"""Resources as Turtle, grouped by thing and readable: a statement a line, a text of several lines as one.

A writer of our own: rdflib's takes seconds, and orders by the names of its blank nodes.

Source: "RDF 1.1 Turtle", W3C 2014, sections 2.5, 2.8 and 6.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pcf.exchange.skos.terms import Iri, Listed, Literal, Object, Resource, Statements

# Names that stand as they are; all others are written out in angle brackets.
_LOCAL = re.compile(r"[A-Za-z0-9_:]+(\.[A-Za-z0-9_:]+)*")
_MARKS, _LAST_MARKS = re.compile('"'), re.compile(r'"(?="|\Z)')  # within three marks most may stand as they are
_ESCAPED = {ord("\\"): "\\\\", ord("\r"): "\\r", ord("\t"): "\\t"} | {
    sign: f"\\u{sign:04X}" for sign in (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029) if sign not in (0x09, 0x0A, 0x0D)
}


def as_turtle(resources: Iterable[Resource], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Write resources one after the other, with a blank line between them."""
    for prefix, uri in prefixes.items():
        yield f"@prefix {prefix}: <{uri}> .\n"
    writer = _Writer(prefixes)
    for resource in resources:
        yield f"\n{writer.name(resource.iri)} {writer.statements(resource.statements, '    ')} .\n"


class _Writer:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes

    def name(self, iri: Iri) -> str:
        prefix, _, local = iri.name.partition(":")
        return iri.name if _LOCAL.fullmatch(local) else f"<{self._prefixes[prefix]}{local}>"

    def statements(self, statements: Statements, indent: str) -> str:
        return f" ;\n{indent}".join(
            f"{'a' if predicate == 'rdf:type' else predicate} {self._objects(objects, indent)}"
            for predicate, objects in statements
        )

    def _objects(self, objects: tuple[Object, ...], indent: str) -> str:
        """Write objects side by side, and each language on a line of its own."""
        text, before = self._written(objects[0], indent), objects[0]
        for one in objects[1:]:
            text += ", " if _language(one) == _language(before) else f",\n{indent}    "
            text += self._written(one, indent)
            before = one
        return text

    def _written(self, one: Object, indent: str) -> str:
        if isinstance(one, Iri):
            return self.name(one)
        if isinstance(one, Literal):
            return _literal(one)
        if isinstance(one, Listed):
            return f"( {' '.join(self._written(item, indent) for item in one.items)} )"
        deeper = f"{indent}    "
        return f"[ {self.statements(one.statements, deeper)} ]"


def _language(one: Object) -> str:
    return one.language if isinstance(one, Literal) else ""


def _literal(one: Literal) -> str:
    text = one.text.translate(_ESCAPED)
    marks, to_escape = ('"""', _LAST_MARKS) if "\n" in text else ('"', _MARKS)
    quoted = marks + to_escape.sub(r"\"", text) + marks
    if one.language:
        return f"{quoted}@{one.language}"
    return f"{quoted}^^{one.datatype}" if one.datatype else quoted
