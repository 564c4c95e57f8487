"""The sheet of staffing, with what is to be seen of each row at once: load, occupancy, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pcf.assessment import Assessment
from pcf.errors import N_, BadOptionError
from pcf.excel.layout import FIGURES, SEGMENTS
from pcf.excel.staffing import NUMBERS, PERCENTAGES, PROMISED_METRIC, STAFFING, TIMES, is_start
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.figures import metrics_of
from pcf.excel.workbook.formulas import place_of_code
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.registers import SPARE_ROWS, offer_segments, place_entries, start_entry, written_segment
from pcf.excel.workbook.sheet import DataSheet, number_rule
from pcf.workforce import planned
from pcf.workforce.planned import DEFAULTS
from pcf.workforce.records import StaffingLine

_EVERYBODY = 100  # per cent; no number of agents answers everybody in time
_DECIMALS = 9  # of the load, when it is compared: 48.000000000000007 is 48
_PAGES_WIDE = 2  # on one nobody could read it
_LIMITS = ("asa", "abandonment", "occupancy")  # besides the target, what may be promised
_IN_USE = ("segment", "channel", "start", *NUMBERS)  # a row with any of these is one
# What is missing, or cannot be, of a row: the first that holds is shown.
TO_DO: Mapping[str, str] = {
    "segment": N_("unknown segment"),
    "calls": N_("contacts missing"),
    "aht": N_("handle time missing"),
    "promise": N_("no promise"),
    "within": N_("time limit missing"),
    "patience": N_("patience missing"),
    "agents": N_("fewer agents than load"),
}


def refuse_homeless_staffing(form: Assessment) -> None:
    """Refuse what the sheet could not give back.

    Raises:
        BadOptionError: An id stands twice, a segment is not the form's, agents are no whole number, or a start is no
            moment.
    """
    lines, segments = form.staffing or (), {segment.id for segment in form.segments}
    ids = [line.id for line in lines]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise BadOptionError(option="staffing", found=twice[0], expected="once")
    for line in lines:
        if line.segment is not None and line.segment not in segments:
            raise BadOptionError(option=f"staffing.{line.id}", found=line.segment, expected=sorted(segments))
        if line.start and not is_start(line.start):
            expected = "2026-11-02T09:00, 09:00"
            raise BadOptionError(option=f"staffing.{line.id}.start", found=line.start, expected=expected)
        for column in ("agents", "minimum"):
            value = getattr(line, column)
            if value is not None and value != value.to_integral_value():
                raise BadOptionError(option=f"staffing.{line.id}.{column}", found=value, expected="1, 2, 3")


def written_start(start: str) -> str:
    """Return a moment as people write it: with a space between day and time.

    >>> written_start("2026-11-02T09:00")
    '2026-11-02 09:00'
    """
    return start.replace("T", " ")


def write_staffing(draft: Draft) -> None:
    """Write the lines of staffing; needs the segments and their figures. None if the form does not ask."""
    lines = draft.assessment.staffing
    if lines is None:
        return
    sheet = DataSheet(draft, STAFFING)
    for key, line in place_entries(STAFFING.key, lines):
        _write_line(sheet, key, line)
    _offer(sheet)
    _paint(sheet)
    sheet.finish(printed_rows=len(lines) + SPARE_ROWS)
    sheet.page.freeze_panes(FIRST_ROW, STAFFING.index("channel") + 1)
    sheet.page.fit_to_pages(_PAGES_WIDE, 0)
    sheet.page.repeat_columns(STAFFING.index("slot"), STAFFING.index("channel"))


def _write_line(sheet: DataSheet, key: str, line: StaffingLine | None) -> None:
    draft, styles = sheet.draft, sheet.draft.styles
    texts: dict[str, str | Live] = {}
    if line:
        texts = {"channel": line.channel, "start": written_start(line.start), "note": line.note}
        texts["segment"] = written_segment(draft, line.segment)
    row = start_entry(sheet, key, line.id if line else "", texts)
    for column in NUMBERS:
        sheet.number(row, column, getattr(line, column) if line else None, styles.input)
    _say_promise(sheet, row, line)
    _say_load(sheet, row, line)
    _say_todo(sheet, row, line)


def _say_promise(sheet: DataSheet, row: int, line: StaffingLine | None) -> None:
    """Show the target that holds: the row's own, else what its segment is promised on the sheet of service levels."""
    draft, places = sheet.draft, {one.id: place for place, one in enumerate(sheet.draft.assessment.segments, start=1)}
    typed = f"TRIM({sheet.here(row, 'segment')})"
    ids, names, keys = (draft.span(SEGMENTS, column) for column in ("id", "name", ""))
    place_here = f"ROW({keys})-{FIRST_ROW}"
    in_use = f'({place_here})*(({ids}&{names})<>"")'  # a spare row of the sheet of segments is none
    by_id, by_name, by_key = (
        place_of_code(one, places, typed) for one, places in ((ids, place_here), (names, place_here), (keys, in_use))
    )
    found = f"IF({by_id}>0,{by_id},IF({by_name}>0,{by_name},{by_key}))"
    place = places.get(line.segment, 0) if line and line.segment else 0
    sheet.formula(row, "served", f'=IFERROR(IF({typed}="",0,{found}),0)', place)
    target, served = sheet.here(row, "target"), sheet.here(row, "served")
    promised = '""'
    if PROMISED_METRIC in {metric.id for metric in metrics_of(draft)}:
        there = draft.look_up(FIGURES, f'INDEX({keys},{served})&":{PROMISED_METRIC}"', "target")
        promised = f'IF({served}>0,IFERROR(IF(AND(ISNUMBER({there}),{there}>=0,{there}<100),{there},""),""),"")'
    promise = promise_of(line, draft.assessment) if line else None
    formula = f"=IF(ISNUMBER({target}),{target},{promised})"
    sheet.formula(row, "promise", formula, None if promise is None else float(promise), draft.styles.whole)


