"""What ``assets/map.js`` colours the map by: metrics, changes between editions, industries, and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from pcf.changes import CHANGE_WORDS, CHANGES, compare
from pcf.errors import N_
from pcf.model import ElementRecord, Place
from pcf.site import addresses
from pcf.site.files.scripts import data_script
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel

METRIC_STEPS = (0, 1, 2, 10, 40)  # the least number of metrics of each shade

# A sign for each change, told apart without colour; what stayed as it was has none.
CHANGE_SIGNS = {
    "added": "+",
    "dropped": "−",
    "succeeded": "→",
    "redefined": "≠",
    "renamed": "Aa",
    "moved": "↕",
    "kept": "",
    "neither": "·",
}

_LOOKS = (*CHANGE_WORDS.items(), ("neither", N_("in neither of the two editions")))

_WORDS = {
    "colour_by": N_("Colour the map by"),
    "nothing": N_("nothing"),
    "metrics": N_("number of metrics"),
    "change": N_("change between editions"),
    "industry": N_("industry"),
    "own": N_("your own assessment"),
    "from": N_("From edition"),
    "to": N_("To edition"),
    "which": N_("Which industry"),
    "file": N_("Saved assessment (JSON)"),
    "file_help": N_(
        "A file saved by the self-assessment of this site or by pcf assess --save. It is read here and never leaves "
        "your browser."
    ),
    "legend": N_("Legend"),
    "said_nothing": N_("The map has no colours."),
    "said_metrics": N_("The map shows how many metrics there are at each element and below it: {count} in all."),
    "said_change": N_("The map shows what changed from edition {from} to edition {to}: {changes}."),
    "said_industry": N_("The map shows what organisations of this industry usually have: {industry}."),
    "said_waiting": N_("Choose a file to see its scores on the map."),
    "said_own": N_("The map shows the scores of {who}: {score} of 5, coverage {coverage}."),
    "said_own_none": N_("The map shows the scores of {who}. There is no overall score yet: coverage {coverage}."),
    "unnamed": N_("an organisation without a name"),
    "unreadable": N_("The file cannot be read: {problem}"),
    "not_loaded": N_("What reads the file could not be loaded; open the page again."),
    "metrics_at": N_("metrics here or below: {count}"),
    "metrics_none": N_("no metrics"),
    "metrics_some": N_("metrics: {from} to {to}"),
    "metrics_many": N_("metrics: {from} or more"),
    "changes_of": N_("{change}: {count}"),
    "was_named": N_("in {edition}: “{name}”"),
    "moved_to": N_("{from} became {to}"),
    "outside": N_("outside customer service"),
    "no_number": N_("without a number"),
    "successor": N_("taken over by {element}"),
    "predecessor": N_("takes over from {element}"),
    "of_element": N_("{element}: {fact}"),
    "changed": N_("What changed, as a list"),
    "off_map": N_("Not on this map, which shows edition {edition}"),
    "nothing_changed": N_("Nothing changed between the two."),
    "has": N_("usually has it"),
    "lacks": N_("usually does not have it"),
    "lacks_why": N_("usually not there: {reason}"),
    "lacking": N_("What it usually does not have, and why"),
    "lacks_nothing": N_("It usually has every process."),
    "about_industry": N_("More about this industry"),
    "scored": N_("{score} of 5, coverage {coverage}, possible range {low} to {high}"),
    "provisional": N_("provisional"),
    "no_score": N_("no score"),
    "unscored": N_("no score: coverage {coverage}"),
    "not_applicable": N_("not applicable"),
    "band": N_("{level} – {name}"),
    "scores": N_("The scores, as a list"),
    "problems": N_("What was left out of the file"),
}


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield the data of the map."""
    yield data_script("map", map_data(model))


def map_data(model: SiteModel) -> dict[str, object]:
    """Return what the script reads.

    ``places`` tells, per element, where it stood and what it was called: an entry ``[edition, hierarchy id, name,
    outside]`` only where that differs from the edition before, ``[edition]`` where it left; editions are positions
    in ``editions``. ``changes`` tells, per pair of editions, which ids have which words of ``pcf.changes.CHANGES``.
    """
    say, bundle = model.say, model.taxonomy.bundle
    return {
        "lang": model.lang,
        "edition": model.taxonomy.edition,
        "editions": [record.id for record in bundle.editions],
        "steps": METRIC_STEPS,
        "processes": [process.id for process in model.taxonomy.processes],
        "metrics": _metrics(model),
        "places": {record.id: _places(record, model) for record in bundle.elements},
        "changes": dict(_changes(model)),
        "looks": [{"id": look, "sign": CHANGE_SIGNS[look], "name": say(name)} for look, name in _LOOKS],
        "industries": [
            {
                "id": profile.id,
                "name": profile.name.spoken(model.lang),
                "lacks": list(profile.not_applicable),
                "address": addresses.address(addresses.industry_page(profile.id)),
            }
            for profile in bundle.maturity.profiles
        ],
        "reasons": [
            {"processes": record.processes, "reason": record.reason.spoken(model.lang)}
            for record in bundle.maturity.reasons
        ],
        "levels": [record.name.spoken(model.lang) for record in bundle.maturity.levels if record.code.isdigit()],
        "words": {name: say(text) for name, text in _WORDS.items()},
    }


def _metrics(model: SiteModel) -> dict[str, int]:
    """Count, for each element, the metrics filed at it or below it."""
    filed = Counter(metric.element for metric in model.taxonomy.metrics)
    return {one.id: sum(filed[each.id] for each in (one, *one.descendants)) for one in model.taxonomy}


def _places(record: ElementRecord, model: SiteModel) -> list[list[object]]:
    entries: list[list[object]] = []
    before: list[object] = []
    for position, edition in enumerate(model.taxonomy.bundle.editions):
        place = record.place(edition.id)
        now = _standing(record, place, model) if place else []
        if now != before:
            entries.append([position, *now])
        before = now
    return entries


def _standing(record: ElementRecord, place: Place, model: SiteModel) -> list[object]:
    name = model.beside_owner(record.id, place.name.spoken(model.lang))
    return [place.hierarchy_id, name, int(place.outside)]


def _changes(model: SiteModel) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield each pair of editions, the earlier first, with what changed."""
    editions = [record.id for record in model.taxonomy.bundle.editions]
    for old, new in combinations(editions, 2):
        rows = compare(model.taxonomy.in_edition(old), model.taxonomy.in_edition(new))
        kinds: dict[str, list[str]] = {}
        for row in rows:
            kinds.setdefault(" ".join((row.change, *row.also)), []).append(row.id)
        order = sorted(kinds, key=lambda kind: CHANGES.index(kind.split()[0]))
        yield (
            f"{old}..{new}",
            {
                "kinds": {kind: " ".join(kinds[kind]) for kind in order},
                "notes": {row.id: row.note for row in rows if row.note},
                "successors": {row.id: row.successor for row in rows if row.successor},
                "predecessors": {row.id: row.predecessor for row in rows if row.predecessor},
            },
        )
