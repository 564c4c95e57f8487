"""One form carried to another edition: the same round goes on, nothing is lost, and all of it comes back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pcf.assessment import template
from pcf.assessment.records import Agreement, Assessment, Figure, GroupWeight, Response, Tick, Unplaced
from pcf.assessment.wording import wording_of
from pcf.rounds.carried_links import carry_links
from pcf.rounds.unplaced import is_answered
from pcf.taxonomy import Taxonomy

Key = TypeVar("Key")
Said = TypeVar("Said")


def carry_form(old: Assessment, taxonomy: Taxonomy) -> Assessment:
    """Put a form of one edition on another, in the same round, with all that people said.

    What speaks of an element that the other edition does not have under customer service is kept as ``unplaced``;
    everything else stays as it is, the forms of a workshop's respondents too. Carried back, what was kept stands where
    it stood. What an earlier round left without a place stays so: it is not this round's answer.

    Args:
        old: The form.
        taxonomy: The other edition, with the own elements that the form is to ask about.
    """
    if (old.edition, old.extensions) == (taxonomy.edition, taxonomy.extensions):
        return old
    respondents = tuple(carry_form(form, form.taxonomy(taxonomy.lang, taxonomy.edition)) for form in old.respondents)
    placed_again = {
        one for before, after in zip(old.respondents, respondents, strict=True) for one in _settled(before, after)
    }
    form = _Carrier(old, taxonomy).form(placed_again)
    return form.model_copy(update={"respondents": respondents})


def _settled(before: Assessment, after: Assessment) -> set[Unplaced]:
    """Return what had no place and has one now; a workshop's form may list it for its respondents a second time."""
    return set(before.unplaced) - set(after.unplaced)


@dataclass(frozen=True, slots=True)
class _Parted(Generic[Key, Said]):
    """What of a list has a place; what has none; and what without a place was put back."""

    kept: dict[Key, Said]
    lost: tuple[Said, ...]
    back: tuple[Unplaced, ...]


def _part(
    said: Mapping[Key, Said],
    has: Callable[[Key], bool],
    waiting: Iterable[tuple[Unplaced, Key, Said]],
    is_blank: Callable[[Said], bool],
) -> _Parted[Key, Said]:
    """Part a list by whether the other edition has a place; put back what waits where nothing was said since."""
    kept = {key: one for key, one in said.items() if has(key)}
    back = []
    for unplaced, key, one in waiting:
        if has(key) and (key not in kept or is_blank(kept[key])):
            kept[key] = one
            back.append(unplaced)
    return _Parted(kept, tuple(one for key, one in said.items() if not has(key)), tuple(back))


def _in_order(kept: Mapping[Key, Said], order: Iterable[Key]) -> tuple[Said, ...]:
    """Return the values in printed order, then what has no place in it."""
    return tuple(kept[key] for key in dict.fromkeys((*order, *kept)) if key in kept)


