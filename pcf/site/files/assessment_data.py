"""What the browser's self-assessment is made of: questions, rules of the arithmetic, the shape of a saved file.

The scripts hold no threshold, no rule and no word of their own: all of it is taken from where Python keeps it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations

from pcf.assessment import Assessment, Copy, Response, Tick, findings, gather, saved, score_round
from pcf.assessment.shared import WORST_FIRST
from pcf.assessment.template import not_applicable
from pcf.assessment.wording import wording_of
from pcf.assessment.words import POLICY
from pcf.errors import N_
from pcf.excel import layout
from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.practices import PRACTICES
from pcf.excel.registers import REGISTERS
from pcf.excel.workshop import KEPT
from pcf.ids import LANGUAGES
from pcf.maturity import (
    HIGHEST,
    POLICIES,
    PROVISIONAL_FROM,
    SCORED_FROM,
    STAGED_SHARE,
    policy_of_groups,
    rated,
    supported_level,
)
from pcf.model import EvidenceKind
from pcf.sheets.grid import BLANKS
from pcf.site.addresses import EMPTY_WORKBOOK, address, element_page
from pcf.site.files.scripts import data_script
from pcf.site.files.workbook_data import empty_workbook, workbook_data
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

# What is told of a file that was opened, or of a form before it is saved.
_WORDS: Mapping[str, str] = {
    "unreadable": findings.SAVED_UNREADABLE.message,
    "newer": findings.SAVED_NEWER.message,
    "edition": N_(
        "The file stands on edition {found} of the PCF, this page on {edition}. To carry it over: "
        "pcf template NEW.xlsx --from OLD.json"
    ),
    "too_large": N_("The file is larger than {limit} MB and was not opened."),
    "unknown": N_("The file names what this page does not have; it is left out: {found}."),
    "answers": N_("Answers that are none of {allowed} are left blank: {found}."),
    "codes": N_("What is not understood is left out: {found}."),
    "long": N_("Texts longer than the {limit} signs that a cell of a workbook can hold are cut: {found}."),
    "several": N_(
        "The file holds the answers of {count} respondents; here they are put together. Who said what, comments and "
        "notes are left out; the file itself stays as it is."
    ),
    "rounded": N_("Mean levels that are not whole are rounded down."),
    "left_out": N_("What this page does not ask about is left out: {found}."),
    "reason": N_("Not applicable without a reason: {found}. A workbook is not accepted without one."),
}
# What a form may hold and the browser does not ask about, as the sheets and columns of a workbook are called.
_PARTS: Mapping[str, Mapping[str, str]] = {
    "form": {
        "segments": layout.SEGMENTS.name,
        "figures": layout.FIGURES.name,
        "practices": PRACTICES.name,
        **{register.key: register.name for register in REGISTERS},
        "history": N_("Earlier rounds"),
        "complaints": N_("Complaints"),
        "reasons": N_("Contact reasons"),
        "staffing": N_("Staffing"),
        "unplaced": KEPT.name,
    },
    "organisation": {"currency": N_("Currency"), "date": N_("Date")},
    "respondent": {"role": N_("Role")},
    "responses": {
        "target": N_("Target"),
        "evidence_note": N_("Evidence: which document, record or figure"),
        "performed_by": N_("Performed by, if not by you"),
    },
    "ticks": {"note": N_("Note"), "activity": N_("Activities")},
}


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield the data of the self-assessment, the workbook that it fills in, and the same workbook empty."""
    yield data_script("assessment", assessment_data(model))
    yield data_script("assessment_texts", assessment_texts(model))
    yield data_script("workbook", workbook_data(model))
    yield DataFile(EMPTY_WORKBOOK, empty_workbook(model))


