"""Saved assessments, filled workbooks and lists of practices, carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcf.assessment import Assessment, Copy, gather, saved
from pcf.carrying.files import Carriage
from pcf.findings import Finding
from pcf.inputs import read_input, score_gathered
from pcf.outputs import write_whole
from pcf.rounds.carried import carry_form
from pcf.rounds.carried_report import CarryReport, Kept, elements_said, processes_added, report_on
from pcf.rounds.unplaced import about, kind_of


def carry_saved(carriage: Carriage) -> CarryReport:
    """Carry what ``pcf assess --save`` wrote: every respondent's form, or the workshop's; what was counted stays.

    Raises:
        InputFaultsError: It cannot be read back.
    """
    read = read_input(carriage.path, carriage.lang)
    if not read.copies:
        carriage.refuse(read.findings)
    forms = [copy.assessment for copy in read.copies]
    carried = [_carried(form, carriage) for form in forms]
    copies = [Copy(copy.file, form) for copy, form in zip(read.copies, carried, strict=True)]
    card = score_gathered(read, gather(copies), carriage.lang)
    write_whole(carriage.out, saved(card))
    return _report("assessment", forms, carried, carriage, read.findings)


def carry_workbook(carriage: Carriage) -> CarryReport:
    """Carry a filled workbook, a respondent's or a workshop's, or a list of practices.

    Raises:
        InputFaultsError: It has errors.
    """
    from pcf.excel import inspect_practices, write_practice_list, write_workbook

    reading = inspect_practices(carriage.path, lang=carriage.lang)
    carriage.refuse(reading.findings)
    form = reading.assessment
    if form is None:
        raise AssertionError(reading)  # without errors there is a form
    carried = _carried(form, carriage)
    if not reading.is_list:
        write_workbook(carriage.out, carried, lang=carried.language)
        return _report("assessment", [form], [carried], carriage, reading.findings)
    write_practice_list(
        carriage.out,
        carried.practices,
        edition=carried.edition,
        lang=carried.language,
        extensions=carried.extensions,
        organisation=carried.organisation.name,
        reviewer=carried.respondent.name,
        unplaced=carried.unplaced,
    )
    report = _report("practices", [form], [carried], carriage, reading.findings)
    return replace(report, new=())  # a list asks about nothing


def _carried(form: Assessment, carriage: Carriage) -> Assessment:
    """Carry a form; the folder that a local edition is read from adds nothing of its own to it."""
    return carry_form(form, form.taxonomy(carriage.lang, carriage.edition))


def _all(forms: Sequence[Assessment]) -> list[Assessment]:
    """Return forms with those of their respondents."""
    return [one for form in forms for one in (form, *form.respondents)]


def _report(
    kind: str, forms: Sequence[Assessment], carried: Sequence[Assessment], carriage: Carriage, found: Sequence[Finding]
) -> CarryReport:
    first = forms[0]
    old, new = first.taxonomy(carriage.lang), first.taxonomy(carriage.lang, carriage.edition)
    before = set().union(*(elements_said(form) for form in forms))
    after = set().union(*(elements_said(form) for form in carried))
    report = report_on(kind, before | after, old, new)
    back = {about(one) for form in _all(forms) for one in form.unplaced if one.response}
    kept = [one for form in _all(carried) for one in form.unplaced]
    return replace(
        report,
        new=tuple(one for one in processes_added(old, new) if one not in back),
        unplaced=tuple(Kept(kind_of(one), about(one), one.edition, one.round) for one in dict.fromkeys(kept)),
        findings=(*found, *carriage.already(first.edition), *report.findings),
    )
