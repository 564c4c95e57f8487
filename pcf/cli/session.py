"""What every command shares: language, edition, the form of the output; and the options that set them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pcf.errors import N_, BadOptionError
from pcf.i18n import Translator, negotiate, of_environment
from pcf.ids import DEFAULT_EDITION, Language, typed

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Session:
    """One call of the command line.

    Attributes:
        extensions: Short names of the organisations whose folders were read.
        folders: These folders; nothing is written into them.
    """

    lang: Language = field(default_factory=of_environment)
    asked_edition: str | None = None
    extensions: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    as_json: bool = False

    @property
    def edition(self) -> str:
        return self.asked_edition or DEFAULT_EDITION

    @property
    def say(self) -> Translator:
        return Translator(self.lang)

    @property
    def taxonomy(self) -> Taxonomy:
        return self.taxonomy_of(self.edition)

    def taxonomy_of(self, edition: str) -> Taxonomy:
        """Return an edition in the language of the session, with the own elements that were asked for.

        Raises:
            UnknownEditionError: No such edition; names those that are.
        """
        from pcf.taxonomy import load_with

        return load_with(self.extensions, edition, self.lang)

    def hold_to(self, edition: str) -> None:
        """Refuse an ``--edition`` that contradicts what a file stands on.

        Raises:
            BadOptionError: Another edition was asked for.
        """
        if self.asked_edition not in {None, edition}:
            raise BadOptionError(option="--edition", found=self.asked_edition, expected=edition)


def current() -> Session:
    """Return the session of the running command."""
    return click.get_current_context().ensure_object(Session)


class TypedId(click.ParamType[str]):
    """An id as people type it: blanks around it and full-width digits do not matter."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return typed(value)


ID = TypedId()
# Whether a file can be read is told by whoever reads it, as a finding with its way out.
FILE = click.Path(path_type=Path, readable=False)


def language_of(arguments: Sequence[str]) -> str | None:
    """Look up ``--lang`` before anything is parsed: wrong usage, too, is told in the right language."""
    return next(iter(_values_of("--lang", arguments)), None)


def folders_of(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> list[str]:
    """Look up ``--extend``, else ``PCF_EXTEND``, before anything is parsed: an edition may stand in such a folder."""
    return _values_of("--extend", arguments) or [
        folder for folder in environ.get("PCF_EXTEND", "").split(os.pathsep) if folder
    ]


def _values_of(name: str, arguments: Sequence[str]) -> list[str]:
    found = []
    for position, argument in enumerate(arguments):
        if argument.startswith(f"{name}="):
            found.append(argument.removeprefix(f"{name}="))
        elif argument == name and position + 1 < len(arguments):
            found.append(arguments[position + 1])
    return found


def _said(context: click.Context | None, english: str | None) -> str:
    """Say a help text that was marked with ``N_`` in the language of the session."""
    say = context.ensure_object(Session).say if context else Translator("en")
    return say(english) if english else ""


class Option(click.Option):
    """An option whose help is said in the language of the session."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        spoken = copy(self)  # the option itself is shared by all calls of a process
        spoken.help = _said(ctx, self.help)
        return super(Option, spoken).get_help_record(ctx)


class Spoken(click.Command):
    """Says a command's help in the language of the session."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        spoken = copy(self)
        spoken.help = _said(ctx, self.help)
        super(Spoken, spoken).format_help_text(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:  # click keeps it for the process, with the words of the language of the first call
            found.help = gettext("Show this message and exit.")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        return _said(click.get_current_context(silent=True), self.help)


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare an option; its help text is English marked with ``N_``."""
    return click.option(*names, cls=Option, **settings)


def _set_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        session = context.ensure_object(Session)
        negotiated = negotiate(value)
        session.lang = negotiated or "en"


def _set_edition(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        session = context.ensure_object(Session)
        session.taxonomy_of(value)  # an edition that we do not have is told at once, whatever the command
        session.asked_edition = value


def _set_json(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        context.ensure_object(Session).as_json = True


def shared_options(function: F) -> F:
    """Add ``--lang``, ``--edition``, ``--extend``, ``--json``: accepted before and after the command."""
    for add in (
        option(
            "--extend",
            metavar="FOLDER",
            expose_value=False,
            multiple=True,
            help=N_("A folder of your own elements, metrics, names, levels and reasons; may be given several times."),
        ),
        option(
            "--json",
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_set_json,
            help=N_("Print one JSON document; messages go to stderr."),
        ),
        option(
            "--edition",
            metavar="EDITION",
            expose_value=False,
            is_eager=True,
            callback=_set_edition,
            help=N_("Edition of the PCF: 6.1.1, 7.0, 7.2.1, 7.3.1, 7.4 (default) or 8.0."),
        ),
        option(
            "--lang",
            metavar="TAG",
            expose_value=False,
            is_eager=True,
            callback=_set_language,
            help=N_("Language: ru, zh or en; any BCP 47 tag is understood."),
        ),
    ):
        function = add(function)
    return function


def command(name: str, **settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """Declare a command with the shared options."""

    def declare(function: Callable[..., None]) -> click.Command:
        return click.command(name, cls=Spoken, **settings)(shared_options(function))

    return declare
