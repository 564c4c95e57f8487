"""The command ``pcf``: parse, call, print."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import click

from pcf.cli.output import print_findings, print_json, print_line, print_note
from pcf.cli.session import Session, Spoken, folders_of, language_of, option, shared_options
from pcf.errors import (
    N_,
    InputFaultsError,
    MalformedLanguageError,
    OutputNotWritableError,
    PcfError,
    SecretInAddressError,
)
from pcf.i18n import Translator, negotiate, of_environment
from pcf.ids import Language

INTERRUPTED = 130

COMMANDS = (
    "demo", "tree", "show", "find", "metrics", "diff", "template", "pack", "check", "consolidate", "assess", "compare",
    "history", "map", "measure", "logs", "suggest", "practices", "outline", "complaints",
    "reasons", "staff", "carry", "export", "extend", "serve-mcp",
)  # fmt: skip


class Commands(Spoken, click.Group):
    """Loads a command's module when it is called: ``pcf show`` does not wait for Excel."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"pcf.cli.commands.{cmd_name.replace('-', '_')}").run
        return found


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if not value or context.resilient_parsing:
        return
    from pcf.source import bundle

    model = bundle()
    if context.ensure_object(Session).as_json:
        print_json(
            {
                "version": metadata.version("pcf-customer-service"),
                "editions": [edition.id for edition in model.editions],
                "notices": [notice.text for notice in model.notices],
            }
        )
        context.exit()
    print_line(f"pcf {metadata.version('pcf-customer-service')}")
    print_line(f"PCF {', '.join(edition.id for edition in model.editions)}")
    for notice in model.notices:
        print_line()
        print_line(notice.text)
    context.exit()


@click.group(
    name="pcf",
    cls=Commands,
    help=N_(
        "APQC PCF category 6, customer service, as a model in three languages; and a kit to assess and "
        "measure an organisation against it."
    ),
    no_args_is_help=True,
)
@shared_options
@option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help=N_("Print the package version, the editions and APQC's attribution."),
)
def app() -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run one call; return 0 done, 1 faults of the input, 2 wrong usage, 3 something not installed."""
    _prepare_streams()
    as_json = "--json" in arguments
    try:
        return _call(arguments, as_json=as_json)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()  # whoever reads us has gone
        return 0
    except OSError as error:
        place = error.filename
        if place is None:
            _silence_stdout()
        failure = OutputNotWritableError(path=str(place or "stdout"), reason=error.strerror or str(error))
        return _failed(failure, Translator(_language_of_failure(arguments)), as_json=as_json and place is not None)


def _call(arguments: Sequence[str], *, as_json: bool) -> int:
    lang: Language = "en"
    try:
        _refuse_secrets([language_of(arguments) or ""])
        lang = _asked_language(arguments) or of_environment()
        _speak(lang)
        _refuse_secrets(arguments)
        folders = folders_of(arguments)
        extensions = _read_extensions(folders)
        session = Session(lang=lang, as_json=as_json, extensions=extensions, folders=tuple(map(Path, folders)))
        # Not app.main(): it takes a closed pipe for a failure.
        with app.make_context("pcf", list(arguments), obj=session) as context:
            app.invoke(context)
        sys.stdout.flush()
        return 0
    except click.exceptions.Exit as leaving:
        sys.stdout.flush()
        return leaving.exit_code
    except PcfError as error:
        return _failed(error, Translator(lang), as_json=as_json)
    except click.ClickException as error:
        return _wrong_usage(error, as_json=as_json)


def _refuse_secrets(arguments: Sequence[str]) -> None:
    """Refuse an address with a password before anything repeats it, a message about wrong usage among others.

    Raises:
        SecretInAddressError: An argument holds one.
    """
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if "://" in argument or "=" in argument:
            from pcf.metrics.tables import holds_secret

            if holds_secret(argument) or holds_secret(argument.partition("=")[2]):
                name = argument.partition("=")[0] if argument.startswith("-") else before
                raise SecretInAddressError(option=name if name.startswith("-") else "LOG")


def _read_extensions(folders: Sequence[str]) -> tuple[str, ...]:
    """Read the folders of own elements; from then on files that name the organisations are understood."""
    if not folders:
        return ()
    from pcf.extensions import read_all

    return read_all(folders).extensions


def _language_of_failure(arguments: Sequence[str]) -> Language:
    try:
        return negotiate(language_of(arguments) or "en") or "en"
    except MalformedLanguageError:
        return "en"


def _prepare_streams() -> None:
    """Let a console that cannot show a character show a replacement; a closed stream swallows what it gets."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _silence_stdout() -> None:
    """Send what is left to nowhere: Python would complain again when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _asked_language(arguments: Sequence[str]) -> Language | None:
    """Return the language that ``--lang`` asks for; English, with a word about it, for one that we do not speak."""
    asked = language_of(arguments)
    if asked is None:
        return None
    negotiated = negotiate(asked)
    if negotiated is None:
        print_note(Translator("en")("There is no language {tag} here; English is used.", tag=asked))
    return negotiated or "en"


def _speak(lang: Language) -> None:
    """Make click, which looks its messages up through gettext, speak the language too."""
    from pcf.i18n.translator import DOMAIN, folder

    if lang != "en":
        gettext.bindtextdomain(DOMAIN, str(folder()))
        gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang


def _failed(error: PcfError, say: Translator, *, as_json: bool) -> int:
    message = say.error(error)
    findings = error.findings if isinstance(error, InputFaultsError) else ()
    if as_json:
        print_json(_document(error.code, message, error.facts, [finding.to_json(say) for finding in findings]))
    print_findings(findings, say)
    print_note(message)
    return error.exit_code


def _wrong_usage(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        print_json(_document("wrong-usage", error.format_message(), {}, []))
    error.show()
    return error.exit_code if isinstance(error, click.UsageError) else 2


def _document(code: str, message: str, facts: dict[str, Any], findings: list[dict[str, str]]) -> dict[str, object]:
    return {"error": {"code": code, "message": message, "facts": facts}, "findings": findings}


if __name__ == "__main__":
    main()
