"""The sheets about the organisation: who it is, its segments, which processes it has."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.assessment import Response
from pcf.assessment.effort import effort_of
from pcf.assessment.words import POLICY
from pcf.excel import layout
from pcf.excel.layout import ORGANISATION
from pcf.excel.live_sheets import RESULTS
from pcf.excel.loops import LOOP_TABS
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import DataSheet, list_rule
from pcf.excel.workshop import LIST_START
from pcf.maturity import POLICIES

_POLICY_PLACE = (0, 1)  # on the sheet of lists: the place of the chosen policy among all
_LINE_PLACE = (0, 2)  # there: the share from which suggestions are accepted


@dataclass(frozen=True, slots=True)
class _Field:
    """One row to fill in.

    Attributes:
        key: Of the row.
        label: What is asked.
        value: What is known already.
        hint: How to fill it in.
        choices: The list to choose from, if there is one.
        names: The list of what the choices are called; shown instead of the hint once something is chosen.
        called: What the known value is called.
    """

    key: str
    label: Live
    value: str
    hint: str | Live
    choices: str = ""
    names: str = ""
    called: Live | None = None


def write_organisation(draft: Draft) -> None:
    """Write language, organisation, date, round, respondent, role, policy and line, then how far the work has come."""
    sheet = DataSheet(draft, LIST_START if draft.is_list else ORGANISATION)
    asked = layout.FIRST_ROWS_OF_A_LIST if draft.is_list else layout.FIRST_ROWS
    for one in (*_fields(draft), *_line_fields(draft)):
        if one.key in asked:
            _write_field(sheet, one)
    draft.cells["language"] = draft.cell(ORGANISATION, "language", "value")
    draft.cells["line"] = _line_share(draft)
    if not draft.is_list:
        draft.cells["policy"] = _policy_place(draft)
        _write_scope_and_progress(sheet)
    sheet.finish(is_filtered=False)


def _fields(draft: Draft) -> list[_Field]:
    form, say = draft.assessment, draft.say
    roles = {role.code: draft.spoken(role.name) for role in draft.taxonomy.bundle.maturity.roles}
    role, policy = form.respondent.role, form.policy
    return [
        _Field(
            "language",
            draft.texts.of(("Language", "Язык · Language", "语言 · Language")),
            layout.LANGUAGE_NAMES[draft.taxonomy.lang],
            draft.texts.of((" / ".join(layout.LANGUAGE_NAMES.values()),) * 3),
            "languages",
        ),
        _Field("name", say("Organisation"), form.organisation.name, ""),
        _Field(
            "currency",
            say("Currency"),
            form.organisation.currency or "",
            say("Three letters of ISO 4217: RUB, CNY, EUR. Amounts are never converted."),
        ),
        _Field("date", say("Date"), form.organisation.date, say("Day of the assessment: 2026-10-26.")),
        _Field(
            "round",
            say("Round"),
            form.round,
            say("Year, quarter, half-year or month: 2026, 2026-Q4, 2026-H2 or 2026-10."),
        ),
        _respondent(draft),
        _Field(
            "role",
            say("Role"),
            role or "",
            say("Choose from the list; the results can be compared by role."),
            "roles",
            "role_names",
            roles[role] if role else None,
        ),
        _Field(
            "policy",
            say("How processes combine"),
            policy or "",
            say("Choose from the list how processes combine into a group; the weighted mean if blank."),
            "policies",
            "policy_names",
            say(POLICY[policy]) if policy else None,
        ),
    ]


def _respondent(draft: Draft) -> _Field:
    say, name = draft.say, draft.assessment.respondent.name
    if draft.is_list:
        hint = say("Stands for every decision of which the sheet of practices does not say who made it.")
        return _Field("respondent", say("Who decides"), name, hint)
    return _Field("respondent", say("Respondent"), name, say("Who fills in this copy; may stay blank."))


def _line_fields(draft: Draft) -> list[_Field]:
    """Return what is asked about accepting many suggestions at once; never filled in beforehand."""
    say, practices = draft.say, draft.names["practices"]
    many = say(
        "For sheet {sheet}: 0 to 100 %; may stay blank. Every first suggestion at least as sure is accepted where "
        "nobody decided. The sheet shows which ones before you hand it back.",
        sheet=practices,
    )
    return [
        _Field("line", say("Practices: accept all that are at least as sure as"), "", many),
        _Field("line_by", say("Decided by"), "", say("Who answers for accepting them; the name above where blank.")),
        _Field("line_date", say("Decided on"), "", say("Day of this decision: 2026-10-26.")),
    ]


def _write_field(sheet: DataSheet, one: _Field) -> None:
    draft, styles = sheet.draft, sheet.draft.styles
    row = _begin(sheet, one.key, one.label, one.hint)
    looks = {"date": styles.input_date, "line_date": styles.input_date, "line": styles.input}
    sheet.text(row, "value", one.value, looks.get(one.key, styles.input_text))
    if one.names and isinstance(one.hint, Live):
        place = f"MATCH({sheet.here(row, 'value')},{draft.lists[one.choices]},0)"
        named = f"=IFERROR(INDEX({draft.lists[one.names]},{place}),{one.hint.cell})"
        sheet.formula(row, "hint", named, one.called or one.hint)
    if one.choices:
        rule = list_rule(draft.lists[one.choices])
        sheet.validate("value", rule, one.label, one.hint, rows=(row, row))


def _begin(sheet: DataSheet, key: str, label: Live, hint: str | Live, value: str | Live = "") -> int:
    row = sheet.start_row(key, {"label": label, "hint": hint, "value": value}, 24)
    sheet.text(row, "label", label, sheet.draft.styles.strong_cell)
    sheet.text(row, "hint", hint)
    return row


def _policy_place(draft: Draft) -> str:
    """Write the place of the chosen policy, 1 if none is, and return its cell."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    chosen = draft.cell(ORGANISATION, "policy", "value")
    place = POLICIES.index(draft.assessment.policy or "mean") + 1
    formula = f"=IFERROR(MATCH({chosen},{draft.lists['policies']},0),{POLICIES.index('mean') + 1})"
    draft.page("lists").write_formula(*_POLICY_PLACE, formula, None, place)
    return f"'{draft.names['lists']}'!{xl_rowcol_to_cell(*_POLICY_PLACE, row_abs=True, col_abs=True)}"


