"""report.xlsx on practices: the numbers of the JSON in one table, absent without practices, no owners where anonymous."""

import pytest

from pcf import taxonomy
from pcf.excel.styles import digits
from pcf.ids import LANGUAGES
from pcf.mapping import Practice

from ..engagement import HOSTILE, engagement
from ..practised import COMPLAINTS, OWNER, RETURNS, practices, put
from .reports import scorecard, table, written

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl does not keep them
SHEET, NAME = "Practices by process", "Process or practice"
SECTIONS = ("Practices without a place", "Placed, but on no process", "What several units do")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    card = engagement(practices=practices())
    return card.to_json()["practices"], written(tmp_path_factory.mktemp("made"), card)[SHEET]


def sections(page) -> dict[str, list[dict[str, object]]]:
    """Return the rows by the section they stand in; those of the first have a blank name."""
    found, now = {"": []}, ""
    for row in table(page):
        if row[NAME] in SECTIONS:
            now = row[NAME]
            found[now] = []
        else:
            found[now].append(row)
    return found


def test_without_practices_there_is_no_sheet(tmp_path):
    assert SHEET not in written(tmp_path, scorecard()).sheetnames


def test_the_sheet_stands_before_the_checklist(tmp_path):
    names = written(tmp_path, engagement(practices=practices())).sheetnames
    assert names.index(SHEET) + 1 == names.index("Practices and checklist")


def test_every_process_and_group_shows_the_numbers_of_the_json(made):
    document, page = made
    rows = {row["Id"]: row for row in sections(page)[""] if row["No."]}
    said = [*document["groups"], *document["processes"]]
    assert len(rows) == len(said) == 32
    for one in said:
        row = rows[one["id"]]
        assert [row["No."], row[NAME]] == [one["hierarchy_id"], one["name"]]
        assert row["Practices"] == len(one["practices"])
        assert row["Suggested here, not decided yet"] == len(one["suggested"])
        assert row["Organisational units"] == ("\n".join(one["units"]) or None)
        assert row["Owners"] == ("\n".join(one["owners"]) or None)


def test_under_every_process_stand_its_practices_with_their_places(made):
    document, page = made
    rows, under = sections(page)[""], {}
    for row in rows:
        if row["No."]:
            here = under.setdefault(row["Id"], [])
        else:
            here.append(row)
    texts = {one["id"]: one["text"] for one in document["practices"]}
    for process in document["processes"]:
        told = under[process["id"]]
        assert [row["Id"] for row in told] == [one.partition("#")[0] for one in process["practices"]]
        assert all(
            texts[one].startswith(row[NAME].strip()) for one, row in zip(process["practices"], told, strict=True)
        )
    second = next(row for row in under[COMPLAINTS] if row["Id"] == "p2")
    model = taxonomy.load()
    assert second["Placed on, or why not"] == f"6.2.3.1 {model['10397'].name}; 6.2.3 {model[COMPLAINTS].name}"


def test_a_process_that_lacks_a_practice_stands_out_and_one_that_does_not_apply_says_so(made):
    document, page = made
    fills = {row[1].value: row[0].fill.fgColor.rgb for row in page.iter_rows(min_row=2) if row[0].value}
    marked = {place for place, fill in fills.items() if fill == "FFFFD58A"}
    assert marked == set(document["without_practice"])
    remarks = {row["Id"]: row["Placed on, or why not"] for row in sections(page)[""] if row["No."]}
    inapplicable = {one["id"] for one in document["processes"] if not one["applies"]}
    assert inapplicable
    assert {place for place, remark in remarks.items() if remark == "not applicable"} == inapplicable


def test_what_is_left_over_is_told(made):
    document, page = made
    found = sections(page)
    assert [row["Id"] for row in found[SECTIONS[0]]] == [
        one for left in document["without_place"].values() for one in left
    ]
    assert all(row["Placed on, or why not"] for row in found[SECTIONS[0]])
    assert [row["Id"] for row in found[SECTIONS[1]]] == ["p4", "p4", "p9"]


def test_what_several_units_do_is_told_with_their_practices(made):
    document, page = made
    *rows, counts = sections(page)[SECTIONS[2]]
    heads = [row for row in rows if row["No."]]
    assert [(row["Id"], row["Practices"], row["Organisational units"]) for row in heads] == [
        (
            one["id"],
            sum(len(work["practices"]) for work in one["units"]),
            "\n".join(work["unit"] for work in one["units"]),
        )
        for one in document["same_work"]
    ]
    assert [row["Id"] for row in rows if not row["No."]] == ["p1", "p2"]
    assert counts[NAME].startswith("Practices: 10. With a place: 6;")


def test_where_nothing_is_left_over_that_is_said(tmp_path):
    every = [
        Practice(id=f"p{n}", text="t", placements=(put(one.id),)) for n, one in enumerate(taxonomy.load().processes)
    ]
    found = sections(written(tmp_path, engagement(practices=tuple(every)))[SHEET])
    assert [row[NAME] for row in found[SECTIONS[0]]] == ["Every practice has a place."]
    assert SECTIONS[1] not in found
    assert found[SECTIONS[2]][0][NAME].startswith("No two units do the same")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_anonymous_round_has_no_column_of_owners(tmp_path, lang):
    def page(*, anonymous: bool):
        book = written(tmp_path, engagement(lang, anonymous=anonymous, practices=practices()), lang)
        return book.worksheets[-5]  # checklist, explanation, findings and notice follow

    named, nameless = page(anonymous=False), page(anonymous=True)
    assert nameless.title == named.title
    assert nameless.max_column == named.max_column - 1
    assert OWNER in [cell.value for row in named.iter_rows() for cell in row]
    assert not [cell.value for row in nameless.iter_rows() for cell in row if OWNER in str(cell.value)]


def test_texts_stay_texts_and_headings_whole(made):
    _, page = made
    cells = [cell for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert HOSTILE in [cell.value for cell in cells]
    widths = {group.min: group.width for group in page.column_dimensions.values()}
    for cell in page[1]:
        width = next(width for first, width in sorted(widths.items(), reverse=True) if first <= cell.column)
        assert width > max(digits(word) for word in cell.value.split()), cell.value
    assert page.print_title_rows == "$1:$1"
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref


def test_a_process_of_related_practices_only_says_so(made):
    _, page = made
    told = {row["Id"]: row["Placed on, or why not"] for row in sections(page)[""] if row["No."]}
    assert told[RETURNS] == "only related practices"
    assert told[COMPLAINTS] is None
