"""The model as people use it: one edition in one language, with light views on its records."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from pcf import formula
from pcf.errors import NoPlaceError, UnknownEditionError, UnknownElementError, UnknownMetricError
from pcf.i18n import negotiate
from pcf.ids import DEFAULT_EDITION, LANGUAGES, Language, is_element_id, is_hierarchy_id, level, parent_of, sort_key
from pcf.model import Bundle, EditionRecord, ElementRecord, MeasureRecord, MetricRecord, Place, Text
from pcf.source import bundle

if TYPE_CHECKING:
    import networkx


class _SetOnce:
    """Attributes are set when the object is made, and never again."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, name):
            raise AttributeError(f"{type(self).__name__} is immutable: {name} cannot be set")
        super().__setattr__(name, value)


class Element(_SetOnce):
    """One element of one edition, speaking one language. Made by ``Taxonomy``, never by hand."""

    __slots__ = ("_place", "_taxonomy", "record")

    def __init__(self, taxonomy: Taxonomy, record: ElementRecord, place: Place) -> None:
        self._taxonomy = taxonomy
        self.record = record
        self._place = place

    @property
    def id(self) -> str:
        """Element id: five digits, the same in every edition."""
        return self.record.id

    @property
    def hierarchy_id(self) -> str | None:
        """Position in this edition; ``None`` if it stands outside at a place no source tells."""
        return self._place.hierarchy_id

    @property
    def level(self) -> int | None:
        """1 category, 2 process group, 3 process, 4 activity, 5 task."""
        return level(self.hierarchy_id) if self.hierarchy_id else None

    @property
    def outside(self) -> bool:
        """Whether the element stands in this edition, but not under customer service."""
        return self._place.outside

    @property
    def name(self) -> str:
        return self._place.name.spoken(self._taxonomy.lang)

    @property
    def names(self) -> Text:
        """The name of this edition in all three languages."""
        return self._place.name

    @property
    def definition(self) -> str | None:
        return self.record.definition.spoken(self._taxonomy.lang) if self.record.definition else None

    @property
    def synonyms(self) -> tuple[str, ...]:
        return tuple(text for lang, text in self.record.synonyms if lang == self._taxonomy.lang)

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(text for lang, text in self.record.examples if lang == self._taxonomy.lang)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Other translators' names in this language; their sources are in ``record.alternatives``."""
        return tuple(other.name for other in self.record.alternatives if other.language == self._taxonomy.lang)

    @property
    def parent(self) -> Element | None:
        above = parent_of(self.hierarchy_id) if self.hierarchy_id and not self.outside else None
        return self._taxonomy.by_hierarchy(above) if above else None

    @property
    def children(self) -> tuple[Element, ...]:
        return self._taxonomy.children_of(self.hierarchy_id) if self.hierarchy_id and not self.outside else ()

    @property
    def descendants(self) -> tuple[Element, ...]:
        """Everything below, in printed order, without the element itself."""
        return tuple(below for child in self.children for below in (child, *child.descendants))

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Metrics filed at this very element."""
        return self._taxonomy.metrics_of(self.id)

    @property
    def editions(self) -> Mapping[str, Place]:
        """Edition to the element's place in it."""
        return MappingProxyType({place.edition: place for place in self.record.places})

    def __repr__(self) -> str:
        return f"<Element {self.id} {self.hierarchy_id} {self.names.en!r} ({self._taxonomy.edition})>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and (self._taxonomy, self.id) == (other._taxonomy, other.id)

    def __hash__(self) -> int:
        return hash((self._taxonomy, self.id))


