"""The sheet of report.xlsx on practices: by process, without a place, and what several units do."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.assessment.figures import Figures
from pcf.assessment.practised import SHARED, counts_told, not_placed, why_not_placed
from pcf.excel.results.table import Column, Report, Table, Value, roomy
from pcf.excel.styles import DIFFER_FILL, GROUP_FILL
from pcf.mapping import Practice
from pcf.mapping.coverage import Coverage, Practised, SameWork

_NAME = 2  # the column of names and statements


def write_practices(report: Report) -> None:
    """Write what the practices cover; no sheet where there are none, and no owners in an anonymous round."""
    covered = report.card.practice_coverage(report.lang)
    if not covered.practices:
        return
    page, name = report.sheet(report.say("Practices by process"))
    rows = _Rows(report, covered, Table(report, page, _columns(report, covered)))
    rows.by_process()
    rows.without_place()
    rows.on_no_process()
    rows.of_several_units()
    rows.section(counts_told(covered, report.say))
    rows.table.size()
    rows.table.finish(name, frozen_columns=_NAME + 1)


def _columns(report: Report, covered: Coverage) -> list[Column]:
    say = report.say
    columns = [
        Column(say("No."), 9),
        Column(say("Id"), 10),
        roomy(say("Process or practice"), [one.text for one in covered.practices], 60),
        Column(say("Practices"), 10, "count"),
        Column(say("Suggested here, not decided yet"), 13, "count"),
        Column(say("Placed on, or why not"), 50),
        Column(say("Organisational units"), 24),
    ]
    return columns if covered.is_nameless else [*columns, Column(say("Owners"), 24)]


class _Rows:
    """Writes the sections of the sheet under one row of headings, so that all can be filtered together."""

    def __init__(self, report: Report, covered: Coverage, table: Table) -> None:
        self.table, self._report, self._covered = table, report, covered
        self._say, self._figures = report.say, Figures(report.card, report.lang)

    def section(self, said: str) -> None:
        """Write a row that begins a section."""
        look = self._report.looks.of("text", is_strong=True, fill=GROUP_FILL)
        self._put(["", "", said, None, None, "", "", ""], dict.fromkeys(range(8), look))

    def by_process(self) -> None:
        """Write every process with its practices; those that have none and need one stand out."""
        for group in self._covered.groups:
            self._practised(group, fill=GROUP_FILL)
            for process in self._covered.processes:
                if process.element.parent == group.element:
                    is_gap = process.applies and not process.ties
                    self._practised(process, fill=DIFFER_FILL if is_gap else "")
                    for practice in process.practices:
                        self._practice(practice, "; ".join(self._places(process, practice)))

    def without_place(self) -> None:
        self.section(self._say("Practices without a place"))
        for practice in not_placed(self._covered):
            self._practice(practice, why_not_placed(practice, self._covered.taxonomy, self._say))
        if len(self._covered.by_standing["placed"]) == len(self._covered.practices):
            self._put(["", "", self._say("Every practice has a place."), None, None, "", "", ""])

    def on_no_process(self) -> None:
        """Write what is placed too wide, or on an element that this edition has not under customer service."""
        if not (self._covered.too_wide or self._covered.not_here):
            return
        self.section(self._say("Placed, but on no process"))
        wide = self._say("too wide to say which process")
        edition = self._covered.taxonomy.edition
        absent = self._say("has no place under customer service in edition {edition}", edition=edition)
        for one in self._covered.too_wide:
            for practice in one.practices:
                self._practice(practice, f"{self._figures.element(one.element.id)}: {wide}")
        for element, practices in self._covered.not_here.items():
            for practice in practices:
                self._practice(practice, f"{element}: {absent}")

    def of_several_units(self) -> None:
        self.section(self._say("What several units do"))
        for one in self._covered.same_work:
            self._same(one)
        if not self._covered.same_work:
            said = self._say("No two units do the same, as far as the units of the practices are known.")
            self._put(["", "", said, None, None, "", "", ""])

    def _practised(self, one: Practised, *, fill: str) -> None:
        remark = "" if one.applies else self._say("not applicable")
        if one.is_only_related:
            remark = self._say("only related practices")
        of, kinds = self._report.looks.of, ("text", "text", "text", "count", "count", "text", "text", "text")
        self._put(
            [
                one.element.hierarchy_id, one.element.id, one.element.shown_name, len(one.practices),
                len(one.suggested), remark, _listed(one.units), _listed(one.owners),
            ],
            {place: of(kind, is_strong=True, fill=fill) for place, kind in enumerate(kinds)},
        )  # fmt: skip

    def _practice(self, practice: Practice, remark: str) -> None:
        self._put(["", practice.id, f"    {practice.text}", None, None, remark, practice.unit, practice.owner])

    def _same(self, one: SameWork) -> None:
        element = one.element
        units = _listed(work.unit for work in one.units)
        practices = [practice for work in one.units for practice in work.practices]
        said = self._say(SHARED[one.shared])
        strong = {place: self._report.looks.of("text", is_strong=True) for place in (0, 1, 2, 5, 6)}
        strong[3] = self._report.looks.of("count", is_strong=True)
        self._put([element.hierarchy_id, element.id, element.shown_name, len(practices), None, said, units, ""], strong)
        for practice in practices:
            self._practice(practice, "; ".join(self._places_under(one, practice)))

    def _places(self, process: Practised, practice: Practice) -> Iterable[str]:
        """Return where in a process a practice is placed."""
        places = [tie.placement.element for tie in process.ties if tie.practice is practice]
        return [self._figures.element(one) for one in dict.fromkeys(places) if one is not None]

    def _places_under(self, same: SameWork, practice: Practice) -> Iterable[str]:
        """Return where a practice is placed on what units share, or below it."""
        inside = {same.element.id, *(one.id for one in same.element.descendants)}
        return [self._figures.element(one) for one in practice.elements if one in inside]

    def _put(self, values: list[Value], looks: dict[int, object] | None = None) -> None:
        """Write a row; without its last value, the owner, where owners are not told."""
        width = len(self.table.widths)
        self.table.row(values[:width], {place: look for place, look in (looks or {}).items() if place < width})


def _listed(names: Iterable[str]) -> str:
    return "\n".join(names)
