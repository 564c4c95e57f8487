"""Pairs, scatter, heat map, roadmap, and charts as files: every known value has a mark, and every text its place."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pcf.charts import (
    BOLDER,
    Axis,
    Band,
    Bar,
    Box,
    Caption,
    Cell,
    Column,
    Frame,
    Pair,
    Plane,
    Point,
    Scale,
    bars,
    heat,
    pairs,
    radar,
    scatter,
    standalone,
    text_width,
    waves,
)

SVG = "{http://www.w3.org/2000/svg}"
LEVELS = Scale(5.0, tuple((float(level), str(level)) for level in range(6)))
CAPTION = Caption("Title <1>", "What there is to see]]>")
SHAPES = ("circle", "square", "diamond", "triangle", "cross", "plus")
BORDERS = ("solid", "thick", "double", "dashed", "dotted")
GAPS = ("blank", "dk", "na", "not_asked")
LONG = {
    "en": "6.4.2 Assess the likelihood and consequences of occurrence of any hazards",
    "ru": "Внедрение омниканальной платформы административно-хозяйственного сопровождения высококвалифицированных",
    "zh": "建立由专人负责并按月评审的统一客户服务知识库，覆盖全部渠道与产品线，并定期向管理层汇报",
}

labels = st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [*LONG.values(), "<b>&\"'", "]]>", "</desc>", '="currentColor"', "a" * 80, "\x00\x0b\x1f\x85", "\ufffe\uffff", ""]
)
numbers = st.none() | st.floats(-2, 8) | st.floats() | st.sampled_from([0.0, 2.5, 5.0])
rows = st.builds(Pair, label=labels, shown=labels, first=numbers, second=numbers)
points = st.builds(Point, label=labels, x=numbers, y=numbers, shape=st.sampled_from(SHAPES))
cells = st.builds(Cell, label=labels, shown=labels, value=numbers, gap=st.sampled_from(GAPS))
bands = st.builds(Band, cells, st.lists(cells, max_size=9).map(tuple))
ids = st.sampled_from([f"i{number}" for number in range(12)])


@st.composite
def roadmaps(draw):
    order = draw(st.permutations([f"i{number}" for number in range(draw(st.integers(0, 9)))]))
    boxes = [
        Box(
            id=key,
            title=draw(labels),
            lines=tuple(draw(st.lists(labels, max_size=3))),
            border=draw(st.sampled_from(BORDERS)),
            needs=tuple(draw(st.lists(ids, max_size=3, unique=True))),
        )
        for key in order
    ]
    cuts = sorted(draw(st.lists(st.integers(0, len(boxes)), max_size=3)))
    edges = [0, *cuts, len(boxes)]
    return [Column(draw(labels), tuple(boxes[a:b])) for a, b in pairwise(edges)]


def read(svg: str) -> ET.Element:
    """Parse a chart, alone and as a file, and see that no text leaves the picture."""
    root = ET.fromstring(svg)
    assert ET.fromstring(standalone(svg).encode()).tag == root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for text, (start, above, end, below) in texts(root):
        assert left <= start + 0.1, text
        assert end <= left + width + 0.1, text
        assert top <= above + 0.1, text
        assert below <= top + height, text
    for element in root.iter():
        drawn = " ".join(element.attrib.values()).lower() if element.tag != f"{SVG}text" else ""
        assert "nan" not in drawn
        assert "inf" not in drawn
    return root


def texts(root: ET.Element) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return every text with the place it takes by the estimate: left, top, right, bottom."""
    found = []
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        long = text_width(text.text or "") * (BOLDER if "font-weight" in text.attrib else 1)
        start = x - {"start": 0.0, "middle": long / 2, "end": long}[text.attrib["text-anchor"]]
        found.append((text.text or "", (start, y - 10, start + long, y + 3)))
    return found


def marks(root: ET.Element, kind: str) -> list[ET.Element]:
    return [element for element in root.iter() if re.fullmatch(f"pcf-{kind}", element.get("class", ""))]


def known(*values: float | None) -> int:
    return sum(value is not None and abs(value) < float("inf") for value in values)


@given(st.lists(rows, max_size=8))
def test_pairs_have_a_mark_per_known_view_and_a_line_where_both_are_known(some):
    root = read(pairs(some, Frame("t", "d", LEVELS, {})))
    assert len(marks(root, "first")) == known(*(pair.first for pair in some))
    assert len(marks(root, "second")) == known(*(pair.second for pair in some))
    assert len(marks(root, "link")) == sum(known(pair.first, pair.second) == 2 for pair in some)


def test_equal_views_stay_apart_by_shape():
    root = read(pairs([Pair(label="a", shown="3 / 3", first=3, second=3)], Frame("t", "d", LEVELS, {})))
    (disc,), (frame,) = marks(root, "first"), marks(root, "second")
    assert (disc.tag, disc.get("r")) == (f"{SVG}circle", "5")
    assert (frame.tag, frame.get("fill")) == (f"{SVG}path", "none")


