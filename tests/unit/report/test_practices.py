"""The chapter of the report on practices: the numbers of the JSON, everything told, nobody named who must not be."""

import re
from functools import cache
from html import unescape

import pytest

from pcf import taxonomy
from pcf.charts import text_width
from pcf.ids import LANGUAGES
from pcf.mapping import Practice
from pcf.report.html import write_html

from ..engagement import HOSTILE, engagement
from ..practised import COMPLAINTS, OWNER, PROBLEMS, RETURNS, hint, practices, put
from .test_engagement import CHAPTERS, Rows, chapters, part, rows


def html(tmp_path, lang="en", *, given=None, **options) -> str:
    path = tmp_path / "report.html"
    told = practices() if given is None else given
    write_html(path, engagement(lang, practices=tuple(told), **options), lang=lang)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Give a function that returns the report of a language with the practices of all kinds, to be read only."""

    @cache
    def written(lang="en"):
        return html(tmp_path_factory.mktemp("report"), lang)

    return written


def chapter(tmp_path, *given, **options) -> str:
    return unescape(part(html(tmp_path, given=given, **options), "practices"))


def tables(text: str) -> dict[str, list[tuple[list[str], list[float]]]]:
    """Return the rows of every table by the heading above it."""
    pieces = re.split(r"<h3>(.*?)</h3>", part(text, "practices"))
    return {
        head: Rows(body.removesuffix("</section>")).rows for head, body in zip(pieces[1::2], pieces[2::2], strict=True)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chapter_stands_before_the_registers_and_every_tag_closes(report, lang):
    text = report(lang)
    place = CHAPTERS.index("evidence")
    assert chapters(text) == [*CHAPTERS[:place], "practices", *CHAPTERS[place:]]
    assert Rows(text).open == []
    assert taxonomy.load(lang=lang)[COMPLAINTS].name in unescape(part(text, "practices"))


def test_a_round_without_practices_has_no_chapter(tmp_path):
    assert chapters(html(tmp_path, given=())) == CHAPTERS


def test_processes_and_groups_show_the_numbers_of_the_json(report):
    document = engagement(practices=practices()).to_json()["practices"]
    told = [(cells[0], numbers) for cells, numbers in tables(report())["Practices by process"][1:]]
    expected = []
    for group in document["groups"]:
        inside = [one for one in document["processes"] if one["hierarchy_id"].startswith(group["hierarchy_id"])]
        for one in (group, *inside):
            if one["practices"]:
                expected.append((f"{one['hierarchy_id']}{one['name']}", [len(one["practices"])]))
    assert told == expected
    assert len(told) > 2


def test_units_and_owners_of_a_process_are_told(report):
    row = next(cells for cells, _ in tables(report())["Practices by process"] if "complaints" in cells[0])
    assert "Контакт-центр" in row[3] and "客服部" in row[3]
    assert OWNER in row[4] and "Отдел качества" in row[4]


def test_processes_without_a_practice_are_those_of_the_json_with_what_is_suggested(tmp_path):
    first = taxonomy.load().processes[0].id
    given = (*practices(), Practice(id="p10", text="t", placements=(hint(first),)))
    card = engagement(practices=given)
    document, text = card.to_json()["practices"], html(tmp_path, given=given)
    listed = re.search(r'<ul class="bare">(.*?)</ul>', part(text, "practices"), re.DOTALL)[1]
    assert re.findall(r'<span class="id">(.*?)</span>', listed) == [
        card.taxonomy[one].hierarchy_id for one in document["without_practice"]
    ]
    assert first in document["without_practice"]
    assert listed.count("practices suggested here, not decided yet: 1") == 1
    assert "Not counted, because they do not apply" in part(text, "practices")


def test_practices_without_a_place_are_told_with_the_reason(report):
    told = {cells[0]: cells[1] for cells, _ in tables(report())["Practices without a place"][1:]}
    assert told == {
        "p5Nothing is said of it": "nothing is suggested",
        "p6Only suggested (Retail)": f"suggested: 6.2.2 {taxonomy.load()[PROBLEMS].name} (80%)",
        "p7Salaries are paid on the fifth": "decided that nothing here fits; Payroll",
        "p8None of these": "every suggestion rejected; Not ours",
    }


def test_what_stands_on_no_process_is_told(report):
    told = [cells[1] for cells, _ in tables(report())["Placed, but on no process"][1:]]
    assert [one.partition("6.")[2][:2] for one in told[:2]] == ["0 ", "2 "]
    assert "has no place under customer service in edition 7.4" in told[2]


def test_what_several_units_do_is_told_with_whose_practices(report):
    _, *told = [cells for cells, _ in tables(report())["What several units do"]]
    assert len(told) == 1
    assert told[0][0].startswith("6.2.3")
    assert told[0][1] == "the same process, activity or task"
    assert "Контакт-центр" in told[0][2] and "客服部" in told[0][2]


def test_where_nothing_is_left_over_that_is_said(tmp_path):
    every = [
        Practice(id=f"p{n}", text="t", placements=(put(one.id),)) for n, one in enumerate(taxonomy.load().processes)
    ]
    text = chapter(tmp_path, *every)
    for sentence in (
        "Every process that applies has a practice.",
        "Every practice has a place.",
        "No two units do the same, as far as the units of the practices are known.",
        "Practices without a unit, which cannot be compared: 27",
    ):
        assert sentence in text
    assert "Placed, but on no process" not in text


def test_where_nothing_is_placed_there_is_no_table_by_process(tmp_path):
    text = chapter(tmp_path, Practice(id="p1", text="t", placements=(hint(PROBLEMS),)))
    assert "Practices by process" not in text
    assert "suggested: 6.2.2" in text


def test_a_process_with_only_related_practices_says_so(tmp_path):
    assert "only related practices" in chapter(tmp_path, practices()[2])
    assert "only related practices" not in chapter(tmp_path, Practice(id="p1", text="t", placements=(put(RETURNS),)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_anonymous_round_shows_no_owners(tmp_path, report, lang):
    text = html(tmp_path, lang, anonymous=True)
    assert OWNER not in text
    assert "Отдел качества" not in part(text, "practices")
    assert OWNER in report(lang)
    assert "客服部" in part(text, "practices")


def test_what_people_typed_is_escaped_and_a_long_text_is_shortened(report):
    text = report()
    assert "<script>" not in text
    assert "<img" not in text
    assert HOSTILE in unescape(part(text, "practices"))
    told = [cells[0] for cells, _ in rows(text, "practices") if cells[0].startswith("p4")]
    assert told
    assert all(one.endswith("…") and text_width(one) < 1600 for one in told)
