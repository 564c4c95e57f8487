import re
from html.parser import HTMLParser
from importlib.resources import files as resources

import pytest

from pcf.assessment.records import Round
from pcf.ids import LANGUAGES
from pcf.site import addresses
from pcf.site.files import tool_words
from pcf.site.pages import assessment

from ...site_model import site_model

ASSETS = resources("pcf.site").joinpath("assets")
OURS = ("assessment", "landing", "selfcheck", "radar", "heat", "store", "making", "next-step")


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


class _Ids(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []


def page_of(model):
    (page,) = assessment.pages(model)
    return page


def test_without_scripts_every_process_and_every_industry_has_its_link_and_its_anchor(model):
    read = _Ids(page_of(model).body)
    processes = [process.id for process in model.taxonomy.processes]
    industries = [profile.id for profile in model.taxonomy.bundle.maturity.profiles]
    assert [one for one in read.ids if one.isdigit()] == processes
    assert {f"industry={one}" for one in industries} <= set(read.ids)
    for process in processes:
        assert f"../id/{process}/#levels" in read.links
    assert len(read.ids) == len(set(read.ids))


def test_the_raw_block_has_no_blank_line_that_would_end_it(model):
    block = page_of(model).body.partition('<div id="pcf-assessment"')[2].partition("\n</div>")[0]
    assert "\n\n" not in block


def test_every_script_that_the_page_names_is_there(model):
    page = page_of(model)
    written = {one.path for one in tool_words.files(model)} | {"assets/data/assessment.js"}
    for script in page.scripts:
        assert script in written or ASSETS.joinpath(script.removeprefix("assets/")).is_file(), script


def test_a_script_uses_only_words_that_come_with_its_data():
    said = {
        "assessment": {**tool_words.FORM, **tool_words.RESULTS, **tool_words.FILES},
        "selfcheck-view": tool_words.SELFCHECK,
        "landing": tool_words.LANDING,
    }
    for asset in ASSETS.iterdir():
        name = asset.name.removesuffix(".js")
        words = next((words for part, words in said.items() if name.startswith(part)), None)
        if words is not None and asset.name.endswith(".js"):
            used = set(re.findall(r"\bwords\.(?:form\.|results\.|files\.)?([a-z_]+)\b(?!\.)", asset.read_text("utf-8")))
            assert used - {"form", "results", "files", "status"} <= set(words), asset.name


def test_every_word_is_used_by_some_script():
    scripts = [one for one in ASSETS.iterdir() if one.name.startswith(OURS) and one.name.endswith(".js")]
    texts = "".join(one.read_text("utf-8") for one in scripts)
    for words in (tool_words.FORM, tool_words.RESULTS, tool_words.FILES, tool_words.SELFCHECK, tool_words.LANDING):
        for name in words:
            assert re.search(rf"\bwords(\.\w+)?\.{name}\b", texts), name


def test_no_script_asks_the_network_or_writes_markup():
    for asset in ASSETS.iterdir():
        if asset.name.startswith(OURS) and asset.name.endswith(".js"):
            text = asset.read_text("utf-8")
            for never in ("fetch(", "XMLHttpRequest", "innerHTML", "eval(", "insertAdjacentHTML", "document.write"):
                assert never not in text, asset.name
            assert len(text.splitlines()) <= 350, asset.name


def test_a_round_that_the_form_takes_is_one_that_the_package_takes():
    pattern = re.search(r'ROUND = "([^"]+)"', ASSETS.joinpath("assessment-setup.js").read_text("utf-8"))[1]
    ours = next(one.pattern for one in Round.__metadata__)
    assert f"^{pattern}$" == ours


def test_the_codes_that_a_kept_form_may_hold_are_those_of_the_model():
    text = ASSETS.joinpath("store.js").read_text("utf-8")
    maturity = site_model("en").taxonomy.bundle.maturity
    for name, known in (("ANSWERS", maturity.levels), ("TICKS", maturity.ticks), ("KINDS", maturity.evidence)):
        listed = set(re.findall(r'"(\w+)"', re.search(rf"{name} = new Set\(\[(.*?)\]", text)[1]))
        assert listed == {one.code for one in known}


def test_the_page_stands_at_its_address(model):
    assert page_of(model).path == addresses.ASSESSMENT
