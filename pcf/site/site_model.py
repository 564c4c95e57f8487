"""What the pages of one language are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from pcf.i18n import Translator
from pcf.ids import DEFAULT_EDITION, Language
from pcf.taxonomy import Element, Taxonomy, load

REPORT = "mailto:?subject={subject}&body={body}"  # who publishes the site says where problems go


@dataclass(frozen=True)
class SiteModel:
    """The model in one language, as the site tells it.

    Attributes:
        lang: The language.
        docs: The folder of the hand-written pages, one folder a language.
        report_to: Where a reader reports a problem: an address with ``{subject}`` and ``{body}`` in it.
    """

    lang: Language
    docs: Path
    report_to: str = REPORT

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The default edition."""
        return load(DEFAULT_EDITION, self.lang)

    @cached_property
    def say(self) -> Translator:
        return Translator(self.lang)

    @cached_property
    def version(self) -> str:
        return metadata.version("pcf-customer-service")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element of any edition that has a page, those of the default edition first, in printed order."""
        inside = tuple(self.taxonomy)
        known = {element.id for element in inside}
        return inside + tuple(
            self.element(record.id) for record in self.taxonomy.bundle.elements if record.id not in known
        )

    def element(self, element_id: str) -> Element:
        """Return an element in the default edition, or in the last one that has it.

        Raises:
            LookupError: No edition has it.
        """
        record = next((record for record in self.taxonomy.bundle.elements if record.id == element_id), None)
        if record is None:
            raise LookupError(f"no edition has an element {element_id!r}")
        edition = DEFAULT_EDITION if record.place(DEFAULT_EDITION) else record.places[-1].edition
        return load(edition, self.lang)[element_id]

    def label(self, element: Element) -> str:
        """Return how an element is named in lists: ``6.2.2 Manage …``."""
        return f"{element.hierarchy_id} {element.name}" if element.hierarchy_id else element.name

    def report_link(self, path: str) -> str:
        """Return where to report a problem of one page, with what it is about and the version in it.

        Args:
            path: The page: ``id/10388.md`` is reported as ``id/10388``.
        """
        subject = f"pcf {self.version}: {path.removesuffix('.md')} ({self.lang})"
        body = self.say("What is wrong, and what should stand there instead?")
        return self.report_to.replace("{subject}", quote(subject)).replace("{body}", quote(body))
