"""SKOS read back: ours, whatever program has saved it since."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pcf.errors import ModelFileError
from pcf.exchange import findings as shared_kinds
from pcf.exchange.plain_json import Fault, UnreadableError, told
from pcf.exchange.plain_json import Path as Steps
from pcf.exchange.references import faults_of_ids
from pcf.exchange.shapes import checked, owner_of_place
from pcf.exchange.skos import findings as kinds
from pcf.exchange.skos.agreement import Sound, disagreements
from pcf.exchange.skos.facts import Facts, iri
from pcf.exchange.skos.parsing import check_installed, graph_of
from pcf.exchange.skos.projection import Concepts
from pcf.exchange.skos.terms import FORMAT_VERSION, MODEL
from pcf.exchange.skos.trees import Tree, tree_of
from pcf.exchange.skos.vocabulary import Vocabulary
from pcf.findings import Finding
from pcf.model import ElementRecord


def read_skos(path: str | Path) -> Vocabulary:
    """Read a vocabulary that ``export`` wrote as SKOS, in Turtle or JSON-LD, in any order and with any prefixes.

    Args:
        path: JSON-LD if it ends in ``.jsonld`` or ``.json``, or begins with a brace; else Turtle.

    Raises:
        ModelFileError: It cannot be read; ``findings`` hold every fault with subject and predicate.
        NotInstalledError: rdflib is missing.
    """
    check_installed()
    path = Path(path)
    try:
        facts = Facts(graph_of(path))
    except UnreadableError as error:
        raise _refusal(path, [Finding(error.kind, path.name, cell=error.cell, facts=error.facts)]) from error
    tree: Tree = {}
    if _check_head(facts):
        tree = tree_of(facts)
        vocabulary = _made(facts, tree)
        if vocabulary is not None and not facts.faults:
            return vocabulary
    raise _refusal(path, _findings(facts.faults, facts, tree, path.name))


def _made(facts: Facts, tree: Tree) -> Vocabulary | None:
    """Make the records of a tree; what is wrong with it, with its ids or with its concepts is told among the facts."""
    vocabulary, faults = checked(Vocabulary, tree)
    known = {fault.path for fault in facts.faults}
    facts.faults += [fault for fault in faults if fault.path not in known]
    broken = [fault.path for fault in facts.faults]
    facts.faults += faults_of_ids(tree, broken)
    facts.faults += disagreements(facts, _sound(tree, vocabulary, broken))
    return vocabulary


def _sound(tree: Tree, vocabulary: Vocabulary | None, broken: Collection[Steps]) -> Sound:
    lame = {path[1] for path in broken if path[:1] == ("elements",) and len(path) > 1}
    order = {edition["id"]: number for number, edition in enumerate(tree["editions"]) if "id" in edition}
    if vocabulary is not None:
        elements = [(number, one) for number, one in enumerate(vocabulary.elements) if number not in lame]
        return Sound(order, elements, Concepts(vocabulary.editions, vocabulary.elements))
    trees = [(number, one) for number, one in enumerate(tree["elements"]) if number not in lame]
    made = [(number, ElementRecord.model_validate_json(json.dumps(one))) for number, one in trees]
    return Sound(order, made, None)


def _check_head(facts: Facts) -> bool:
    """Whether the graph says that it holds a vocabulary in a way of writing that we know."""
    model = facts.thing(iri(MODEL), ())
    version = facts.text(model, "format_version", "term:formatVersion").get("format_version")
    if version is None:
        facts.tell(kinds.NO_MODEL, ("format_version",), found=str(model.node))
    elif version != FORMAT_VERSION:
        facts.tell(shared_kinds.NEWER, ("format_version",), found=told(version), supported=FORMAT_VERSION)
    return version == FORMAT_VERSION


def _findings(faults: Iterable[Fault], facts: Facts, tree: Tree, file: str) -> Iterator[Finding]:
    for fault in faults:
        cell = facts.cell(fault.path)
        said = {"path": cell, "owner": owner_of_place(tree, fault.path), **fault.facts}
        yield Finding(fault.kind, file, cell=cell, facts=said)


def _refusal(path: Path, findings: Iterable[Finding]) -> ModelFileError:
    told_once = list(findings)
    return ModelFileError(findings=told_once, path=path.name, count=len(told_once))