def assessment_data(model: SiteModel) -> dict[str, object]:
    """Return ``pcf.data.assessment``.

    Fractions are texts such as ``4/5``; ``supports`` names, for each level, kinds of evidence that support it;
    ``reasons_elsewhere`` has what pages in the other languages propose where ``not_applicable`` of a profile does;
    ``blank`` is a saved file without an answer, with one response and one tick as they stand in it. What is read only
    once a process is opened stands apart, in :func:`assessment_texts`: scores, files and workbooks do without.
    """
    taxonomy, say, lang = model.taxonomy, model.say, model.lang
    maturity = taxonomy.bundle.maturity
    wording = wording_of(taxonomy)
    return {
        "edition": taxonomy.edition,
        "version": model.version,
        "lang": lang,
        "thresholds": {
            "scored": str(SCORED_FROM),
            "provisional": str(PROVISIONAL_FROM),
            "staged": str(STAGED_SHARE),
        },
        "lowest": int(rated(taxonomy.root.id, None).low),
        "highest": int(HIGHEST),
        "policies": [
            {"id": policy, "name": say(POLICY[policy]), "of_groups": policy_of_groups(policy)} for policy in POLICIES
        ],
        "levels": [_term(one.code, one.name.spoken(lang), one.meaning.spoken(lang)) for one in maturity.levels],
        "ticks": [{"code": one.code, "name": one.name.spoken(lang)} for one in maturity.ticks],
        "worst_first": list(WORST_FIRST),
        "evidence": [_term(one.code, one.name.spoken(lang), one.meaning.spoken(lang)) for one in maturity.evidence],
        "supports": list(supports()),
        "root": _named(taxonomy.root),
        "groups": [
            {**_named(group), "processes": [_process(process, wording) for process in group.children]}
            for group in taxonomy.root.children
        ],
        "profiles": [
            {"id": one.id, "name": one.name.spoken(lang), "not_applicable": not_applicable(taxonomy, one)}
            for one in maturity.profiles
        ],
        "reasons_elsewhere": _reasons_elsewhere(model),
        "blank": _blank(model),
        "longest_text": LONGEST_TEXT,
        "blanks": BLANKS,
        "words": {name: say(text) for name, text in _WORDS.items()},
        "parts": {place: {key: say(name) for key, name in parts.items()} for place, parts in _PARTS.items()},
        "comma": "、" if lang == "zh" else ", ",
    }


def assessment_texts(model: SiteModel) -> dict[str, dict[str, object]]:
    """Return ``pcf.data.assessment_texts``: process id to what is asked about it in words; statements by their ids."""
    general = [one.meaning.spoken(model.lang) for one in model.taxonomy.bundle.maturity.levels if one.code.isdigit()]
    return {process.id: _texts(process, general) for process in model.taxonomy.processes}


def supports() -> Iterator[dict[str, object]]:
    """Yield every smallest set of kinds of evidence with the level that it supports, the lowest level first.

    >>> [rule for rule in supports() if rule["level"] == 4]
    [{'level': 4, 'kinds': ['written', 'shown', 'measured']}]
    """
    top = int(HIGHEST)
    for level in range(top + 1):
        smallest: list[frozenset[EvidenceKind]] = []
        for size in range(len(layout.EVIDENCE) + 1):
            for kinds in combinations(layout.EVIDENCE, size):
                is_needed = not any(fewer <= set(kinds) for fewer in smallest)
                if is_needed and supported_level(top, kinds) >= level:
                    smallest.append(frozenset(kinds))
                    yield {"level": level, "kinds": list(kinds)}


def _reasons_elsewhere(model: SiteModel) -> dict[str, list[str]]:
    """Return process id to the proposed reason in each of the other languages."""
    return {
        process: [record.reason.spoken(lang) for lang in LANGUAGES if lang != model.lang]
        for record in model.taxonomy.bundle.maturity.reasons
        for process in record.processes
    }


def _term(code: str, name: str, meaning: str) -> dict[str, str]:
    return {"code": code, "name": name, "meaning": meaning}


def _named(element: Element) -> dict[str, object]:
    return {"id": element.id, "hierarchy_id": element.hierarchy_id, "name": element.shown_name}


def _process(process: Element, wording: Mapping[str, str]) -> dict[str, object]:
    """Return what is asked about one process; ``wording`` tells later with which texts, if it has texts of its own."""
    statements = process.rubric.statements if process.rubric else ()
    about = {
        **_named(process),
        "address": address(element_page(process.id)),
        "statements": [{"id": one.id, "level": one.level} for one in statements],
    }
    return about | ({"wording": wording[process.id]} if process.id in wording else {})


def _texts(process: Element, general: list[str]) -> dict[str, object]:
    """Return the texts of one process; an own one that nobody described is rated by what a level means in general."""
    rubric = process.rubric
    return {
        "applies": rubric.applies if rubric else "",
        "owner": rubric.owner if rubric else "",
        "descriptors": list(process.level_texts) or general,
        "statements": {one.id: one.text for one in rubric.statements} if rubric else {},
    }


def _blank(model: SiteModel) -> dict[str, object]:
    """Return a saved assessment without an answer as Python writes it, less the scores, which every reader makes."""
    nothing = Assessment(edition=model.taxonomy.edition, language=model.lang, extensions=model.framework.extensions)
    document = json.loads(saved(score_round(model.taxonomy, gather([Copy("", nothing)]))))
    del document["scorecard"]
    some = model.taxonomy.root.id
    response, tick = Response(element=some).model_dump(mode="json"), Tick(item=some).model_dump(mode="json")
    return {"document": document, "response": response, "tick": tick}
