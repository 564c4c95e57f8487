"""The sheets about the organisation: who it is, its segments, which processes it has."""

from __future__ import annotations

from pcf.assessment import Response
from pcf.excel import layout
from pcf.excel.workbook.sheet import DataSheet, Draft, list_rule


def write_organisation(draft: Draft) -> None:
    """Write name, currency, date, round, respondent and role, one a row."""
    form, say, styles = draft.assessment, draft.say, draft.styles
    role_names = {role.code: role.name.spoken(draft.taxonomy.lang) for role in draft.taxonomy.bundle.maturity.roles}
    role = role_names[form.respondent.role] if form.respondent.role else ""
    hints = {
        "currency": say("Three letters of ISO 4217: RUB, CNY, EUR. Amounts are never converted."),
        "date": say("Day of the assessment: 2026-10-26."),
        "round": say("Year, quarter, half-year or month: 2026, 2026-Q4, 2026-H2 or 2026-10."),
        "respondent": say("Who fills in this copy; may stay blank."),
        "role": say("Choose from the list; the results can be compared by role."),
    }
    rows = (
        ("name", say("Organisation"), form.organisation.name),
        ("currency", say("Currency"), form.organisation.currency or ""),
        ("date", say("Date"), form.organisation.date),
        ("round", say("Round"), form.round),
        ("respondent", say("Respondent"), form.respondent.name),
        ("role", say("Role"), role),
    )
    sheet = DataSheet(draft, layout.ORGANISATION)
    for key, label, value in rows:
        hint, fmt = hints.get(key, ""), styles.input_date if key == "date" else styles.input_text
        row = sheet.start_row(key, {"label": label, "value": value, "hint": hint}, 20)
        sheet.text(row, "label", label)
        sheet.text(row, "value", value, fmt)
        sheet.text(row, "hint", hint)
    rule = list_rule(draft.lists["roles"])
    sheet.validate("value", rule, say("Role"), say("Choose your role from the list."), first_row=sheet.next_row - 1)
    sheet.finish()


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
        row = sheet.start_row(slot, texts, 20)
        sheet.text(row, "slot", slot)
        sheet.text(row, "id", segment.id if segment else "", styles.input_text)
        sheet.text(row, "name", segment.name if segment else "", styles.input_text)
        sheet.text(row, "promise", segment.promise if segment else "", styles.input_text)
    sheet.finish()


def write_scope(draft: Draft) -> None:
    """Write every process with its applicability; what is not applicable stands here, not in the ratings."""
    sheet, styles, say = DataSheet(draft, layout.SCOPE), draft.styles, draft.say
    for element in draft.taxonomy:
        if element.level == 2:
            sheet.group_row(element.id, str(element.hierarchy_id), element.name)
        if element.level != 3:
            continue
        said = draft.assessment.response(element.id)
        applies = element.rubric.applies if element.rubric else ""
        texts = {"name": element.name, "reason": said.reason, "performed_by": said.performed_by, "applies": applies}
        row = sheet.start_row(element.id, texts, 20)
        sheet.text(row, "hierarchy_id", str(element.hierarchy_id))
        sheet.text(row, "name", element.name)
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
