"""Models for the exports that show one edition: with an organisation's own, and of an edition that is not handed on."""

from __future__ import annotations

from pathlib import Path

import pcf
from pcf.extensions import read_all
from pcf.extensions.extended import ExtendedFramework
from pcf.extensions.records import Extension, LocalEdition
from pcf.extensions.skeleton import write_skeleton
from pcf.ids import Language
from pcf.model import EditionRecord, OrganisationRecord, Text
from pcf.model.element import Place


def with_own(folder: Path, lang: Language = "en") -> pcf.Taxonomy:
    """Return the model with one own element, metric, name, level and reason of ``acme``."""
    if not (folder / "acme").exists():
        write_skeleton(folder / "acme", "acme", "en")
    return read_all([folder / "acme"]).taxonomy("7.4", lang)


def local() -> pcf.Taxonomy:
    """Return a model of an edition that stands for the user's own copy of a workbook.

    It is made without ``framework_of``, which would keep it known to every later test of the process.
    """
    note = Text(en="Own copy", ru="Своя копия", zh="自有副本")
    edition = EditionRecord(
        id="9.9",
        published="2030-01",
        category="6.0",
        attested="one_source",
        note=note,
        notice="apqc_2024",
        is_local=True,
    )
    root = pcf.load().root
    place = Place(edition="9.9", hierarchy_id="6.0", name=root.names, attested="one_source")
    own = Extension(
        organisation=OrganisationRecord(id="mine", name=Text(en="Mine", ru="Моя", zh="我的")),
        editions=(LocalEdition(record=edition, places={root.id: place}),),
    )
    return ExtendedFramework([own]).taxonomy("9.9", "en")
