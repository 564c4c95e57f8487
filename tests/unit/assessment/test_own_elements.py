"""Assessments that stand on an organisation's own elements, metrics and reasons beside what ships."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import pcf
from pcf import _resources
from pcf.assessment import (
    Assessment,
    Copy,
    GroupWeight,
    PastRound,
    Respondent,
    Response,
    Scorecard,
    Unplaced,
    gather,
    read_saved,
    saved,
    score_round,
    template,
)
from pcf.assessment.wording import wording_of
from pcf.changes import compare
from pcf.errors import SavedAssessmentError, UnknownExtensionError
from pcf.ids import LANGUAGES, owner_of
from pcf.maturity import POLICIES
from pcf.rounds.carrying import carry_over
from pcf.rounds.changed_words import ChangeWords
from pcf.rounds.comparison import compare_rounds

OWN = pcf.load(extend=_resources.example() / "own")
SIX = pcf.load()
SAMPLES, GROUP, CLAIMS = "meridian:water_samples", "meridian:water_test", "10389"
ANSWERS = st.sampled_from((None, "0", "1", "2", "3", "4", "5", "NA", "DK"))


def form(*responses: Response, owners: Sequence[str] = ("meridian",), **fields: object) -> Assessment:
    return Assessment.model_validate({"extensions": owners, "responses": responses, **fields})


def everywhere(answer: str, own: str | None, **fields: object) -> Assessment:
    """Answer all that ships alike, and the own process as said."""
    shipped = [Response(element=process.id, answer=answer) for process in SIX.processes]
    return form(*shipped, Response(element=SAMPLES, answer=own), **fields)


def plain(one: Assessment) -> Assessment:
    """Leave out whatever is an organisation's own."""
    kept = tuple(said for said in one.responses if owner_of(said.element) is None)
    return one.model_copy(update={"extensions": (), "responses": kept})


def codes(card: Scorecard) -> list[str]:
    return [finding.code for finding in card.findings]


def test_a_new_form_asks_about_what_is_the_organisations_own_too():
    made = template.empty(OWN, segments=template.parse_segments("retail=Retail"), reasons=True)
    assert made.extensions == ("meridian",)
    assert made.taxonomy() is OWN
    assert SAMPLES in {said.element for said in made.responses}
    assert {"meridian:sample_kits", "meridian:water_samples.3a"} <= {tick.item for tick in made.ticks}
    assert "meridian:water_answered_in_time" in {figure.metric for figure in made.figures}
    assert "meridian:what_water" in {reason.id for reason in made.reasons}


def test_a_form_without_extensions_stands_on_what_ships_though_some_are_loaded():
    assert template.empty(SIX).extensions == ()
    assert Assessment().taxonomy() is SIX
    assert Assessment(language="ru").taxonomy() is pcf.load(lang="ru")


def test_owners_are_kept_in_order_and_once():
    assert form(owners=("meridian", "acme", "meridian")).extensions == ("acme", "meridian")
    with pytest.raises(ValidationError, match="extensions"):
        form(owners=("Not A Name",))


def test_a_form_of_an_organisation_that_was_not_loaded_says_whose_folder_is_missing():
    with pytest.raises(UnknownExtensionError, match=r"nobody.*--extend"):
        form(owners=("nobody",)).scorecard()


# Names


def test_own_elements_and_metrics_bear_the_organisations_name_in_every_language():
    names = {lang: OWN.in_language(lang)[SAMPLES].shown_name for lang in LANGUAGES}
    assert names == {
        "en": "Take and test samples · Meridian",
        "ru": "Приём и анализ проб · Меридиан",
        "zh": "接收并检测水样 · 子午线",
    }
    assert OWN[CLAIMS].shown_name == "Manage customer complaints (Claims desk · Meridian)"
    assert OWN.metric("meridian:long_contact_share").shown_name == "Share of long contacts · Meridian"


def test_what_an_organisation_says_of_a_level_stands_below_what_ships():
    shipped, own = SIX[CLAIMS].rubric.descriptors, OWN[CLAIMS].level_texts
    added = "A claim is registered on the day it comes, and answered within ten days. · Meridian"
    assert own == tuple(f"{text}\n{added}" if level == 3 else text for level, text in enumerate(shipped))
    assert OWN[SAMPLES].level_texts[0] == "Water is not tested. · Meridian"
    assert OWN[GROUP].level_texts == ()


def test_what_ships_is_shown_by_its_name_alone():
    assert all(element.shown_name == element.name for element in SIX)
    assert all(metric.shown_name == metric.name for metric in SIX.metrics)
    assert all(one.level_texts == one.rubric.descriptors for one in SIX.processes)


