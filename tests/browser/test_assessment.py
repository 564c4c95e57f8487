"""The self-assessment as people use it: answer, see, keep, hand on, go back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import pcf
from pcf import _resources
from pcf.assessment import Assessment, Copy, Response, gather, read_saved, saved, score_round, template
from pcf.excel import read_workbook
from pcf.i18n import number, percent
from pcf.ids import LANGUAGES

pytestmark = pytest.mark.long
FORM = "pcf.assessment.1"
COMPLAINTS = "10389"
REFUSED = "Storage.prototype.setItem = () => { throw new DOMException('refused', 'QuotaExceededError'); }"
PHONE = {"width": 390, "height": 844}
LEVELS = ("3", "2", "4", "DK", "1", "5", "0", "2")


def opened(page: Page, served: str, lang: str = "en", mark: str = "") -> Page:
    page.goto(f"{served}/{lang}/assessment/{mark}")
    expect(page.locator(".pcf-scorebar")).to_be_visible()
    return page


def card(page: Page, process: str, answer: str):
    return page.locator(f"input[name='answer-{process}'][value='{answer}']")


def choose(page: Page, process: str, answer: str) -> None:
    head = page.locator(f"#head-{process}")
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    card(page, process, answer).check()


def kept(page: Page) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{FORM}')") or "null")


def put(page: Page, served: str, lang: str, form: dict) -> Page:
    """Open the page with a form that was kept before."""
    page.add_init_script(
        f"localStorage.getItem('{FORM}') ?? localStorage.setItem('{FORM}', {json.dumps(json.dumps(form))})"
    )
    return opened(page, served, lang)


def some_answers(count: int = 27) -> dict[str, dict]:
    ids = [process.id for process in pcf.load().processes][:count]
    return {process: {"answer": LEVELS[place % len(LEVELS)]} for place, process in enumerate(ids)}


def test_nothing_answered_is_a_dash_with_its_reason_and_never_a_zero(page, served):
    opened(page, served)
    assert page.locator(".pcf-score").text_content() == "–"
    assert page.locator(".pcf-why").text_content() == "No score yet: nothing is answered."
    assert page.locator(".pcf-scorebar dd").all_text_contents() == ["0 to 5", "0%"]
    assert page.locator(".pcf-radar polyline").count() == 0, "what is missing draws no line"
    assert page.evaluate(f"localStorage.getItem('{FORM}')") is None, "nothing is kept before anything is entered"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("policy", ["mean", "capped"])
def test_the_page_shows_the_numbers_of_the_scorecard(lang, policy, page, served):
    answers = some_answers()
    said = Assessment(responses=tuple(Response(element=key, answer=one["answer"]) for key, one in answers.items()))
    scored = score_round(pcf.load(), gather([Copy("", said)]), policy=policy)
    put(page, served, lang, {"policy": policy, "answers": answers})
    assert page.locator(".pcf-score").text_content() == number(scored.score.score, lang, 2)
    assert page.locator(".pcf-scorebar dd").last.text_content() == percent(100 * scored.score.coverage, lang, 1)
    rows = page.locator(".pcf-results tbody").first.locator("tr")
    shown = [rows.nth(place).locator("td").first.text_content() for place in range(5)]
    assert shown == [number(group.score, lang, 2) for group in scored.groups]
    answered = [one for one in answers.values() if one["answer"] != "DK"]
    assert re.findall(r"\d+", page.locator(".pcf-progress span").text_content()) == [str(len(answered)), "27"]


def test_too_few_answers_say_how_many_it_takes(page, served):
    put(page, served, "en", {"answers": some_answers(5)})
    assert page.locator(".pcf-score").text_content() == "–"
    assert "it takes 60%" in page.locator(".pcf-why").text_content()


def test_what_was_entered_is_there_after_a_reload_and_in_another_language(page, served):
    opened(page, served)
    choose(page, COMPLAINTS, "3")
    page.get_by_label("Comment").fill("Register since May")
    page.reload()
    assert page.evaluate("location.hash") == f"#{COMPLAINTS}", "the address names the process"
    assert card(page, COMPLAINTS, "3").is_checked()
    opened(page, served, "zh", f"#{COMPLAINTS}")
    assert card(page, COMPLAINTS, "3").is_checked()
    assert page.locator(f"#panel-{COMPLAINTS} textarea").input_value() == "Register since May"


def test_a_cleared_answer_comes_back_on_request(page, served):
    opened(page, served)
    choose(page, COMPLAINTS, "4")
    page.get_by_role("button", name="Clear this answer").click()
    assert COMPLAINTS not in kept(page)["answers"]
    assert page.evaluate("document.activeElement.id") == f"head-{COMPLAINTS}", "the keyboard goes on where it was"
    page.get_by_role("button", name="Undo").click()
    assert kept(page)["answers"][COMPLAINTS]["answer"] == "4"
    assert card(page, COMPLAINTS, "4").is_checked()


def test_everything_can_be_forgotten_and_brought_back(page, served):
    put(page, served, "en", {"organisation": "Acme", "answers": some_answers(3)})
    page.get_by_role("button", name="Forget everything").click()
    assert page.evaluate(f"localStorage.getItem('{FORM}')") is None
    expect(page.locator(".pcf-progress span")).to_have_text("Answered: 0 of 27")
    page.get_by_role("button", name="Undo").click()
    assert kept(page)["organisation"] == "Acme"
    expect(page.locator(".pcf-progress span")).to_have_text("Answered: 3 of 27")


def test_a_browser_that_keeps_nothing_says_so_and_works(new_page, served):
    page = new_page()
    page.add_init_script(REFUSED)
    opened(page, served)
    assert page.locator(".pcf-alarm").text_content().startswith("This browser does not let the page keep anything")
    choose(page, COMPLAINTS, "2")
    expect(page.locator(".pcf-progress span")).to_have_text("Answered: 1 of 27")


def test_an_unreadable_form_of_another_page_is_no_form(page, served):
    page.add_init_script(
        f'localStorage.setItem(\'{FORM}\', \'{{"answers": {{"10389": {{"answer": 9, "ticks": []}}}}}}\')'
    )
    opened(page, served)
    expect(page.locator(".pcf-progress span")).to_have_text("Answered: 0 of 27")


def test_an_industry_in_the_address_proposes_what_it_usually_does_not_have(page, served):
    opened(page, served, mark="#industry=retail")
    proposal = page.locator(".pcf-proposal")
    assert proposal.get_by_role("checkbox").count() == 1
    proposal.get_by_role("button").click()
    said = kept(page)
    assert said["profile"] == "retail"
    assert said["answers"]["20605"]["answer"] == "NA"
    assert said["answers"]["20605"]["reason"].startswith("Products are not registered")
    page.get_by_label("Industry").select_option("all")
    assert "20605" not in kept(page)["answers"], "what the industry had proposed goes with it"


def test_what_an_industry_lacks_is_proposed_in_printed_order(page, served):
    opened(page, served, mark="#industry=bank")
    shown = page.locator(".pcf-proposal input").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert shown == list(template.not_applicable(pcf.load(), template.profile_of(pcf.load(), "bank")))


def test_a_proposed_reason_is_said_in_the_language_of_the_page_and_one_of_ones_own_stays(page, served):
    russian, english = (
        template.not_applicable(taxonomy, template.profile_of(taxonomy, "bank"))
        for taxonomy in (pcf.load(lang="ru"), pcf.load(lang="en"))
    )
    answers = {process: {"answer": "NA", "reason": reason} for process, reason in russian.items()}
    mine = next(iter(answers))
    answers[mine]["reason"] += " Так решили мы."
    put(page, served, "en", {"profile": "bank", "answers": answers})
    choose(page, COMPLAINTS, "3")  # the page keeps what it shows
    said = {process: answer["reason"] for process, answer in kept(page)["answers"].items() if process != COMPLAINTS}
    assert said == english | {mine: answers[mine]["reason"]}


def test_what_is_not_applicable_asks_for_its_reason(page, served):
    opened(page, served)
    choose(page, COMPLAINTS, "NA")
    reason = page.get_by_label("Why not applicable?")
    assert reason.get_attribute("aria-invalid") == "true"
    reason.fill("Another company does it")
    assert reason.get_attribute("aria-invalid") == "false"
    assert kept(page)["answers"][COMPLAINTS]["reason"] == "Another company does it"


def test_statements_suggest_a_level_that_can_be_taken_over(page, served):
    opened(page, served, mark=f"#{COMPLAINTS}")
    panel = page.locator(f"#panel-{COMPLAINTS}")
    panel.get_by_text("Check statement by statement").click()
    for level in ("1 Improvised", "2 Habitual"):
        panel.get_by_role("button", name=f"{level}: All in place").click()
    panel.get_by_label("All complaints, spoken ones included").select_option("in_place")
    advice = panel.locator(".pcf-advice").first
    assert advice.inner_text().startswith(
        "What you ticked speaks for level 2. Of level 3, 1 of 4 statements are in place."
    )
    advice.get_by_role("button", name="Choose level 2").click()
    assert card(page, COMPLAINTS, "2").is_checked()
    steps = page.locator(".pcf-next > li").first
    assert steps.locator("ul li").count() == 3, "of the next level what is not in place"


def test_evidence_says_which_level_it_supports(page, served):
    opened(page, served)
    choose(page, COMPLAINTS, "4")
    panel = page.locator(f"#panel-{COMPLAINTS}")
    panel.get_by_text("What does your answer rest on?").first.click()
    for kind in ("Written", "Shown"):
        panel.get_by_role("checkbox", name=kind).check()
    assert "This supports level 3, and you chose 4." in panel.locator(".pcf-advice").last.text_content()


def test_the_keyboard_alone_answers_and_goes_on(page, served):
    opened(page, served)
    page.locator(f"#head-{COMPLAINTS}").focus()
    page.keyboard.press("Enter")
    expect(card(page, COMPLAINTS, "0")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert card(page, COMPLAINTS, "0").is_checked()
    page.keyboard.press("ArrowDown")
    assert card(page, COMPLAINTS, "1").is_checked()
    page.get_by_role("button", name="Next process").press("Enter")
    assert page.evaluate("document.activeElement.id") == "head-20094"
    assert page.locator("#panel-20094").is_visible()


def test_one_at_a_time_shows_one(page, served):
    opened(page, served)
    page.get_by_role("button", name="One at a time").click()
    assert page.locator(".pcf-process:visible").count() == 1
    page.locator(".pcf-panel:visible").get_by_role("button", name="Next process").click()
    assert page.locator(".pcf-process:visible").count() == 1
    page.get_by_role("button", name="One at a time").click()
    assert page.locator(".pcf-process:visible").count() == 27


def test_the_package_reads_the_saved_file_and_the_page_opens_it(new_page, served, tmp_path: Path):
    page = put(
        new_page(), served, "ru", {"organisation": "ООО «Ромашка»", "round": "2026-Q4", "answers": some_answers(9)}
    )
    with page.expect_download() as begun:
        page.locator(".pcf-files .pcf-main").click()
    path = tmp_path / "mine.json"
    begun.value.save_as(path)
    assert begun.value.suggested_filename.endswith("ООО-«Ромашка»-2026-Q4.json")
    form = read_saved(path).copies[0].assessment
    assert {one.element: one.answer for one in form.responses} == {
        key: one["answer"] for key, one in some_answers(9).items()
    }
    other = opened(new_page(), served, "en")
    other.locator(".pcf-files input[type=file]").set_input_files(path)
    expect(other.locator("input[name=organisation]")).to_have_value("ООО «Ромашка»")
    assert set(kept(other)["answers"]) == set(some_answers(9))


def test_a_file_that_is_none_is_told_and_changes_nothing(page, served, tmp_path: Path):
    path = tmp_path / "other.json"
    path.write_text("<b>no</b>", encoding="utf-8")
    put(page, served, "en", {"answers": some_answers(2)})
    page.locator(".pcf-files input[type=file]").set_input_files(path)
    expect(page.locator(".pcf-problems li")).to_have_count(1)
    assert len(kept(page)["answers"]) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_the_same_answers_without_a_finding(lang, page, served, tmp_path: Path):
    answers = some_answers(27)
    answers["20605"] = {"answer": "NA", "reason": "No registration"}
    put(page, served, lang, {"organisation": "Acme", "round": "2026", "answers": answers})
    with page.expect_download() as begun:
        page.locator(".pcf-files .pcf-button").nth(2).click()
    path = tmp_path / "mine.xlsx"
    begun.value.save_as(path)
    form = read_workbook(path)
    assert {one.element: one.answer for one in form.responses if one.answer} == {
        key: one["answer"] for key, one in answers.items()
    }
    assert form.organisation.name == "Acme"


def test_a_tile_of_the_heat_map_leads_to_its_process(page, served):
    put(page, served, "en", {"answers": some_answers(27)})
    assert page.locator(".pcf-heat a").count() == 27
    page.locator(f".pcf-heat a[href='#{COMPLAINTS}']").click()
    assert page.locator(f"#panel-{COMPLAINTS}").is_visible()
    assert page.evaluate("document.activeElement.id") == f"head-{COMPLAINTS}"


def test_the_radar_shows_groups_or_the_processes_of_one(page, served):
    put(page, served, "en", {"answers": some_answers(27)})
    assert page.locator(".pcf-radar circle").count() == 5
    page.get_by_label("Show").select_option("10379")
    processes = [process.id for process in pcf.load()["10379"].children]
    known = [one for one in processes if some_answers(27)[one]["answer"] != "DK"]
    assert page.locator(".pcf-radar circle").count() == len(known)
    assert page.locator(".pcf-radar tbody tr").count() == len(processes), "a table says the same"


def test_a_screen_reader_is_told_the_score_once_typing_rests(page, served):
    opened(page, served)
    choose(page, COMPLAINTS, "2")
    expect(page.locator("#pcf-assessment > p[role=status]")).to_have_text("No score yet. Answered: 1 of 27.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_shows_all_of_it_without_sideways_scroll(lang, new_page, served):
    page = put(new_page(viewport=PHONE), served, lang, {"answers": some_answers()})
    page.locator(f"#head-{COMPLAINTS}").click()
    inside = "[...document.querySelectorAll('#pcf-assessment > *')].map((one) => one.getBoundingClientRect().right)"
    assert max(page.evaluate(inside)) <= PHONE["width"]


def test_without_scripts_the_page_is_a_list_that_leads_on(new_page, served):
    page = new_page(java_script_enabled=False)
    page.goto(f"{served}/en/assessment/#10389")
    assert page.locator("#pcf-assessment li[id='10389'] a").get_attribute("href") == "../id/10389/#levels"
    assert page.locator("#pcf-assessment li[id] a").count() == 27 + 7
    assert "needs JavaScript" in page.locator("#pcf-assessment").inner_text()
    empty = page.get_by_role("link", name="Empty Excel workbook").first
    answer = page.request.get(f"{served}/en/assessment/{empty.get_attribute('href')}")
    assert (answer.status, answer.body()[:2]) == (200, b"PK")


def test_print_shows_results_and_answers_and_no_controls(page, served):
    put(page, served, "en", {"answers": some_answers()})
    page.locator(f"#head-{COMPLAINTS}").click()
    page.emulate_media(media="print")
    assert page.locator(".pcf-radar svg").is_visible()
    assert page.locator(f"#head-{COMPLAINTS} .pcf-chip").is_visible()
    assert page.locator(".pcf-button:visible").count() == 0
    assert not page.locator(f"#panel-{COMPLAINTS}").is_visible()


def test_the_example_of_the_package_opens(page, served, tmp_path: Path):
    form = read_workbook(_resources.example() / "workshop.xlsx")
    scored = score_round(pcf.load(), gather([Copy("workshop.xlsx", form)]))
    path = tmp_path / "meridian.json"
    path.write_text(saved(scored), encoding="utf-8")
    opened(page, served)
    page.locator(".pcf-files input[type=file]").set_input_files(path)
    expect(page.locator(".pcf-score")).to_have_text(number(scored.score.score, "en", 2))
    assert page.locator(".pcf-problems li").count() > 0, "what the page does not ask about is told"