def test_the_legend_of_pairs_shows_both_marks():
    root = read(pairs([], Frame("t", "d", LEVELS, {"first": "Руководство", "second": "一线员工"})))
    assert {"Руководство", "一线员工"} <= {text for text, _ in texts(root)}
    assert len(marks(root, "first")) == len(marks(root, "second")) == 1


def plane(**said) -> Plane:
    about = {"title": "t", "description": "d", "x_title": "Effort", "y_title": "Gain", "words": {}}
    return Plane(**(about | {"x": LEVELS, "y": LEVELS} | said))


@given(st.lists(points, max_size=12))
def test_a_scatter_has_a_mark_per_point_with_both_values(some):
    root = read(scatter(some, plane(x_title=LONG["ru"] * 2, y_title=LONG["zh"] * 2)))
    assert len(marks(root, "point")) == sum(known(point.x, point.y) == 2 for point in some)


close = st.builds(
    Point,
    label=st.integers(1, 99).map("i{}".format),
    x=st.sampled_from([0.0, 0.01, 2.0, 2.02, 5.0]),
    y=st.sampled_from([0.0, 3.0, 3.05, 5.0]),
)


@given(st.lists(close, max_size=30))
def test_labels_of_a_scatter_never_overlap(some):
    said = texts(read(scatter(some, plane())))
    for (one, a), (other, b) in combinations(said, 2):
        apart = a[2] <= b[0] + 0.2 or b[2] <= a[0] + 0.2 or a[3] <= b[1] + 0.2 or b[3] <= a[1] + 0.2
        assert apart, f"{one} over {other}"
    assert len(said) == len(some) + 2 * len(LEVELS.ticks) + 2


def test_thirty_equal_points_have_thirty_labels():
    root = read(scatter([Point(label=f"i{number}", x=0, y=0) for number in range(30)], plane()))
    assert {f"i{number}" for number in range(30)} <= {text for text, _ in texts(root)}
    assert len(marks(root, "link")) > 0


def test_a_label_without_a_line_stands_nearest_to_its_own_mark():
    root = read(scatter([Point(label="i1", x=2, y=3), Point(label="i2", x=2.02, y=3)], plane()))
    places = dict(texts(root))
    assert marks(root, "link") == []
    assert places["i1"][2] < places["i2"][0]


def test_every_shape_differs():
    root = read(scatter([], plane(words={shape: shape for shape in SHAPES})))
    drawn = {re.sub(r"^M\S+ \S+", "", mark.attrib["d"]).lstrip("m") for mark in marks(root, "point")}
    assert len(drawn) == len(SHAPES)


@given(st.lists(bands, max_size=4), st.sampled_from([300.0, 720.0, 960.0]))
def test_a_heat_map_has_a_tile_per_cell_and_a_shade_per_known_value(some, width):
    tiles = [cell for band in some for cell in (band.head, *band.cells)]
    root = read(heat(some, Frame("t", "d", Scale(5.0, ()), {}, width)))
    assert len(marks(root, r"shade-\d")) == known(*(cell.value for cell in tiles))
    assert len([mark for mark in marks(root, "gap") if mark.tag == f"{SVG}rect"]) == len(tiles) - known(
        *(cell.value for cell in tiles)
    )


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (0.49, 0), (0.5, 1), (2.5, 3), (4.5, 5), (5, 5)])
def test_a_shade_is_the_nearest_level_halves_up(value, shade):
    cell = Cell(label="a", shown=str(value), value=value)
    assert len(marks(read(heat([Band(cell, ())], Frame("t", "d", Scale(5.0, ()), {}))), f"shade-{shade}")) == 1


@pytest.mark.parametrize("lang", LONG)
def test_texts_of_tiles_stay_in_their_tile(lang):
    cell = Cell(label=LONG[lang], shown="2.5", value=1.0)
    root = read(heat([Band(cell, (cell,) * 7)] * 2, Frame("t", "d", Scale(5.0, ()), {}, 960)))
    assert_inside([box_of(tile) for tile in marks(root, r"shade-\d")], texts(root))


