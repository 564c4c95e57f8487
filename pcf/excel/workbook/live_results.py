"""The live results: the weighted mean of ``pcf.maturity`` as formulas, with Python's values cached.

Only functions that Excel 2010, LibreOffice, WPS and Google Sheets share; sums of products in
the comma form, which ignores text; no formula inside its own range; every threshold in a cell.
"""

from __future__ import annotations

from fractions import Fraction

from pcf.assessment import Response
from pcf.assessment.consolidation import Copy, gather
from pcf.assessment.scorecard import ProcessScore, Scorecard, score_round
from pcf.excel import layout
from pcf.excel.layout import RATINGS, RESULTS, SCOPE
from pcf.excel.workbook.hidden import STATUS_NAMES
from pcf.excel.workbook.sheet import DataSheet, Draft, place_of_level
from pcf.maturity import Score
from pcf.taxonomy import Element


class Results:
    """Places every row first, because the category and the groups stand above what they sum up."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sheet = DataSheet(draft, RESULTS)
        self.card: Scorecard = score_round(draft.taxonomy, gather([Copy("", draft.assessment)]))
        self.groups = draft.taxonomy.root.children
        first = self.sheet.next_row
        self.rows = {draft.taxonomy.root.id: first}
        self.rows |= {group.id: first + 1 + place for place, group in enumerate(self.groups)}
        below = first + len(self.groups) + 2
        self.rows |= {process.id: below + place for place, process in enumerate(draft.taxonomy.processes)}

    def cell(self, element_id: str, column: str) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(self.rows[element_id], RESULTS.index(column)))

    def span(self, elements: tuple[Element, ...], column: str) -> str:
        """Return the range of one column over neighbouring rows."""
        return f"{self.cell(elements[0].id, column)}:{self.cell(elements[-1].id, column)}"

    def write(self) -> None:
        self._parent(self.draft.taxonomy.root, self.card.score, self.groups)
        scores = {score.id: score for score in self.card.groups}
        for group in self.groups:
            self._parent(group, scores[group.id], group.children)
        row = self.sheet.start_row(f"{layout.OWN}processes", {}, 10)
        assert row == self.rows[self.draft.taxonomy.processes[0].id] - 1
        for process in self.card.processes:
            self._process(process)
        self._shade()
        self.sheet.finish()

    def _begin(self, element: Element, status: str, code: str, *, is_group: bool) -> int:
        """Write what every row has: its names, its status code and the words for it."""
        styles, lists = self.draft.styles, self.draft.lists
        fmt = styles.group if is_group else styles.cell
        row = self.sheet.start_row(element.id, {"name": element.name}, 20)
        self.sheet.text(row, "hierarchy_id", str(element.hierarchy_id), fmt)
        self.sheet.text(row, "name", element.name, fmt)
        self.sheet.formula(row, "status_code", status, code)
        place = f"MATCH({self.cell(element.id, 'status_code')},{lists['statuses']},0)"
        words = f'=IFERROR(INDEX({lists["status_names"]},{place}),"")'
        self.sheet.formula(row, "status", words, self.draft.say(STATUS_NAMES[code]), fmt)
        return row

    def _write_numbers(self, row: int, formulas: dict[str, str], score: Score, *, is_group: bool) -> None:
        styles, cached = self.draft.styles, cached_values(score)
        number = styles.group_number if is_group else styles.number
        formats = {
            "coverage": styles.group_share if is_group else styles.share,
            "applicable": styles.group_whole if is_group else styles.whole,
            "weight": styles.whole,
        }
        for column, formula in formulas.items():
            self.sheet.formula(row, column, formula, cached[column], formats.get(column, number))

    def _parent(self, parent: Element, score: Score, children: tuple[Element, ...]) -> None:
        """Write the category or a group: sums over the rows of its direct children."""
        row = self._begin(parent, self._parent_status(parent, children), status_code(score), is_group=True)
        counted, answered = self.span(children, "counted"), self.span(children, "answered")
        applicable, code = self.cell(parent.id, "applicable"), self.cell(parent.id, "status_code")

        def mean(column: str, weights: str) -> str:
            return f"SUMPRODUCT({weights},{self.span(children, column)})/SUM({weights})"

        def if_applicable(formula: str) -> str:
            return f'=IF({applicable}=0,"",{formula})'

        formulas = {
            "applicable": f"=IF(SUM({counted})>0,1,0)",
            "counted": f"={applicable}*{self.cell(parent.id, 'weight')}",
            "coverage": if_applicable(mean("coverage", counted)),
            "score": f'=IF(OR({code}="na",{code}="none"),"",{mean("score", answered)})',
            "low": if_applicable(mean("low", counted)),
            "high": if_applicable(mean("high", counted)),
            "answered": f"=IF(ISNUMBER({self.cell(parent.id, 'score')}),{self.cell(parent.id, 'counted')},0)",
        }
        self._write_numbers(row, formulas, score, is_group=True)
        self.sheet.number(row, "weight", 1, self.draft.styles.group_whole)
        for column in ("level_name", "target"):
            self.sheet.text(row, column, "", self.draft.styles.group)

    def _parent_status(self, parent: Element, children: tuple[Element, ...]) -> str:
        lists = self.draft.lists
        enough = f"ROUND({self.cell(parent.id, 'coverage')},12)"
        status = f'IF({enough}>={lists["provisional_from"]},"provisional","none")'
        status = f'IF({enough}>={lists["scored_from"]},"scored",{status})'
        if parent.level == 1:  # the headline needs a score of every group that counts
            counted, answered = self.span(children, "counted"), self.span(children, "answered")
            status = f'IF(SUM({answered})<SUM({counted}),"none",{status})'
        return f'=IF({self.cell(parent.id, "applicable")}=0,"na",{status})'

    def _process(self, process: ProcessScore) -> None:
        """Write a process: its answer, weight and scope as the other sheets have them."""
        draft, element, lists = self.draft, process.element, self.draft.lists
        here, there = self.cell(element.id, "ratings_row"), self.cell(element.id, "scope_row")
        answer, asked, weight, target = (
            f"INDEX({draft.span(RATINGS, name)},{here})" for name in ("answer", "asked", "weight", "target")
        )
        scope = f"INDEX({draft.span(SCOPE, 'applicable')},{there})"
        applicable, level = self.cell(element.id, "applicable"), self.cell(element.id, "score")
        is_closed, said = f'{asked}="{layout.NO}"', draft.assessment.response(element.id)
        status = f'=IF({applicable}=0,"na",IF({is_closed},"not_asked",IF(ISNUMBER({level}),"scored","none")))'
        row = self._begin(element, status, status_code(process.score, said), is_group=False)
        for column, sheet in (("ratings_row", RATINGS), ("scope_row", SCOPE)):
            place = list(draft.rows[sheet.key]).index(element.id) + 1
            self.sheet.formula(row, column, f"=MATCH($A{row + 1},{draft.span(sheet)},0)", place)
        typed = place_of_level(draft, answer)
        typed = f'IF({typed}>0,{typed}-1,"")'
        formulas = {
            "applicable": f'=IF({is_closed},1,IF(OR({scope}="{layout.NO}",{answer}="NA"),0,1))',
            "weight": f"=IF({is_closed},1,IF(ISNUMBER({weight}),{weight},1))",
            "counted": f"={applicable}*{self.cell(element.id, 'weight')}",
            "score": f'=IF(OR({applicable}=0,{is_closed},{answer}=""),"",{typed})',
            "coverage": f'=IF({applicable}=0,"",IF(ISNUMBER({level}),1,0))',
            "low": f'=IF({applicable}=0,"",IF(ISNUMBER({level}),{level},0))',
            "high": f'=IF({applicable}=0,"",IF(ISNUMBER({level}),{level},5))',
            "answered": f"=IF(ISNUMBER({level}),{self.cell(element.id, 'counted')},0)",
        }
        self._write_numbers(row, formulas, process.score, is_group=False)
        names = f'=IF(ISNUMBER({level}),INDEX({lists["answer_names"]},{level}+1),"")'
        self.sheet.formula(row, "level_name", names, self._level_name(process.score))
        wanted = f'=IF(ISNUMBER({target}),{target},"")'
        self.sheet.formula(row, "target", wanted, said.target, draft.styles.whole)

    def _level_name(self, score: Score) -> str:
        levels = self.draft.taxonomy.bundle.maturity.levels
        return levels[int(score.score)].name.spoken(self.draft.taxonomy.lang) if score.score is not None else ""

    def _shade(self) -> None:
        """Shade scores by their height: darker is higher, in colour and in grey alike."""
        place = RESULTS.index("score")
        scale: dict[str, object] = {"type": "2_color_scale"}
        scale |= {"min_type": "num", "min_value": 0, "min_color": "#FFFFFF"}
        scale |= {"max_type": "num", "max_value": 5, "max_color": "#8DB6C4"}
        rows = sorted(self.rows.values())
        self.sheet.page.conditional_format(rows[0], place, rows[-1], place, scale)


def status_code(score: Score, said: Response | None = None) -> str:
    """Return the status as the results sheet names it."""
    if not score.applicable:
        return "na"
    return "not_asked" if said is not None and not said.is_asked else score.status


def cached_values(score: Score) -> dict[str, float | str]:
    """Return what the formulas of a row should give, as Python computed it."""
    counts = score.applicable
    weight = score.weight

    def shown(value: Fraction | None) -> float | str:
        return float(value) if value is not None and counts else ""

    counted = weight if counts else Fraction(0)
    return {
        "applicable": int(counts),
        "weight": float(weight),
        "counted": float(counted),
        "score": shown(score.score),
        "coverage": shown(score.coverage),
        "low": shown(score.low),
        "high": shown(score.high),
        "answered": float(counted) if counts and score.score is not None else 0.0,
    }


def write_live_results(draft: Draft) -> None:
    """Write the results sheet; needs the ratings and the scope to be written already."""
    Results(draft).write()
