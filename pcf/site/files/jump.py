"""What the search box jumps to: ids, places and names of everything that has a page, and what the box says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pcf.cli.main import COMMANDS
from pcf.errors import N_
from pcf.ids import DEFAULT_EDITION, LANGUAGES, Language
from pcf.model import MetricRecord, Phrases, Text
from pcf.site import addresses
from pcf.site.files.scripts import data_script
from pcf.site.finding_list import listed
from pcf.site.handwritten import guides
from pcf.site.page import DataFile, Kind
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

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
    "example": N_("for example: {phrase}"),
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

_LATER: frozenset[Kind] = frozenset({"finding"})
_CLOSING = (")", "）")
_ABBREVIATION_AT_THE_END = re.compile(r"[(（]([A-Z]{2,5})(?:[,，][^()（）]*)?[)）]$")


@dataclass(frozen=True, slots=True)
class Target:
    """One page that the box can jump to.

    Attributes:
        kind: What the page is about.
        path: Where the page stands among the sources.
        names: In the language of the site: its name, then those of other editions, and abbreviations.
        id: What it is called by programs; empty if nothing.
        words: What else people of this language call it.
        places: Hierarchy id to the editions where it stands there.
        other_names: Its names in the other languages.
        other_words: What people of other languages call it.
        examples: Sentences of this language that mean it.
    """

    kind: Kind
    path: str
    names: tuple[str, ...]
    id: str = ""
    words: tuple[str, ...] = ()
    places: dict[str, list[str]] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def to_json(self, editions: Sequence[str]) -> list[object]:
        """Return ``[id, names, words, places, address]``; what is empty at the end is left out.

        A place is held in editions that are told by their number among ``editions``.
        Names are left out if the only one is the id, the address if it is the folder of the kind and the id.
        """
        address = addresses.address(self.path)
        usual = f"{folder_of(self.kind)}/{self.id}/"
        names = () if self.names == (self.id,) else self.names
        places = {place: [editions.index(edition) for edition in held] for place, held in self.places.items()}
        return _cut([self.id, names, self.words, places, "" if address == usual else address])

    def more(self) -> list[object]:
        """Return ``[other names, other words, examples]``; what is empty at the end is left out."""
        return _cut([self.other_names, self.other_words, self.examples])


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield what the box says, and apart from it, since they are large, what it jumps to.

    What people of other languages say, whole sentences and codes come last: who finds enough need not load them.
    """
    yield data_script(
        "search",
        {
            "words": {name: model.say(text) for name, text in _WORDS.items()},
            "kinds": {kind: model.say(text) for kind, text in KINDS.items()},
        },
    )
    reached = sorted(targets(model), key=lambda target: target.kind in _LATER)
    first = [target for target in reached if target.kind not in _LATER]
    editions = [edition.id for edition in model.taxonomy.bundle.editions]
    yield data_script(
        "jump",
        {"lang": model.lang, "edition": DEFAULT_EDITION, "editions": editions, "groups": _groups(first, editions)},
    )
    yield data_script(
        "jump_more",
        {
            "groups": _groups(reached[len(first) :], editions),
            "phrases": [[at, *more] for at, target in enumerate(first) if (more := target.more())],
        },
    )


def _groups(reached: Iterable[Target], editions: Sequence[str]) -> list[list[object]]:
    """Return ``[kind, folder, entries]`` of each run of one kind."""
    return [
        [kind, folder_of(kind), [target.to_json(editions) for target in run]]
        for kind, run in groupby(reached, key=lambda target: target.kind)
    ]


def folder_of(kind: Kind) -> str:
    """Return where the pages of a kind stand that are named by their id.

    >>> folder_of("element"), folder_of("contact_reason")
    ('id', 'contact-reason')
    """
    return "id" if kind == "element" else kind.replace("_", "-")


def targets(model: SiteModel) -> Iterator[Target]:
    """Yield everything that the box jumps to; of equals the first wins."""
    for element in model.elements:
        yield _element(model, element)
    yield from _loops(model)
    yield from _figures(model)
    for kind, path, title in _ROOMS:
        yield Target(kind, path, (model.say(title),))
    for edition in model.taxonomy.bundle.editions:
        yield Target("edition", addresses.edition_page(edition.id), (f"PCF {edition.id}",), edition.id)
    for profile in model.taxonomy.bundle.maturity.profiles:
        yield _named(model, "industry", addresses.industry_page(profile.id), profile.id, profile.name)
    for command in COMMANDS:
        yield Target("command", addresses.command_page(command), (f"pcf {command}",), command)
    yield from _hand_written(model)


