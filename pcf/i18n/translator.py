"""Messages in the language of the person who reads them."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from pcf import _resources
from pcf.errors import PcfError, fill
from pcf.ids import Language

DOMAIN = "messages"


@cache
def folder() -> Path:
    """Return the folder of compiled catalogues; in a checkout they are brought up to date first."""
    path = _resources.locale_folder()
    if not _resources.is_compiled():
        from pcf.i18n.compile import refresh  # Babel is needed in a checkout only

        refresh(_resources.checkout() / "locales", path, DOMAIN)
    return path


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, str(folder()), [lang])


class Translator:
    """Says a marked message in one language; English where a translation is missing.

    >>> Translator("en")("Closest: {suggestions}.", suggestions="6.2")
    'Closest: 6.2.'
    """

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def __call__(self, message: str, **facts: object) -> str:
        said = _catalogue(self.lang).gettext(message) if message else ""
        return fill(said, facts) if facts else said

    def plural(self, one: str, many: str, count: int, **facts: object) -> str:
        """Say a counted message; ``{count}`` is among the facts."""
        return fill(_catalogue(self.lang).ngettext(one, many, count), {"count": count} | facts)

    def error(self, error: PcfError) -> str:
        """Say what went wrong."""
        return fill(self(error.template), error.facts, self)
