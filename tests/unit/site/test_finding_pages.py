"""Every code of an error and of a finding has a page."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pcf.errors import BadOptionError, PcfError
from pcf.findings import Severity
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.site.codes import error_kinds, finding_kinds
from pcf.site.finding_list import effects, listed
from pcf.site.handwritten import guides
from pcf.site.pages.findings import pages

from ...site_model import site_model


@cache
def made(lang):
    return {page.title: page for page in pages(site_model(lang))}


def test_kinds_are_found_by_their_codes():
    assert error_kinds()["bad-option"] is BadOptionError
    assert error_kinds()["pcf-error"] is PcfError
    assert finding_kinds()["boolean"].severity is Severity.ERROR
    assert len(finding_kinds()) > 500


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_page(lang):
    assert set(made(lang)) == set(error_kinds()) | set(finding_kinds())
    assert {page.path for page in made(lang).values()} == {f"finding/{code}.md" for code in made(lang)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_what_the_program_says_in_its_language(lang):
    say = Translator(lang)

    def plain(text):
        return " ".join(re.sub(r"[\\`{}]|&[a-z]+;", "", text).split())

    for code, kind in finding_kinds().items():
        body = plain(made(lang)[code].body)
        for said in filter(None, (kind.message, kind.expected, kind.suggestion)):
            words = [part for part in re.split(r"[\\`{}<>&]", re.sub(r"\{[^{}]*\}", "{", say(said))) if part.strip()]
            assert all(plain(part) in body for part in words), (code, said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_of_a_sentence_is_shown_by_name(lang):
    body = made(lang)["bad-option"].body
    assert all(f"`{{{fact}}}`" in body for fact in ("option", "found", "expected"))
    said = {code: page.body.partition("{ #sentences }")[2] for code, page in made(lang).items()}
    bare = [code for code, text in said.items() if re.search(r"(?<![`\\])\{", text)]
    assert not bare


def test_doubled_braces_are_shown_as_braces():
    assert r"`{found}` = \{worst = 1, best = 5\}" in made("en")["scale-missing"].body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_has_the_severity_and_its_effect(lang):
    say = Translator(lang)
    does = effects(guides(site_model(lang)))
    assert set(does) == {say("error"), say("warning"), say("note")}
    assert does[say("warning")] in made(lang)["stray"].body
    assert does[say("error")].partition("`")[0] in made(lang)["boolean"].body


def test_an_error_tells_its_exit_code():
    assert "the exit code is 3" in made("en")["not-installed"].body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_leads_back_to_its_row_in_the_list(lang):
    for row in listed(guides(site_model(lang))):
        assert f"#{row.code} }}" in row.chapter.text
        back = f'href="../../{row.chapter.path.removesuffix(".md")}/#{row.code}"'
        assert back in made(lang)[row.code].body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_way_out_that_is_that_of_the_row_above_is_written_out(lang):
    rows = {row.code: row for row in listed(guides(site_model(lang)))}
    for code, above in (("archive-too-big", "archive-unsafe"), ("xml-doctype", "archive-unsafe")):
        assert rows[code].way_out == rows[above].way_out


def test_links_of_a_row_lead_on_from_its_page():
    assert "](../findings/mappings.md)" in made("en")["mapping-faults"].body
    assert made("en")["repeated-id"].description == "rows that repeat the id of the log"
