"""A SKOS file as a graph, read by rdflib: nothing is fetched, and whatever rdflib trips over is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Any

from pcf.errors import NotInstalledError
from pcf.exchange import findings as shared_kinds
from pcf.exchange.plain_json import UnreadableError, parse_text, told
from pcf.exchange.received import content_of
from pcf.exchange.skos import findings as kinds

if TYPE_CHECKING:
    from rdflib import Graph

_TURTLE, _JSONLD = "Turtle", "JSON-LD"
_FORMATS = {_TURTLE: "turtle", _JSONLD: "json-ld"}
_JSON_SUFFIXES = (".jsonld", ".json")
_NOWHERE = "http://relative.invalid/"  # relative names stay apart from all others, and no path of the machine gets in


def check_installed() -> None:
    """Make sure that a file can be read, before any work is done.

    Raises:
        NotInstalledError: rdflib is missing; names the command that installs it.
    """
    if find_spec("rdflib") is None:
        raise NotInstalledError(package="rdflib", command='pip install "pcf-customer-service[rdf]"')


def graph_of(path: Path) -> Graph:
    """Read a file in Turtle or JSON-LD.

    Raises:
        UnreadableError: It is no such file.
    """
    text = _text(content_of(path))
    form = _JSONLD if path.suffix.lower() in _JSON_SUFFIXES or text.lstrip()[:1] == "{" else _TURTLE
    if form == _JSONLD:
        _refuse_elsewhere(parse_text(text))
    return _parsed(text, form)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(shared_kinds.NOT_UTF8, found=error.start + 1) from error


def _refuse_elsewhere(tree: object) -> None:
    """Refuse a context by its address: rdflib would fetch it, from the net or from the disk."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            for key in ("@context", "@import"):
                for address in _texts_in(node.get(key)):
                    raise _elsewhere(address, key)
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _texts_in(given: object) -> Iterator[str]:
    """Yield the texts in lists within lists; what stands in objects there is looked at as any other part."""
    waiting = [given]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += reversed(one)


def _elsewhere(address: object, key: str) -> UnreadableError:
    return UnreadableError(kinds.CONTEXT_ELSEWHERE, cell=key, found=told(address))


def _parsed(text: str, form: str) -> Graph:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Graph()
    try:
        with _silent("rdflib.term"), _bounded():
            graph.parse(data=text, format=_FORMATS[form], publicID=_NOWHERE)
    except UnreadableError:
        raise
    except BadSyntax as error:
        reason = str(getattr(error, "_why", "") or type(error).__name__)
        raise UnreadableError(kinds.NOT_RDF, cell=f"{error.lines + 1}", form=form, found=told(reason)) from error
    except RecursionError as error:
        raise UnreadableError(kinds.NOT_RDF, form=form, found=type(error).__name__) from error
    except Exception as error:  # whatever a parser that is not ours makes of a text that is not ours
        raise UnreadableError(kinds.NOT_RDF, form=form, found=told(str(error) or type(error).__name__)) from error
    return graph


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """Keep what rdflib logs of strange values off the screen: we tell what matters of them ourselves."""
    logger, nothing = logging.getLogger(name), logging.Filter("nothing")  # a filter lets only records of its name pass
    logger.addFilter(nothing)
    try:
        yield
    finally:
        logger.removeFilter(nothing)


_BOUNDING = Lock()  # two at once would put back one another's settings


@contextmanager
def _bounded() -> Iterator[None]:
    """Keep rdflib, in this thread, from what a strange file could make it do beyond building a graph.

    It would fetch contexts (whatever of them is left in a file that was looked through), and write out decimals:
    1e400000000 is a short text and 400 MB in full. Its switches hold for the whole process; other threads, where rdflib
    is asked by others, find them as they were.
    """
    rdflib: Any = import_module("rdflib")
    context: Any = import_module("rdflib.plugins.shared.jsonld.context")
    with _BOUNDING:
        fetch, normalises, ours = context.source_to_json, rdflib.NORMALIZE_LITERALS, get_ident()

        def fetch_for_others(source: Any, *more: Any, **named: Any) -> Any:
            if get_ident() == ours:
                raise _elsewhere(source, "@context")
            return fetch(source, *more, **named)

        context.source_to_json = fetch_for_others
        rdflib.NORMALIZE_LITERALS = _ForOthers(ours, normalises)
        try:
            yield
        finally:
            context.source_to_json, rdflib.NORMALIZE_LITERALS = fetch, normalises


class _ForOthers:
    """A switch that is off in one thread and stands as it stood in all others."""

    def __init__(self, thread: int, stood: object) -> None:
        self._thread, self._stood = thread, stood

    def __bool__(self) -> bool:
        return get_ident() != self._thread and bool(self._stood)
