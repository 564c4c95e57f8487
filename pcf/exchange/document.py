"""The whole model as one JSON document: what people look into, other programs read, and pcf reads back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from pathlib import Path as FilePath
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal
from weakref import WeakValueDictionary

from pydantic import ConfigDict, Field

from pcf import _resources
from pcf.errors import ModelFileError
from pcf.exchange import findings as kinds
from pcf.exchange.plain_json import Fault, UnreadableError, json_path, parse, told
from pcf.exchange.received import content_of
from pcf.exchange.references import faults_of_document_ids
from pcf.exchange.shapes import checked, owner_of_place
from pcf.exchange.shared import shared_bundle
from pcf.findings import Finding
from pcf.framework import Framework
from pcf.i18n import negotiate
from pcf.ids import DEFAULT_EDITION, Edition
from pcf.model import Bundle, Record
from pcf.model.log import LogsBundle
from pcf.model.loop import LoopsBundle
from pcf.model.rubric import RubricsBundle
from pcf.outputs import write_whole

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

DISTRIBUTION = "pcf-customer-service"
FORMAT: Final = "pcf-model"
FORMAT_VERSION: Final = 1
SCHEMA_NAME = "pcf-model.schema.json"


class Document(Record):
    """APQC PCF category 6 in English, Russian and Chinese: everything that the package pcf-customer-service knows.

    Attributes:
        schema_hint: Where editors look for the JSON Schema: beside the document, by the name that the
            documentation gives it.
        format: Says that this is such a document.
        format_version: Grows when older readers could no longer read it.
        package_version: The version of pcf-customer-service that wrote it.
        edition: The edition that was asked for; the model holds all of them.
        attribution: The notices that every copy has to carry.
        model: Elements, metrics, measures, vocabulary and the scale, in all editions and languages.
        rubrics: What each process is rated by.
        logs: What metrics are counted from.
        loops: How complaints are answered, and why customers make contact.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    schema_hint: Annotated[str, Field(alias="$schema")] = SCHEMA_NAME
    format: Literal["pcf-model"]
    format_version: Literal[1]
    package_version: str
    edition: Edition
    attribution: str
    model: Bundle
    rubrics: RubricsBundle
    logs: LogsBundle
    loops: LoopsBundle

    @classmethod
    def of(cls, model: Taxonomy) -> Document:
        """Gather all that a model knows, but for editions that are the user's own copy."""
        return cls(
            format=FORMAT,
            format_version=FORMAT_VERSION,
            package_version=version(DISTRIBUTION),
            edition=model.edition,
            attribution=_resources.notice(),
            model=shared_bundle(model),
            rubrics=model.framework.rubrics,
            logs=model.framework.logs,
            loops=model.framework.loops,
        )

    def taxonomy(self, edition: str = DEFAULT_EDITION, lang: str = "en") -> Taxonomy:
        """Return one edition in one language of what was read; the package's own model has no part in it.

        Raises:
            UnknownEditionError: No such edition; names those that are.
            MalformedLanguageError: The text is not a language tag.
        """
        return framework_of(self).taxonomy(edition, negotiate(lang) or "en")


class ReadFramework(Framework):
    """A framework that was read from a document."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.extensions = tuple(one.id for one in document.model.organisations)

    @cached_property
    def bundle(self) -> Bundle:
        return self._document.model

    @cached_property
    def rubrics(self) -> RubricsBundle:
        return self._document.rubrics

    @cached_property
    def logs(self) -> LogsBundle:
        return self._document.logs

    @cached_property
    def loops(self) -> LoopsBundle:
        return self._document.loops

    def __reduce__(self) -> tuple[object, ...]:
        return framework_of, (self._document,)


_MAKING = Lock()
_made: WeakValueDictionary[Document, ReadFramework] = WeakValueDictionary()


def framework_of(document: Document) -> ReadFramework:
    """Return the framework of a document, the same object for equal ones as long as somebody holds it.

    Elements are equal if their models are the same; so a model that was pickled comes back as the one that is there.
    """
    with _MAKING:
        made = _made.get(document)
        if made is None:
            made = _made[document] = ReadFramework(document)
        return made


def write(out: FilePath, model: Taxonomy) -> None:
    """Write the document, the same bytes for the same model.

    Raises:
        LocalEditionError: The edition is the user's own copy.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    write_whole(out, Document.of(model).model_dump_json(indent=1) + "\n")


def read_json(path: str | FilePath) -> Document:
    """Read back what ``write`` wrote.

    Raises:
        ModelFileError: The file is no such document or has faults; ``findings`` hold every one, with its place.
    """
    path = FilePath(path)
    try:
        tree = parse(content_of(path))
    except UnreadableError as error:
        raise _refusal(path, [Finding(error.kind, path.name, cell=error.cell, facts=error.facts)]) from error
    document, faults = _document(tree)
    if document is None:
        raise _refusal(path, [_finding(path.name, tree, fault) for fault in faults])
    return document


def _document(tree: object) -> tuple[Document | None, list[Fault]]:
    if foreign := [*fault_of_head(tree, FORMAT, FORMAT_VERSION)]:
        return None, foreign
    document, faults = checked(Document, tree)
    faults += faults_of_document_ids(tree, [fault.path for fault in faults])
    return (None, faults) if faults else (document, faults)


def fault_of_head(tree: object, wanted: str, supported: int) -> Iterator[Fault]:
    """Yield why a tree cannot be read at all: another format, or a newer one."""
    head: dict[str, Any] = tree if isinstance(tree, dict) else {}
    if head.get("format") != wanted:
        found = told(head["format"]) if "format" in head else told(tree) if not head else "–"
        yield Fault(kinds.FOREIGN, ("format",) if head else (), {"found": found, "wanted": wanted})
        return
    said = head.get("format_version")
    if isinstance(said, int) and not isinstance(said, bool) and said > supported:
        yield Fault(kinds.NEWER, ("format_version",), {"found": said, "supported": supported})


def _finding(file: str, tree: object, fault: Fault) -> Finding:
    place = json_path(fault.path)
    facts = {**fault.facts, "path": place, "owner": owner_of_place(tree, fault.path)}
    return Finding(fault.kind, file, cell=place, facts=facts)


def _refusal(path: FilePath, findings: list[Finding]) -> ModelFileError:
    return ModelFileError(findings=findings, path=path.name or str(path), count=len(findings))
