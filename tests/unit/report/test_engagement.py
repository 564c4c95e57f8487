"""The HTML report of a whole engagement: its chapters, their numbers, and what must not stand there."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from pcf import taxonomy
from pcf.assessment import Agreement, Assessment, Copy, gather, score_round
from pcf.assessment.figures import Figures
from pcf.assessment.levers import SHOWN
from pcf.charts import text_width
from pcf.ids import LANGUAGES
from pcf.report.html import write_html
from pcf.report.limits import limits
from pcf.report.summary import next_wave, summary

from ..engagement import AGREED_BY, HOSTILE, LONG, NAMES, engagement, many_initiatives, respondents

CHAPTERS = [
    "summary", "processes", "respondents", "roles", "agreement", "distances", "steps", "segments", "evidence",
    "observations", "roadmap", "checks", "limits", "findings", "explanation", "notice",
]  # fmt: skip


class Rows(HTMLParser):
    """Collects, of every row of a table, the texts of its cells and the exact numbers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows, self.open = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "col"}:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append(([], []))
        elif tag in {"td", "th"}:
            self.rows[-1][0].append("")
        elif tag == "data" and self.rows:
            self.rows[-1][1].append(float(dict(attrs)["value"]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.rows[-1][0][-1] += data


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    card = engagement()
    path = tmp_path_factory.mktemp("made") / "report.html"
    write_html(path, card, lang="en")
    return card.to_json(), path.read_text(encoding="utf-8"), card


def html(tmp_path, card, lang="en") -> str:
    path = tmp_path / "report.html"
    write_html(path, card, lang=lang)
    return path.read_text(encoding="utf-8")


def part(text: str, section: str) -> str:
    return re.search(rf'<section id="{section}".*?</section>', text, re.DOTALL)[0]


def rows(text: str, section: str) -> list[tuple[list[str], list[float]]]:
    return Rows(re.sub(r"<svg.*?</svg>", "", part(text, section), flags=re.DOTALL)).rows


def chapters(text: str) -> list[str]:
    return re.findall(r'<section id="(\w+)"', text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chapter_is_there_in_order_and_every_tag_closes(tmp_path, lang):
    text = html(tmp_path, engagement(lang), lang)
    assert chapters(text) == CHAPTERS
    assert Rows(text).open == []


def test_charts_stand_in_their_chapters(made):
    for chapter in ("summary", "processes", "roles", "distances", "segments", "roadmap"):
        assert '<svg xmlns="http://www.w3.org/2000/svg"' in part(made[1], chapter)
    assert part(made[1], "roadmap").count("<svg ") == 2


def test_one_respondent_gets_no_chapters_about_several(tmp_path):
    first = respondents()[0]
    text = html(tmp_path, score_round(taxonomy.load(), gather([Copy("", first)])))
    left_out = {"respondents", "roles", "agreement", "evidence", "observations", "roadmap"}
    assert chapters(text) == [one for one in CHAPTERS if one not in left_out]
    assert "One respondent answered" in part(text, "limits")


def test_an_empty_form_says_what_is_missing(tmp_path):
    text = unescape(html(tmp_path, score_round(taxonomy.load(), gather([Copy("", Assessment())]))))
    assert chapters(text) == [
        "summary",
        "processes",
        "distances",
        "checks",
        "limits",
        "findings",
        "explanation",
        "notice",
    ]
    for sentence in (
        "No process is rated yet.",
        "No rated process is below its target.",
        "No rated process is above its target.",
        "No figures were given: the ratings are not compared with results.",
    ):
        assert sentence in text
    assert "What moves the overall score" not in text


def test_without_management_or_front_line_that_is_said(tmp_path):
    forms = [form for form in respondents() if form.respondent.role != "manager"]
    card = score_round(taxonomy.load(), gather([Copy(str(place), form) for place, form in enumerate(forms)]))
    text = html(tmp_path, card)
    assert "No process was rated by both management and the front line" in part(text, "roles")
    assert "Management and the front line" not in part(text, "summary")


def test_roles_and_counts_are_those_of_the_json(made):
    document, text, _ = made
    names = {term.code: term.name.spoken("en") for term in taxonomy.load().bundle.maturity.roles}
    told = {cells[0]: numbers for cells, numbers in rows(text, "respondents")[1:]}
    for role in document["roles"]:
        expected = [role["n"], role["coverage"], len(role["processes"]), role["score"]]
        assert told[names[role["role"]]] == pytest.approx([one for one in expected if one is not None])


def test_levels_by_role_are_those_of_the_json(made):
    document, text, card = made
    gaps = {one["id"]: one["gap"] for one in document["role_gaps"]}
    told = rows(text, "roles")[1:]
    known = [one for one in card.processes if any(one.element.id in role["processes"] for role in document["roles"])]
    for process, (cells, numbers) in zip(known, told, strict=True):
        assert cells[0] == f"{process.element.hierarchy_id}{process.element.name}"
        levels = [role["processes"].get(process.element.id) for role in document["roles"]]
        expected = [*levels, gaps.get(process.element.id)]
        assert numbers == [one for one in expected if one is not None]


def test_agreement_is_that_of_the_json(made):
    document, text, card = made
    told = {cells[0]: (cells, numbers) for cells, numbers in rows(text, "agreement")[1:] if len(cells) == 7}
    words = {"NA": "Not applicable", "DK": "Don't know"}
    counted = set()
    for process in document["processes"]:
        answers = card.process(process["id"]).answers
        cells, numbers = told[f"{process['hierarchy_id']}{process['name']}"]
        agreed = process["agreed"]["answer"] if process["agreed"] else None
        expected = [process["n"], process["agreement"], answers.dk_share, process["proposal"]]
        expected += [int(agreed)] if agreed and agreed.isdigit() else []
        assert numbers == pytest.approx([float(one) for one in expected if one is not None])
        assert (cells[3] == "–") is (process["n"] < 4)
        assert cells[6] == (words.get(agreed) or agreed or "–")
        if process["n"] == 2:
            assert cells[2] == ", ".join(map(str, answers.levels))
        counted.add(process["n"])
    assert {1, 2, 4} <= counted


def test_reasons_and_open_questions_are_told(made):
    document, text, _ = made
    shown = unescape(part(text, "agreement"))
    for process in document["processes"]:
        for field, said in (process["agreed"] or {}).items():
            assert field == "answer" or (said or "") in shown


def test_registers_and_roadmap_are_those_of_the_json(made):
    document, text, _ = made
    for chapter, key, fields in (
        ("evidence", "evidence", ("id", "title", "shows", "owner")),
        ("observations", "observations", ("id", "text", "consequence", "recommendation")),
        ("roadmap", "initiatives", ("id", "title", "owner", "note")),
    ):
        shown = unescape(part(text, chapter))
        for entry in document[key]:
            assert all(entry[field] in shown for field in fields)
    assert "Forgotten" not in text
    told = [
        numbers for cells, numbers in rows(text, "roadmap") if len(cells) == 7 and "What is to be done" not in cells
    ]
    assert told == [
        pytest.approx([one[key] for key in ("gain", "effort", "cost") if one[key] is not None])
        for one in document["initiatives"]
    ]
    waves = re.findall(r"<h3>Wave (\d)</h3>", text)
    assert waves == sorted({str(one["wave"]) for one in document["initiatives"]})


def test_gaps_and_surpluses_are_those_of_the_json(made):
    document, text, _ = made
    told = [numbers[-1] for cells, numbers in rows(text, "distances") if cells[0] != "Process"]
    gaps = sorted((one["gap"] for one in document["processes"] if one["gap"]), reverse=True)
    surpluses = sorted((one["surplus"] for one in document["processes"] if one["surplus"]), reverse=True)
    assert gaps
    assert surpluses
    assert told == [*gaps, *surpluses]


def test_a_rating_above_the_evidence_is_never_shown_alone(made):
    _, text, card = made
    above = [one for one in card.processes if one.is_unsupported]
    assert above
    for chapter in ("processes", "distances", "steps"):
        shown = unescape(part(text, chapter))
        for one in above:
            if chapter == "distances" and not (one.gap or one.surplus):
                continue
            assert f"rated {int(one.score.score)}, supported {one.supported}" in shown
    assert "rated 4, supported 2" in part(text, "summary")


def test_findings_on_ratings_and_figures_have_a_chapter_and_stand_once(made):
    _, text, card = made
    checks, others = (part(text, chapter).count('class="sev-') for chapter in ("checks", "findings"))
    about_figures = {"level-without-metric", "figure-contradicts-level", "target-below-today"}
    assert checks == sum(one.code in about_figures for one in card.findings) > 0
    assert checks + others == len(card.findings)


def test_the_summary_tells_levers_roles_and_what_comes_next(made):
    document, text, _ = made
    shown = unescape(part(text, "summary"))
    names = {one["id"]: one["name"] for one in document["processes"]}
    assert all(names[one["id"]] in shown for one in document["levers"][:SHOWN])
    assert "Levels of the processes – agreed: 6; proposed: 19; one respondent's answer: 1; not applicable: 1" in shown
    assert "management rates higher: 12; the front line rates higher: 5; both alike: 5" in shown
    assert "To do next, wave 1" in shown
    assert "Обратный звонок вместо ожидания" in shown
    assert "i4" not in re.sub(r"<svg.*?</svg>", "", shown)  # done already


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_has_room_for_whatever_comes(lang):
    first, *_ = respondents()
    segments = tuple(first.segments[0].model_copy(update={"id": f"x{n}", "name": LONG}) for n in range(30))
    initiatives = [
        one.model_copy(update={"title": LONG, "owner": LONG, "depends_on": ()}) for one in many_initiatives(30)
    ]
    card = engagement(lang, segments=segments, initiatives=tuple(initiatives))
    page = summary(card, Figures(card, lang))
    assert [len(one.lines) for one in (page.strengths, page.gaps, page.levers)] == [3, 3, 5]
    assert [len(page.segments.lines), page.segments.more.exact] == [5, 25]
    wave, planned = next_wave(card)
    assert page.wave == wave == 1
    assert len(page.initiatives.lines) + page.initiatives.more.exact == len(planned)
    assert len(page.limits) <= 4
    for line in (*page.segments.lines, *page.initiatives.lines):
        assert text_width(line.text) <= 600


def test_a_finished_roadmap_has_no_next_wave():
    done = [one.model_copy(update={"state": "done"}) for one in many_initiatives(3)]
    card = engagement(initiatives=tuple(done))
    assert next_wave(card) == (None, [])
    assert summary(card, Figures(card, "en")).wave is None


def test_limits_speak_of_this_round():
    card = engagement()
    told = limits(card, Figures(card, "en"))
    assert "Nobody has agreed yet on the levels that are proposals: 19." in told
    assert not [one for one in told if "One respondent" in one]
    assert [one for one in limits(engagement(anonymous=True), Figures(card, "en")) if "Names were dropped" in one]


def test_what_a_workshop_agreed_of_one_respondent_is_shown_with_its_reason(tmp_path):
    first, *_ = respondents()
    place = taxonomy.load().processes[0].id
    settled = Agreement(element=place, answer="2", reason="Three of us saw it", open_question="Who checks it?")
    form = first.model_copy(update={"respondents": (first,), "agreed": (settled,)})
    card = score_round(taxonomy.load(), gather([Copy("workshop.xlsx", form)]))
    assert not [one for one in limits(card, Figures(card, "en")) if "nobody else has confirmed" in one]
    told = part(html(tmp_path, card), "agreement")
    assert "Three of us saw it" in told and "Who checks it?" in told
    asked = settled.model_copy(update={"answer": None})
    card = score_round(taxonomy.load(), gather([Copy("w", form.model_copy(update={"agreed": (asked,)}))]))
    assert [one for one in limits(card, Figures(card, "en")) if "nobody else has confirmed" in one]
    assert "Who checks it?" in part(html(tmp_path, card), "agreement")


def test_what_people_typed_is_escaped(made):
    text = made[1]
    assert "<script>" not in text
    assert "<img" not in text
    assert HOSTILE in unescape(part(text, "evidence"))
    assert HOSTILE in unescape(part(text, "agreement"))
    assert HOSTILE in unescape(part(text, "roadmap"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_anonymous_round_names_nobody(tmp_path, lang):
    text = unescape(html(tmp_path, engagement(lang, anonymous=True), lang))
    for name in (*NAMES, AGREED_BY, *(part for whole in NAMES for part in whole.split())):
        assert name not in text
    assert AGREED_BY in html(tmp_path, engagement(lang), lang)


def test_names_of_respondents_stand_nowhere_but_as_owners_even_if_they_may(tmp_path):
    text = unescape(html(tmp_path, engagement(evidence=(), initiatives=())))
    assert not [name for name in NAMES if name in text]
