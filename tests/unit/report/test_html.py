"""The HTML report: the scorecard's numbers, self-contained, escaped, in three languages."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pcf import taxonomy
from pcf.assessment import Assessment, Copy, Counted, Scorecard, Tick, gather, read_saved, score_round
from pcf.assessment.steps import steps
from pcf.assessment.words import state_of
from pcf.formula import Result
from pcf.ids import LANGUAGES
from pcf.report.html import write_html

SAVED = Path(__file__).parents[2] / "fixtures" / "three_respondents.json"
HOSTILE = "</td></script><script>alert(1)</script>\"'&<img src=http://example.com/x onerror=alert(1)>"


def scorecard(copies: list[Copy] | None = None, lang: str = "ru") -> Scorecard:
    log = {"service_level": Result(78.91, None, 20000, "census")}
    counted = Counted({"s1": {"service_level": Result(83.41, None, 10422, "census")}}, log)
    return score_round(taxonomy.load(lang=lang), gather(copies or read_saved(SAVED).copies), counted=counted)


def html(tmp_path: Path, card: Scorecard, lang="en") -> str:
    path = tmp_path / f"report_{lang}.html"
    write_html(path, card, lang=lang)
    return path.read_text(encoding="utf-8")


def renamed(name: str) -> list[Copy]:
    """Every name that a user may type, replaced."""
    copies = []
    for copy in read_saved(SAVED).copies:
        one = copy.assessment
        organisation = one.organisation.model_copy(update={"name": name})
        segments = tuple(segment.model_copy(update={"name": name}) for segment in one.segments)
        responses = tuple(response.model_copy(update={"reason": name}) for response in one.responses)
        changed = one.model_copy(update={"organisation": organisation, "segments": segments, "responses": responses})
        copies.append(Copy(copy.file, changed))
    return copies


class Reader(HTMLParser):
    """Collects what a browser would see: tags, attributes, numbers of the heat map, and whether tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.open, self.rows, self._row = set(), [], [], [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in {"meta", "col", "img"}:
            self.open.append(tag)
        if tag == "tr":
            self._row = []
        elif tag == "data" and self._row is not None:
            self._row.append(float(dict(attrs)["value"]))

    def handle_startendtag(self, tag, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag == "tr":
            self.rows.append(self._row)


def part(text: str, section: str) -> str:
    return re.search(rf'<section id="{section}".*?</section>', text, re.DOTALL)[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_asks_nobody_for_anything(tmp_path, lang):
    text = html(tmp_path, scorecard(), lang)
    seen = Reader(text)
    assert seen.open == []
    assert not seen.tags & {"script", "link", "iframe", "img", "object", "embed", "base"}
    assert not {name for name, _ in seen.attributes} & {"src", "href", "xlink:href", "srcset", "action"}
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("ru", "ru"), ("zh", "zh-Hans")])
def test_the_language_is_declared_and_spoken(tmp_path, lang, tag):
    text = html(tmp_path, scorecard(), lang)
    assert f'<html lang="{tag}">' in text
    assert taxonomy.load(lang=lang)["10389"].name in unescape(text)


def test_every_process_shows_the_numbers_of_the_json(tmp_path):
    card = scorecard()
    rows = Reader(part(html(tmp_path, card), "processes")).rows[1:]
    document = card.to_json()
    by_group = {group["hierarchy_id"]: group for group in document["groups"]}
    expected = []
    for process in document["processes"]:
        if process["hierarchy_id"].endswith(".1"):
            expected.append(by_group[process["hierarchy_id"][:3]]["score"])
        shown = [process[key] for key in ("score", "supported", "target")]
        shown.append(process["surplus"] or process["gap"])
        expected.append([number for number in shown if number is not None])
    assert len(rows) == 27 + 5
    for row, numbers in zip(rows, expected, strict=True):
        if isinstance(numbers, list):
            assert row == numbers
        else:
            assert row[0] == numbers


def test_headline_coverage_and_segments_are_those_of_the_json(tmp_path):
    card = scorecard()
    text, document = html(tmp_path, card), card.to_json()
    summary = [float(value) for value in re.findall(r'<data value="([^"]+)"', part(text, "summary"))]
    assert summary == [document["score"], document["coverage"], document["dk_share"]]
    *metrics, indices = Reader(part(text, "segments")).rows[1:]
    assert indices == [segment["index"] for segment in document["segments"] if segment["index"] is not None]
    names = [metric["id"] for metric in document["segments"][0]["metrics"]]
    for metric_id, row in zip(names, metrics, strict=True):
        of_segments = [m for segment in document["segments"] for m in segment["metrics"] if m["id"] == metric_id]
        numbers = [number for metric in of_segments for number in (metric["value"], metric["attainment"])]
        assert row == [number for number in numbers if number is not None]


def test_five_kinds_of_answer_have_five_looks(tmp_path):
    card = scorecard()
    assert {state_of(process) for process in card.processes} == {"scored", "blank", "dk", "na", "not_asked"}
    table = part(html(tmp_path, card), "processes").split("</ul>")[1]
    looks = re.findall(r'<td class="state ([a-z-]+)( l\d)?"><b[^>]*>(.*?)</b> <span>(.*?)</span>', table)
    assert len(looks) == 27
    unscored = {(look, mark, said) for look, _, mark, said in looks if look != "scored"}
    assert {look for look, _, _ in unscored} == {"blank", "dk", "na", "not-asked"}
    assert len({mark for _, mark, _ in unscored}) == len({said for _, _, said in unscored}) == 4


def test_verdicts_are_words_and_a_breached_floor_has_a_mark(tmp_path):
    text = part(html(tmp_path, scorecard()), "segments")
    for word in ("✓ met", "✗ missed", "≈ not proven", "no target", "no data", "▼ worse than the floor 60%"):
        assert word in text


def test_a_figure_just_below_its_target_does_not_look_equal_to_it(tmp_path):
    assert ">79.97%<" in part(html(tmp_path, scorecard()), "segments")


def test_range_and_confidence_interval_are_different_words(tmp_path):
    text = html(tmp_path, scorecard())
    assert "Possible range" in part(text, "summary")
    assert "95 % confidence interval" in part(text, "segments")
    assert "confidence interval" not in part(text, "processes")


def test_what_users_typed_is_escaped(tmp_path):
    text = html(tmp_path, scorecard(renamed(HOSTILE)))
    seen = Reader(text)
    assert seen.open == []
    assert not seen.tags & {"script", "img"}
    assert HOSTILE in unescape(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_notices_stand_word_for_word(tmp_path, lang):
    card = scorecard()
    notice = unescape(part(html(tmp_path, card, lang), "notice"))
    assert len(card.taxonomy.bundle.notices) == 2
    for one in card.taxonomy.bundle.notices:
        assert one.text in notice


def test_without_a_headline_the_reason_stands_there(tmp_path):
    copies = read_saved(SAVED).copies[:1]
    responses = tuple(r.model_copy(update={"answer": None}) for r in copies[0].assessment.responses)
    empty = Copy("a", copies[0].assessment.model_copy(update={"responses": responses, "segments": (), "figures": ()}))
    text = html(tmp_path, scorecard([empty]))
    assert "No headline score: these groups have none: 6.1, 6.2, 6.3, 6.4, 6.5" in text
    assert 'id="segments"' not in text
    assert "No process is rated yet." in text


def test_fewer_than_three_groups_are_bars(tmp_path):
    copies = read_saved(SAVED).copies[:1]
    inside = {p.id for group in ("6.1", "6.2") for p in taxonomy.load().by_hierarchy(group).children}
    responses = tuple(
        r if r.element in inside else r.model_copy(update={"answer": "NA", "reason": "–", "is_asked": True})
        for r in copies[0].assessment.responses
    )
    narrow = Copy("a", copies[0].assessment.model_copy(update={"responses": responses}))
    summary = part(html(tmp_path, scorecard([narrow])), "summary")
    assert 'class="pcf-track"' in summary
    assert "<circle" not in summary


def test_the_explanation_prints_open_with_formulas(tmp_path):
    explanation = part(html(tmp_path, scorecard()), "explanation")
    assert explanation.count("<details open") == explanation.count("<details") == 6
    assert explanation.count("<code>=") == 6


def test_findings_and_totals_are_listed(tmp_path):
    card = scorecard()
    text = html(tmp_path, card)
    assert sum(part(text, chapter).count('class="sev-') for chapter in ("checks", "findings")) == len(card.findings)
    assert [78.91, 20000.0] in Reader(part(text, "totals")).rows


def test_the_checklist_stands_beside_its_process(tmp_path):
    process = next(process for process in taxonomy.load().processes if process.children)
    ticks = (Tick(item=process.children[0].id, state="in_place"),)
    copy = read_saved(SAVED).copies[0]
    text = html(tmp_path, scorecard([Copy("a", copy.assessment.model_copy(update={"ticks": ticks}))]))
    assert f"checklist: 1 of {len(process.children)} in place" in text
    assert text.count("checklist:") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_says_where_each_process_stands_and_what_the_next_level_asks(tmp_path, lang):
    card = scorecard()
    shown = unescape(html(tmp_path, card, lang))
    section = shown[shown.index('<section id="steps">') :].partition("</section>")[0]
    told = steps(card, lang)
    assert len(told) == sum(process.score.score is not None for process in card.processes)
    for step in told:
        assert step.descriptor in section
        assert step.next_descriptor in section
        assert all(statement.text in section for statement in step.statements)


def test_a_report_without_ratings_has_no_steps(tmp_path):
    card = score_round(taxonomy.load(), gather([Copy("", Assessment())]))
    assert 'id="steps"' not in html(tmp_path, card)
