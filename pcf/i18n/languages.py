"""Which of the three languages a tag asks for: a small table, no locale data."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping

from pcf.errors import MalformedLanguageError
from pcf.ids import LANGUAGES, Language

# BCP 47: a primary language of 2-8 letters, then subtags of 1-8 letters or digits.
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# Languages whose speakers read one of ours: the Chinese of ISO 639-3 under the macrolanguage zh.
_READS: Mapping[str, Language] = {"cmn": "zh", "yue": "zh", "rus": "ru", "zho": "zh", "chi": "zh", "eng": "en"}


def negotiate(tag: str) -> Language | None:
    """Return the language that serves a BCP 47 tag, ``None`` for a well-formed tag of another language.

    Underscores are accepted in place of hyphens, case does not matter.

    Raises:
        MalformedLanguageError: The text is not a language tag.

    >>> [negotiate(t) for t in ("ru-RU", "zh_Hant_TW", "EN", "fr")]
    ['ru', 'zh', 'en', None]
    """
    cleaned = tag.strip().replace("_", "-")
    if not _TAG.fullmatch(cleaned):
        raise MalformedLanguageError(tag=repr(tag))
    primary = cleaned.split("-")[0].lower()
    if primary in LANGUAGES:
        return primary
    return _READS.get(primary)


def of_environment(environ: Mapping[str, str] = os.environ) -> Language:
    """Return the language of ``PCF_LANG``, else of the system locale, else English.

    Raises:
        MalformedLanguageError: ``PCF_LANG`` is not a language tag.
    """
    if asked := environ.get("PCF_LANG"):
        try:
            return negotiate(asked) or "en"
        except MalformedLanguageError:
            raise MalformedLanguageError(tag=f"PCF_LANG={asked!r}") from None
    for tag in (*(environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")), _of_windows()):
        plain = tag.split(".")[0].split("@")[0]
        if not plain:
            continue
        try:
            return negotiate(plain) or "en"
        except MalformedLanguageError:
            return "en"  # C, POSIX
    return "en"


def _of_windows() -> str:
    """Return the language of the Windows interface, where none of the variables is usual; empty elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
