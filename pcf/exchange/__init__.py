"""The model in the forms that other tools read: written whole, the same bytes for the same model, with APQC's notice.

``json`` is everything, ``csv`` all tables, ``skos`` the elements as concepts; these three are read back and give an
equal model. ``graphml``, ``archimate`` and ``xlsx`` show one edition in the tools that people have.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from pcf.exchange.document import Document, read_json
    from pcf.exchange.skos import Vocabulary, read_skos
    from pcf.exchange.tables import read_csv
    from pcf.taxonomy import Taxonomy

__all__ = ["FORMS", "Document", "Form", "Vocabulary", "export", "read_csv", "read_json", "read_skos"]

Form = Literal["json", "csv", "skos", "graphml", "archimate", "xlsx", "jsonschema"]
FORMS: tuple[Form, ...] = get_args(Form)

# the module that writes each form, by its function ``write(out, model)``
_WRITERS: Mapping[Form, str] = MappingProxyType(
    {
        "json": "pcf.exchange.document",
        "csv": "pcf.exchange.tables",
        "skos": "pcf.exchange.skos",
        "graphml": "pcf.exchange.graphml",
        "archimate": "pcf.exchange.archimate",
        "xlsx": "pcf.exchange.spreadsheet",
        "jsonschema": "pcf.exchange.schema",
    }
)
_HOME = {
    "Document": "pcf.exchange.document",
    "Vocabulary": "pcf.exchange.skos",
    "read_csv": "pcf.exchange.tables",
    "read_json": "pcf.exchange.document",
    "read_skos": "pcf.exchange.skos",
}


def export(model: Taxonomy, out: str | Path, form: Form) -> None:
    """Write the model for another tool; the file, or the folder of ``csv``, appears whole or not at all.

    Args:
        model: What to write. ``json``, ``csv``, ``skos`` and ``jsonschema`` hold all editions and languages of it;
            ``graphml``, ``archimate`` and ``xlsx`` its edition, named in its language, with the other languages beside.
        out: Written under exactly this name, over what stands there. ``csv`` makes a folder, or a zip if it ends in
            ``.zip``; ``skos`` is Turtle, or JSON-LD if it ends in ``.jsonld``.
        form: One of ``FORMS``.

    Raises:
        LocalEditionError: The edition is the user's own copy of APQC's; it is not handed on.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    from pcf.exchange.shared import refuse_local

    refuse_local(model)
    import_module(_WRITERS[form]).write(Path(out), model)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf.exchange' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
