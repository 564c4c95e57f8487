"""What completes the built HTML, on small sites written by hand."""

from __future__ import annotations

import re
import zipfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pcf.errors import DataError
from pcf.ids import LANGUAGES
from pcf.site.finishing import offline
from pcf.site.finishing.counts import check_pages
from pcf.site.finishing.doorway import write_doorway
from pcf.site.finishing.language import rewrite_pages
from pcf.site.finishing.markup import attributes, elements, tag
from pcf.site.finishing.offline import led_to_files, write_offline
from pcf.site.finishing.policy import inline_hashes, write_policy
from pcf.site.finishing.sitemap import write_sitemap

URL = "https://example.org/pcf/"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PAGE = """<!doctype html><html lang="{lang}"><head><title>t</title>
          <link rel="alternate" href="{up}../en/" hreflang="en">
          <link rel="alternate" href="{up}../ru/" hreflang="ru">
          <link rel="alternate" href="{up}../zh/" hreflang="zh">
</head><body><a href="{up}../ru/" hreflang="ru" class="x">Русский</a><a href="{up}../ru/" lang="ru">no switcher</a>
<a href="{up}./">home</a><a href="{up}map/?q=1#x">map</a><script>let {lang} = 1;</script></body></html>"""
STUB = (
    '<!doctype html><html lang="en"><head><meta http-equiv="refresh" content="0; url=../../map/">'
    '<meta name="robots" content="noindex"></head><body><a href="../../map/">6.2.2</a></body></html>'
)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A site of three pages in each language, as it is built: home, the map, and an address that leads to it."""
    for lang in LANGUAGES:
        for name, up in (("", ""), ("map/", "../")):
            written(tmp_path, f"public/{lang}/{name}index.html", PAGE.format(lang=lang, up=up))
            written(tmp_path, f"sources/{lang}/docs/{name.rstrip('/') or 'index'}.md", "# t")
        for root in (f"public/{lang}", f"sources/{lang}/docs"):
            written(tmp_path, f"{root}/7.4/6.2.2/index.html", STUB)
        for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
            written(tmp_path, f"public/{lang}/{name}", "")
    return tmp_path / "public"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rewritten(public: Path) -> None:
    for lang in LANGUAGES:
        rewrite_pages(public / lang)


def test_tags_are_found_whatever_their_quotes_hold():
    found = elements("""<a title="1 > 0" href='x'><abbr><A HREF=y data-x>""", tag("a"))
    assert list(found) == [("a", {"title": "1 > 0", "href": "x"}), ("a", {"href": "y", "data-x": ""})]
    assert attributes(' a="&lt;" b') == {"a": "<", "b": ""}


class TestCounts:
    def test_every_page_has_its_html(self, public: Path):
        assert check_pages(public, public.parent / "sources") == 9

    def test_a_page_that_was_not_built_is_told(self, public: Path):
        (public / "ru/map/index.html").unlink()
        with pytest.raises(DataError, match=r"ru, beside its sources: 1 pages lack, 0 are too many: map/index\.html"):
            check_pages(public, public.parent / "sources")

    def test_html_without_a_source_is_told(self, public: Path):
        written(public, "zh/old/index.html", "left from an older build")
        with pytest.raises(DataError, match=r"1 are too many: old/index\.html"):
            check_pages(public, public.parent / "sources")

    def test_languages_with_different_pages_are_told(self, public: Path):
        for name in ("public/zh/new/index.html", "sources/zh/docs/new.md"):
            written(public.parent, name, "")
        with pytest.raises(DataError, match="zh, beside en"):
            check_pages(public, public.parent / "sources")

    def test_a_folder_with_no_page_is_told(self, tmp_path: Path):
        with pytest.raises(DataError, match="no page was found"):
            check_pages(tmp_path, tmp_path)


class TestRewriting:
    def test_the_switcher_leads_to_the_same_page(self, public: Path):
        rewritten(public)
        text = (public / "en/map/index.html").read_text(encoding="utf-8")
        assert '<a href="../../ru/map/" hreflang="ru" class="x">' in text
        assert '<a href="../../ru/" lang="ru">no switcher</a>' in text
        assert '<a href="../ru/" hreflang="ru"' in (public / "en/index.html").read_text(encoding="utf-8")

    def test_the_head_no_longer_calls_home_pages_the_same_page(self, public: Path):
        rewritten(public)
        for page in ("en/map/index.html", "ru/index.html"):
            assert 'rel="alternate"' not in (public / page).read_text(encoding="utf-8")

    def test_rewriting_twice_is_rewriting_once(self, public: Path):
        rewritten(public)
        once = (public / "ru/map/index.html").read_bytes()
        rewritten(public)
        assert (public / "ru/map/index.html").read_bytes() == once

    def test_white_space_goes_and_code_stays(self, public: Path):
        page = written(
            public, "en/code/index.html", "<p>a\n\n   b</p>\n\n\n<pre>x\n\n  y</pre>\n<script>1\n\n2</script>"
        )
        rewritten(public)
        assert page.read_text(encoding="utf-8") == "<p>a\nb</p>\n<pre>x\n\n  y</pre>\n<script>1\n\n2</script>"


class TestSitemap:
    def test_without_a_url_there_is_none(self, public: Path):
        assert write_sitemap(public) == 0
        assert not list(public.rglob("sitemap*"))
        assert (public / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"

    def test_every_page_names_itself_in_every_language(self, public: Path):
        assert write_sitemap(public, URL) == 6
        rows = ElementTree.parse(public / "sitemap.xml").findall("s:url", SITEMAP)
        pages = {row.findtext("s:loc", namespaces=SITEMAP): row for row in rows}
        assert sorted(pages) == sorted(f"{URL}{lang}/{page}" for lang in LANGUAGES for page in ("", "map/"))
        for row in rows:
            others = {link.get("href") for link in row.findall("x:link", SITEMAP) if link.get("hreflang") in LANGUAGES}
            assert others <= pages.keys()
            assert row.findtext("s:loc", namespaces=SITEMAP) in others
        assert f"Sitemap: {URL}sitemap.xml" in (public / "robots.txt").read_text(encoding="utf-8")


class TestDoorway:
    def test_the_door_leads_to_every_language_without_a_script_in_it(self, public: Path):
        write_doorway(public)
        text = (public / "index.html").read_text(encoding="utf-8")
        for lang in LANGUAGES:
            assert f'<a href="{lang}/" hreflang="{lang}" lang="{lang}">' in text
        assert "open standard developed by APQC" in text
        assert not list(inline_hashes(text))

    def test_a_missing_page_leads_home_from_any_address_the_readers_language_first(self, public: Path):
        write_doorway(public, "/pcf/")
        text = (public / "ru/404.html").read_text(encoding="utf-8")
        assert text.startswith('<!doctype html>\n<html lang="ru">')
        homes = re.findall(r'href="/pcf/(\w\w)/"', text)
        assert homes == ["ru", "en", "zh"]
        assert "src=" not in text
        assert (public / "404.html").exists()


class TestPolicy:
    def test_each_inline_script_is_named_once(self, public: Path):
        policy = write_policy(public)
        for lang in LANGUAGES:
            digest = b64encode(sha256(f"let {lang} = 1;".encode()).digest()).decode()
            assert policy.count(f"'sha256-{digest}'") == 1
        assert policy.count("sha256-") == 3
        assert "'unsafe-inline'" not in policy.split("style-src")[0]
        assert policy in (public / "_headers").read_text(encoding="utf-8")
        assert (public / "content-security-policy.txt").read_text(encoding="utf-8") == f"{policy}\n"

    @pytest.mark.parametrize(
        "fault",
        [
            '<button onclick="x()">',
            "<svg onload=x()>",
            '<a href="javascript:x()">',
            '<script src="https://example.org/x.js"></script>',
            '<script src="//example.org/x.js"></script>',
            '<link rel="stylesheet" href="http://example.org/x.css">',
            '<link rel="preconnect" href="https://example.org">',
            '<img src="https://example.org/x.png">',
            '<img srcset="https://example.org/x.png 2x">',
            '<iframe src="//example.org/"></iframe>',
            '<use xlink:href="https://example.org/x.svg#a">',
            '<form action="https://example.org/">',
            '<base href="https://example.org/">',
            "<style>@import 'https://example.org/x.css';</style>",
            "<style>a { background: url(//example.org/x.png) }</style>",
        ],
    )
    def test_what_no_strict_policy_allows_stops_the_build(self, public: Path, fault: str):
        written(public, "en/bad/index.html", f"<html><body>{fault}</body></html>")
        with pytest.raises(DataError, match=r"en/bad/index\.html: what the content-security policy refuses"):
            write_policy(public)

    def test_a_style_that_asks_another_host_stops_the_build(self, public: Path):
        written(public, "en/assets/x.css", "@font-face { src: url('https://example.org/x.woff2') }")
        with pytest.raises(DataError, match=r"en/assets/x\.css"):
            write_policy(public)

    @pytest.mark.parametrize(
        "harmless",
        [
            '<a href="https://www.apqc.org/pcf">APQC</a>',
            '<link rel="canonical" href="https://example.org/en/">',
            "<p>one = 1, onclick = x</p>",
            "<code>&lt;img onerror=x&gt;</code>",
            "<script>if (a<b) on_x = 'javascript:'</script>",
            '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        ],
    )
    def test_what_loads_nothing_may_stand(self, public: Path, harmless: str):
        written(public, "en/good/index.html", harmless)
        assert write_policy(public)


class TestOffline:
    @pytest.fixture
    def archive(self, public: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(offline.search_index, "pack", lambda site: f"{site.name}".encode())
        write_sitemap(public, URL)
        write_doorway(public)
        write_policy(public)
        written(public, "en/pagefind/pagefind.js", "import")
        written(public, "en/id/1.xlsx", "PK")
        path = public.parent / "pcf-site.zip"
        assert write_offline(public, path) == len(zipfile.ZipFile(path).namelist())
        return path

    def test_every_link_leads_to_a_file_of_the_copy(self, archive: Path):
        with zipfile.ZipFile(archive) as opened:
            text = opened.read("pcf-site/en/map/index.html").decode()
            assert '<a href=".././index.html">home</a>' in text
            assert '<a href="../map/index.html?q=1#x">map</a>' in text
            assert 'url=../../map/index.html"' in opened.read("pcf-site/en/7.4/6.2.2/index.html").decode()
            assert '<a href="en/index.html"' in opened.read("pcf-site/index.html").decode()

    def test_it_holds_search_as_a_script_the_notice_and_nothing_for_hosts(self, archive: Path):
        names = zipfile.ZipFile(archive).namelist()
        assert {f"pcf-site/{lang}/assets/data/search-index.js" for lang in LANGUAGES} <= set(names)
        assert {"pcf-site/NOTICE.txt", "pcf-site/en/id/1.xlsx", "pcf-site/door.js"} <= set(names)
        assert not [name for name in names if re.search(r"pagefind|_headers|404|robots|sitemap|policy", name)]

    def test_the_same_pages_give_the_same_bytes(self, public: Path, archive: Path):
        first = archive.read_bytes()
        write_offline(public, archive)
        assert archive.read_bytes() == first

    def test_a_copy_that_cannot_be_made_leaves_the_older_one(self, public: Path, archive: Path, monkeypatch):
        def broken(site: Path) -> bytes:
            raise DataError(place=site.name, fault="no index", repair="index first")

        first = archive.read_bytes()
        monkeypatch.setattr(offline.search_index, "pack", broken)
        with pytest.raises(DataError):
            write_offline(public, archive)
        assert archive.read_bytes() == first
        assert not list(archive.parent.glob("*.part"))

    @pytest.mark.parametrize(
        ("link", "led"),
        [
            ('href="."', 'href="./index.html"'),
            ('href="../.."', 'href="../../index.html"'),
            ('href="../../ru/map/"', 'href="../../ru/map/index.html"'),
            ('href="#levels"', 'href="#levels"'),
            ('href="../map.svg"', 'href="../map.svg"'),
            ('href="mailto:x@example.org"', 'href="mailto:x@example.org"'),
            ('href="https://www.apqc.org/pcf/"', 'href="https://www.apqc.org/pcf/"'),
            ('href="../nowhere/"', 'href="../nowhere/"'),
        ],
    )
    def test_only_links_to_folders_of_the_copy_change(self, link: str, led: str):
        folders = {"", "en", "en/map", "ru/map"}
        assert led_to_files(f"<a {link}>", "en/map/index.html", folders) == f"<a {led}>"
