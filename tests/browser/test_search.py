"""Search in a real browser: what people type leads where they want, online and from disk."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from .conftest import NewPage

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "site_search.yaml").read_text(encoding="utf-8"))
RECALL = 0.95
FIRST = 5  # of the pages that hold the words
ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*?)</article>', re.DOTALL)
NOT_TEXT = re.compile(r'<(script|style|svg|nav)\b.*?</\1>|<a class="headerlink".*?</a>|<!--.*?-->|<[^>]*>', re.DOTALL)
HAN = re.compile(r"[\u3400-\u9fff]")

pytestmark = pytest.mark.long

# What the two parts of the box find, in the order in which a reader sees it.
FOUND = """async ([query, every]) => {
  const parts = ["assets/data/search.js", "assets/jump.js", "assets/fulltext.js"];
  await Promise.all(parts.map(pcf.load));
  const texts = await pcf.fulltext.find(query);
  const read = await Promise.all(texts.slice(0, every ? undefined : 5).map((text) => text.read()));
  return [(await pcf.jump.find(query)).map((hit) => hit.address), read.map((page) => page.address)];
}"""


def texts(site: Path, lang: str) -> dict[str, str]:
    """Address below the language to what the page says, in lower case."""
    return {
        f"{path.parent.relative_to(site / lang).as_posix()}/".removeprefix("./"): unescape(
            NOT_TEXT.sub(" ", said[1])
        ).lower()
        for path in (site / lang).rglob("index.html")
        if (said := ARTICLE.search(path.read_text(encoding="utf-8"))) and "<h1" in said[1]
    }


def saying(pages: dict[str, str], forms: list[str]) -> set[str]:
    """Addresses of the pages that say a word in one of its forms; Chinese has no borders between words."""
    wanted = re.compile("|".join(form if HAN.search(form) else rf"(?<![\w-]){form}(?![\w-])" for form in forms))
    return {address for address, text in pages.items() if wanted.search(text)}


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_what_people_type_leads_where_they_want(page: Page, served: str, site: Path, lang: str) -> None:
    pages = texts(site, lang)
    page.goto(f"{served}/{lang}/notice/")
    wrong, table = [], []
    for case in CASES[lang]:
        forms = case.get("forms", [])
        jumps, found = page.evaluate(FOUND, [case["query"], bool(forms)])
        order = list(dict.fromkeys(jumps + found))
        place = order.index(case["page"]) + 1 if case["page"] in order else 0
        wanted = saying(pages, forms) if forms else set()
        recall = len(wanted & set(found)) / len(wanted) if wanted else None
        share = "" if recall is None else f"{len(wanted & set(found)):4} of {len(wanted):4} {recall:7.1%}"
        line = f"{lang}  {case['query']:28} {case['page']:36} place {place} (within {case['within']})  {share}"
        table.append(line)
        missed = "text" in case and case["text"] not in found[:FIRST]
        if missed or not 0 < place <= case["within"] or (recall is not None and recall < RECALL):
            wrong.append(
                f"{line}\n    instead: {order[:4]}; pages: {found[:FIRST]}; lost: {sorted(wanted - set(found))[:5]}"
            )
        assert not forms or wanted, f"no page says {forms}"
    print("\n" + "\n".join(table))  # noqa: T201 - the table is what the test measures
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_language_has_a_dozen_queries() -> None:
    assert all(len(CASES[lang]) >= 12 for lang in ("en", "ru", "zh"))


def box(page: Page) -> Locator:
    return page.locator("input[role=combobox]")


def test_slash_opens_the_box_and_enter_leads_to_the_first_hit(page: Page, served: str) -> None:
    page.goto(f"{served}/ru/notice/")
    page.keyboard.press("/")
    box(page).press_sequentially("жалобами")
    expect(page.get_by_role("option").first).to_contain_text("Управление жалобами клиентов")
    box(page).press("Enter")
    expect(page).to_have_url(f"{served}/ru/id/10389/")


# Of each keyboard: what the key writes, and where it stands.
@pytest.mark.parametrize(
    ("key", "code", "control"),
    [
        ("/", "Digit7", False),
        (".", "Slash", False),
        ("、", "Slash", False),
        ("K", "KeyK", True),
        ("л", "KeyK", True),
        ("k", "KeyV", True),
    ],
)
def test_the_keys_of_search_work_on_every_keyboard(page: Page, served: str, key: str, code: str, control: bool) -> None:
    page.goto(f"{served}/ru/notice/")
    page.evaluate(
        """([key, code, ctrlKey]) => document.body.dispatchEvent(new KeyboardEvent('keydown',
            {key, code, ctrlKey, bubbles: true}))""",
        [key, code, control],
    )
    expect(box(page)).to_be_focused()
    assert page.url.endswith("/ru/notice/")  # to the theme a dot means the next page


@pytest.mark.parametrize(("key", "code", "control"), [("t", "KeyK", True), ("?", "Slash", False), ("k", "KeyK", False)])
def test_other_keys_open_nothing(page: Page, served: str, key: str, code: str, control: bool) -> None:
    page.goto(f"{served}/en/notice/")
    prevented = page.evaluate(
        """([key, code, ctrlKey]) => !document.body.dispatchEvent(new KeyboardEvent('keydown',
            {key, code, ctrlKey, shiftKey: key === "?", bubbles: true, cancelable: true}))""",
        [key, code, control],
    )
    assert not prevented


def test_what_a_browser_fills_in_by_itself_is_no_key(page: Page, served: str) -> None:
    page.goto(f"{served}/en/notice/")
    page.evaluate("dispatchEvent(new Event('keydown'))")  # an error in a script fails the test
    expect(box(page)).to_have_count(0)


# What the list of jumps says for a query: [address, name, the phrase that answered].
JUMPS = """async (query) => {
  await pcf.load("assets/jump.js");
  return (await pcf.jump.find(query)).map(({ address, name, said }) => [address, name, said ?? ""]);
}"""


@pytest.mark.parametrize(
    ("lang", "foreign"), [("en", r"[а-я\u3400-\u9fff]"), ("ru", r"[\u3400-\u9fff]"), ("zh", "[а-я]")]
)
def test_an_abbreviation_is_not_explained_in_signs_that_nobody_typed(
    page: Page, served: str, lang: str, foreign: str
) -> None:
    page.goto(f"{served}/{lang}/notice/")
    for query in ("NPS", "SLA", "AHT"):
        hits = page.evaluate(JUMPS, query)
        assert hits
        assert not [said for _, _, said in hits if re.search(foreign, said)], query


def test_long_words_that_begin_alike_are_not_one_word(page: Page, served: str) -> None:
    page.goto(f"{served}/en/notice/")
    assert "contact-reason/bill_unclear/" not in [address for address, _, _ in page.evaluate(JUMPS, "understaffed")]
    page.goto(f"{served}/ru/notice/")
    assert page.evaluate(JUMPS, "удовлетворенностью")


def test_what_is_large_is_loaded_only_by_who_finds_little(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{served}/en/search/?q=complaints")
    expect(page.get_by_role("option").first).to_be_visible()
    assert "jump.js" in asked
    assert "jump_more.js" not in asked
    box(page).fill("жалобами")
    expect(page.get_by_role("option").first).to_contain_text("Manage customer complaints")
    assert "jump_more.js" in asked


def test_an_example_that_answers_is_called_an_example(page: Page, served: str) -> None:
    page.goto(f"{served}/zh/search/?q=一线")
    first = page.get_by_role("option").first
    expect(first.locator(".pcf-search-said")).to_contain_text("一线")
    also = page.evaluate("pcf.data.search.words.said").partition("{")[0]
    assert also not in first.locator(".pcf-search-said").inner_text()


def test_arrows_choose_and_the_box_tells_which_one(page: Page, served: str) -> None:
    page.goto(f"{served}/en/notice/")
    page.get_by_role("button", name="Search").click()
    box(page).fill("recall")
    second = page.get_by_role("option").nth(1)
    expect(second).to_be_visible()
    assert box(page).get_attribute("aria-expanded") == "true"
    box(page).press("ArrowDown")
    box(page).press("ArrowDown")
    assert second.get_attribute("aria-selected") == "true"
    assert box(page).get_attribute("aria-activedescendant") == second.get_attribute("id")
    wanted = second.get_attribute("href") or ""
    box(page).press("Enter")
    expect(page).to_have_url(wanted)


def test_escape_closes_the_box_and_gives_the_focus_back(page: Page, served: str) -> None:
    page.goto(f"{served}/en/notice/")
    opener = page.get_by_role("button", name="Search")
    opener.focus()
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_first_answer_opens_also_where_only_pages_hold_the_word(page: Page, served: str) -> None:
    page.goto(f"{served}/en/search/")
    box(page).fill("royalty-free")
    box(page).press("Enter")
    expect(page).to_have_url(re.compile(rf"{served}/en/(?!search)"))


def test_a_place_that_means_other_things_in_other_editions_says_so(page: Page, served: str) -> None:
    page.goto(f"{served}/en/search/?q=6.3.1")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Register products")
    expect(options.first).not_to_contain_text("edition")
    expect(options.nth(1)).to_contain_text("6.3.1 in edition")


def test_the_search_page_keeps_what_is_asked_in_its_address_and_its_switcher(page: Page, served: str) -> None:
    page.goto(f"{served}/zh/search/?q=投诉&kind=metric")
    expect(box(page)).to_have_value("投诉")
    results = page.locator(".pcf-search-results li")
    expect(results.first).to_be_visible()
    assert set(results.locator(".pcf-search-kind").all_inner_texts()) == {
        page.locator("option[value=metric]").inner_text()
    }
    assert "?" in (page.locator("header a[hreflang=ru]").get_attribute("href") or "")
    page.locator("#pcf-search-kinds").select_option("")
    expect(page).to_have_url(re.compile(r"search/\?q=[^&]*$"))


def test_an_excerpt_of_chinese_is_put_together_again(page: Page, served: str) -> None:
    page.goto(f"{served}/zh/search/?q=客户投诉")
    first = page.locator(".pcf-search-results li").first
    expect(first.locator("mark").first).to_have_text("客户投诉")
    assert not re.search(r"[\u4e00-\u9fff]\s[\u4e00-\u9fff]", first.locator("p").inner_text())


def test_a_title_and_an_excerpt_of_chinese_stand_as_they_were_written(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/zh/search/?q=首次解决率")
    results = page.locator(".pcf-search-results li")
    expect(results.first.locator("a")).to_have_text("首次解决率（FCR）")
    says = texts(site, "zh")["metric/first_contact_resolution/"]
    for excerpt in results.first.locator("p").all_inner_texts():
        assert "\u2060" not in excerpt
        for run in re.findall(r"[^ .]*[\u3400-\u9fff][^ .]*", excerpt.lower()):
            assert run in says, run


def test_more_pages_are_shown_when_asked(page: Page, served: str) -> None:
    page.goto(f"{served}/en/search/?q=complaints")
    results = page.locator(".pcf-search-results li")
    expect(results).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(results).to_have_count(20)
    expect(results.nth(10).locator("a")).to_be_focused()


def test_what_is_typed_is_never_read_as_html(page: Page, served: str) -> None:
    page.goto(f"{served}/en/search/")
    box(page).fill('<img src=x onerror="document.title=1"> warranty <b>')
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.locator("#pcf-search img").count() == 0
    assert page.locator("#pcf-search b").count() == 0


def test_the_box_fits_a_phone(new_page: NewPage, served: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{served}/ru/notice/")
    page.get_by_role("button", name=re.compile("Search|Поиск")).click()
    box(page).fill("гарантийный")
    expect(page.locator(".pcf-search-results li").first).to_be_visible()
    inside = page.locator(".pcf-search-dialog")
    assert inside.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


@pytest.mark.parametrize(("lang", "query"), [("en", "warranties"), ("ru", "жалобами"), ("zh", "退")])
def test_the_copy_on_disk_finds_the_same_pages(
    new_page: NewPage, built: Path, served: str, tmp_path: Path, lang: str, query: str
) -> None:
    with ZipFile(built / "pcf-site.zip") as archive:
        for name in archive.namelist():
            if f"/{lang}/assets/" in name or f"/{lang}/notice/" in name:
                archive.extract(name, tmp_path)
    online, offline = new_page(), new_page()
    online.goto(f"{served}/{lang}/notice/")
    offline.goto(next(tmp_path.glob(f"*/{lang}/notice/index.html")).as_uri())
    assert offline.evaluate(FOUND, [query, True]) == online.evaluate(FOUND, [query, True])
    offline.keyboard.press("/")
    box(offline).fill(query)
    expect(offline.locator(".pcf-search-results a").first).to_have_attribute(
        "href", re.compile(r"^file:.*/index\.html$")
    )