def _say_load(sheet: DataSheet, row: int, line: StaffingLine | None) -> None:
    """Show the load in erlang, and how busy it keeps today's agents."""
    styles = sheet.draft.styles
    calls, aht, interval, slots, agents = (
        sheet.here(row, column) for column in ("calls", "aht", "interval", "concurrency", "agents")
    )
    long, at_once = (
        f'IF({cell}="",{DEFAULTS[column]},{cell})' for cell, column in ((interval, "interval"), (slots, "concurrency"))
    )
    known = f"AND(ISNUMBER({calls}),ISNUMBER({aht}))"
    load, busy = (load_of(line), busy_of(line)) if line else (None, None)
    sheet.formula(row, "load", f'=IFERROR(IF({known},{calls}*{aht}/{long},""),"")', load, styles.number)
    here = sheet.here(row, "load")
    formula = f'=IFERROR(IF(AND(ISNUMBER({here}),ISNUMBER({agents})),100*{here}/({agents}*{at_once}),""),"")'
    sheet.formula(row, "busy", formula, busy, styles.tenths)


def _say_todo(sheet: DataSheet, row: int, line: StaffingLine | None) -> None:
    draft = sheet.draft
    at = {column: sheet.here(row, column) for column in (*_IN_USE, "served", "promise", "load")}
    used = ",".join(f'{at[column]}<>""' for column in _IN_USE)
    limited = ",".join(f"ISNUMBER({at[column]})" for column in ("promise", *_LIMITS))
    others = ",".join(
        f"ISNUMBER({at[column]})" for column in ("promise", "patience", *_LIMITS) if column != "abandonment"
    )
    slots = f'{at["agents"]}*IF({at["concurrency"]}="",{DEFAULTS["concurrency"]},{at["concurrency"]})'
    counted = f"AND(ISNUMBER({at['load']}),ISNUMBER({at['agents']}))"
    holds = {
        "segment": f'AND(TRIM({at["segment"]})<>"",{at["served"]}=0)',
        "calls": f"NOT(ISNUMBER({at['calls']}))",
        "aht": f"NOT(ISNUMBER({at['aht']}))",
        "promise": f"NOT(OR({limited}))",
        "within": f"AND(ISNUMBER({at['promise']}),NOT(ISNUMBER({at['within']})))",
        "patience": f"AND(ISNUMBER({at['abandonment']}),NOT(OR({others})))",  # nobody would give up
        "agents": f"IF({counted},{slots}<ROUND({at['load']},{_DECIMALS}),FALSE)",
    }
    words = {what: draft.say(word) for what, word in TO_DO.items()}
    formula = '""'
    for what in reversed(list(TO_DO)):  # what is asked first stands outermost
        formula = f"IF({holds[what]},{words[what].cell},{formula})"
    todo = todo_of(line, promise_of(line, draft.assessment)) if line else None
    sheet.formula(row, "mark", f'=IFERROR(IF(OR({used}),{formula},""),"")', words[todo] if todo else "")