def test_only_what_an_organisation_said_of_changes_the_wording():
    ours, theirs = wording_of(SIX), wording_of(OWN)
    assert {one for one in ours if ours[one] != theirs[one]} == {CLAIMS}
    assert theirs.keys() - ours.keys() == {SAMPLES}


# Scores


@given(
    answers=st.lists(ANSWERS, min_size=len(SIX.processes), max_size=len(SIX.processes)),
    own=ANSWERS,
    weight=st.sampled_from((0, 1, 3)),
    policy=st.sampled_from(POLICIES),
    group_weight=st.sampled_from((None, 0, 2)),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_shipped_part_of_every_score_is_untouched(answers, own, weight, policy, group_weight):
    shipped = [Response(element=one.id, answer=said) for one, said in zip(SIX.processes, answers, strict=True)]
    weights = [] if group_weight is None else [GroupWeight(element=SIX.root.children[1].id, weight=group_weight)]
    said = form(*shipped, Response(element=SAMPLES, answer=own, weight=weight), group_weights=weights)
    card, alone = said.scorecard(policy=policy), plain(said).scorecard(policy=policy)
    assert card.groups[: len(alone.groups)] == alone.groups
    ours = [one.score for one in card.processes if owner_of(one.element.id) is None]
    assert ours == [one.score for one in alone.processes]
    counts = own != "NA" and weight > 0
    assert (card.own_processes is not None) == counts
    if counts:
        assert card.own_processes.without == alone.score
        assert card.own_processes.score == card.score
    else:
        shared = ("score", "low", "high", "coverage", "status", "applicable")
        assert [getattr(card.score, one) for one in shared] == [getattr(alone.score, one) for one in shared]


def test_a_note_tells_the_score_with_and_without_own_processes():
    card = everywhere("2", "5").scorecard()
    note = next(finding for finding in card.findings if finding.code == "own-processes-counted")
    assert card.score.score == Fraction(5 * 2 + 5, 6)
    assert note.message() == "Own processes of Meridian count in the score: 1. With them it is 2.5, without them 2."
    told = card.to_json("ru")
    assert told["extensions"] == ["meridian"]
    assert (told["own_processes"]["count"], told["own_processes"]["owners"]) == (1, ["meridian"])
    assert told["own_processes"]["without"]["score"] == 2


def test_without_own_processes_nothing_is_noted():
    for card in (everywhere("2", "NA").scorecard(), plain(everywhere("2", "5")).scorecard()):
        assert "own-processes-counted" not in codes(card)
        assert card.to_json()["own_processes"] is None
    assert plain(everywhere("2", "5")).scorecard().to_json()["extensions"] == []


def test_an_own_group_that_nobody_answered_is_told_to_keep_the_headline_away():
    card = everywhere("2", None).scorecard()
    assert (card.score.score, card.own_processes.without.score) == (None, 2)
    assert "own-processes-counted" in codes(card)
    assert "own-processes-counted" not in codes(form().scorecard())


def test_an_own_process_without_levels_is_rated_like_one_that_no_edition_describes(tmp_path: Path):
    (tmp_path / "extension.yaml").write_text("id: bare\nname: Bare\n", encoding="utf-8")
    line = '- {id: bare:desk, parent: "10379", number: 90, name: Desk}\n- {id: bare:group, parent: "20085", number: 95, name: G}\n'
    (tmp_path / "elements.yaml").write_text(line, encoding="utf-8")
    model = pcf.load(extend=tmp_path)
    assert (model["bare:desk"].rubric, model["bare:desk"].level_texts) == (None, ())
    card = form(Response(element="bare:desk", answer="4", evidence=("said",)), owners=("bare",)).scorecard()
    assert card.process("bare:desk").score.score == 4
    assert not card.node("bare:group").applicable  # a group without a process asks for nothing


# Rounds of several forms


def test_who_was_not_asked_about_own_processes_does_not_count_there():
    asked, other = (
        everywhere("3", "4", respondent=Respondent(name="A"), workbook_id="a"),
        plain(everywhere("3", None, respondent=Respondent(name="B"), workbook_id="b")),
    )
    gathered = gather([Copy("a.xlsx", asked), Copy("b.xlsx", other)])
    assert [finding.code for finding in gathered.findings] == ["extensions-differ"]
    assert gathered.findings[0].facts == {"found": ["meridian"]}
    assert gathered.taxonomy() is OWN
    answers = score_round(gathered.taxonomy(), gathered).process(SAMPLES).answers
    assert (answers.level, answers.n, [one.respondent.name for one in answers.voices]) == (4, 1, ["A"])


def test_the_order_of_the_files_does_not_matter():
    copies = [
        Copy("a", everywhere("3", "4", workbook_id="a")),
        Copy("b", plain(everywhere("2", None, workbook_id="b"))),
    ]
    cards = [score_round(OWN, gather(order)) for order in (copies, copies[::-1])]
    assert cards[0].to_json()["processes"] == cards[1].to_json()["processes"]


# Saved files


def test_a_saved_form_comes_back_whole_and_scores_the_same(tmp_path: Path):
    card = everywhere("3", "4").scorecard()
    (tmp_path / "a.json").write_text(saved(card), encoding="utf-8")
    kept = read_saved(tmp_path / "a.json")
    assert kept.copies[0].assessment == everywhere("3", "4")
    gathered = gather(kept.copies)
    assert score_round(gathered.taxonomy("en"), gathered).to_json() == card.to_json("en")


def test_of_an_organisation_that_is_not_loaded_a_saved_file_says_one_thing(tmp_path: Path):
    text = saved(everywhere("3", "4").scorecard()).replace("meridian", "stranger")
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(tmp_path / "a.json")
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.facts) == ("extension-not-loaded", "a.json", {"found": ["stranger"]})
    assert "--extend FOLDER" in finding.suggestion()


