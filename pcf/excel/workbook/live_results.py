"""The live results: the scores of ``pcf.maturity`` by every policy as formulas, with Python's values cached.

Only functions that Excel 2010, LibreOffice, WPS and Google Sheets share; sums of products in
the comma form, which ignores text; no formula inside its own range; every threshold in a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pcf.assessment import ProcessScore, Scorecard
from pcf.assessment.highlights import gaps_in_order, target_of
from pcf.excel import layout
from pcf.excel.columns import SheetLayout
from pcf.excel.layout import RATINGS, SCOPE, TARGETS
from pcf.excel.live_sheets import RESULTS
from pcf.excel.workbook.checklist import progress_of
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.formulas import Terms, mean_of, place_of_level, status
from pcf.excel.workbook.live_segments import write_segment_results
from pcf.excel.workbook.results_sheet import Cached, ResultsSheet
from pcf.excel.workbook.shading import shade_levels
from pcf.excel.workbook.sheet import DataSheet
from pcf.excel.workshop import WORKSHOP
from pcf.maturity import Score
from pcf.taxonomy import Element

_GROUP_FORMATS = {"coverage": "group_share", "unknown": "group_share", "applicable": "group_whole"}
_PROCESS_FORMATS = {"coverage": "share", "unknown": "share"} | dict.fromkeys(
    ("applicable", "weight", "target", "gap", "surplus", "supported", "suggested", "progress"), "whole"
)


# The column that holds the row of a process on each of the sheets it is read from.
_ROW_OF = {RATINGS.key: "ratings_row", WORKSHOP.key: "ratings_row", SCOPE.key: "scope_row", TARGETS.key: "targets_row"}


def write_live_results(draft: Draft) -> None:
    """Write the category, the groups and the processes; needs scope, ratings and targets to be written already."""
    _Results(draft).write()


class _Results:
    """Places every row first, because the category and the groups stand above what they sum up."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.card = draft, draft.card
        self.sheet = ResultsSheet(draft, RESULTS)
        self.groups = draft.taxonomy.root.children
        self.rows = {draft.taxonomy.root.id: FIRST_ROW}
        self.rows |= {group.id: FIRST_ROW + 1 + place for place, group in enumerate(self.groups)}
        self._blank_row = FIRST_ROW + 1 + len(self.groups)
        below = self._blank_row + 1
        self.rows |= {process.id: below + place for place, process in enumerate(draft.taxonomy.processes)}

    def write(self) -> None:
        self._parent(self.draft.taxonomy.root, self.card.score, self.groups)
        scores = {score.id: score for score in self.card.groups}
        for group in self.groups:
            self._parent(group, scores[group.id], group.children)
        self.sheet.start_row(f"{layout.OWN}processes", {}, 10)
        ranks = _ranks(self.card)
        for order, process in enumerate(self.card.processes):
            row = self._process(process)
            self.sheet.number(row, "order", order, self.draft.styles.whole)
            at = {column: self.sheet.at(row, column) for column in ("gap", "weight", "order")}
            self.sheet.formula(row, "rank", self._rank(at), ranks.get(process.element.id))
        _shade(self.sheet, sorted(self.rows.values()))
        write_segment_results(self.sheet)
        self.sheet.finish(is_filtered=False)

    def cell(self, element: Element, column: str) -> str:
        return self.sheet.at(self.rows[element.id], column)

    def span(self, elements: Sequence[Element], column: str) -> str:
        """Return the range of one column over neighbouring rows; of no elements, the blank row above the processes.

        An organisation's own group need not have a process.
        """
        if not elements:
            blank = self.sheet.at(self._blank_row, column)
            return f"{blank}:{blank}"
        return f"{self.cell(elements[0], column)}:{self.cell(elements[-1], column)}"

    def terms(self, children: Sequence[Element], values: str, weights: str) -> Terms:
        return Terms(*(self.span(children, column) for column in (values, weights, f"counted_{values}")))

    def _begin(self, element: Element, status_formula: str, code: str, *, is_group: bool) -> int:
        return self.sheet.begin(element.id, self.draft.name_of(element), status_formula, code, is_group=is_group)

    def _name(self, row: int, element: Element, fmt: object) -> None:
        self.sheet.text(row, "hierarchy_id", str(element.hierarchy_id), fmt)
        self.sheet.text(row, "name", self.draft.name_of(element), fmt)

    def _parent(self, parent: Element, score: Score, children: Sequence[Element]) -> None:
        """Write the category or a group: what its direct children come to."""
        is_root = parent.level == 1
        applicable, code = self.cell(parent, "applicable"), self.cell(parent, "status_code")
        counted, aimed = self.span(children, "counted"), self.span(children, "aimed")
        row = self._begin(parent, self._parent_status(parent, children), status_code(score), is_group=True)
        self._name(row, parent, self.draft.styles.group)

        def combined(values: str, weights: str) -> str:
            return self.terms(children, values, weights).combined(self.draft, weakest_holds=not is_root)

        def if_applicable(formula: str) -> str:
            return f'=IF({applicable}=0,"",{formula})'

        enough = f"ROUND(SUM({aimed})/SUM({counted}),12)>={self.draft.lists['provisional_from']}"
        has_target = f"IF(OR({applicable}=0,SUM({aimed})=0),FALSE,{enough})"
        formulas = {
            "applicable": f"=IF(SUM({counted})>0,1,0)",
            "weight": "=1" if is_root else self._weight_of_group(parent),
            "counted": f"={applicable}*{self.cell(parent, 'weight')}",
            "coverage": if_applicable(mean_of(self.span(children, "coverage"), counted)),
            "unknown": if_applicable(mean_of(self.span(children, "unknown"), counted)),
            "score": f'=IF(OR({code}="na",{code}="none"),"",{combined("score", "answered")})',
            "low": if_applicable(combined("low", "counted")),
            "high": if_applicable(combined("high", "counted")),
            "answered": f"=IF(ISNUMBER({self.cell(parent, 'score')}),{self.cell(parent, 'counted')},0)",
            "target": f'=IF({has_target},{combined("target", "aimed")},"")',
            "aimed": f"=IF(ISNUMBER({self.cell(parent, 'target')}),{self.cell(parent, 'counted')},0)",
            **self.sheet.counted(row),
        }
        target = target_of(self.card, score) if score.applicable else None
        self.sheet.write_numbers(row, formulas, cached_values(score, target), _GROUP_FORMATS, "group_number")

    def _weight_of_group(self, group: Element) -> str:
        weight = self.draft.look_up(TARGETS, f"$A{self.rows[group.id] + 1}", "weight")
        return f"=IF(ISNUMBER({weight}),{weight},1)"

    def _parent_status(self, parent: Element, children: Sequence[Element]) -> str:
        found = status(self.draft, self.cell(parent, "coverage"))
        counted, answered = self.span(children, "counted"), self.span(children, "answered")
        # The headline needs a score of every group that counts; a group needs one of anything.
        missing = f"SUM({answered})<SUM({counted})" if parent.level == 1 else f"SUM({answered})=0"
        return f'=IF({self.cell(parent, "applicable")}=0,"na",IF({missing},"none",{found}))'

    def _process(self, process: ProcessScore) -> int:
        """Write a process: its answer, weight, target and scope as the other sheets have them."""
        draft, element = self.draft, process.element
        row = self.rows[element.id]
        at = {column.key: self.sheet.at(row, column.key) for column in RESULTS.columns}

        def there(sheet: SheetLayout, column: str) -> str:
            return f"INDEX({draft.span(sheet, column)},{at[_ROW_OF[sheet.key]]})"

        rated, may_fail = draft.rated, ((draft.rated, "answer"), (TARGETS, "target"))
        # An error that somebody typed into a cell must not spread over all that is summed up.
        answer, aimed_at = (f'IFERROR({there(sheet, column)},"")' for sheet, column in may_fail)
        is_closed = f'{there(rated, "asked")}="{layout.NO}"'
        scope, weight = there(SCOPE, "applicable"), there(TARGETS, "weight")
        level, wanted, applicable = at["score"], at["target"], at["applicable"]
        state = f'=IF({applicable}=0,"na",IF({is_closed},"not_asked",IF(ISNUMBER({level}),"scored","none")))'
        code = "not_asked" if process.score.applicable and not process.answers.is_asked else status_code(process.score)
        self._begin(element, state, code, is_group=False)
        self._name(row, element, draft.styles.cell)
        typed, aim = place_of_level(draft, answer), place_of_level(draft, aimed_at)
        both = f"AND(ISNUMBER({level}),ISNUMBER({wanted}))"
        formulas = {
            **{_ROW_OF[sheet.key]: f"=MATCH($A{row + 1},{draft.span(sheet)},0)" for sheet in (rated, SCOPE, TARGETS)},
            "applicable": f'=IF(OR({scope}="{layout.NO}",{answer}="NA"),0,1)',
            "weight": f"=IF({is_closed},1,IF(ISNUMBER({weight}),{weight},1))",
            "counted": f"={applicable}*{at['weight']}",
            "score": f'=IF(OR({applicable}=0,{is_closed},{answer}=""),"",IF({typed}>0,{typed}-1,""))',
            "coverage": f'=IF({applicable}=0,"",IF(ISNUMBER({level}),1,0))',
            "unknown": f'=IF({applicable}=0,"",IF(AND({answer}="DK",NOT({is_closed})),1,0))',
            "low": f'=IF({applicable}=0,"",IF(ISNUMBER({level}),{level},0))',
            "high": f'=IF({applicable}=0,"",IF(ISNUMBER({level}),{level},5))',
            "answered": f"=IF(ISNUMBER({level}),{at['counted']},0)",
            "target": f'=IF(OR({is_closed},{applicable}=0),"",IF({aim}>0,{aim}-1,""))',
            "aimed": f"=IF(ISNUMBER({wanted}),{at['counted']},0)",
            **self.sheet.counted(row),
            "gap": f'=IF({both},MAX(0,{wanted}-{level}),"")',
            "surplus": f'=IF({both},MAX(0,{level}-{wanted}),"")',
            "supported": f'=IF(ISNUMBER({level}),{there(rated, "supported")},"")',
            "suggested": f"={there(rated, 'suggested')}",
            "progress": f"={there(rated, 'progress')}",
        }
        target = process.answers.target if process.score.applicable else None
        cached = cached_values(process.score, target) | _beside(process)
        cached |= {
            _ROW_OF[sheet.key]: list(draft.rows[sheet.key]).index(element.id) + 1 for sheet in (rated, SCOPE, TARGETS)
        }
        self.sheet.write_numbers(row, formulas, cached, _PROCESS_FORMATS, "number")
        names = f'=IF(ISNUMBER({level}),INDEX({draft.lists["answer_names"]},{level}+1),"")'
        cached_name = "" if process.score.score is None else draft.taxonomy.level_names[int(process.score.score)]
        self.sheet.formula(row, "level_name", names, cached_name)
        return row

    def _rank(self, at: Mapping[str, str]) -> str:
        """Return the formula of a place among the gaps: the larger first, of equals the heavier, then as printed."""
        gaps, weights, orders = (self._fixed(column) for column in ("gap", "weight", "order"))
        larger = f"SUMPRODUCT(--ISNUMBER({gaps}),--({gaps}>{at['gap']}))"
        heavier = f"SUMPRODUCT(--({gaps}={at['gap']}),--({weights}>{at['weight']}))"
        earlier = f"SUMPRODUCT(--({gaps}={at['gap']}),--({weights}={at['weight']}),--({orders}<{at['order']}))"
        return f'=IF(ISNUMBER({at["gap"]}),IF({at["gap"]}>0,1+{larger}+{heavier}+{earlier},""),"")'

    def _fixed(self, column: str) -> str:
        from xlsxwriter.utility import xl_range_abs

        rows = [self.rows[process.id] for process in self.draft.taxonomy.processes]
        place = RESULTS.index(column)
        return str(xl_range_abs(rows[0], place, rows[-1], place))


