"""The whole model in the forms that other tools read: which files the site gives out, and where they stand.

What holds all languages stands once, among the English pages, to which the others link: three copies of it would be
a third of what the site weighs. What is named in one language stands beside the pages of that language.
"""

from __future__ import annotations

from dataclasses import dataclass

from pcf.errors import N_
from pcf.exchange import Form
from pcf.ids import Language

HOME: Language = "en"


@dataclass(frozen=True, slots=True)
class Export:
    """One file: a form of ``pcf.exchange``, its name, with ``{lang}`` where each language has one, what it holds."""

    form: Form
    name: str
    holds: str

    def path(self, lang: Language) -> str:
        """Return where the file stands below the root of the language that has it."""
        return f"downloads/{self.name.format(lang=lang)}"

    def stands_in(self, lang: Language) -> bool:
        """Whether the pages of a language have the file beside them."""
        return "{lang}" in self.name or lang == HOME


EXPORTS = (
    Export("json", "pcf.json", N_("Everything in one document: all editions and languages, metrics, levels, loops")),
    Export("jsonschema", "pcf.schema.json", N_("What that document may hold, as a JSON Schema")),
    Export("csv", "pcf-csv.zip", N_("All editions and languages as tables in CSV, described by a data package")),
    Export("skos", "pcf.ttl", N_("The elements of all editions as SKOS concepts, in Turtle")),
    Export("skos", "pcf.jsonld", N_("The same in JSON-LD")),
    Export("graphml", "pcf-{lang}.graphml", N_("Elements, metrics, measures and reasons as a graph")),
    Export("archimate", "pcf-{lang}.archimate.xml", N_("Processes and metrics for tools of architects")),
    Export("xlsx", "pcf-{lang}.xlsx", N_("A workbook in APQC's own columns, with names in three languages")),
)
