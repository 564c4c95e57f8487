"""Identifiers: small validated strings, so that a wrong id fails where it is typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

Language = Literal["en", "ru", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "zh")

# what SQL is written in: the first three run, the others are printed for others to run
Dialect = Literal["duckdb", "postgres", "spark", "trino", "snowflake", "bigquery"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)

DEFAULT_EDITION = "7.4"

_OWN_ID = r"[a-z]{2,12}:[a-z0-9_]{1,40}"  # an organisation's own: acme:callback_desk
_ELEMENT_ID = rf"^([0-9]{{5}}|{_OWN_ID})$"
_HIERARCHY_ID = r"^[1-9][0-9]?(\.0|(\.[1-9][0-9]?){1,4})$"
_EDITION = r"^[0-9]+(\.[0-9]+){1,2}$"
_METRIC_ID = rf"^([0-9]{{6}}|[a-z][a-z0-9_]{{2,39}}|{_OWN_ID})$"
_STATEMENT_ID = rf"^([0-9]{{5}}|{_OWN_ID})\.[1-5][a-z]$"
_WORD_ID = r"^[a-z][a-z0-9_]{0,39}$"
_NAMED_ID = rf"^([a-z][a-z0-9_]{{0,39}}|{_OWN_ID})$"
_OWNER = r"^[a-z]{2,12}$"
# What the model itself puts before a colon: kinds of nodes of its graph, kinds of things in its exports. An own id
# that began so would be taken for one of the model's.
RESERVED_OWNERS = frozenset({
    "action", "edition", "element", "field", "measure", "metric", "model", "notice", "object", "organisation", "pcf",
    "practice", "reason", "reference", "segment", "source", "stage", "term", "urn",
})  # fmt: skip

ElementId = Annotated[str, StringConstraints(pattern=_ELEMENT_ID)]
HierarchyId = Annotated[str, StringConstraints(pattern=_HIERARCHY_ID)]
Edition = Annotated[str, StringConstraints(pattern=_EDITION)]
StatementId = Annotated[str, StringConstraints(pattern=_STATEMENT_ID)]
MetricId = Annotated[str, StringConstraints(pattern=_METRIC_ID)]
MeasureId = Annotated[str, StringConstraints(pattern=_NAMED_ID)]
ReasonId = Annotated[str, StringConstraints(pattern=_NAMED_ID)]
Owner = Annotated[str, StringConstraints(pattern=_OWNER)]
WordId = Annotated[str, StringConstraints(pattern=_WORD_ID)]
LogId = Annotated[str, StringConstraints(pattern=_WORD_ID)]
ColumnId = Annotated[str, StringConstraints(pattern=_WORD_ID)]


def is_element_id(text: str) -> bool:
    """Whether the text has the form of an element id: five ASCII digits, or an own one such as ``acme:desk``."""
    return re.fullmatch(_ELEMENT_ID, text) is not None


def is_hierarchy_id(text: str) -> bool:
    """Whether the text has the form of a hierarchy id.

    >>> [is_hierarchy_id(t) for t in ("6.0", "6.10", "6.0.1", "6")]
    [True, True, False, False]
    """
    return re.fullmatch(_HIERARCHY_ID, text) is not None


def owner_of(some_id: str) -> str | None:
    """Return whose an id is: the organisation that an extension stands for, ``None`` for what ships.

    >>> [owner_of(one) for one in ("acme:desk", "10388")]
    ['acme', None]
    """
    owner, colon, _ = some_id.partition(":")
    return owner if colon else None


def is_owner(text: str) -> bool:
    """Whether own ids may begin with the text: two to twelve small Latin letters, and no word of the model's own.

    >>> [is_owner(one) for one in ("acme", "metric", "ACME")]
    [True, False, False]
    """
    return re.fullmatch(_OWNER, text) is not None and text not in RESERVED_OWNERS


def typed(said: str) -> str:
    """Return an id as it was meant: without blanks around it, full-width digits made plain.

    >>> typed(" ６.2.2 ")
    '6.2.2'
    """
    return unicodedata.normalize("NFKC", said).strip()


def is_word_id(text: str) -> bool:
    """Whether the text is an id that we mint: lower-case words joined by ``_``."""
    return re.fullmatch(_WORD_ID, text) is not None


def is_named_id(text: str) -> bool:
    """Whether the text is an id that we mint or an organisation does: ``what_bill``, ``acme:what_water``."""
    return re.fullmatch(_NAMED_ID, text) is not None


def level(hierarchy_id: str) -> int:
    """Return 1 for a category ... 5 for a task.

    >>> [level(h) for h in ("6.0", "6.1", "6.3.2.10")]
    [1, 2, 4]
    """
    return 1 if hierarchy_id.endswith(".0") else hierarchy_id.count(".") + 1


def sort_key(hierarchy_id: str) -> tuple[int, ...]:
    """Order ids as the printed PCF does: 6.3.2.9 before 6.3.2.10, 6.0 before 6.1."""
    return tuple(int(part) for part in hierarchy_id.split("."))


def edition_number(edition: str) -> tuple[int, ...]:
    """Return the numbers of an edition without zeros at the end: 7.4.0 is 7.4, and one that is not named has none.

    >>> [edition_number(one) for one in ("7.4.0", "7.4", "")]
    [(7, 4), (7, 4), ()]
    """
    numbers = sort_key(edition) if edition else ()
    while numbers and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers


def parent_of(hierarchy_id: str) -> str | None:
    """Return the hierarchy id one level up, ``None`` for a category.

    >>> [parent_of(h) for h in ("6.3.2.10", "6.1", "6.0")]
    ['6.3.2', '6.0', None]
    """
    if hierarchy_id.endswith(".0"):
        return None
    head, _, _ = hierarchy_id.rpartition(".")
    return head if "." in head else f"{head}.0"
