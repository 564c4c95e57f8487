"""How people are told apart after their names were dropped, and where their names may still stand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LETTERS_OF_A_WHOLE_NAME = 3  # in Chinese, which puts no space around a name: 欧阳明远总监


def unsigned_id(workbook_id: str, salt: str) -> str:
    """Return what stands for the id of a personal workbook once names were dropped; blank stays blank.

    Who has the personal workbook cannot find its id in what was handed out, yet a copy that comes
    back to the same workshop is known again.

    Args:
        workbook_id: As the personal workbook bears it.
        salt: The id of the workshop's form.
    """
    return hashlib.sha256(f"{salt}{workbook_id}".encode()).hexdigest()[:32] if workbook_id else ""


class Names:
    """Names of persons and of files, to be found in texts as whole words, in whatever case."""

    def __init__(self, names: Iterable[str]) -> None:
        folded = sorted({_folded(name) for name in names} - {""}, key=len, reverse=True)
        self._pattern = re.compile("|".join(_whole(name) for name in folded)) if folded else None

    def stand_in(self, text: str) -> bool:
        """Whether a text is one of the names, or holds one between what is neither letter nor digit.

        >>> Names(["Ann", "王芳"]).stand_in("Ann, sales"), Names(["Ann", "王芳"]).stand_in("Annual planning, 王芳芳")
        (True, False)
        """
        return self._pattern is not None and self._pattern.search(_folded(text)) is not None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _whole(name: str) -> str:
    if len(name) >= _LETTERS_OF_A_WHOLE_NAME and all("\u4e00" <= letter <= "\u9fff" for letter in name):
        return re.escape(name)
    return rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
