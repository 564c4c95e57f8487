"""Questions about the model: find, show, browse, suggest, list metrics, compare editions."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.changes import CHANGES, compare
from pcf.documents.changes import changes_document
from pcf.documents.elements import element_document
from pcf.documents.hits import hits_document
from pcf.documents.metrics import chosen_metrics, metric_document
from pcf.documents.named import named
from pcf.documents.suggestions import suggestions_document
from pcf.documents.tree import subtree, tree_document
from pcf.errors import N_, BadOptionError, NoPlaceError
from pcf.ids import owner_of, typed
from pcf.mcp_server.arguments import (
    BrowseArguments,
    CompareEditionsArguments,
    FindArguments,
    ListMetricsArguments,
    ShowArguments,
    SuggestArguments,
)
from pcf.mcp_server.call import Call, Json
from pcf.rubric import NOT_DESCRIBED
from pcf.taxonomy import Element, Metric, Taxonomy

_PARTS: Mapping[str, tuple[str, ...]] = {
    "words": ("objects", "actions", "synonyms", "examples", "alternatives"),
    "editions": ("editions", "history"),
    "rubric": ("rubric",),
}
_ROW = ("id", "element", "name", "category", "unit", "better", "measures")


def find_answer(asked: FindArguments, call: Call) -> Json:
    from pcf.search import find

    hits = find(call.taxonomy, asked.query, asked.limit)
    if not hits:
        call.note(
            N_("Nothing found for {query}. Try other words, another language, or browse."), query=asked.query[:80]
        )
    return hits_document(asked.query, call.taxonomy.edition, hits)


def show_answer(asked: ShowArguments, call: Call) -> Json:
    """Describe an element by either id, or a metric; raises as ``Taxonomy.element`` and ``metric`` do."""
    taxonomy = call.taxonomy
    element = named(typed(asked.id), taxonomy)
    if isinstance(element, Metric):
        return _metric(element, call, every=asked.all_languages)
    whole = element_document(element, taxonomy)
    left_out = {key for part, keys in _PARTS.items() if part not in asked.parts for key in keys}
    document: Json = {key: value for key, value in whole.items() if key not in left_out}
    document = call.in_words(document, every=asked.all_languages)
    document["names"] = _names(element)
    _note_what_is_missing(element, whole, asked, call)
    return document


def _names(element: Element) -> Json:
    """Name whatever the document refers to by id alone."""
    above = [element.parent] if element.parent else []
    near = {one.id: f"{one.hierarchy_id} {one.shown_name}" for one in (*above, *element.children)}
    return near | {metric.id: metric.shown_name for metric in element.metrics}


def note_owner(some_id: str, call: Call) -> None:
    """Say whose it is, where it is not APQC's."""
    owner = owner_of(some_id)
    if owner is not None:
        names = {one.id: one.name.spoken(call.lang) for one in call.taxonomy.bundle.organisations}
        call.note(
            N_("It is an own one of {organisation} and no part of APQC's PCF."), organisation=names.get(owner, owner)
        )


def _note_what_is_missing(element: Element, whole: Json, asked: ShowArguments, call: Call) -> None:
    note_owner(element.id, call)
    if element.outside:
        call.note(N_("In this edition it stands outside customer service."))
    if element.definition is None:
        call.note(N_("It has no definition in this model."))
    if not element.metrics:
        call.note(N_("No metric is filed at this very element; list_metrics also looks below it."))
    if whole["rubric"] is None and element in call.taxonomy.processes:
        call.note(NOT_DESCRIBED)
    elif "rubric" in asked.parts and whole["rubric"] is None:
        call.note(N_("Only processes, such as 6.2.2, are rated and have levels; this element is none."))
    elif whole["rubric"] is not None and "rubric" not in asked.parts:
        call.note(N_("Its levels 0 to 5, questions and evidence come with parts: rubric."))


