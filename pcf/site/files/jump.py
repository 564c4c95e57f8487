"""What the search box jumps to: ids, places and names of everything that has a page, and what the box says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pcf.cli.main import COMMANDS
from pcf.errors import N_
from pcf.ids import DEFAULT_EDITION, LANGUAGES, Language
from pcf.model import ElementRecord, Phrases, Text
from pcf.site import addresses
from pcf.site.files.scripts import data_script
from pcf.site.finding_list import listed
from pcf.site.handwritten import guides
from pcf.site.page import DataFile, Kind
from pcf.site.site_model import SiteModel
from pcf.source import loops

# What every page may be about, in the order of the filter.
KINDS: dict[Kind, str] = {
    "element": N_("Element"),
    "metric": N_("Metric"),
    "measure": N_("Measure"),
    "contact_reason": N_("Contact reason"),
    "complaint_block": N_("Building block"),
    "question": N_("Question"),
    "guide": N_("Guide"),
    "industry": N_("Industry"),
    "edition": N_("Edition"),
    "command": N_("Command"),
    "api": N_("Python"),
    "finding": N_("Code of a finding"),
    "tool": N_("Tool"),
    "list": N_("List"),
}

_WORDS = {
    "label": N_("Search this site"),
    "placeholder": N_("A word, an id, a code"),
    "keys": N_("Arrows choose, Enter opens, Esc closes."),
    "jumps": N_("Go to"),
    "pages": N_("Pages with these words"),
    "kind": N_("Only pages of this kind:"),
    "any_kind": N_("All kinds"),
    "count": N_("Pages found: {count}"),
    "none": N_("No page holds all these words. Try fewer of them, or another one."),
    "failed": N_("The text of the pages could not be searched: its index did not load. The list above still works."),
    "more": N_("Show more"),
    "all": N_("Open as a page"),
    "close": N_("Close"),
    "said": N_("also: {phrase}"),
    "place": N_("{place} in edition {edition}"),
}

_ROOMS: tuple[tuple[Kind, str, str], ...] = (
    ("tool", addresses.MAP, N_("Map")),
    ("tool", addresses.ASSESSMENT, N_("Self-assessment")),
    ("list", addresses.METRICS, N_("Metrics")),
    ("list", addresses.MEASURES, N_("Measures")),
    ("list", addresses.EDITIONS, N_("Editions")),
    ("list", addresses.INDUSTRIES, N_("Industries")),
    ("list", addresses.COMPLAINT_BLOCKS, N_("Building blocks of the complaint-response system")),
    ("list", addresses.CONTACT_REASONS, N_("Contact reasons")),
    ("list", addresses.COMMANDS, N_("Commands")),
    ("list", addresses.API, N_("Python")),
    ("list", addresses.FINDINGS, N_("Findings")),
)


@dataclass(frozen=True, slots=True)
class Target:
    """One page that the box can jump to.

    Attributes:
        kind: What the page is about.
        path: Where the page stands among the sources.
        names: In the language of the site, then in the others and in other editions.
        ids: What it is called by programs.
        words: What else people call it, in any language.
        places: Hierarchy id to the editions where it stands there.
    """

    kind: Kind
    path: str
    names: tuple[str, ...]
    ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: dict[str, list[str]] = field(default_factory=dict)

    def to_json(self) -> list[object]:
        """Return ``[kind, address, names, ids, words, places]``; what is empty at the end is left out."""
        facts: list[object] = [self.kind, addresses.address(self.path), self.names, self.ids, self.words, self.places]
        while not facts[-1]:
            facts.pop()
        return facts


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield what the box says, and apart from it, since it is large, what it jumps to."""
    yield data_script(
        "search",
        {
            "words": {name: model.say(text) for name, text in _WORDS.items()},
            "kinds": {kind: model.say(text) for kind, text in KINDS.items()},
        },
    )
    yield data_script(
        "jump",
        {
            "edition": DEFAULT_EDITION,
            "editions": [edition.id for edition in model.taxonomy.bundle.editions],
            "entries": [target.to_json() for target in targets(model)],
        },
    )


def targets(model: SiteModel) -> Iterator[Target]:
    """Yield everything that the box jumps to; of equals the first wins."""
    for element in model.elements:
        yield _element(model.lang, element.record, element.name)
    yield from _loops(model)
    yield from _figures(model)
    for kind, path, title in _ROOMS:
        yield Target(kind, path, (model.say(title),))
    for edition in model.taxonomy.bundle.editions:
        yield Target("edition", addresses.edition_page(edition.id), (f"PCF {edition.id}",), (edition.id,))
    for profile in model.taxonomy.bundle.maturity.profiles:
        names = _names(model.lang, profile.name)
        yield Target("industry", addresses.industry_page(profile.id), names, (profile.id,))
    for command in COMMANDS:
        yield Target("command", addresses.command_page(command), (f"pcf {command}", command), (f"pcf {command}",))
    yield from _hand_written(model)


def _element(lang: Language, record: ElementRecord, name: str) -> Target:
    names, places = [name], dict[str, list[str]]()
    for place in reversed(record.places):  # the last edition first
        names += _names(lang, place.name)
        if place.hierarchy_id:
            places.setdefault(place.hierarchy_id, []).append(place.edition)
    names += [alternative.name for alternative in record.alternatives]
    words = _spoken(lang, record.synonyms)
    return Target("element", addresses.element_page(record.id), _once(names), (record.id,), _once(words), places)


def _loops(model: SiteModel) -> Iterator[Target]:
    lang = model.lang
    for reason in loops().reasons.reasons:
        path = addresses.contact_reason_page(reason.id)
        words = _once(_spoken(lang, reason.labels))
        yield Target("contact_reason", path, _names(lang, reason.words), (reason.id,), words)
    for block in loops().complaints.blocks:
        path = addresses.complaint_block_page(block.id)
        yield Target("complaint_block", path, _names(lang, block.name), (block.id,))


def _figures(model: SiteModel) -> Iterator[Target]:
    for metric in model.taxonomy.metrics:
        names = _names(model.lang, metric.record.name)
        yield Target("metric", addresses.metric_page(metric.id), names, (metric.id,))
    for measure in model.taxonomy.bundle.measures:
        yield Target("measure", addresses.measure_page(measure.id), _names(model.lang, measure.name), (measure.id,))


def _hand_written(model: SiteModel) -> Iterator[Target]:
    """Yield questions, guides with their chapters, and what the list of findings explains."""
    written = guides(model)
    for source, page in written.pages.items():
        if source != addresses.FINDINGS:
            kind: Kind = "question" if source.startswith("questions/") else "guide"
            for chapter in page.all():
                yield Target(kind, chapter.path, (chapter.title,))
    for code in listed(written):
        yield Target("finding", addresses.finding_page(code.code), (code.code,), (code.code,))


def _names(lang: Language, text: Text) -> tuple[str, ...]:
    """Return a name in the language of the site, then in the others that have it."""
    others = (text.to_json()[other] for other in LANGUAGES if other != lang)
    return _once((text.spoken(lang), *(name for name in others if name)))


def _spoken(lang: Language, phrases: Phrases) -> list[str]:
    """Return what people say, in the language of the site first."""
    ordered = (lang, *(other for other in LANGUAGES if other != lang))
    return [text for one in ordered for text in phrases.spoken(one)]


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
