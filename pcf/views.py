"""Light views on the records of the model: one element, one metric, in one edition and one language."""

from __future__ import annotations

from collections.abc import Mapping
from operator import getitem
from types import MappingProxyType
from typing import TYPE_CHECKING

from pcf import formula
from pcf.ids import level, owner_of, parent_of, sort_key
from pcf.model import ElementRecord, MetricRecord, OddityRecord, OwnName, Place, Text

if TYPE_CHECKING:
    from pcf.changes import EditionOfElement
    from pcf.rubric import Rubric
    from pcf.taxonomy import Taxonomy


class SetOnce:
    """Attributes are set when the object is made, and never again."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, name) or getattr(self, "_sealed", False):
            raise AttributeError(f"{type(self).__name__} is immutable: {name} cannot be set")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} cannot be deleted")


def beside_owner(text: str, owner: str | None, taxonomy: Taxonomy) -> str:
    """Return a text with the name of the organisation that it is of beside it; what ships stays as it is.

    Args:
        text: A name, a statement, a reason: whatever a person reads.
        owner: The organisation's short name, as ``owner_of`` gives it.
        taxonomy: Knows the organisations' full names, and in which language they are said.
    """
    if owner is None:
        return text
    names = {one.id: one.name.spoken(taxonomy.lang) for one in taxonomy.bundle.organisations}
    return f"{text} · {names.get(owner, owner)}"


def shown_metric(record: MetricRecord, taxonomy: Taxonomy) -> str:
    """Return the name of a metric for people, one of an organisation with whose it is."""
    return beside_owner(record.name.spoken(taxonomy.lang), owner_of(record.id), taxonomy)


class Element(SetOnce):
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
    def shown_name(self) -> str:
        """The name for people: an own element's with its organisation beside it, one that ships with their names."""
        own = (beside_owner(one.name.spoken(self._taxonomy.lang), one.owner, self._taxonomy) for one in self._own_names)
        name = beside_owner(self.name, owner_of(self.id), self._taxonomy)
        from pcf.i18n import Translator  # few calls need words

        say = Translator(self._taxonomy.lang)
        for said in own:
            name = say("{name} ({own})", name=name, own=said)
        return name

    @property
    def _own_names(self) -> tuple[OwnName, ...]:
        return () if self.has_earlier_meaning else self.record.own_names

    @property
    def has_earlier_meaning(self) -> bool:
        """Whether this edition came before the id got the meaning that its words describe."""
        redefined = self.record.redefined
        return redefined is not None and sort_key(self._place.edition) < sort_key(redefined.edition)

    @property
    def words(self) -> ElementRecord:
        """The record with the synonyms, examples, objects and actions that hold in this edition."""
        return self.record.without_words() if self.has_earlier_meaning else self.record

    @property
    def definition(self) -> str | None:
        return self.record.definition.spoken(self._taxonomy.lang) if self.record.definition else None

    @property
    def synonyms(self) -> tuple[str, ...]:
        return self.words.synonyms.spoken(self._taxonomy.lang)

    @property
    def examples(self) -> tuple[str, ...]:
        return self.words.examples.spoken(self._taxonomy.lang)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Other translators' names in this language; their sources are in ``record.alternatives``."""
        return tuple(other.name for other in self.record.alternatives if other.language == self._taxonomy.lang)

    @property
    def objects(self) -> tuple[str, ...]:
        """What it works on, in words of a closed list; the codes are in ``words.objects``."""
        return tuple(self._taxonomy.object_names[code] for code in self.words.objects)

    @property
    def actions(self) -> tuple[str, ...]:
        """What it does to it, in words of a closed list; the codes are in ``words.actions``."""
        return tuple(self._taxonomy.action_names[code] for code in self.words.actions)

    @property
    def rubric(self) -> Rubric | None:
        """What it is rated by, if it is a process of the default edition and means the same in this one."""
        return None if self.has_earlier_meaning else self._taxonomy.rubrics.get(self.id)

    @property
    def level_texts(self) -> tuple[str, ...]:
        """What the levels 0 to 5 look like, each with what organisations say of it below; none if not described."""
        if self.rubric is None:
            return ()
        told = [[beside_owner(text, owner_of(self.id), self._taxonomy)] for text in self.rubric.descriptors]
        for own in self.rubric.record.own_descriptors:
            told[own.level].append(beside_owner(own.text.spoken(self._taxonomy.lang), own.owner, self._taxonomy))
        return tuple("\n".join(texts) for texts in told)

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

    @property
    def history(self) -> tuple[EditionOfElement, ...]:
        """What became of it in every edition from the first that has it, in this language."""
        from pcf.changes import history_of  # few calls look back

        return history_of(self.record, self._taxonomy)

    def __repr__(self) -> str:
        return f"<Element {self.id} {self.hierarchy_id} {self.names.en!r} ({self._taxonomy.edition})>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and (self._taxonomy, self.id) == (other._taxonomy, other.id)

    def __hash__(self) -> int:
        return hash((self._taxonomy, self.id))

    def __reduce__(self) -> tuple[object, ...]:
        return getitem, (self._taxonomy, self.id)


