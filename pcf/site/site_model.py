"""What the pages of one language are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pcf.exchange.shared import shared_bundle
from pcf.framework import Framework, shipped
from pcf.i18n import Translator
from pcf.ids import DEFAULT_EDITION, Language, owner_of
from pcf.taxonomy import Element, Taxonomy
from pcf.views import beside_owner

if TYPE_CHECKING:
    from pcf.model import Bundle
    from pcf.model.log import LogsBundle
    from pcf.model.loop import LoopsBundle
    from pcf.model.rubric import RubricsBundle

REPORT = "mailto:?subject={subject}&body={body}"  # who publishes the site says where problems go


@dataclass(frozen=True)
class SiteModel:
    """The model in one language, as the site tells it.

    Attributes:
        lang: The language.
        docs: The folder of the hand-written pages, one folder a language.
        report_to: Where a reader reports a problem: an address with ``{subject}`` and ``{body}`` in it.
        framework: What ships, or that with organisations' own elements beside it; local editions are taken out of it.
    """

    lang: Language
    docs: Path
    report_to: str = REPORT
    framework: Framework = field(default_factory=shipped)

    def __post_init__(self) -> None:
        object.__setattr__(self, "framework", _shared(self.framework))

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The default edition."""
        return self.framework.taxonomy(DEFAULT_EDITION, self.lang)

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
        return self.taxonomy.in_edition(edition)[element_id]

    def label(self, element: Element) -> str:
        """Return how an element is named in lists: ``6.2.2 Manage …``, with the organisation whose own it is."""
        return f"{element.hierarchy_id} {element.shown_name}" if element.hierarchy_id else element.shown_name

    def beside_owner(self, some_id: str, name: str) -> str:
        """Return the name of what has this id; of an organisation's own with the organisation's name beside it."""
        return beside_owner(name, owner_of(some_id), self.taxonomy)

    def owner(self, some_id: str) -> str:
        """Return the name of the organisation whose own this is; an empty text for what ships."""
        names = {one.id: one.name.spoken(self.lang) for one in self.taxonomy.bundle.organisations}
        return names.get(owner_of(some_id) or "", "")

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The names of the organisations that have elements of their own here."""
        bundle = self.taxonomy.bundle
        owning = {owner_of(record.id) for record in bundle.elements}
        return tuple(one.name.spoken(self.lang) for one in bundle.organisations if one.id in owning)

    def report_link(self, path: str) -> str:
        """Return where to report a problem of one page, with what it is about and the version in it.

        Args:
            path: The page: ``id/10388.md`` is reported as ``id/10388``.
        """
        subject = f"pcf {self.version}: {path.removesuffix('.md')} ({self.lang})"
        body = self.say("What is wrong, and what should stand there instead?")
        return self.report_to.replace("{subject}", quote(subject)).replace("{body}", quote(body))


class _Shared(Framework):
    """Another framework without the user's own copies of editions, which are never handed on."""

    def __init__(self, whole: Framework) -> None:
        super().__init__()
        self._whole = whole
        self.extensions = whole.extensions

    @cached_property
    def bundle(self) -> Bundle:
        return shared_bundle(self._whole.taxonomy(DEFAULT_EDITION, "en"))

    @cached_property
    def rubrics(self) -> RubricsBundle:
        return self._whole.rubrics

    @cached_property
    def logs(self) -> LogsBundle:
        return self._whole.logs

    @cached_property
    def loops(self) -> LoopsBundle:
        return self._whole.loops

    def __reduce__(self) -> tuple[object, ...]:
        return _shared, (self._whole,)


@cache
def _shared(framework: Framework) -> Framework:
    """Return a framework that may be handed on: itself where no edition of it is local; one for each, however often."""
    is_sharable = isinstance(framework, _Shared) or not any(one.is_local for one in framework.bundle.editions)
    return framework if is_sharable else _Shared(framework)