class _Carrier:
    def __init__(self, old: Assessment, taxonomy: Taxonomy) -> None:
        self._old, self._new, self._before = old, taxonomy, old.taxonomy(taxonomy.lang)
        self._processes = [process.id for process in taxonomy.processes]
        self._waiting = [one for one in old.unplaced if one.round == old.round]
        self._back: set[Unplaced] = set()
        self._lost: list[Unplaced] = []

    def form(self, placed_again: Collection[Unplaced]) -> Assessment:
        """Return the form on the other edition, but for its respondents.

        Args:
            placed_again: What respondents had without a place, and have no more.
        """
        said: dict[str, object] = {
            "responses": self._responses(),
            "ticks": self._ticks(),
            "group_weights": self._weights(),
            "agreed": self._agreed(),
            "figures": self._figures(),
        }
        links = carry_links(self._old, self._new, [one for one in self._waiting if one.link])
        back = {*self._back, *links.back, *placed_again}
        still = [one for one in self._old.unplaced if one not in back]
        lost = [*self._lost, *(self._kept_apart(link=link) for link in links.lost)]
        place = {"edition": self._new.edition, "extensions": self._new.extensions, "wording": self._wording()}
        unplaced = tuple(dict.fromkeys((*still, *lost)))
        return self._old.model_copy(update={**said, **links.entries, **place, "unplaced": unplaced})

    def _kept_apart(self, **said: object) -> Unplaced:
        return Unplaced(edition=self._old.edition, round=self._old.round).model_copy(update=said)

    def _responses(self) -> tuple[Response, ...]:
        """Carry the answers, and who is asked: a process that nobody answered has its place in the scope too."""
        said = {one.element: one for one in self._old.responses}
        is_asked = all(one.is_asked for one in said.values() if one.element in self._processes)
        # A workshop's form has no levels of its own: what it lists for its respondents goes back to them.
        has_levels = any(is_answered(one) for one in said.values())
        theirs = {one for form in self._old.respondents for one in form.unplaced if not has_levels}
        waiting = [
            (one, one.response.element, one.response)
            for one in self._waiting
            if one.response and not (is_answered(one.response) and one in theirs)
        ]
        parted = _part(said, self._processes.__contains__, waiting, lambda one: not one.is_filled)
        is_whole = {one.id for one in self._before.processes} <= said.keys()
        self._lost += [
            self._kept_apart(response=one)
            for one in parted.lost
            if one.is_filled or one.is_asked != is_asked or not is_whole
        ]
        self._back.update(parted.back)
        blank = {one: Response(element=one, is_asked=is_asked) for one in self._processes if is_whole}
        return _in_order({**blank, **parted.kept}, self._processes)

    def _ticks(self) -> tuple[Tick, ...]:
        items = dict.fromkeys(template.ticked_items(self._new))
        said = {one.item: one for one in self._old.ticks}
        waiting = [(one, one.tick.item, one.tick) for one in self._waiting if one.tick]
        parted = _part(said, items.__contains__, waiting, lambda one: not one.is_filled)
        self._lost += [self._kept_apart(tick=one) for one in parted.lost if one.is_filled]
        self._back.update(parted.back)
        blanks = items if {*template.ticked_items(self._before)} <= said.keys() else {}
        return _in_order({**{item: Tick(item=item) for item in blanks}, **parted.kept}, items)

    def _weights(self) -> tuple[GroupWeight, ...]:
        groups = [group.id for group in self._new.root.children]
        said = {one.element: one for one in self._old.group_weights}
        waiting = [(one, one.group_weight.element, one.group_weight) for one in self._waiting if one.group_weight]
        parted = _part(said, groups.__contains__, waiting, lambda one: one.weight == 1)
        self._lost += [self._kept_apart(group_weight=one) for one in parted.lost]
        self._back.update(parted.back)
        return _in_order(parted.kept, groups)

    def _agreed(self) -> tuple[Agreement, ...]:
        said = {one.element: one for one in self._old.agreed}
        waiting = [(one, one.agreement.element, one.agreement) for one in self._waiting if one.agreement]
        parted = _part(said, self._processes.__contains__, waiting, lambda one: one == Agreement(element=one.element))
        self._lost += [self._kept_apart(agreement=one) for one in parted.lost]
        self._back.update(parted.back)
        return _in_order(parted.kept, self._processes)

    def _figures(self) -> tuple[Figure, ...]:
        """Carry the rows of figures; a form that asks for the core set of its edition asks for that of the other."""
        segments = {segment.id: segment for segment in self._old.segments}
        metrics = {metric.id for metric in self._new.metrics}
        said = {(one.segment, one.metric): one for one in self._old.figures}
        waiting = [
            (one, (one.figure.segment, one.figure.metric), one.figure)
            for one in self._waiting
            if one.figure and one.figure.segment in segments
        ]
        parted = _part(said, lambda key: key[1] in metrics, waiting, _is_blank)
        self._lost += [
            self._kept_apart(figure=one, segment=segments.get(one.segment)) for one in parted.lost if not _is_blank(one)
        ]
        self._back.update(parted.back)
        core = [
            (segment, metric.id)
            for segment in segments
            for metric in template.core_metrics(self._new, self._old.profile)
            if all((segment, one.id) in said for one in template.core_metrics(self._before, self._old.profile))
        ]
        rows = {key: Figure(segment=key[0], metric=key[1]) for key in core}
        return _in_order({**rows, **parted.kept}, said)

    def _wording(self) -> dict[str, str]:
        """Keep with which texts the processes were asked, of those too that have no place if the texts changed since.

        A process that the other edition adds is asked with the texts of now.
        """
        if not self._old.wording:
            return {}
        now, then = wording_of(self._new), wording_of(self._before)
        kept = {process: self._old.wording.get(process, text) for process, text in now.items()}
        gone = {process: text for process, text in self._old.wording.items() if then.get(process) != text}
        return {**{process: text for process, text in gone.items() if process not in self._processes}, **kept}


def _is_blank(one: Figure) -> bool:
    return one == Figure(segment=one.segment, metric=one.metric)