def _metric(metric: Metric, call: Call, *, every: bool) -> Json:
    taxonomy = call.taxonomy
    whole: Json = {"kind": "metric", "edition": taxonomy.edition} | metric_document(metric)
    document: Json = call.in_words(whole, every=every)
    document["names"] = {metric.element: f"{taxonomy[metric.element].hierarchy_id} {taxonomy[metric.element].name}"}
    document["collect"] = [measure_row(name, metric, call) for name in metric.measures]
    note_owner(metric.id, call)
    if metric.definition is None:
        call.note(N_("It has no definition in this model; the formula says what it is."))
    return document


def measure_row(measure_id: str, metric: Metric, call: Call) -> Json:
    """Describe a measure in the language of the answer."""
    record = call.taxonomy.measure(measure_id)
    return {
        "id": record.id,
        "name": record.name.spoken(call.lang),
        "definition": record.definition.spoken(call.lang),
        "unit": record.unit.value,
        "optional": record.id in metric.optional_measures,
    }


def browse_answer(asked: BrowseArguments, call: Call) -> Json:
    taxonomy = call.taxonomy
    start = taxonomy.element(typed(asked.id)) if asked.id else taxonomy.root
    shown = subtree(start, asked.depth)
    if len(shown) == 1 and asked.depth:
        call.note(N_("Nothing stands below it."))
    return tree_document(taxonomy, shown)


def suggest_answer(asked: SuggestArguments, call: Call) -> Json:
    from pcf.suggestions import Suggester

    suggester = Suggester(model=call.taxonomy)
    found = [suggester.suggest(text, asked.limit, call.lang) for text in asked.statements]
    items = [suggestions_document(one) for one in found]
    for item in items:
        item["suggestions"] = [_without(one, "reasons") for one in item["suggestions"]]  # type: ignore[attr-defined]
    call.note(N_("none is the probability that a statement is not customer service; a person decides."))
    return {"edition": call.taxonomy.edition, "items": items}


def _without(row: Json, key: str) -> Json:
    return {name: value for name, value in row.items() if name != key}


def list_metrics_answer(asked: ListMetricsArguments, call: Call) -> Json:
    taxonomy = call.taxonomy
    try:
        metrics = chosen_metrics(taxonomy, typed(asked.id) if asked.id else None, asked.profile)
    except BadOptionError as error:  # it names the option of the command line
        raise BadOptionError(**{**error.facts, "option": "profile"}) from None
    shown, rest = call.page(metrics, asked.offset, asked.limit)
    rows = [{key: value for key, value in metric_document(metric).items() if key in _ROW} for metric in shown]
    if not metrics:
        call.note(N_("No metrics here."))
    return {"edition": taxonomy.edition, "metrics": call.in_words(rows, every=False), **rest}


def compare_editions_answer(asked: CompareEditionsArguments, call: Call) -> Json:
    old, new = call.taxonomy.in_edition(asked.from_edition), call.taxonomy.in_edition(asked.to_edition)
    rows = compare(old, new)
    if asked.id:
        within = _within(typed(asked.id), old, new)
        rows = [row for row in rows if row.id in within]
    counts = {change: sum(row.change == change for row in rows) for change in CHANGES}
    told = [row for row in rows if asked.with_kept or row.change != "kept"]
    shown, rest = call.page(told, asked.offset, asked.limit)
    call.note(N_("change is the first that holds; also names what else holds."))
    source = "; ".join(dict.fromkeys(call.source_of(one.edition) for one in (old, new)))
    document = changes_document(old, new, shown)
    return {"edition": new.edition, **document, "counts": counts, **rest, "source": source}


def _within(element_id: str, old: Taxonomy, new: Taxonomy) -> set[str]:
    """Return the ids of an element and of what stands below it in either edition.

    Raises:
        UnknownElementError, NoPlaceError: It is in neither.
    """
    found: set[str] = set()
    refused: NoPlaceError | LookupError | None = None
    for taxonomy in (new, old):
        try:
            element = taxonomy.element(element_id)
        except LookupError as error:  # what the newer edition says of it is the nearer
            refused = refused or error
            continue
        found |= {element.id, *(below.id for below in element.descendants)}
    if not found and refused is not None:
        raise refused
    return found
