"""Which metrics stand together: a list for each part of the category, cut into pages that stay light."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pcf.ids import owner_of
from pcf.site import addresses
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element, Metric

Rank = Literal["own", "added", "apqc", "evidence"]

_MOST = 60  # rows of a page: with names, formulas and places of so many it stays below 60 KB in Russian
_PROCESS = 3  # the level whose list also holds what is filed below it


@dataclass(frozen=True, slots=True)
class Group:
    """Metrics of one rank: this project's own, those that organisations added, APQC's, or evidence from elsewhere."""

    rank: Rank
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A category, process group or process with the metrics filed at it; of a process, also those below it."""

    element: Element
    groups: tuple[Group, ...]

    def of(self, rank: Rank) -> tuple[Metric, ...]:
        return next((group.metrics for group in self.groups if group.rank == rank), ())

    def pages(self) -> list[tuple[str, list[Group]]]:
        """Return the path of each page with what stands on it; a long group goes on on the next page.

        The cut is one of rows, so that it is the same in every language.
        """
        pages: list[list[Group]] = [[]]
        room = _MOST
        for group in self.groups:
            rest = group.metrics
            while rest:
                if not room:
                    pages.append([])
                    room = _MOST
                pages[-1].append(Group(group.rank, rest[:room]))
                rest, room = rest[room:], max(0, room - len(rest))
        return [(self._page(number), groups) for number, groups in enumerate(pages, start=1)]

    def _page(self, number: int) -> str:
        name = addresses.file_name(self.element.id)
        return f"metrics/{name}.md" if number == 1 else f"metrics/{name}-{number}.md"


def is_apqc(metric: Metric) -> bool:
    """Whether a metric is one of APQC's: their ids are numbers, ours are words."""
    return metric.id.isdigit()


def ranked(model: SiteModel, within: Sequence[str]) -> Iterator[Group]:
    """Yield the metrics of some elements by rank; a group may be empty.

    Args:
        model: The language.
        within: Ids of the elements.
    """
    metrics = model.taxonomy.metrics
    filed = [metric for metric in metrics if metric.element in within]
    yield Group("own", tuple(metric for metric in filed if not is_apqc(metric) and owner_of(metric.id) is None))
    yield Group("added", tuple(metric for metric in filed if owner_of(metric.id)))
    yield Group("apqc", tuple(metric for metric in filed if is_apqc(metric)))
    told = (metric for metric in metrics if metric.element not in within)
    yield Group("evidence", tuple(metric for metric in told if not {*within}.isdisjoint(metric.record.evidence_for)))


@cache
def parts(model: SiteModel) -> tuple[Part, ...]:
    """Return every part that has any metrics, in printed order."""
    found = []
    for element in model.taxonomy:
        if element.level is not None and element.level <= _PROCESS:
            below = element.descendants if element.level == _PROCESS else ()
            groups = tuple(group for group in ranked(model, [element.id, *(one.id for one in below)]) if group.metrics)
            found += [Part(element, groups)] if groups else []
    return tuple(found)


def list_page(model: SiteModel, element: Element, rank: Rank) -> str:
    """Return where the metrics of an element stand in full, with the anchor of their rank.

    Raises:
        LookupError: No list holds any of this rank.
    """
    if element.level is not None and element.level > _PROCESS and element.parent:
        return list_page(model, element.parent, rank)
    for part in parts(model):
        if part.element.id == element.id:
            for path, groups in part.pages():
                if any(group.rank == rank for group in groups):
                    return f"{path}#{rank}"
    raise LookupError(f"{element.id}: {rank}")