def _line_share(draft: Draft) -> str:
    """Write the line as a share on the hidden sheet of lists, 2 where there is none, and return its cell."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    typed = draft.cell(ORGANISATION, "line", "value")
    is_share = f"AND(ISNUMBER({typed}),{typed}>=0)"
    formula = f"=IFERROR(IF({is_share},IF({typed}>1,{typed}/100,{typed}),2),2)"
    draft.page("lists").write_formula(*_LINE_PLACE, formula, None, 2)
    return f"'{draft.names['lists']}'!{xl_rowcol_to_cell(*_LINE_PLACE, row_abs=True, col_abs=True)}"


def _write_scope_and_progress(sheet: DataSheet) -> None:
    """Write what is asked, how long it takes and how much is answered; none of it can be typed."""
    draft, say, styles = sheet.draft, sheet.draft.say, sheet.draft.styles
    effort = effort_of(draft.assessment, draft.taxonomy)
    groups = {one.parent.id: str(one.parent.hierarchy_id) for one in effort.processes if one.parent}
    minutes, more = effort.minutes, effort.minutes_with_more
    takes = say("about {minutes} minutes; with checklist and evidence about {more}", minutes=minutes, more=more)
    listed = draft.texts.of([sign.join(groups.values()) for sign in (", ", ", ", "、")])
    part = say("processes: {count}; groups: {groups}", count=len(effort.processes), groups=listed)
    edition = draft.texts.of((f"APQC PCF {draft.taxonomy.edition}, {draft.taxonomy.root.hierarchy_id}",) * 3)
    for key, label, value, hint in (
        ("scope", say("What is asked"), part, edition),
        ("time", say("How long it takes"), takes, say("Rate only what you know; leave the rest blank or answer DK.")),
    ):
        row = _begin(sheet, f"{layout.OWN}{key}", label, hint, value)
        sheet.text(row, "value", value)
    _write_hidden(sheet)
    row = _begin(sheet, f"{layout.OWN}answered", say("Answered so far"), "")
    coverage, cell = draft.card.score.coverage, root_cell(draft, "coverage")
    is_known = draft.card.score.applicable
    sheet.formula(row, "value", f"={cell}", float(coverage) if is_known else "", styles.share_left)
    formula, cached = bar_of(cell, float(coverage) if is_known else None)
    sheet.formula(row, "hint", formula, cached, styles.bar)


def _write_hidden(sheet: DataSheet) -> None:
    """Write which sheets are out of sight, and how to see them."""
    draft, say = sheet.draft, sheet.draft.say
    hidden = [
        name
        for key, name in draft.names.items()
        if key in {*layout.TABS, *LOOP_TABS} and draft.short_form.hides_sheet(key)
    ]
    if not hidden:
        return
    how = say(
        "Not for you to fill in, and neither are the rows of processes that you are not asked about. To see a sheet, "
        "right-click any tab and choose Unhide; for rows, select the rows around them first, then choose Unhide."
    )
    names = draft.texts.of((", ".join(hidden),) * 3)
    row = _begin(sheet, f"{layout.OWN}hidden", say("Hidden sheets"), how, names)
    sheet.text(row, "value", names)


def root_cell(draft: Draft, column: str) -> str:
    """Return a cell of the first row of the results, which is always that of the whole category."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    place = xl_rowcol_to_cell(FIRST_ROW, RESULTS.index(column), row_abs=True, col_abs=True)
    return f"'{draft.names['results']}'!{place}"


