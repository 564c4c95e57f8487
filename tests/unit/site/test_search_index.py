import re
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.errors import DataError
from pcf.site.finishing.search_index import as_function, index, pack
from pcf.site.finishing.searchable import in_characters, searchable

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x4E20)


APART = "\u2060"


def whole(text: str) -> str:
    """The text as it was before its characters were set apart."""
    return text.replace(f" {APART}", "")


def article(inside: str) -> str:
    return f'<html><body><nav>menu</nav><article class="md-content__inner md-typeset">{inside}</article></body></html>'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of two pages, and an address that leads on."""
    site = tmp_path / "ru"
    for name, html in {
        "index.html": article("<h1>Жалобы</h1><p>Работа с жалобами</p>"),
        "id/10389/index.html": article('<h1>管理客户投诉</h1><p data-pagefind-filter="kind:element">гарантийный</p>'),
        "7.4/6.2.3/index.html": "<html><body><a href='../../id/10389/'>id</a></body></html>",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(html, encoding="utf-8")
    return site


def test_only_the_article_is_searched_without_marks_and_scripts() -> None:
    inside = '<h1>Title<a class="headerlink" href="#t">¶</a></h1><nav>up</nav><p>text</p><script>no()</script>'
    read = searchable(article(inside), "en")
    assert re.sub(r"<[^>]*>", "", read) == "Titletext"
    assert read.startswith('<!doctype html><html lang="en">')


def test_a_page_without_an_article_or_a_heading_is_not_searched() -> None:
    assert searchable("<html><body><h1>no</h1></body></html>", "en") == ""
    assert searchable(article("<p>no heading</p>"), "en") == ""


def test_a_page_says_its_kind_and_is_a_guide_if_it_says_none() -> None:
    said = searchable(article('<h1>a</h1><p data-pagefind-filter="kind:metric"></p>'), "en")
    assert said.count("kind:") == 1
    assert "kind:guide" in searchable(article("<h1>a</h1>"), "en")


def test_cells_of_a_table_stay_apart_in_an_excerpt() -> None:
    read = searchable(article("<h1>a</h1><table><tr><td>投诉</td> <td>流程</td></tr></table>"), "en")
    assert re.sub(r" +", " ", whole(re.sub(r"<[^>]*>", "", read))) == "a投诉 · 流程"
    terms = searchable(article("<h1>a</h1><dl><dt>Id</dt><dd>aht</dd></dl>"), "en")
    assert re.sub(r"<[^>]*>", "", terms) == "aId · aht"


@given(st.lists(st.one_of(HAN, st.sampled_from(["a", "1", ".", "，", " ", "<b>", "</b>"]))).map("".join))
def test_every_chinese_character_becomes_a_word_and_the_text_can_be_put_together_again(text: str) -> None:
    spaced = in_characters(text)
    assert whole(spaced) == text
    words = re.sub(r"<[^>]*>", "", spaced).split()
    assert all(len(word.replace(APART, "")) == 1 or not re.search(r"[\u4e00-\u9fff]", word) for word in words)


def test_what_sets_characters_apart_is_no_word_of_its_own() -> None:
    read = in_characters("<p>投<b>诉</b>（<a>FCR</a>）</p>\n<p>投</p>")
    assert APART not in re.sub(r"<[^>]*>", "", read).split()
    assert whole(read) == "<p>投<b>诉</b>（<a>FCR</a>）</p>\n<p>投</p>"


def test_an_own_id_weighs_more_and_what_a_program_prints_less() -> None:
    inside = '<h1>a</h1><p class="pcf-ids">id 10389 · 6.2.3</p><pre><code>10389</code></pre>'
    read = searchable(article(inside), "en")
    assert 'id <span data-pagefind-weight="10">10389</span> · 6.2.3' in read
    assert '<pre data-pagefind-weight="0.2"><code>10389' in read


@given(st.text(alphabet="abc дежё .,-_", max_size=30))
def test_a_text_without_chinese_stays_as_it_is(text: str) -> None:
    assert in_characters(text) == text


def test_pages_are_indexed_and_addresses_that_lead_on_are_not(built: Path) -> None:
    assert index(built) == 2
    names = {path.name for path in (built / "pagefind").rglob("*") if path.is_file()}
    assert {"pagefind.js", "pagefind-entry.json", "wasm.ru.pagefind"} <= names
    assert not any("ui" in name or "worker" in name or "highlight" in name for name in names)


def test_indexing_again_leaves_nothing_of_the_first_time(built: Path) -> None:
    index(built)
    (built / "pagefind" / "stale.pf_index").touch()
    index(built)
    assert not (built / "pagefind" / "stale.pf_index").exists()


def test_the_packed_script_holds_every_file_of_the_index(built: Path) -> None:
    index(built)
    script = pack(built).decode()
    packed = dict(re.findall(r'"([\w./-]+)": "([A-Za-z0-9+/=]+)"', script))
    folder = built / "pagefind"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(packed) == set(files) - {"pagefind.js"}
    assert all(b64decode(text) == files[name].read_bytes() for name, text in packed.items())
    assert "import.meta" not in script
    assert pack(built).decode() == script


@pytest.mark.parametrize(
    "module",
    [
        "const a = import.meta.url;",
        "const a = 1; export{a};",
        "const a = import.meta.url; export{a as b};;x",
        'import b from "./b.js"; const a = import.meta.url; export{a};',
        "export {c}; const a = import.meta.url; export{a};",
    ],
)
def test_a_module_of_another_make_is_refused(module: str) -> None:
    with pytest.raises(DataError, match=r"pagefind\.js"):
        as_function(module)


def test_the_program_without_russian_is_refused(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    with pytest.raises(DataError, match="Russian"):
        index(built)


def test_a_site_without_a_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with pytest.raises(DataError):
        index(tmp_path / "en")
