"""The deck: eight slides that say their results, with the numbers of the JSON, whole and in place."""

import io
import subprocess
import sys
import zipfile
from itertools import combinations

import openpyxl
import pytest
from pptx.util import Pt

from pcf.assessment.figures import Figures
from pcf.assessment.highlights import gaps_in_order
from pcf.assessment.sentences import layers
from pcf.ids import LANGUAGES
from pcf.slides import write_slides

from ..engagement import AGREED_BY, HOSTILE, NAMES, engagement, many_initiatives
from .decks import CARDS, bottom, card, charts, deck, empty, notes, opened, rows, tables, texts, values

any_card = pytest.mark.parametrize("name", CARDS)
any_language = pytest.mark.parametrize("lang", LANGUAGES)


@any_card
@any_language
def test_every_slide_says_its_result_its_source_its_number_and_how_to_read_it(name, lang):
    slides = deck(name, lang).slides
    headlines = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(set(headlines)) == len(headlines) == 8
    for number, slide in enumerate(slides, start=1):
        foot = {one.placeholder_format.type.name: one.text_frame.text for one in slide.placeholders}
        assert foot["SLIDE_NUMBER"] == str(number)
        assert "APQC" in foot["FOOTER"] and card(name).taxonomy.edition in foot["FOOTER"]
        assert len(notes(slide).splitlines()) >= 3


@any_card
@any_language
def test_nothing_leaves_its_slide_and_nothing_covers_another(name, lang):
    file = deck(name, lang)
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert bottom(shape) <= file.slide_height
        for one, other in combinations(slide.shapes, 2):
            apart = (
                one.left + one.width <= other.left
                or other.left + other.width <= one.left
                or bottom(one) <= other.top
                or bottom(other) <= one.top
            )
            assert apart, (one.name, other.name)


@any_card
def test_there_are_no_pictures_and_every_chart_is_told_in_words_too(name):
    for slide in deck(name).slides:
        assert "PICTURE" not in {shape.shape_type.name for shape in slide.shapes if shape.shape_type}
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


@any_language
def test_the_summary_has_the_numbers_of_the_headline(lang):
    figures, said = Figures(card(), lang), "\n".join(texts(deck(lang=lang).slides[0]))
    score = card().score
    for shown in (
        figures.level(score.score),
        figures.span(score),
        figures.share(score.coverage),
        figures.share(score.dk_share),
    ):
        assert str(shown) in said
    assert figures.element(gaps_in_order(card())[0].element.id) in said
    assert layers(card(), figures) in said


def test_ratings_above_the_evidence_show_both_numbers():
    slides = deck().slides
    for slide in (slides[0], slides[5]):
        assert any("rated 4, supported 2" in text for text in texts(slide))


@any_language
def test_charts_hold_the_numbers_of_the_json(lang):
    said, slides = card().to_json(lang), deck(lang=lang).slides
    groups, segments, roles, gaps = (charts(slides[number])[0] for number in (1, 3, 4, 5))

    assert list(groups.plots[0].categories) == [group["hierarchy_id"] for group in said["groups"]]
    assert values(groups)[0] == tuple(group["score"] for group in said["groups"])

    indexed = [one for one in said["segments"] if one["index"] is not None]
    assert list(segments.plots[0].categories) == [one["name"] for one in indexed]
    assert values(segments) == [tuple(one["index"] for one in indexed), (80.0,) * len(indexed)]

    shown = said["role_gaps"][:8]
    assert values(roles) == [tuple(one["manager"] for one in shown), tuple(one["front_line"] for one in shown)]

    named = {f"{one['hierarchy_id']} {one['name']}": one for one in said["processes"]}
    drawn = [named[category] for category in gaps.plots[0].categories]
    assert [one["gap"] for one in drawn] == sorted(
        (one["gap"] for one in said["processes"] if one["gap"]), reverse=True
    )[:10]
    assert values(gaps) == [tuple(one["score"] for one in drawn), tuple(one["target"] for one in drawn)]


def test_the_heat_map_has_every_process_with_level_and_supported_level():
    heat_map, _ = tables(deck().slides[2])
    cells = [row[start : start + 3] for row in rows(heat_map) for start in range(0, len(row), 3)]
    found = {row[0]: row[1:] for row in cells if len(row) == 3}
    signs = {"blank": "–", "dk": "?", "na": "∅", "not_asked": "·"}
    for one in card().to_json()["processes"]:
        level, supported = found[f"{one['hierarchy_id']} {one['name']}"]
        assert level == signs.get(one["state"], f"{one['score']}")
        assert supported.removeprefix("▾ ") == ("" if one["supported"] is None else f"{one['supported']}")
        assert supported.startswith("▾") == ((one["supported"] or 0) < int(one["score"] or 0))


def test_the_roadmap_has_every_initiative_by_wave_and_a_scatter_of_the_open_ones():
    slide = deck().slides[6]
    table = list(rows(tables(slide)[0]))
    initiatives = card().to_json()["initiatives"]
    waves = [int(row[0].split()[-1]) for row in table if len(row) == 1]
    assert waves == sorted({one["wave"] for one in initiatives})
    assert [row[0].split()[0] for row in table[1:] if len(row) > 1] == [one["id"] for one in initiatives]
    (plot,) = charts(slide)[0].plots
    drawn = [
        (one["effort"], one["gain"])
        for one in initiatives
        if None not in (one["effort"], one["gain"]) and one["state"] in (None, "planned", "running")
    ]
    points = [
        (float(x.text), float(y.text))
        for x, y in zip(*(plot._element.xpath(f".//c:{name}//c:v") for name in ("xVal", "yVal")), strict=True)
    ]
    assert sorted(points) == sorted(drawn)