def box_of(tile: ET.Element) -> tuple[float, float, float, float]:
    x, y, width, height = (float(tile.attrib[name]) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def outline_of(path: ET.Element) -> tuple[float, float, float, float]:
    x, y, width, height = map(float, re.match(r"M(\S+) (\S+?)h([\d.]+)v([\d.]+)", path.attrib["d"]).groups())
    return x, y, x + width, y + height


def assert_inside(areas, said) -> None:
    for text, (left, top, right, bottom) in said:
        assert any(a[0] <= left and a[1] <= top and right <= a[2] and bottom <= a[3] for a in areas), text


@given(roadmaps())
def test_a_roadmap_has_an_outline_per_box_and_an_arrow_per_known_need(columns):
    boxes = [box for column in columns for box in column.boxes]
    root = read(waves(columns, CAPTION, {}))
    outlines = [mark for mark in marks(root, "box") if "h" in mark.get("d", "")]
    assert len(outlines) == len(boxes)
    assert len(marks(root, "link")) == sum(need in {box.id for box in boxes} for box in boxes for need in box.needs)


@pytest.mark.parametrize("lang", LONG)
def test_long_titles_stay_in_their_box(lang):
    box = Box(id="a", title=LONG[lang], lines=(LONG[lang], "x" * 60), border="double")
    root = read(waves([Column("", (box, Box(id="b", title=LONG[lang])))], CAPTION, {}))
    assert_inside(
        [outline_of(mark) for mark in marks(root, "box") if "h" in mark.get("d", "")],
        [(text, place) for text, place in texts(root) if text],
    )


def segments(path: ET.Element) -> list[tuple[float, float, float, float]]:
    """Return the straight pieces of a line: left, top, right, bottom."""
    (x, y), pieces = map(float, re.match(r"M(\S+) ([\d.-]+)", path.attrib["d"]).groups()), []
    for way, number in re.findall(r"([HV])([\d.-]+)", path.attrib["d"]):
        ahead = (float(number), y) if way == "H" else (x, float(number))
        pieces.append((min(x, ahead[0]), min(y, ahead[1]), max(x, ahead[0]), max(y, ahead[1])))
        x, y = ahead
    return pieces


def column(*boxes: tuple[str, ...]) -> Column:
    """Return a column of boxes, each given as its id and what it needs."""
    return Column("", tuple(Box(id=key, title=key, needs=tuple(needs)) for key, *needs in boxes))


@given(roadmaps())
@example([column(("a", "d"), ("b", "e"), ("c",)), column(("f",), ("g",)), column(("h",), ("d",), ("e",))])
def test_lines_of_a_roadmap_run_beside_the_boxes_and_those_of_different_boxes_never_on_each_other(columns):
    root = read(waves(columns, CAPTION, {}))
    outlines = [outline_of(mark) for mark in marks(root, "box") if "h" in mark.get("d", "")]
    lines = [(mark.attrib["d"].split("H")[0], segments(mark)) for mark in marks(root, "link")]
    for _, pieces in lines:
        for left, top, right, bottom in pieces:
            assert not any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in outlines)
    for (start, some), (other, more) in combinations(lines, 2):
        if start != other:
            on_each_other = [
                (a, b)
                for a in some[:-1]
                for b in more[:-1]
                if (a[1] == a[3] == b[1] == b[3] and min(a[2], b[2]) > max(a[0], b[0]))
                or (a[0] == a[2] == b[0] == b[2] and min(a[3], b[3]) > max(a[1], b[1]))
            ]
            assert on_each_other == []


def test_an_arrow_points_from_what_comes_first():
    root = read(waves([column(("a",)), column(("b", "a"))], CAPTION, {}))
    (line,) = marks(root, "link")
    (_, _, right, _), (left, _, _, _) = (outline_of(mark) for mark in marks(root, "box") if "h" in mark.get("d", ""))
    pieces = segments(line)
    assert pieces[0][0] == pytest.approx(right, abs=1.1)
    assert pieces[-1][2] == pytest.approx(left, abs=3.1)


def test_the_legend_of_a_roadmap_explains_borders_and_arrow():
    words = {border: f"state {border}" for border in BORDERS} | {"link": "must come first"}
    said = {text for text, _ in texts(read(waves([], CAPTION, words)))}
    assert said == set(words.values())


VALUE = Bar(label='="currentColor" </desc>', shown="2", value=2)
CHARTS = {
    "bars": bars([VALUE], Frame("t", "d", LEVELS, {"value": "V"})),
    "radar": radar([Axis(label="a", shown="1", value=1)] * 3, Frame("t", "d", LEVELS, {})),
    "pairs": pairs([Pair(label="a", shown="1 / 2", first=1, second=2)], Frame("t", "d", LEVELS, {})),
    "scatter": scatter([Point(label="i1", x=1, y=2)], plane()),
    "heat": heat([Band(Cell(label="a", shown="1", value=1), ())], Frame("t", "d", LEVELS, {})),
    "waves": waves([Column("1", (Box(id="a", title="a"),))], CAPTION, {}),
}


@pytest.mark.parametrize("svg", CHARTS.values(), ids=CHARTS)
def test_a_file_needs_nothing_from_a_page(svg):
    written = standalone(svg)
    root = ET.fromstring(written.encode())
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"')
    assert not [element for element in root.iter() if "currentColor" in element.attrib.values()]
    assert "system-ui" not in root.attrib["font-family"]
    assert {"Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei"} <= set(
        re.findall("'([^']+)'", root.attrib["font-family"])
    )
    assert [child.get("class") for child in root][2] == "pcf-paper"
    assert [text for text, _ in texts(root)] == [text for text, _ in texts(ET.fromstring(svg))]


@pytest.mark.parametrize("text", ["", "<svg/>", standalone(CHARTS["bars"])])
def test_only_a_chart_becomes_a_file(text):
    with pytest.raises(ValueError, match="expected a chart"):
        standalone(text)
