"""The command line: a page for every command, made from what parses its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import click

from pcf.cli.main import COMMANDS, app
from pcf.cli.session import shared_options
from pcf.site import addresses
from pcf.site.chapters import Guides
from pcf.site.handwritten import guides
from pcf.site.markdown import blocks, bullets, code, heading, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.frame import breadcrumbs
from pcf.site.site_model import SiteModel

_DEVELOPER = "developer.md"
_SAYS_ALL = frozenset({_DEVELOPER, addresses.FINDINGS})  # they name every command; a guide shows it at work
_MOST_GUIDES = 5
_SENTENCE_ENDS = re.compile(r"(?<=\.)\s|(?<=。)")
_EXIT = re.compile(r"^\| (\d+) \| ([^|\n]+) \|$", re.MULTILINE)
_KEYS = re.compile(r"^\| ((?:`[\w-]+`(?: ?[(（][^|)）]+[)）])?(?:, |、)?)+) \| (.+) \|$", re.MULTILINE)


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the list of commands and a page for each."""
    cut = guides(model)
    top = click.Context(app, info_name="pcf")
    commands = {name: _command(top, name) for name in COMMANDS}
    yield _list(model, cut, top, commands)
    for name, command in commands.items():
        yield _page(model, cut, click.Context(command, info_name=name, parent=top))


def _command(top: click.Context, name: str) -> click.Command:
    found = app.get_command(top, name)
    if found is None:
        raise LookupError(name)
    return found


def _list(model: SiteModel, cut: Guides, top: click.Context, commands: Mapping[str, click.Command]) -> Page:
    say, here = model.say, addresses.COMMANDS
    rows = (
        (linked(f"pcf {name}", addresses.link(here, addresses.command_page(name))), plain(_help(model, command)))
        for name, command in commands.items()
    )
    return Page(
        here,
        say("Commands"),
        blocks(
            heading(say("Commands")),
            plain(_help(model, app)),
            table((plain(say("Command")), plain(say("What it does"))), rows),
            section(
                say("Options of every command"),
                blocks(plain(say("They may stand before or after the command.")), _options(model, app.get_params(top))),
                anchor="options",
            ),
            section(say("Exit codes"), _exit_codes(model, cut, here), anchor="exit-codes"),
        ),
        "list",
    )


def _page(model: SiteModel, cut: Guides, context: click.Context) -> Page:
    say, command = model.say, context.command
    here, name = addresses.command_page(str(context.info_name)), str(context.info_name)
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    parameters = command.get_params(context)
    shared = _shared()
    own = [one for one in parameters if isinstance(one, click.Option) and not shared & {*one.opts}]
    everywhere = [one for one in parameters if isinstance(one, click.Option) and shared & {*one.opts}]
    return Page(
        here,
        f"pcf {name}",
        blocks(
            f"# {code(f'pcf {name}')}",
            breadcrumbs(model, here, ((say("Commands"), addresses.COMMANDS),)),
            plain(_help(model, command)),
            f"```text\n{usage}\n```",
            section(say("Arguments"), _arguments(model, context), anchor="arguments"),
            section(say("Options"), _options(model, own), anchor="options"),
            section(say("Options of every command"), _options(model, everywhere), anchor="shared-options"),
            section(say("Keys with --json"), _keys(model, cut, name, here), anchor="json"),
            section(say("Exit codes"), _exit_codes(model, cut, here), anchor="exit-codes"),
            section(say("At work"), _guides(cut, name, here), anchor="guides"),
        ),
        "command",
        description=_SENTENCE_ENDS.split(_help(model, command), maxsplit=1)[0],
    )


def _help(model: SiteModel, explained: click.Command | click.Option) -> str:
    """Return what a command or an option says of itself."""
    return model.say(explained.help) if explained.help else ""


def _shared() -> frozenset[str]:
    """Return how the options that every command has are written."""

    @click.command("none", add_help_option=True)
    @shared_options
    def none() -> None: ...

    return frozenset(name for one in none.get_params(click.Context(none)) for name in one.opts)


