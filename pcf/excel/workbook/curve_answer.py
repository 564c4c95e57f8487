"""What the promise of the chosen line needs and costs, and what today's agents keep: looked up in its table, live."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pcf.errors import N_
from pcf.excel.curve import (
    DIFFERENCE_KEY,
    NEEDED_KEY,
    POINT,
    PROMISED_KEY,
    REMARK_KEY,
    TODAY_KEY,
    VERDICT_KEY,
    figure_key,
    shown_key,
)
from pcf.excel.workbook.curve_live import THEN, ChosenLine
from pcf.excel.workbook.curve_page import FIRST, LAST
from pcf.excel.workbook.curve_tables import Value, values_of
from pcf.workforce.planned import Met

# Limits by the column that each is about: the column of the sheet of staffing in which it is in force.
_LIMITS: Mapping[str, str] = {
    "service_level": "promise",
    "asa": "asa",
    "abandonment": "abandonment",
    "occupancy": "occupancy",
}
_AT_LEAST = frozenset({"service_level"})  # of the others less is better
_MISSING = "#N/A"  # only where the chart looks: it leaves it out, and would draw blank text as 0
_DIGITS = 6
NO_PROMISE = N_("Nothing is promised for this line: type a target, or another limit, on the sheet of staffing.")
NO_WITHIN = N_("A target needs the seconds within which contacts are answered: type them, and run pcf template --from.")
NONE_KEEPS = N_("Nobody in this table keeps everything that is promised: run pcf template --from for a longer one.")
FEWER_MAY = N_("The table begins with the agents who are needed, and fewer may do: run pcf template --from.")
NO_TODAY = N_("Today's agents are not typed as a whole number on the sheet of staffing.")
NOT_TODAY = N_("The table does not reach today's agents: run pcf template --from.")
REMARKS = (NO_PROMISE, NO_WITHIN, NONE_KEEPS, FEWER_MAY, NO_TODAY, NOT_TODAY)


class Answer:
    """Writes the table of the chosen line and the rows above it, each cell with what it shows for that line."""

    def __init__(self, chosen: ChosenLine) -> None:
        self.chosen, self.page, self.draft = chosen, chosen.page, chosen.draft
        self.points: tuple[Met, ...] = chosen.table.points
        self.shown = [values_of(point) for point in self.points]
        page, rows = self.page, self.page.rows
        self._within = page.cell(rows[figure_key("within")], THEN)
        self._place = {key: page.cell(rows[key], "first") for key in (NEEDED_KEY, TODAY_KEY)}
        self._limit_count = page.cell(rows[VERDICT_KEY], "count")
        self._limit_at = {column: page.cell(rows[PROMISED_KEY], column) for column in ("agents", *_LIMITS)}

    def write(self) -> None:
        """Write everything."""
        self._promise()
        for number in range(1, self.chosen.places.shown[1] - self.chosen.places.shown[0] + 2):
            self._show(number)
        self._answer()
        self._mark()
        self._remark()

    # What Python knows

    @cached_property
    def _limits(self) -> Mapping[str, float | None]:
        line = self.chosen.table.curve.line
        said = {
            column: getattr(line, "target" if source == "promise" else source) for column, source in _LIMITS.items()
        }
        return {column: None if value is None else float(value) for column, value in said.items()}

    @cached_property
    def _is_promised(self) -> bool:
        return any(limit is not None for limit in self._limits.values())

    @cached_property
    def _minimum(self) -> float | None:
        minimum = self.chosen.table.typed.minimum
        return None if minimum is None else float(minimum)

    @cached_property
    def _needed(self) -> int | None:
        kept = (place for place in range(len(self.points)) if self._keeps(place))
        return next(kept, None) if self._is_promised else None

    @cached_property
    def _today(self) -> int | None:
        agents = self.chosen.table.typed.agents
        return next((place for place, one in enumerate(self.points) if one.agents == agents), None)

    def _keeps(self, place: int) -> bool:
        """Whether a point keeps everything that is promised."""
        point = self.points[place]
        if point.is_overloaded or point.agents < (self._minimum or 0):
            return False
        return all(self._holds(column, self.shown[place][column]) for column in _LIMITS)

    def _holds(self, column: str, value: Value) -> bool:
        limit = self._limits[column]
        if limit is None or isinstance(value, str):
            return limit is None
        return value >= limit if column in _AT_LEAST else value <= limit

    # What stands on the sheet

    def _promise(self) -> None:
        """Write what is promised now: the limits that the sheet of staffing says."""
        page, row, looks = self.page, self.page.rows[PROMISED_KEY], self.page.looks()
        self._blank_row(PROMISED_KEY, N_("Promised, at least or at most"))
        known = {"agents": self._minimum, **self._limits}
        for column, source in {"agents": "minimum", **_LIMITS}.items():
            typed, value = self.chosen.typed(source), known[column]
            formula = f'IFERROR(IF(ISNUMBER({typed}),{typed},""),"")'
            page.formula(row, column, formula, "" if value is None else value, looks[column])
        count = sum(limit is not None for limit in self._limits.values())
        found = f"COUNT({','.join(self._limit_at[column] for column in _LIMITS)})"
        page.formula(page.rows[VERDICT_KEY], "count", found, count)

    def _blank_row(self, key: str, name: str) -> None:
        page, styles, row = self.page, self.draft.styles, self.page.rows[key]
        page.put(row, FIRST, self.draft.say(name), styles.strong_name)
        for column in POINT:
            page.put(row, column, "", styles.plain_name)

    def _show(self, number: int) -> None:
        """Write a row of the table of the chosen line; a spare one is blank, and repeats the last for the chart."""
        page, chosen, row, looks = self.page, self.chosen, self.page.rows[shown_key(number)], self.page.looks()
        is_there = number <= len(self.points)
        known = self.shown[number - 1] if is_there else dict.fromkeys(POINT, "")
        place = page.cell(row, "first")
        found = f'IF({number}<={chosen.count},{chosen.first}+{number - 1},"")'
        page.formula(row, "first", found, number if is_there else "")
        page.formula(
            row, FIRST, f'IF({place}="","",{chosen.choice})', chosen.table.id if is_there else "", looks[FIRST]
        )
        for column in POINT:
            formula = f'IF({place}="","",{self._of_point(column, place)})'
            page.formula(row, column, formula, known[column], looks[column])
        self._show_for_chart(row, number)
        is_endless = float(self.points[number - 1].is_overloaded) if is_there else ""
        page.formula(row, "endless", f'IF({place}="","",{self._of_point("endless", place)})', is_endless)
        agents = page.cell(row, "agents")
        kept = known["agents"] if is_there and self._keeps(number - 1) else ""
        page.formula(row, "kept", f'IF({place}="","",IF({self._condition(row)},{agents},""))', kept)

    def _of_point(self, column: str, place: str) -> str:
        return f"INDEX({self.page.span(self.chosen.places.points, column)},{place})"

    def _show_for_chart(self, row: int, number: int) -> None:
        page, chosen = self.page, self.chosen
        known = self.shown[min(number, len(self.points)) - 1]
        last = f"{chosen.first}+MIN({number},{chosen.count})-1"
        for to, column in (("x", "agents"), ("level", "service_level"), ("money", "cost")):
            value, found = known[column], self._of_point(column, last)
            formula = f"IF({chosen.count}=0,NA(),IF(ISNUMBER({found}),{found},NA()))"
            page.formula(row, to, formula, _MISSING if isinstance(value, str) else value)
        target, cell = self._limits["service_level"], self._limit_at["service_level"]
        page.formula(row, "promise", f"IF(ISNUMBER({cell}),{cell},NA())", _MISSING if target is None else target)

    def _condition(self, row: int) -> str:
        """Return whether the agents of a row keep everything that is promised now."""
        page, terms = self.page, [f"{self.page.cell(row, 'endless')}=0"]
        minimum = self._limit_at["agents"]
        terms.append(f"OR(NOT(ISNUMBER({minimum})),{page.cell(row, 'agents')}>={minimum})")
        for column in _LIMITS:
            value, limit = page.cell(row, column), self._limit_at[column]
            sign = ">=" if column in _AT_LEAST else "<="
            holds = f"IF(ISNUMBER({value}),{value}{sign}{limit},FALSE)"
            terms.append(f"IF(ISNUMBER({limit}),{holds},TRUE)")
        return f"AND({','.join(terms)})"

    def _answer(self) -> None:
        """Write what is needed, what today's agents keep, and how far apart they are."""
        page, shown = self.page, self.chosen.places.shown
        kept, agents = page.span(shown, "kept"), page.span(shown, "agents")
        needed = f'IF(OR({self._limit_count}=0,COUNT({kept})=0),"",MATCH(MIN({kept}),{agents},0))'
        typed = self.chosen.typed("agents")
        today = f'IFERROR(IF(ISNUMBER({typed}),MATCH({typed},{agents},0),""),"")'
        for key, name, formula, at in (
            (NEEDED_KEY, N_("Needed: the fewest who keep it"), needed, self._needed),
            (TODAY_KEY, N_("Today's agents keep"), today, self._today),
        ):
            self._blank_row(key, name)
            row, place = page.rows[key], self._place[key]
            page.formula(row, "first", formula, "" if at is None else at + 1)
            for column in POINT:
                found = f"INDEX({page.span(shown, column)},{place})"
                value = "" if at is None else self.shown[at][column]
                page.formula(row, column, f'IF({place}="","",{found})', value, page.looks()[column])
            for to, column in (("x", "agents"), ("level", "service_level")):
                cell, value = page.cell(row, column), "" if at is None else self.shown[at][column]
                drawn = f"IF(ISNUMBER({cell}),{cell},NA())"
                page.formula(row, to, drawn, _MISSING if isinstance(value, str) else value)
        self._subtract()

    def _subtract(self) -> None:
        page, row = self.page, self.page.rows[DIFFERENCE_KEY]
        self._blank_row(DIFFERENCE_KEY, N_("Needed less today's"))
        for column in POINT:
            cells = [page.cell(page.rows[key], column) for key in (NEEDED_KEY, TODAY_KEY)]
            formula = f'IF(AND(ISNUMBER({cells[0]}),ISNUMBER({cells[1]})),ROUND({cells[0]}-{cells[1]},{_DIGITS}),"")'
            page.formula(row, column, formula, self._difference(column), page.looks()[column])

    def _difference(self, column: str) -> Value:
        if self._needed is None or self._today is None:
            return ""
        needed, today = (self.shown[at][column] for at in (self._needed, self._today))
        return "" if isinstance(needed, str) or isinstance(today, str) else round(needed - today, _DIGITS)

    def _mark(self) -> None:
        """Colour what today's agents do not keep, and in the table the rows of those needed and of today's."""
        page, styles, shown = self.page, self.draft.styles, self.chosen.places.shown
        row = page.rows[TODAY_KEY]
        for column in _LIMITS:
            value, limit = page.cell(row, column), self._limit_at[column]
            sign = "<" if column in _AT_LEAST else ">"
            is_broken = f"=AND(ISNUMBER({value}),ISNUMBER({limit}),{value}{sign}{limit})"
            page.paint((row, row), (column, column), is_broken, styles.broken)
        here = page.here(shown[0], "agents")
        for key, look in ((NEEDED_KEY, styles.fitting), (TODAY_KEY, styles.differing)):
            agents = page.cell(page.rows[key], "agents")
            page.paint(shown, (FIRST, LAST), f"=AND(ISNUMBER({agents}),{here}={agents})", look)

    def _remark(self) -> None:
        """Say what keeps the answer from being whole; the first that holds is said."""
        page, chosen, row = self.page, self.chosen, self.page.rows[REMARK_KEY]
        needed, today = self._place[NEEDED_KEY], self._place[TODAY_KEY]
        first, minimum = page.cell(page.rows[NEEDED_KEY], "agents"), self._limit_at["agents"]
        at_begin = f"AND({needed}=1,{first}>IF(ISNUMBER({minimum}),{minimum},0))"
        typed = f"IFERROR(ISNUMBER({chosen.typed('agents')}),FALSE)"
        formula, known = '""', ""
        for condition, holds, text in reversed(
            (
                (f"{chosen.line}=0", False, ""),
                (f"{self._limit_count}=0", not self._is_promised, NO_PROMISE),
                (
                    f"AND(ISNUMBER({self._limit_at['service_level']}),NOT(ISNUMBER({self._within})))",
                    self._limits["service_level"] is not None and chosen.table.curve.line.within is None,
                    NO_WITHIN,
                ),
                (f'{needed}=""', self._needed is None, NONE_KEEPS),
                (at_begin, self._needed == 0 and self.points[0].agents > (self._minimum or 0), FEWER_MAY),
                (f"NOT({typed})", chosen.table.typed.agents is None, NO_TODAY),
                (f'{today}=""', self._today is None, NOT_TODAY),
            )
        ):
            said = self.draft.say(text).cell if text else '""'
            formula = f"IF({condition},{said},{formula})"
            known = self.draft.say(text).now if holds else known
        page.joined(row, (FIRST, LAST), "", self.draft.styles.remark)
        page.formula(row, FIRST, formula, known, self.draft.styles.remark)