def segment_slots(draft: Draft) -> tuple[str, ...]:
    """Return the keys of the rows for segments: twelve, or more if the assessment has more."""
    count = max(layout.SEGMENT_ROWS, len(draft.assessment.segments))
    return tuple(f"s{number}" for number in range(1, count + 1))


def write_segments(draft: Draft) -> None:
    """Write the segments and spare rows; a row keeps its key whatever id is typed into it."""
    sheet, styles = DataSheet(draft, layout.SEGMENTS), draft.styles
    segments = dict(enumerate(draft.assessment.segments))
    for number, slot in enumerate(segment_slots(draft)):
        segment = segments.get(number)
        texts = {"name": segment.name, "promise": segment.promise} if segment else {}
        row = sheet.start_row(slot, texts)
        sheet.text(row, "slot", slot)
        sheet.text(row, "id", segment.id if segment else "", styles.input_text)
        sheet.text(row, "name", segment.name if segment else "", styles.input_text)
        sheet.text(row, "promise", segment.promise if segment else "", styles.input_text)
    sheet.finish(is_filtered=False)


def write_scope(draft: Draft) -> None:
    """Write every process with its applicability; what is not applicable stands here, not in the ratings."""
    sheet, styles, say = DataSheet(draft, layout.SCOPE), draft.styles, draft.say
    for element in draft.taxonomy:
        name = draft.name_of(element)
        if element.level == 2:
            sheet.group_row(layout.group_key(element.id), str(element.hierarchy_id), name)
        if element.level != 3:
            continue
        said = draft.assessment.response(element.id)
        applies: str | Live = draft.spoken(element.rubric.record.applies) if element.rubric else ""
        texts: dict[str, str | Live] = {"name": name, "reason": said.reason, "performed_by": said.performed_by}
        texts["applies"] = applies
        row = sheet.start_row(element.id, texts)
        sheet.text(row, "hierarchy_id", str(element.hierarchy_id))
        sheet.text(row, "name", name)
        sheet.text(row, "applicable", layout.NO if is_out_of_scope(said) else "", styles.input_mark)
        sheet.text(row, "reason", said.reason, styles.input_text)
        sheet.text(row, "performed_by", said.performed_by, styles.input_text)
        sheet.text(row, "applies", applies)
    prompt = say(
        "Y or blank: the organisation has this work, even if a contractor does it. N: it does not; give the reason."
    )
    sheet.validate("applicable", list_rule(draft.lists["yes_no"]), say("Applicable?"), prompt)
    sheet.finish()


def is_out_of_scope(said: Response) -> bool:
    """Whether the answer stands on the scope sheet."""
    return said.answer == "NA"
