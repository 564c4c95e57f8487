"""The editions as SKOS, in Turtle or JSON-LD: written the same to the byte, read back equal.

What stands for what is said in ``pcf.exchange.skos.terms``.
"""

from __future__ import annotations

from pathlib import Path

from pcf.exchange.shared import shared_bundle
from pcf.exchange.skos.jsonld import as_jsonld
from pcf.exchange.skos.matches import matches_of
from pcf.exchange.skos.reading import read_skos
from pcf.exchange.skos.resources import resources_of
from pcf.exchange.skos.terms import prefixes_of
from pcf.exchange.skos.turtle import as_turtle
from pcf.exchange.skos.vocabulary import Vocabulary
from pcf.outputs import write_whole
from pcf.taxonomy import Taxonomy

__all__ = ["Vocabulary", "read_skos", "write"]


def write(out: Path, model: Taxonomy) -> None:
    """Write the elements of all editions as SKOS; the file appears whole or not at all.

    Args:
        out: JSON-LD if it ends in ``.jsonld``, else Turtle; both say the same.
        model: Its own copies of APQC's editions are left out.

    Raises:
        OutputNotWritableError: The folder is missing or closed to us.
    """
    vocabulary = Vocabulary.of(shared_bundle(model))
    matches = matches_of(model, {record.id: record for record in vocabulary.elements})
    form = as_jsonld if out.suffix.lower() == ".jsonld" else as_turtle
    prefixes = prefixes_of(edition.id for edition in vocabulary.editions)
    write_whole(out, "".join(form(resources_of(vocabulary, matches), prefixes)))
