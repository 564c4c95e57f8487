"""The model as people use it: one edition in one language, with light views on its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pcf.errors import NoPlaceError, UnknownElementError, UnknownMeasureError, UnknownMetricError
from pcf.framework import Framework, shipped
from pcf.i18n import negotiate
from pcf.ids import DEFAULT_EDITION, LANGUAGES, Language, is_element_id, is_hierarchy_id, parent_of, sort_key
from pcf.model import Bundle, EditionRecord, MeasureRecord
from pcf.views import Element, Metric, SetOnce

if TYPE_CHECKING:
    import networkx

    from pcf.model.loop import LoopsBundle
    from pcf.rubric import Rubric
    from pcf.units import Unit

__all__ = ["Element", "Metric", "Taxonomy", "load", "load_with"]


class Taxonomy(SetOnce):
    """One edition of category 6 in one language; immutable, safe to share between threads.

    Iterating gives the elements in printed order. ``in``, ``len`` and searches see only what
    stands under customer service; ``[id]`` also gives an element that left it but not the edition.
    """

    def __init__(self, framework: Framework, edition: EditionRecord, lang: Language) -> None:
        model = framework.bundle
        self.framework = framework
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
        self._sealed = True

    @property
    def bundle(self) -> Bundle:
        """The records of all editions and languages."""
        return self.framework.bundle

    @property
    def extensions(self) -> tuple[str, ...]:
        """Whose own elements stand in it beside what ships."""
        return self.framework.extensions

    @property
    def loops(self) -> LoopsBundle:
        """Complaints and contact reasons, in all languages."""
        return self.framework.loops

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
    def units(self) -> Mapping[str, Unit]:
        """Measure id to the unit that it is collected in."""
        return MappingProxyType({record.id: record.unit for record in self.bundle.measures})

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        """The names of the levels 0 to 5, in order."""
        return tuple(one.name.spoken(self.lang) for one in self.bundle.maturity.levels if one.code.isdigit())

    @cached_property
    def object_names(self) -> Mapping[str, str]:
        """The closed list of what elements work on, code to name."""
        return MappingProxyType({tag.code: tag.name.spoken(self.lang) for tag in self.bundle.objects})

    @cached_property
    def field_names(self) -> Mapping[str, str]:
        """The closed list of fields beside customer service, code to name."""
        return MappingProxyType({tag.code: tag.name.spoken(self.lang) for tag in self.bundle.fields})

    @cached_property
    def action_names(self) -> Mapping[str, str]:
        """The closed list of what elements do, code to name."""
        return MappingProxyType({tag.code: tag.name.spoken(self.lang) for tag in self.bundle.actions})

    @cached_property
    def rubrics(self) -> Mapping[str, Rubric]:
        """Process id to what it is rated by: the processes of the default edition."""
        from pcf.rubric import speak  # read when first asked for: most calls need no rubric

        rubrics = self.framework.rubrics.rubrics
        return MappingProxyType({record.process: speak(record, self.lang) for record in rubrics})

    @property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """Elements, metrics and measures as a networkx MultiDiGraph, frozen, made anew for every caller."""
        from pcf.graph import build

        return build(self)

    def in_language(self, lang: str) -> Taxonomy:
        """Return the same model speaking another language."""
        return self.framework.taxonomy(self.edition, _negotiated(lang))

    def in_edition(self, edition: str) -> Taxonomy:
        """Return another edition of the same model.

        Raises:
            UnknownEditionError: No such edition; names those that are.
        """
        return self.framework.taxonomy(edition, self.lang)

    def children_of(self, hierarchy_id: str) -> tuple[Element, ...]:
        return tuple(self._children.get(hierarchy_id, ()))

    def metrics_of(self, element_id: str) -> tuple[Metric, ...]:
        return tuple(metric for metric in self.metrics if metric.element == element_id)

    def metric(self, metric_id: str) -> Metric:
        """Return a metric by its id.

        Raises:
            UnknownMetricError: There is none; names the closest ids.
            UnknownExtensionError: It is an organisation's own, and these are not loaded.
        """
        found = next((metric for metric in self.metrics if metric.id == metric_id), None)
        if found is None:
            self.framework.refuse_not_loaded(metric_id)
            close = _closest(metric_id, (metric.id for metric in self.metrics))
            raise UnknownMetricError(metric_id=metric_id, suggestions=close or ["–"])
        return found

    def measure(self, measure_id: str) -> MeasureRecord:
        """Return a measure by its id.

        Raises:
            UnknownMeasureError: There is none; names the closest ids.
            UnknownExtensionError: As ``metric``.
        """
        if measure_id not in self._measures:
            self.framework.refuse_not_loaded(measure_id)
            raise UnknownMeasureError(measure_id=measure_id, suggestions=_closest(measure_id, self._measures) or ["–"])
        return self._measures[measure_id]

    def by_hierarchy(self, hierarchy_id: str) -> Element:
        """Return an element by its position in this edition.

        Raises:
            UnknownElementError: Nothing stands there; names the closest positions.
        """
        if hierarchy_id not in self._by_hierarchy:
            raise self._unknown(hierarchy_id)
        return self._by_hierarchy[hierarchy_id]

    def element(self, text: str) -> Element:
        """Return an element by either kind of id.

        Raises:
            UnknownElementError: The id is in no edition.
            UnknownExtensionError: As ``metric``.
            NoPlaceError: The id is known, but not in this edition.
        """
        return self.by_hierarchy(text) if is_hierarchy_id(text) else self[text]

    def __getitem__(self, element_id: str) -> Element:
        if not isinstance(element_id, str):
            raise UnknownElementError(
                element_id=repr(element_id), edition=self.edition, suggestions=[f'"{element_id}"']
            )
        found = self._elements.get(element_id) or self._outside.get(element_id)
        if found is not None:
            return found
        record = next((record for record in self.bundle.elements if record.id == element_id), None)
        if record is None:
            self.framework.refuse_not_loaded(element_id)
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
        if text in self._by_hierarchy:
            return UnknownElementError(element_id=text, edition=self.edition, suggestions=[self._by_hierarchy[text].id])
        known = self._elements if is_element_id(text) or text.isdigit() else self._by_hierarchy
        close = _closest(text, map(str, known))
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
        return Framework.taxonomy, (self.framework, self.edition, self.lang)


def _closest(text: str, known: Iterable[str]) -> list[str]:
    import difflib  # needed for mistakes only

    return difflib.get_close_matches(text, list(known), n=3, cutoff=0.5)


def _negotiated(lang: str) -> Language:
    return lang if lang in LANGUAGES else negotiate(lang) or "en"


def load(
    edition: str = DEFAULT_EDITION, lang: str = "en", *, extend: str | Path | Iterable[str | Path] = ()
) -> Taxonomy:
    """Return the model of one edition in one language; cached, immutable, thread-safe.

    Args:
        edition: ``6.1.1``, ``7.0``, ``7.2.1``, ``7.3.1``, ``7.4`` or ``8.0``, or one that a folder of ``extend`` holds.
        lang: A BCP 47 tag; a language that the model does not speak gives English.
        extend: A folder of an organisation's own elements, metrics, names, levels and reasons, or several; they stand
            beside what ships and never change it. From then on assessments that name the organisation are understood.

    Raises:
        UnknownEditionError: No such edition; names those that are.
        MalformedLanguageError: The text is not a language tag.
        ExtensionError: A folder has faults; ``findings`` hold every one.
    """
    folders = [extend] if isinstance(extend, str | Path) else [*extend]
    if not folders:
        return shipped().taxonomy(edition, _negotiated(lang))
    from pcf.extensions import read_all  # most calls have no extension

    return read_all(folders).taxonomy(edition, _negotiated(lang))


def load_with(
    extensions: Iterable[str], edition: str = DEFAULT_EDITION, lang: str = "en", *, also: Iterable[str] = ()
) -> Taxonomy:
    """Return the model with the own elements of organisations that were loaded before, by their short names.

    Args:
        extensions: The organisations. A local edition may be in the folder of another that was loaded: it is then the
            edition alone that comes from there.
        edition, lang: As ``load``.
        also: Other editions that are spoken of; what of them is not to be had is left out.

    Raises:
        UnknownExtensionError: One of them was not loaded; names it.
        UnknownEditionError, MalformedLanguageError: As ``load``.
    """
    names, editions = tuple(extensions), {edition, *also}
    if not names and editions <= {record.id for record in shipped().bundle.editions}:
        return load(edition, lang)
    from pcf.extensions import loaded

    return loaded(names, editions).taxonomy(edition, _negotiated(lang))