def _arguments(model: SiteModel, context: click.Context) -> str:
    """Return what stands in a call without a name; only the help of the command says what each means."""
    return bullets(
        model.say("{label}: {text}", label=code(one.make_metavar(context)), text=_demands(model, one))
        for one in context.command.get_params(context)
        if isinstance(one, click.Argument)
    )


def _options(model: SiteModel, options: list[click.Parameter] | list[click.Option]) -> str:
    say = model.say
    rows = []
    for one in options:
        if isinstance(one, click.Option):
            names = ", ".join(code(name) for name in (*one.opts, *one.secondary_opts))
            value = "" if one.is_flag else code(_value(one)).replace("|", r"\|")
            told = "<br>".join(filter(None, (plain(_help(model, one)), _demands(model, one))))
            rows.append((names, value, told))
    return table((plain(say("Option")), plain(say("Followed by")), plain(say("What it does"))), rows)


def _value(option: click.Option) -> str:
    """Return what is to be written after an option."""
    if isinstance(option.type, click.Choice) and option.metavar is None:
        return "|".join(str(one) for one in option.type.choices)
    return option.make_metavar(click.Context(click.Command("none")))


def _demands(model: SiteModel, parameter: click.Parameter) -> str:
    """Say what is demanded of a value: whether it must be there, how often, which ones, what holds without it."""
    say, facts = model.say, parameter.to_info_dict()
    kind: Mapping[str, Any] = facts["type"]
    told = []
    if parameter.required:
        told.append(say("Required."))
    elif isinstance(parameter, click.Argument):
        told.append(say("May be left out."))
    if parameter.multiple or parameter.nargs == -1:
        told.append(say("May be given several times."))
    if kind.get("max") is not None:
        told.append(say("From {low} to {high}.", low=kind["min"], high=kind["max"]))
    elif kind.get("min") is not None:
        told.append(say("At least {low}.", low=kind["min"]))
    if facts["default"] not in {None, False, ""}:
        told.append(say("If not said: {value}.", value=code(str(facts["default"]))))
    return " ".join(told)


def _keys(model: SiteModel, cut: Guides, name: str, here: str) -> str:
    """Return the keys of the JSON document, as the developers' guide promises them."""
    told = [
        (chapter, row[1], row[2])
        for chapter in cut.pages[_DEVELOPER].all()
        for row in _KEYS.finditer(chapter.text)
        if f"`{name}`" in row[1]
    ]
    if not told:
        return ""
    several = len(told) > 1
    lines = [
        model.say("{label}: {text}", label=cut.moved(which, _DEVELOPER, here), text=cut.moved(keys, _DEVELOPER, here))
        if several
        else cut.moved(keys, _DEVELOPER, here)
        for _, which, keys in told
    ]
    chapter = told[0][0]
    more = model.say(
        "What the keys hold that several commands share: {page}.",
        page=linked(cut.title(chapter), addresses.link(here, f"{chapter.path}#json")),
    )
    return blocks(bullets(lines) if several else lines[0], more)


def _exit_codes(model: SiteModel, cut: Guides, here: str) -> str:
    rows = [
        (code(row[1]), cut.moved(row[2], _DEVELOPER, here))
        for chapter in cut.pages[_DEVELOPER].all()
        for row in _EXIT.finditer(chapter.text)
    ]
    return table((plain(model.say("Code")), plain(model.say("What it means"))), rows)


def _guides(cut: Guides, name: str, here: str) -> str:
    """Return links to where the guides show the command most often."""
    called = re.compile(rf"\bpcf (?:--\w+ \S+ )*{name}\b")
    shown = [
        (len(called.findall(chapter.text)), chapter)
        for page in cut.pages.values()
        if page.source not in _SAYS_ALL
        for chapter in page.all()
    ]
    most = sorted((one for one in shown if one[0]), key=lambda one: -one[0])[:_MOST_GUIDES]
    return bullets(linked(cut.title(chapter), addresses.link(here, chapter.path)) for _, chapter in most)
