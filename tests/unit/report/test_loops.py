"""The chapters on complaints and contact reasons, in the report and as a page of their own."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from html import unescape

import pytest

from pcf.ids import LANGUAGES
from pcf.report import write_charts, write_html, write_loop_report

from ..engagement import HOSTILE, NAMES, engagement
from ..looped import looped
from .test_engagement import CHAPTERS, Rows, chapters, part, rows

DRAWN = {
    "complaint-blocks", "complaint-value-at-stake", "complaint-value-at-stake-tornado", "complaint-net-gain",
    "complaint-net-gain-tornado", "complaint-ages", "complaint-control", "reason-matrix",
}  # fmt: skip


def html(tmp_path, card, lang="en") -> str:
    path = tmp_path / "report.html"
    write_html(path, card, lang=lang)
    return path.read_text(encoding="utf-8")


def page(tmp_path, card, lang="en", **said) -> str:
    path = tmp_path / "loops.html"
    segments = {one.segment.id: one.segment.name for one in card.segments}
    write_loop_report(path, card.taxonomy, lang=lang, segments=segments, **said)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Give a function that returns the scorecard and the report of a language, to be read only."""

    @cache
    def written(lang="en"):
        card = looped(lang)
        return card, html(tmp_path_factory.mktemp("report"), card, lang)

    return written


@pytest.fixture(scope="module")
def made(report):
    return report()


def cells(text: str, section: str, first: str) -> list[str]:
    """Return the cells of the first row of a chapter that begins with a text."""
    return next(cells for cells, _ in rows(text, section) if cells and cells[0].startswith(first))


def test_a_round_without_loops_has_no_such_chapters(tmp_path):
    assert chapters(html(tmp_path, engagement())) == CHAPTERS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_chapters_stand_before_the_registers_and_every_tag_closes(report, lang):
    _, text = report(lang)
    place = CHAPTERS.index("evidence")
    assert chapters(text) == [*CHAPTERS[:place], "complaints", "reasons", *CHAPTERS[place:]]
    assert Rows(text).open == []


def test_charts_stand_in_their_chapters(made):
    assert part(made[1], "complaints").count("<svg ") == 7
    assert part(made[1], "reasons").count("<svg ") == 1


def test_totals_of_the_page_are_those_of_the_loop(made):
    card, text = made
    found = [numbers for said, numbers in rows(text, "complaints") if said and said[0] == "Value at stake"]
    assert found[0][-1] == float(card.complaint_loop.economy.at_stake)
    net = next(numbers for said, numbers in rows(text, "complaints") if said and said[0] == "Net gain")
    assert net == [float(card.complaint_loop.economy.net)]
    assert cells(text, "reasons", "All contacts")[1] == f"{card.reason_loop.counts.contacts:,}"


def test_money_is_shown_to_the_cent_in_the_organisations_currency(made):
    card, text = made
    assert f"{card.round.organisation.currency}84,300.00" in part(text, "complaints")


def test_what_to_ask_for_and_the_assumptions_are_folded(made):
    folded = re.findall(r"<details>.*?</details>", part(made[1], "complaints"), re.DOTALL)
    assert len(folded) == 2
    assert "Principles of ISO 10002" in folded[0]
    assert "12,345.67" in folded[1]


def test_what_self_selection_means_and_that_fewer_is_not_better_are_said(made):
    said = part(made[1], "complaints")
    assert "no sample of all customers" in said
    assert "Fewer complaints are not better by themselves" in said


def test_without_logs_the_chapters_say_so(tmp_path):
    text = html(tmp_path, looped(has_logs=False))
    assert "No complaint log was given." in part(text, "complaints")
    assert "No contact log was given" in part(text, "reasons")
    assert part(text, "reasons").count("<svg ") == 1


def test_what_people_typed_is_escaped(made):
    text = made[1]
    assert "<script>" not in text
    assert "<img" not in text
    for chapter in ("complaints", "reasons"):
        assert HOSTILE in unescape(part(text, chapter))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_of_its_own_has_the_same_chapters(tmp_path, lang, report):
    card, whole = report(lang)
    loops = {"complaints": card.complaint_loop, "reasons": card.reason_loop}
    text = page(tmp_path, card, lang, organisation=card.round.organisation, **loops)
    assert chapters(text) == ["complaints", "reasons", "findings", "notice"]
    assert Rows(text).open == []
    for chapter in loops:
        assert part(text, chapter) == part(whole, chapter)


def test_a_page_of_one_loop_holds_that_loop_alone_with_its_findings(tmp_path, made):
    card = made[0]
    complaints = page(tmp_path, card, complaints=card.complaint_loop)
    assert chapters(complaints) == ["complaints", "findings", "notice"]
    assert "<h1>Complaints</h1>" in complaints
    reasons = page(tmp_path, card, reasons=card.reason_loop)
    assert chapters(reasons) == ["reasons", "findings", "notice"]
    assert "<h1>Contact reasons</h1>" in reasons
    assert card.complaint_loop.findings and card.reason_loop.findings
    told = [said[0] for said, _ in rows(complaints, "findings")]
    assert len(told) == len(card.complaint_loop.findings) + 1


def test_an_anonymous_round_names_nobody_in_the_chapters(tmp_path, made):
    text = html(tmp_path, looped(anonymous=True))
    assert NAMES[0] in part(made[1], "complaints")
    assert NAMES[1] in part(made[1], "reasons")
    for chapter in ("complaints", "reasons"):
        assert not [name for name in NAMES if name in part(text, chapter)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_of_the_loops_is_a_file_of_its_own(tmp_path, lang):
    folder = tmp_path / "charts"
    write_charts(folder, looped(lang), lang=lang)
    found = {file.stem for file in folder.iterdir()}
    assert found >= DRAWN
    for name in DRAWN:
        root = ET.fromstring((folder / f"{name}.svg").read_bytes())
        assert root[0].text and root[1].text
    write_charts(folder, engagement(lang), lang=lang)
    assert not DRAWN & {file.stem for file in folder.iterdir()}