def test_a_saved_file_cannot_name_what_the_organisation_does_not_have(tmp_path: Path):
    document = json.loads(saved(everywhere("3", "4").scorecard()))
    document["copies"][0]["assessment"]["responses"][-1]["element"] = "meridian:nothing"
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(tmp_path / "a.json")
    assert {finding.facts["found"] for finding in caught.value.findings} == {"meridian:nothing"}


def test_what_was_said_of_own_processes_is_kept_by_a_form_that_does_not_ask_about_them(tmp_path: Path):
    old = everywhere("3", "4", round="2025")
    fresh, _ = carry_over(old, template.empty(SIX, round_name="2026"), SIX, old.scorecard())
    assert fresh.extensions == ()
    assert [one.response.element for one in fresh.unplaced if one.response] == [SAMPLES]
    assert SAMPLES in fresh.history[0].scores
    (tmp_path / "a.json").write_text(saved(fresh.scorecard()), encoding="utf-8")
    assert read_saved(tmp_path / "a.json").copies[0].assessment == fresh
    again, _ = carry_over(fresh, template.empty(OWN, round_name="2026"), OWN, fresh.scorecard())
    assert again.response(SAMPLES).answer == "4"


def test_ids_of_nobody_are_faults_wherever_a_form_keeps_them(tmp_path: Path):
    lost = Unplaced(edition="7.4", response=Response(element="99999"))
    past = PastRound(round="2025", edition="7.4", scores={"99998": Decimal(1)})
    text = saved(everywhere("3", "4", unplaced=(lost,), history=(past,)).scorecard())
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(tmp_path / "a.json")
    assert {finding.facts["found"] for finding in caught.value.findings} == {"99998", "99999"}


# Comparisons


def test_a_round_that_asks_about_own_processes_is_compared_with_one_that_does_not():
    before, after = plain(everywhere("2", None)).scorecard(), everywhere("2", "5").scorecard()
    comparison = compare_rounds(before, after)
    changes = {change.what: change for change in comparison.also_changed}
    assert (changes["extensions"].before, changes["extensions"].after) == ((), ("meridian",))
    assert changes["composition"].after == (SAMPLES,)
    rows = {one.id: one for one in comparison.elements}
    assert (rows[SAMPLES].change, rows[SAMPLES].before, rows[SAMPLES].after.score) == ("added", None, 5)
    assert (rows[SIX.root.id].delta, "composition" in rows[SIX.root.id].rests_on) == (Fraction(1, 2), True)
    back = compare_rounds(after, before)
    assert {one.id: one.change for one in back.elements}[SAMPLES] == "dropped"
    for lang in LANGUAGES:
        words = ChangeWords(comparison, lang)
        assert OWN.in_language(lang).bundle.organisations[0].name.spoken(lang) in words.sentence(changes["extensions"])
        assert words.name(rows[SAMPLES]) == OWN.in_language(lang)[SAMPLES].shown_name
        assert not re.search(r"[{}]", words.sentence(changes["composition"]))


def test_two_rounds_on_the_same_own_processes_differ_in_nothing_but_the_answers():
    comparison = compare_rounds(everywhere("2", "2").scorecard(), everywhere("3", "3").scorecard())
    assert comparison.also_changed == ()


def test_an_edition_with_own_elements_differs_from_one_without_by_these_alone():
    came, left = compare(SIX, OWN), compare(OWN, SIX)
    assert {row.id: row.change for row in came if row.change != "kept"} == {
        row.id: "added" for row in came if owner_of(row.id)
    }
    assert {row.id for row in left if row.change == "dropped"} == {row.id for row in came if owner_of(row.id)}
