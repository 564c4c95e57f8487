"""What the self-assessment, the check of one process and the radar of the landing page say to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcf.assessment.words import STATUS
from pcf.errors import N_
from pcf.site import addresses
from pcf.site.files.scripts import data_script
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel

_SHARED = {
    "suggested": N_("What you ticked speaks for level {level}."),
    "progress": N_("Of level {level}, {done} of {of} statements are in place."),
    "topped": N_("No further level follows."),
    "tick_first": N_("Tick what is in place, and a level is suggested here."),
    "not_stored": N_("This browser does not let the page keep anything. What you enter is gone when you close it."),
    "undo": N_("Undo"),
    "undone": N_("Undone."),
}

SELFCHECK = _SHARED | {
    "this_is_us": N_("This is us"),
    "answer_legend": N_("Which level are you on?"),
    "title": N_("Where you stand"),
    "start": N_("Six descriptions: choose the one that is true of you today. Tick what anybody could see with you."),
    "chosen": N_("You chose level {level}."),
    "chosen_na": N_("You said that this process is not applicable to you."),
    "chosen_dk": N_("You said that you do not know."),
    "chosen_none": N_("You have not chosen a level yet."),
    "disagree": N_("The ticks and your choice differ. Read both levels once more; the choice is yours."),
    "next_step": N_("Next step"),
    "next_lead": N_("Not yet in place of level {level}:"),
    "next_done": N_("All of level {level} is ticked: then why not choose it?"),
    "above": N_("What level {level} does differently"),
    "highest": N_("You are at the highest level. What keeps you there is to look at causes again and again."),
    "whole": N_("Go on in the self-assessment of all processes"),
    "reset": N_("Start this process again"),
    "was_reset": N_("Cleared."),
    "stays": N_("It stays in this browser and goes nowhere."),
}

LANDING = {
    "moved": N_("If the groups stood there, the whole would stand at {score} of 5."),
    "reset": N_("Back to the example"),
    "slider": N_("Move it: {group}"),
}

FORM = _SHARED | {
    "setup": N_("About you (all optional)"),
    "organisation": N_("Organisation"),
    "respondent": N_("Respondent"),
    "round": N_("Round"),
    "round_hint": N_("A year, half-year, quarter or month: 2026, 2026-H2, 2026-Q4 or 2026-11."),
    "industry": N_("Industry"),
    "policy": N_("Processes combine by"),
    "weights": N_("Weights other than 1: {weights}."),
    "weight_of": N_("{element} × {weight}"),
    "drop_weights": N_("Let everything count alike"),
    "weights_dropped": N_("Everything counts alike now."),
    "propose_title": N_("What an organisation of this kind usually does not have"),
    "propose_lead": N_("Keep the ticks where that is true of you. What is not applicable leaves the score."),
    "propose_apply": N_("Mark as not applicable"),
    "propose_none": N_("An organisation of this kind usually has all 27 processes."),
    "proposed": N_("Marked as not applicable: {count}."),
    "questions": N_("Processes"),
    "loading": N_("The descriptions are being loaded …"),
    "not_loaded": N_("The descriptions could not be loaded. Close this process and open it again."),
    "one_by_one": N_("One at a time"),
    "next_open": N_("Next without an answer"),
    "answer_legend": N_("Which of these is true of you today?"),
    "usually_owned": N_("Usually owned by"),
    "who_has": N_("Who has this process"),
    "read_page": N_("Read about this process"),
    "no_answer": N_("no answer"),
    "na_reason": N_("Why not applicable?"),
    "na_hint": N_("A reason is needed: without it nobody can check."),
    "clear": N_("Clear this answer"),
    "cleared": N_("Answer cleared: {process}."),
    "ticks_title": N_("Check statement by statement"),
    "all_in_place": N_("All in place"),
    "take_over": N_("Choose level {level}"),
    "evidence_title": N_("What does your answer rest on?"),
    "supported": N_("This supports level {level}."),
    "unsupported": N_(
        "This supports level {level}, and you chose {chosen}. The score stays as it is; the report says both."
    ),
    "comment": N_("Comment"),
    "previous": N_("Previous process"),
    "next": N_("Next process"),
}

RESULTS = {
    "headline": N_("Score"),
    "of_highest": N_("of {highest}"),
    "answered": N_("Answered: {done} of {all}"),
    "coverage": N_("Coverage"),
    "range": N_("Possible range"),
    "range_from_to": N_("{low} to {high}"),
    "dk": N_("Don't know, share"),
    "status": N_("Status"),
    "group": N_("Process group"),
    "result": N_("Result"),
    "none_blank": N_("No score yet: nothing is answered."),
    "none_coverage": N_("No score yet: the coverage is {coverage}, and it takes {needed}."),
    "none_groups": N_("No score yet: these process groups have too few answers: {groups}."),
    "none_applies": N_("No process applies here, so there is no score"),
    "provisional": N_("Provisional: below a coverage of {needed}."),
    "range_means": N_(
        "The possible range is what the score would be if everything unanswered were at level 0, or at level {highest}."
    ),
    "live": N_("Score {score}, {status}. Answered: {done} of {all}."),
    "live_none": N_("No score yet. Answered: {done} of {all}."),
    "radar_title": N_("Radar"),
    "radar_of": N_("Show"),
    "radar_groups": N_("All process groups"),
    "heat_title": N_("Levels of all processes"),
    "heat_lead": N_("Each tile leads to its process."),
    "na": N_("not applicable"),
    "steps_title": N_("Where to begin"),
    "steps_lead": N_("The processes rated lowest, and what the next level has that was not ticked as in place."),
    "steps_none": N_("Rate some processes, and the next steps appear here."),
    "steps_top": N_("Every rated process is at the highest level."),
    "steps_done": N_("Everything of this level is ticked as in place: look at the rating again."),
    "steps_to": N_("From level {from} to {to}"),
}

FILES = {
    "title": N_("Keep it, take it along"),
    "stored": N_("Kept in this browser only. Nothing is sent anywhere."),
    "save": N_("Save as a file"),
    "load": N_("Open a file"),
    "export": N_("Excel workbook"),
    "exporting": N_("The workbook is being made …"),
    "exported": N_("The workbook is ready: {name}"),
    "export_failed": N_("The workbook could not be made in this browser: {reason}"),
    "saved": N_("Saved: {name}"),
    "loaded": N_("Opened: {name}"),
    "load_failed": N_("The file could not be read: {reason}"),
    "problems": N_("Please note"),
    "print": N_("Print"),
    "forget": N_("Forget everything"),
    "forgotten": N_("Everything is cleared, here and in this browser."),
    "file_name": N_("self-assessment"),
}

_PARTS: Mapping[str, Mapping[str, str]] = {"form": FORM, "results": RESULTS, "files": FILES}


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield the words of each tool as a script of its own, with the names of codes where its page has no other."""
    parts: dict[str, object] = {name: _said(model, words) for name, words in _PARTS.items()}
    status = {code: model.say(word) for code, word in STATUS.items()}
    yield data_script("assessment_words", parts | {"status": status})
    maturity = model.taxonomy.bundle.maturity
    check = {
        "words": _said(model, SELFCHECK),
        "levels": {level.code: level.name.spoken(model.lang) for level in maturity.levels},
        "ticks": {tick.code: tick.name.spoken(model.lang) for tick in maturity.ticks},
        "assessment": addresses.address(addresses.ASSESSMENT),
    }
    yield data_script("selfcheck", check)
    yield data_script("landing", {"words": _said(model, LANDING)})


def _said(model: SiteModel, words: Mapping[str, str]) -> dict[str, str]:
    return {name: model.say(text) for name, text in words.items()}
