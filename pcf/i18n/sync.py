"""Keeps the PO catalogues in step with the English texts.

Run as ``python -m pcf.i18n.sync`` in a checkout. Entries are matched by context (or, for
messages of the code, by the English text itself) and by nothing else: fuzzy matching offers one
element another's translation. A text whose English changed keeps its old translation as fuzzy,
and fuzzy is not compiled. Names of APQC's metrics are made of their families and never typed in.

Every translation states its review in a translator's comment: ``# review: written``, and
``# review: read`` once someone who did not write it has read it against the English.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, unescape, write_po

from pcf import _resources
from pcf.i18n.families import Families
from pcf.ids import Language
from pcf.source.catalogue import DOMAINS, REVIEW, TRANSLATED, review_of
from pcf.source.files import entries

MESSAGES = "messages"
# N_ marks constants; say() and plural() are the translator; _() and ngettext() are click's own.
_KEYWORDS = {"N_": None, "say": None, "_": None, "plural": (1, 2), "ngettext": (1, 2)}
_PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "zh": "nplurals=1; plural=0;",
}
MessageId = str | tuple[str, str]


def template(root: Path) -> dict[str, Catalog]:
    """Collect every text to translate: one catalogue without translations a domain."""
    catalogues = {domain: Catalog() for domain in DOMAINS}
    for entry in entries(root):
        catalogues[entry.domain].add(entry.english, context=entry.context)
    catalogues[MESSAGES] = Catalog()
    for message_id, comment in _messages(root):
        catalogues[MESSAGES].add(message_id, auto_comments=[comment] if comment else [])
    return catalogues


def merge(fresh: Catalog, old: Catalog, lang: str) -> Catalog:
    """Give the texts of ``fresh`` the translations of ``old``; nothing is guessed.

    A context whose English text changed takes its old translation over as fuzzy, with the old
    text kept beside it. What is no longer asked for is dropped.
    """
    merged = Catalog(locale=lang, header_comment="", fuzzy=False)
    by_key = {(message.context, message.id): message for message in old if message.id}
    by_context: dict[str, list[Message]] = {}
    for message in old:
        if message.id and message.context:
            by_context.setdefault(message.context, []).append(message)
    for message in fresh:
        if not message.id:
            continue
        known = by_key.get((message.context, message.id))
        previous: list[str] = []
        flags: set[str] = set()
        if known is not None:
            flags = {flag for flag in known.flags if flag == "fuzzy"}
            previous = list(known.previous_id)
        elif message.context in by_context:
            known = by_context[message.context][0]
            # A text that changed again keeps the English that its translation was made from.
            was_fuzzy = "fuzzy" in known.flags and known.previous_id
            previous, flags = list(known.previous_id) if was_fuzzy else [str(known.id)], {"fuzzy"}
        merged.add(
            message.id,
            known.string if known is not None else None,
            context=message.context,
            auto_comments=message.auto_comments,
            user_comments=_reviewed(known, is_fuzzy=bool(flags)) if known is not None and known.string else (),
            previous_id=previous if known is not None and known.string else (),
            flags=flags if known is not None and known.string else set(),
        )
    return merged


def _reviewed(known: Message, *, is_fuzzy: bool) -> list[str]:
    """Return the translator's comments with exactly one review state; what became fuzzy is unread again."""
    state = review_of(known.user_comments)
    others = [comment for comment in known.user_comments if not comment.startswith(REVIEW)]
    return [f"{REVIEW} {'written' if is_fuzzy or state is None else state}", *others]


def fill_families(catalogue: Catalog, families: Families, lang: Language) -> None:
    """Give APQC's metrics the names that their families make; a name that changed by it is unread again."""
    named = {str(message.context).partition(".")[0]: message for message in catalogue if _is_apqc_name(message)}
    names = families.names({metric_id: str(message.id) for metric_id, message in named.items()}, lang)
    for metric_id, message in named.items():
        if message.string != names[metric_id] or message.fuzzy:
            message.string, message.previous_id = names[metric_id], []
            message.flags.discard("fuzzy")
            message.user_comments = _reviewed(message, is_fuzzy=True)


def _is_apqc_name(message: Message) -> bool:
    metric_id, _, field = str(message.context or "").partition(".")
    return metric_id.isdigit() and field == "name"


def read(file: BinaryIO, lang: str) -> Catalog:
    """Read what ``canonical`` wrote: Babel takes a previous English text for a translator's comment."""
    catalogue = read_po(file, locale=lang)
    for message in catalogue:
        previous = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
        if previous:
            message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
            quoted = re.findall(r'"(?:[^"\\]|\\.)*"', " ".join(previous))
            message.previous_id = ["".join(unescape(part) for part in quoted)]
    return catalogue


def canonical(catalogue: Catalog, lang: str) -> bytes:
    """Write a catalogue as the committed bytes: no places, no dates, lines not wrapped."""
    out = io.BytesIO()
    write_po(out, catalogue, no_location=True, omit_header=True, width=-1, include_previous=True)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {lang}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {_PLURALS[lang]}\\n"\n\n'
    )
    return head.encode() + out.getvalue().rstrip(b"\n") + b"\n"


def in_step(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield each catalogue's path and the bytes that it should hold."""
    fresh = template(root)
    for lang in TRANSLATED:
        for domain, catalogue in fresh.items():
            path = root / "locales" / lang / "LC_MESSAGES" / f"{domain}.po"
            old = Catalog(locale=lang)
            if path.exists():
                with path.open("rb") as file:
                    old = read(file, lang)
            merged = merge(catalogue, old, lang)
            if domain == "metrics":
                fill_families(merged, Families.read(root), lang)
            yield path, canonical(merged, lang)


def _messages(root: Path) -> Iterator[tuple[MessageId, str]]:
    """Yield messages of our code, then of the command-line library, each once."""
    seen: set[MessageId] = set()
    for path in sorted((root / "pcf").rglob("*")):
        if path.suffix == ".py":
            yield from _extract(path, "python", seen, "")
        elif path.suffix == ".j2":
            yield from _extract(path, _from_template, seen, "")
    import click

    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        yield from _extract(path, "python", seen, "click")


def _extract(
    path: Path, method: str | Callable[..., Iterable[object]], seen: set[MessageId], comment: str
) -> Iterator[tuple[MessageId, str]]:
    with path.open("rb") as file:
        for _, message, _, _ in extract(method, file, keywords=_KEYWORDS):  # type: ignore[arg-type]
            message_id: MessageId = message if isinstance(message, str) else (message[0], message[1])
            if message_id and message_id not in seen:
                seen.add(message_id)
                yield message_id, comment


def _from_template(file: BinaryIO, *_: object, options: object) -> Iterable[object]:  # noqa: ARG001 - babel names it
    from jinja2.ext import babel_extract

    return babel_extract(file, list(_KEYWORDS), [], {})


def main() -> None:
    """Rewrite the catalogues that are out of step; tell which."""
    for path, content in in_step(_resources.checkout()):
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            sys.stdout.write(f"{path.relative_to(_resources.checkout())}: rewritten\n")


if __name__ == "__main__":
    main()