def _ranks(card: Scorecard) -> dict[str, int]:
    return {process.element.id: place for place, process in enumerate(gaps_in_order(card), start=1)}


def status_code(score: Score) -> str:
    """Return the status as the results sheet names it."""
    return score.status if score.applicable else "na"


def cached_values(score: Score, target: Fraction | None) -> dict[str, Cached]:
    """Return what the formulas of a row should give, as Python computed it."""
    weight = float(score.weight)
    counted = weight if score.applicable else 0.0
    answered = counted if score.applicable and score.score is not None else 0.0
    aimed = counted if target is not None else 0.0
    values = {"score": score.score, "low": score.low, "high": score.high, "coverage": score.coverage}
    shown = {name: _shown(value if score.applicable else None) for name, value in values.items()}
    return {
        "applicable": int(score.applicable),
        "weight": weight,
        "counted": counted,
        **shown,
        "unknown": _shown(score.dk_share if score.applicable else None),
        "answered": answered,
        "target": _shown(target),
        "aimed": aimed,
        "counted_score": shown["score"] if answered > 0 else "",
        "counted_low": shown["low"] if counted > 0 else "",
        "counted_high": shown["high"] if counted > 0 else "",
        "counted_target": _shown(target) if aimed > 0 else "",
    }


def _beside(process: ProcessScore) -> dict[str, Cached]:
    """Return what stands beside the score of a process."""
    return {
        "gap": _shown(process.gap),
        "surplus": _shown(process.surplus),
        "supported": _shown(process.supported),
        "suggested": _shown(process.suggestion.level if process.suggestion else None),
        "progress": progress_of(process),
    }


def _shown(value: Fraction | int | None) -> float | str:
    return float(value) if value is not None else ""


def _shade(sheet: DataSheet, rows: Sequence[int]) -> None:
    """Shade scores by their height: darker is higher, in colour and in grey alike."""
    place = RESULTS.index("score")
    shade_levels(sheet.draft, sheet.page, (rows[0], place, rows[-1], place))