class Metric(SetOnce):
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
    def shown_name(self) -> str:
        """The name for people: an own metric's with its organisation beside it."""
        return shown_metric(self.record, self._taxonomy)

    @property
    def definition(self) -> str | None:
        return self.record.definition.spoken(self._taxonomy.lang) if self.record.definition else None

    @property
    def edge_cases(self) -> str:
        """What happens at the edges: nothing to divide by, cases that have not ended."""
        return self.record.edge_cases.spoken(self._taxonomy.lang) if self.record.edge_cases else ""

    @property
    def correction(self) -> str:
        """What was changed in APQC's formula, and why."""
        return self.record.correction.spoken(self._taxonomy.lang) if self.record.correction else ""

    @property
    def oddities(self) -> tuple[OddityRecord, ...]:
        """What is odd in APQC's original."""
        return tuple(one for one in self._taxonomy.bundle.oddities if one.id in self.record.oddities)

    @property
    def unit_name(self) -> str:
        """The unit in words: ``per cent``, ``currency per 1,000 currency``."""
        from pcf.i18n import Translator, number  # few calls need words

        say, lang = Translator(self._taxonomy.lang), self._taxonomy.lang
        names = {unit.id: unit.name.spoken(lang) for unit in self._taxonomy.bundle.units}
        unit, per = names[self.record.unit], self.record.per
        if per is None:
            return unit
        if per.amount == 1:
            return say("{unit}, per one of: {base}", unit=unit, base=names[per.unit])
        return say(
            "{unit}, per {amount} of: {base}", unit=unit, amount=number(per.amount, lang, 0), base=names[per.unit]
        )

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures that have to be collected."""
        return formula.measures_of(self.record.formula)

    @property
    def formula_text(self) -> str:
        """The formula with signs of arithmetic over the names of its measures."""
        return formula.to_text(self.record.formula, self._measure_name)

    @property
    def sentence(self) -> str:
        """The formula as one sentence."""
        from pcf.formula.sentence import to_sentence  # few calls need words
        from pcf.i18n import Translator

        return to_sentence(self.record.formula, Translator(self._taxonomy.lang), self._measure_name)

    @property
    def latex(self) -> str:
        return formula.to_latex(self.record.formula, self._measure_name)

    @property
    def excel(self) -> str:
        """The formula of an Excel cell over names, those of the measures as ``pcf.formula.excel_name`` spells them."""
        return formula.to_excel(self.record.formula, optional=self.optional_measures)

    @property
    def optional_measures(self) -> tuple[str, ...]:
        """Measures that may be left out and are then 0: a log without the column cannot tell them."""
        return tuple(name for name in self.measures if self._taxonomy.measure(name).zero_if_absent)

    def _measure_name(self, measure_id: str) -> str:
        return self._taxonomy.measure(measure_id).name.spoken(self._taxonomy.lang)

    def value(self, measures: Mapping[str, float]) -> float:
        """Compute the metric; see ``pcf.formula.calculate`` for units and errors.

        A measure that a log may leave out (short abandons) may be left out here too, and is then 0.
        """
        return formula.calculate(self.record, self._completed(measures))

    def result(self, measures: Mapping[str, float]) -> formula.Result:
        """Compute the metric with n, basis, interval and flags; never raises for data."""
        return formula.result(self.record, self._completed(measures), self._taxonomy.units)

    def _completed(self, measures: Mapping[str, float]) -> Mapping[str, float]:
        return {**dict.fromkeys(self.optional_measures, 0), **measures}

    def __repr__(self) -> str:
        return f"<Metric {self.id} {self.record.name.en!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Metric) and (self._taxonomy, self.id) == (other._taxonomy, other.id)

    def __hash__(self) -> int:
        return hash((self._taxonomy, self.id))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self._taxonomy).metric, (self._taxonomy, self.id)