def load_of(line: StaffingLine) -> float | None:
    """Return the load in erlang: contacts times handle time over the interval; ``None`` if one is not known."""
    load = planned.load_of(line)
    return None if load is None else float(load)


def busy_of(line: StaffingLine) -> float | None:
    """Return the share of their time that the load keeps today's agents busy, in per cent, if nobody gives up."""
    load = load_of(line)
    if load is None or not line.agents:
        return None
    return 100 * load / (float(line.agents) * float(line.concurrency or DEFAULTS["concurrency"]))


def promise_of(line: StaffingLine, form: Assessment) -> Decimal | None:
    """Return the target that holds for a line: its own, else what its segment is promised, if that can be kept."""
    if line.target is not None or line.segment is None:
        return line.target
    promised = (one.target for one in form.figures if (one.segment, one.metric) == (line.segment, PROMISED_METRIC))
    promise = next(promised, None)
    return promise if promise is not None and 0 <= promise < _EVERYBODY else None


def todo_of(line: StaffingLine, promise: Decimal | None) -> str | None:
    """Return what is to be done about a line first, as a key of ``TO_DO``; ``None`` if nothing is."""
    if all(getattr(line, column) in (None, "") for column in _IN_USE):
        return None
    for column in ("calls", "aht"):
        if getattr(line, column) is None:
            return column
    if promise is None and all(getattr(line, column) is None for column in _LIMITS):
        return "promise"
    if promise is not None and line.within is None:
        return "within"
    alone = {column for column in ("patience", *_LIMITS) if getattr(line, column) is not None} == {"abandonment"}
    if promise is None and alone:
        return "patience"
    return "agents" if _is_short(line) else None


def _is_short(line: StaffingLine) -> bool:
    """Whether today's agents, with all they handle at once, are fewer than the load."""
    load = load_of(line)
    if load is None or line.agents is None:
        return False
    return float(line.agents) * float(line.concurrency or DEFAULTS["concurrency"]) < round(load, _DECIMALS)


def _offer(sheet: DataSheet) -> None:
    """Put rules and prompts on what is typed."""
    say = sheet.draft.say
    offer_segments(sheet)
    seconds = say("In seconds: 240, not 4:00.")
    percent = say("On 0 to 100: 80 means 80 %.")
    prompts: dict[str, Live] = dict.fromkeys(TIMES, seconds) | dict.fromkeys(PERCENTAGES, percent)
    prompts |= {
        "interval": say("How long the interval lasts, in seconds; half an hour, 1800, if blank."),
        "calls": say("How many contacts come in the interval, those included that are given up."),
        "aht": say("Mean time that an agent needs for one contact, after-contact work included, in seconds."),
        "patience": say("Mean time after which a caller gives up, in seconds. Blank: nobody gives up."),
        "target": say(
            "Share of all contacts that are answered within the time beside it. Blank: the target of the segment "
            "for the service level."
        ),
        "shrinkage": say("Share of paid time that agents are not available: breaks, training, illness."),
        "concurrency": say("How many contacts an agent handles at once, as in chat; 1 if blank."),
        "minimum": say("Fewest agents on duty, however few contacts come: a whole number."),
        "agents": say("How many are on duty today in the interval: a whole number."),
        "cost": say("In the currency that the first sheet names."),
    }
    rules = {column: number_rule(0, 100) for column in PERCENTAGES}
    rules |= {"concurrency": number_rule(1)}
    rules |= {column: number_rule(0, kind="integer") for column in ("minimum", "agents")}
    for column in NUMBERS:
        sheet.validate(column, rules.get(column, number_rule(0)), sheet.headings[column], prompts[column])
    start = say("When the interval begins: 2026-11-02 09:00, or 09:00. Blank: a typical interval.")
    sheet.validate("start", {"validate": "any"}, sheet.headings["start"], start)
    channel = say("Such as phone, chat or mail; as in your logs.")
    sheet.validate("channel", {"validate": "any"}, sheet.headings["channel"], channel)


def _paint(sheet: DataSheet) -> None:
    """Mark what is missing or cannot be."""
    styles = sheet.draft.styles
    sheet.paint_texts(*NUMBERS)
    sheet.paint("mark", f'={sheet.here(FIRST_ROW, "mark")}<>""', styles.differing)
    busy = sheet.here(FIRST_ROW, "busy")
    sheet.paint("busy", f"=AND(ISNUMBER({busy}),{busy}>=100)", styles.breached)