class Metric(_SetOnce):
    """One metric, speaking one language."""

    __slots__ = ("_taxonomy", "record")

    def __init__(self, taxonomy: Taxonomy, record: MetricRecord) -> None:
        self._taxonomy = taxonomy
        self.record = record

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def element(self) -> str:
        """Id of the element it is filed at."""
        return self.record.element

    @property
    def name(self) -> str:
        return self.record.name.spoken(self._taxonomy.lang)

    @property
    def definition(self) -> str | None:
        return self.record.definition.spoken(self._taxonomy.lang) if self.record.definition else None

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures that have to be collected."""
        return formula.measures_of(self.record.formula) if self.record.formula else ()

    @property
    def formula_text(self) -> str:
        """The formula in words; for APQC's metrics without a declared one, APQC's wording."""
        if self.record.formula is None:
            return self.record.stated_formula
        return formula.to_text(self.record.formula, self._measure_name)

    @property
    def latex(self) -> str | None:
        if self.record.formula is None:
            return None
        return formula.to_latex(self.record.formula, self._measure_name)

    @property
    def excel(self) -> str | None:
        """The formula of an Excel cell over names that equal the measure ids."""
        return formula.to_excel(self.record.formula) if self.record.formula else None

    def _measure_name(self, measure_id: str) -> str:
        return self._taxonomy.measure(measure_id).name.spoken(self._taxonomy.lang)

    def value(self, measures: Mapping[str, float]) -> float:
        """Compute the metric; see ``pcf.formula.calculate`` for units and errors.

        A measure that a log may leave out (short abandons) may be left out here too, and is then 0.
        """
        return formula.calculate(self.record, self._completed(measures))

    def result(self, measures: Mapping[str, float]) -> formula.Result:
        """Compute the metric with n, basis, interval and flags; never raises for data."""
        return formula.result(self.record, self._completed(measures))

    def _completed(self, measures: Mapping[str, float]) -> Mapping[str, float]:
        zeros = dict.fromkeys((name for name in self.measures if self._taxonomy.measure(name).optional), 0.0)
        completed = {**zeros, **measures}
        return completed if completed.keys() >= set(self.measures) else measures

    def __repr__(self) -> str:
        return f"<Metric {self.id} {self.record.name.en!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Metric) and (self._taxonomy, self.id) == (other._taxonomy, other.id)

    def __hash__(self) -> int:
        return hash((self._taxonomy, self.id))


class Taxonomy(_SetOnce):
    """One edition of category 6 in one language; immutable, safe to share between threads.

    Iterating gives the elements in printed order. ``in``, ``len`` and searches see only what
    stands under customer service; ``[id]`` also gives an element that left it but not the edition.
    """

    def __init__(self, model: Bundle, edition: EditionRecord, lang: Language) -> None:
        self.bundle = model
        self.edition = edition.id
        self.lang = lang
        self._category = edition.category
        placed = [(record, place) for record in model.elements if (place := record.place(edition.id))]
        inside = [(record, place) for record, place in placed if not place.outside]
        inside.sort(key=lambda pair: sort_key(pair[1].hierarchy_id or ""))
        self._elements = {record.id: Element(self, record, place) for record, place in inside}
        self._outside = {record.id: Element(self, record, place) for record, place in placed if place.outside}
        self._by_hierarchy = {element.hierarchy_id: element for element in self._elements.values()}
        self._children: dict[str, list[Element]] = {}
        for element in self._elements.values():
            above = parent_of(element.hierarchy_id or "")
            if above:
                self._children.setdefault(above, []).append(element)

    @property
    def root(self) -> Element:
        """The category itself."""
        return self._by_hierarchy[self._category]

    @property
    def processes(self) -> tuple[Element, ...]:
        """The rated units: everything on level 3."""
        return tuple(element for element in self if element.level == 3)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """All metrics, in the order of the elements they are filed at."""
        order = {element_id: position for position, element_id in enumerate(self._elements)}
        records = sorted(self.bundle.metrics, key=lambda record: order.get(record.element, len(order)))
        return tuple(Metric(self, record) for record in records if record.element in self._elements)

    @cached_property
    def _measures(self) -> Mapping[str, MeasureRecord]:
        return {record.id: record for record in self.bundle.measures}

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """Elements, metrics and measures as a read-only networkx MultiDiGraph."""
        from pcf.graph import build

        return build(self)

    def in_language(self, lang: str) -> Taxonomy:
        """Return the same model speaking another language."""
        return load(self.edition, lang)

    def children_of(self, hierarchy_id: str) -> tuple[Element, ...]:
        return tuple(self._children.get(hierarchy_id, ()))

    def metrics_of(self, element_id: str) -> tuple[Metric, ...]:
        return tuple(metric for metric in self.metrics if metric.element == element_id)

    def metric(self, metric_id: str) -> Metric:
        """Return a metric by its id.

        Raises:
            UnknownMetricError: There is none; names the closest ids.
        """
        found = next((metric for metric in self.metrics if metric.id == metric_id), None)
        if found is None:
            close = difflib.get_close_matches(metric_id, [metric.id for metric in self.metrics], cutoff=0.5)
            raise UnknownMetricError(metric_id=metric_id, suggestions=close or ["–"])
        return found

    def measure(self, measure_id: str) -> MeasureRecord:
        return self._measures[measure_id]

    def by_hierarchy(self, hierarchy_id: str) -> Element:
        """Return an element by its position in this edition.

        Raises:
            UnknownElementError: Nothing stands there; names the closest positions.
        """
        if hierarchy_id not in self._by_hierarchy:
            raise self._unknown(hierarchy_id)
        return self._by_hierarchy[hierarchy_id]

    def find_element(self, text: str) -> Element:
        """Return an element by either kind of id.

        Raises:
            UnknownElementError: The id is in no edition.
            NoPlaceError: The id is known, but not in this edition.
        """
        return self.by_hierarchy(text) if is_hierarchy_id(text) else self[text]

    def __getitem__(self, element_id: str) -> Element:
        found = self._elements.get(element_id) or self._outside.get(element_id)
        if found is not None:
            return found
        record = next((record for record in self.bundle.elements if record.id == element_id), None)
        if record is None:
            raise self._unknown(element_id)
        last = record.places[-1]
        raise NoPlaceError(
            element_id=element_id,
            edition=self.edition,
            last_edition=last.edition,
            last_hierarchy_id=last.hierarchy_id or "–",
            last_name=last.name.spoken(self.lang),
            successor=record.successor or "–",
        )

    def _unknown(self, text: str) -> UnknownElementError:
        text = str(text)  # ids are text; a number is told so, not a traceback
        known = self._elements if is_element_id(text) or text.isdigit() else self._by_hierarchy
        close = difflib.get_close_matches(text, [str(key) for key in known], n=3, cutoff=0.5)
        close = close or [f"{self.root.hierarchy_id} = {self.root.id}"]
        return UnknownElementError(element_id=text, edition=self.edition, suggestions=close)

    def __contains__(self, element_id: object) -> bool:
        return element_id in self._elements

    def __iter__(self) -> Iterator[Element]:
        return iter(self._elements.values())

    def __len__(self) -> int:
        return len(self._elements)

    def __repr__(self) -> str:
        return f"<Taxonomy PCF {self.edition}, {len(self)} elements, {self.lang}>"

    def __reduce__(self) -> tuple[object, ...]:
        return load, (self.edition, self.lang)


_LOADING = Lock()  # without it two threads that load at once get two models, unequal to one another


@cache
def _loaded(edition: str, lang: Language) -> Taxonomy:
    model = bundle()
    record = next((record for record in model.editions if record.id == edition), None)
    if record is None:
        raise UnknownEditionError(edition=edition, editions=[record.id for record in model.editions])
    return Taxonomy(model, record, lang)


def load(edition: str = DEFAULT_EDITION, lang: str = "en") -> Taxonomy:
    """Return the model of one edition in one language; cached, immutable, thread-safe.

    Args:
        edition: ``6.1.1``, ``7.0``, ``7.2.1``, ``7.3.1``, ``7.4`` or ``8.0``.
        lang: A BCP 47 tag; a language that the model does not speak gives English.

    Raises:
        UnknownEditionError: No such edition; names those that are.
        MalformedLanguageError: The text is not a language tag.
    """
    spoken = lang if lang in LANGUAGES else negotiate(lang) or "en"
    with _LOADING:
        return _loaded(edition, spoken)