def test_what_a_slide_has_no_room_for_is_counted():
    slides = deck("crowded").slides
    initiatives = list(rows(tables(slides[6])[0]))
    named = sum(len(row) > 1 for row in initiatives[1:])
    assert initiatives[-1] == [f"and {40 - named} more"] and named > 5
    plot = charts(slides[6])[0].plots[0]
    tags = ", ".join(plot._element.xpath(".//c:dLbl//a:t/text()"))
    (unnamed,) = [text for text in texts(slides[6]) if text.startswith("Points without room")]
    assert len(tags.split(", ")) + int(unnamed.rpartition(" ")[2]) == 38  # of two the process does not apply
    assert "Not in the chart: 18" in texts(slides[3])


def test_an_empty_card_says_on_every_slide_what_is_missing_and_how_to_get_it():
    slides = deck("empty").slides
    assert slides[0].shapes.title.text_frame.text.startswith("There is no overall score yet")
    for number, missing, advice in (
        (1, "No process group has enough answers", "60 %"),
        (2, "No process is rated yet", "5 RATING"),
        (3, "names no segments", "3 SEGMENTS"),
        (4, "no answers of these roles: Manager; Front line", "1 START"),
        (5, "No rated process has a target", "9 TARGET"),
        (6, "No initiatives are registered", "workshop"),
    ):
        said = "\n".join(texts(slides[number]))
        assert missing in said and advice in said
        assert not charts(slides[number])


def test_roles_that_an_anonymous_round_hides_are_told():
    said = "\n".join(texts(deck("anonymous").slides[4]))
    assert "fewer than 3 answered: Manager" in said


def test_the_last_slide_tells_the_limits_and_carries_the_notices_word_for_word():
    last = deck().slides[7]
    said = "\n".join(texts(last))
    unsupported = sum(one.is_unsupported for one in card().processes)
    assert f"Respondents: {len(card().round.copies)}" in said
    assert f"would bear: {unsupported} of" in said
    assert "Fewer than 4 answers" in said and "warnings" in said and "APQC has neither certified" in said
    assert [row[1] for row in rows(tables(last)[0])][1:] == [str(one["n"]) for one in card().to_json()["roles"]]
    for notice in card().taxonomy.bundle.notices:
        assert notice.text in notes(last)


@any_language
def test_theme_and_runs_hold_the_script(tmp_path, lang):
    write_slides(tmp_path / "deck.pptx", card(), lang=lang)
    with zipfile.ZipFile(tmp_path / "deck.pptx") as file:
        theme, slide = file.read("ppt/theme/theme1.xml").decode(), file.read("ppt/slides/slide1.xml").decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"/>') == 2
    assert theme.count(f'<a:latin typeface="{"Microsoft YaHei" if lang == "zh" else "Calibri"}"/>') == 2
    assert f'lang="{ {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}[lang] }"' in slide
    assert "<a:latin" not in slide  # every run follows the theme


def test_the_same_card_gives_the_same_bytes(tmp_path):
    for name in ("one.pptx", "other.pptx"):
        write_slides(tmp_path / name, card(), lang="zh")
    assert (tmp_path / "one.pptx").read_bytes() == (tmp_path / "other.pptx").read_bytes()


def test_what_people_typed_is_no_formula_behind_a_chart(tmp_path):
    segments = tuple(one.model_copy(update={"name": HOSTILE}) for one in card().round.shared.segments)
    path = tmp_path / "deck.pptx"
    write_slides(path, engagement(segments=segments), lang="en")
    with zipfile.ZipFile(path) as file:
        books = [name for name in file.namelist() if name.endswith(".xlsx")]
        for name in books:
            sheet = openpyxl.load_workbook(io.BytesIO(file.read(name))).active
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert len(books) == 5


def test_the_data_behind_a_chart_are_those_it_draws():
    for slide in deck().slides:
        for chart in charts(slide):
            sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
            _, *columns = ([cell.value for cell in column] for column in sheet.iter_cols(min_row=2))
            for column, series in zip(columns, values(chart), strict=True):
                assert column == pytest.approx(list(series))


def test_names_that_were_dropped_are_nowhere_in_the_file(tmp_path):
    path = tmp_path / "deck.pptx"
    write_slides(path, card("anonymous"), lang="en")
    with zipfile.ZipFile(path) as file:
        whole = "\n".join(file.read(name).decode("utf-8", "ignore") for name in file.namelist())
    assert not [name for name in (*NAMES, AGREED_BY) if name in whole]


def test_signs_that_no_slide_can_hold_are_left_out():
    (first, *others) = many_initiatives(3)
    hostile = first.model_copy(update={"title": "a\x00b\x0b\u202ec", "owner": HOSTILE})
    slide = opened(engagement(initiatives=(hostile, *others))).slides[6]
    assert any("a b" in text for text in texts(slide))


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "8.0"])
def test_every_edition_has_its_slides(edition):
    assert len(opened(empty(edition)).slides) == 8


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr("pcf.slides.limits.draw", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_slides(tmp_path / "deck.pptx", card(), lang="en")
    assert not list(tmp_path.iterdir())


def test_the_slides_fit_a_wide_screen():
    assert (deck().slide_width, deck().slide_height) == (Pt(960), Pt(540))


def test_a_missing_package_is_named_with_the_command_that_installs_it():
    code = """
import sys
sys.modules["pptx"] = None
from pcf.errors import NotInstalledError
from pcf.slides import write_slides
try:
    write_slides("nowhere/deck.pptx", None, lang="en")
except NotInstalledError as error:
    print(error.exit_code, error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        '3 python-pptx is not installed. Install it with: pip install "pcf-customer-service[slides]"'
    )