def _element(model: SiteModel, element: Element) -> Target:
    lang, record = model.lang, element.record
    names, others, places = [element.shown_name], list[str](), dict[str, list[str]]()
    own = () if element.has_earlier_meaning else tuple(one.name for one in record.own_names)
    for place in reversed(record.places):  # the last edition first
        names.append(place.name.spoken(lang))
        others += _others(lang, place.name)
        if place.hierarchy_id:
            places.setdefault(place.hierarchy_id, []).append(place.edition)
    for other in record.alternatives:
        (names if other.language == lang else others).append(other.name)
    return Target(
        "element",
        addresses.element_page(record.id),
        _once(names),
        record.id,
        _once((*(name.spoken(lang) for name in own), *record.synonyms.spoken(lang))),
        places,
        _once(others),
        _once((*(other for name in own for other in _others(lang, name)), *_of_others(lang, record.synonyms))),
        record.examples.spoken(lang),
    )


def _loops(model: SiteModel) -> Iterator[Target]:
    lang = model.lang
    for reason in model.framework.loops.reasons.reasons:
        yield replace(
            _named(model, "contact_reason", addresses.contact_reason_page(reason.id), reason.id, reason.words),
            words=reason.labels.spoken(lang),
            other_words=_of_others(lang, reason.labels),
            examples=reason.examples.spoken(lang),
        )
    for block in model.framework.loops.complaints.blocks:
        yield _named(model, "complaint_block", addresses.complaint_block_page(block.id), block.id, block.name)


def _figures(model: SiteModel) -> Iterator[Target]:
    for metric in model.taxonomy.metrics:
        target = _named(model, "metric", addresses.metric_page(metric.id), metric.id, metric.record.name)
        yield replace(target, names=_once((*target.names, *_abbreviations(metric.record))))
    for measure in model.taxonomy.bundle.measures:
        yield _named(model, "measure", addresses.measure_page(measure.id), measure.id, measure.name)


def _named(model: SiteModel, kind: Kind, path: str, known_as: str, name: Text) -> Target:
    shown, plain = model.beside_owner(known_as, name.spoken(model.lang)), name.spoken(model.lang)
    return Target(kind, path, _once((shown, plain)), known_as, other_names=_others(model.lang, name))


def _abbreviations(metric: MetricRecord) -> tuple[str, ...]:
    """Return what a metric is called for short in any language: AHT is AHT everywhere.

    A variant, and a metric of the publisher, is not what the abbreviation alone means.
    """
    names = [name for name in metric.name.to_json().values() if name]
    if metric.variant_of or metric.id.isdecimal():
        return ()
    at_the_end = [short[1] for name in names if (short := _ABBREVIATION_AT_THE_END.search(name))]
    return _once(short for short in at_the_end if all(short not in name or name.endswith(_CLOSING) for name in names))


def _hand_written(model: SiteModel) -> Iterator[Target]:
    """Yield questions, guides with their chapters, and what the list of findings explains."""
    written = guides(model)
    for source, page in written.pages.items():
        if source != addresses.FINDINGS:
            kind: Kind = "question" if source.startswith("questions/") else "guide"
            for chapter in page.all():
                yield Target(kind, chapter.path, (chapter.title,))
    for code in listed(written):
        yield Target("finding", addresses.finding_page(code.code), (code.code,), code.code)


def _others(lang: Language, text: Text) -> tuple[str, ...]:
    """Return a name in the languages that the site is not in, and that have it."""
    said = text.to_json()
    return _once(name for other in LANGUAGES if other != lang and (name := said[other]) and name != text.spoken(lang))


def _of_others(lang: Language, phrases: Phrases) -> tuple[str, ...]:
    return _once(text for other in LANGUAGES if other != lang for text in phrases.spoken(other))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _cut(facts: list[object]) -> list[object]:
    while facts and not facts[-1]:
        facts.pop()
    return facts
