"""The reference of commands holds what the command line parses, in the language of the page."""

from __future__ import annotations

import re
from functools import cache

import click
import pytest

from pcf.cli.main import COMMANDS, app
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.site.markdown import plain
from pcf.site.pages.commands import pages

from ...site_model import site_model

LETTERS = {"ru": re.compile("[а-яё]{3}"), "zh": re.compile("[\u4e00-\u9fff]{2}")}


@cache
def made(lang):
    return {page.path: page for page in pages(site_model(lang))}


def parsed(name):
    top = click.Context(app, info_name="pcf")
    command = app.get_command(top, name)
    return command, click.Context(command, info_name=name, parent=top)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_has_a_page_and_stands_in_the_list(lang):
    assert set(made(lang)) == {"commands.md", *(f"command/{name}.md" for name in COMMANDS)}
    assert all(f"[pcf {name}](command/{name}.md)" in made(lang)["commands.md"].body for name in COMMANDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_there_with_its_help(name, lang):
    body, say = made(lang)[f"command/{name}.md"].body, Translator(lang)
    command, context = parsed(name)
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            row = next(line for line in body.splitlines() if line.startswith(f"| `{parameter.opts[0]}`"))
            assert all(f"`{written}`" in row for written in parameter.opts)
            assert plain(say(parameter.help)) in row
            assert (say("Required.") in row) == parameter.required
            assert (say("May be given several times.") in row) == parameter.multiple


@pytest.mark.parametrize("name", COMMANDS)
def test_usage_and_arguments_are_those_of_the_program(name):
    body = made("en")[f"command/{name}.md"].body
    command, context = parsed(name)
    usage = re.search(r"```text\n(.*)\n```", body)[1]
    assert command.get_usage(context).split() == ["Usage:", *usage.split()]
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Argument):
            assert f"- `{parameter.make_metavar(context)}`: " in body


@pytest.mark.parametrize("lang", ["ru", "zh"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_is_said_in_the_language_of_the_page(name, lang):
    command, _ = parsed(name)
    body = made(lang)[f"command/{name}.md"].body
    assert plain(command.help) not in body
    assert LETTERS[lang].search(body.splitlines()[4])
    rows = [line for line in body.splitlines() if line.startswith("| `--")]
    assert rows
    assert all(LETTERS[lang].search(row) for row in rows)


def test_what_is_demanded_of_a_value_is_said():
    staff, measure, tree = (made("en")[f"command/{name}.md"].body for name in ("staff", "measure", "tree"))
    assert "From 1 to 53." in staff
    assert "At least 0." in staff
    assert r"`80%\|95%`" in staff
    assert "60 unless said.<br>From 1 to 1440. |" in measure
    assert "From 0 to 4. If not said: `4`." in tree
    assert not [page.path for page in made("en").values() if "If not said: ``" in page.body]
    assert "- `[DIR]`: May be left out. If not said: `out`." in made("en")["command/demo.md"].body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_has_the_keys_and_exit_codes_that_developers_are_promised(lang):
    body = made(lang)["command/check.md"].body
    assert "`file, ok, digest, cells{read, mapped, noted, refused, unplaced}, findings[]`" in body
    assert re.findall(r"^\| `(\d+)` \|", body, re.MULTILINE) == ["0", "1", "2", "3", "130"]
    with_keys = [path for path, page in made(lang).items() if "{ #json }" in page.body]
    assert len(with_keys) == len(COMMANDS)


def test_a_page_leads_to_the_guides_that_show_the_command():
    assert "](../logs/first-steps.md)" in made("en")["command/map.md"].body
    assert "../findings" not in made("en")["command/map.md"].body
