"""The whole model for other tools, beside the pages, and the table that leads to it."""

from __future__ import annotations

import json

import pytest

from pcf.exchange import FORMS, export
from pcf.ids import LANGUAGES
from pcf.site.exports import EXPORTS, HOME
from pcf.site.files import exports
from pcf.site.pages import DIRECTIVES

from ...site_model import own_model, site_model


@pytest.fixture(scope="module")
def made():
    return {lang: {file.path: file.content for file in exports.files(site_model(lang))} for lang in LANGUAGES}


def test_every_form_is_given_out():
    assert {one.form for one in EXPORTS} == set(FORMS)


def test_what_holds_all_languages_stands_once_and_the_rest_in_every_language(made):
    assert set(made[HOME]) == {one.path(HOME) for one in EXPORTS}
    for lang in set(LANGUAGES) - {HOME}:
        assert set(made[lang]) == {one.path(lang) for one in EXPORTS if one.stands_in(lang)}
        assert 0 < len(made[lang]) < len(EXPORTS)
        assert not set(made[lang]) & set(made[HOME]), "the name tells the language, also in a folder of downloads"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_files_are_those_of_the_command(lang, made, tmp_path):
    model = site_model(lang).taxonomy
    for one in EXPORTS:
        if one.stands_in(lang) and one.form in {"json", "graphml"}:
            export(model, tmp_path / "out", one.form)
            assert (tmp_path / "out").read_bytes() == made[lang][one.path(lang)]


def test_own_elements_are_in_the_files():
    content = {file.path: file.content for file in exports.files(own_model("en"))}
    assert b"abank:callback" in content["downloads/pcf.json"]
    assert b"abank:callback" in content["downloads/pcf-en.graphml"]
    assert json.loads(content["downloads/pcf.json"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_leads_to_every_file_from_any_page(lang):
    model = site_model(lang)
    for here, up in (("exchange.md", "../"), ("questions/a.md", "../../")):
        said = DIRECTIVES["exports"](model, here)
        assert said.count("\n") == len(EXPORTS) + 1
        for one in EXPORTS:
            beside = f"]({up.removeprefix('../')}{one.path(lang)})"
            elsewhere = f'<a href="{up}../{HOME}/{one.path(lang)}">'
            assert (beside if one.stands_in(lang) else elsewhere) in said


def test_the_table_may_hold_some_forms_and_refuses_what_is_none():
    said = DIRECTIVES["exports"](site_model("en"), "exchange.md", "skos")
    assert "pcf.ttl" in said
    assert "pcf.jsonld" in said
    assert "pcf.json)" not in said
    with pytest.raises(LookupError, match="docx"):
        DIRECTIVES["exports"](site_model("en"), "exchange.md", "json", "docx")
