"""How records lie in tables: a table a list, a column a single value; made from the records themselves.

A text is one value in three languages and takes three columns of a row (``name_en``, ``name_ru``, ``name_zh``);
only the names of elements, which change with the edition, stand one a row in a table of their own.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pcf.ids import LANGUAGES
from pcf.model import Phrases, Record

Steps = tuple[str, ...]
ColumnType = Literal["string", "boolean", "integer", "object", "array"]  # as Frictionless Data names them
Shape = Literal["records", "values", "phrases", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its heading.
        path: The keys by which its value is found in the record; none for what belongs to the row as a whole.
        type: What a cell holds; objects and arrays are JSON texts.
        is_required: A cell of it is never blank.
        is_nullable: A blank cell is a missing value; where not, it is the empty text.
        group: The keys of the record that is missing as a whole where all its cells are blank.
        choices: The closed list of values, if there is one.
        pattern: What an id of it looks like.
        about: What it says, where the heading does not.
    """

    name: str
    path: Steps = ()
    type: ColumnType = "string"
    is_required: bool = True
    is_nullable: bool = False
    group: Steps = ()
    choices: tuple[str, ...] = ()
    pattern: str = ""
    about: str = ""


LANGUAGE = Column("language", choices=LANGUAGES)
NUMBER = Column("number", type="integer")


@dataclass(frozen=True, slots=True)
class Table:
    """One table, and the list of the model that it holds.

    Attributes:
        name: The file's name without ``.csv``.
        about: What one row is.
        steps: The keys by which the list is found in the record that holds it, or in the model.
        shape: ``records``, single ``values``, ``phrases`` (a list a language) or a ``text`` (one a language).
        key: The columns, beside the holders, by which a row is known.
        record: What a row is made of, where it is a record.
        parent: The table whose rows hold the list.
        holders: The columns that name the row of ``parent``.
        value: The heading of a single value, a phrase or a text.
        elsewhere: Fields of the record that stand in a table of their own, though they are no lists.
    """

    name: str
    about: str
    steps: Steps
    shape: Shape = "records"
    key: Steps = ("id",)
    record: type[Record] | None = None
    parent: str = ""
    holders: Steps = ()
    value: str = ""
    elsewhere: Steps = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold the model itself, in order; those that follow from it come behind them."""
        return _columns(self)

    @property
    def row_key(self) -> Steps:
        """All the columns by which a row is known."""
        return (*self.holders, *self.key)


@cache
def _columns(table: Table) -> tuple[Column, ...]:
    holders = tuple(Column(name) for name in table.holders)
    number = (NUMBER,) if NUMBER.name in table.key else ()
    if table.record is not None:
        own = (one for one in _flat(table.record) if one.path[0] not in table.elsewhere)
        return (*holders, *number, *own)
    language = () if table.shape == "values" else (LANGUAGE,)
    return (*holders, *language, Column(table.value))


def _flat(record: type[Record], path: Steps = (), group: Steps = ()) -> Iterator[Column]:
    """Yield the columns of a record; lists in it are tables of their own."""
    for name, field in record.model_fields.items():
        kind, is_nullable = _kind(field)
        where = (*path, name)
        if is_list(kind):
            continue
        if isinstance(kind, type) and issubclass(kind, Record):
            yield from _flat(kind, where, where if is_nullable else group)
            continue
        pattern = _pattern(field)
        may_be_empty = kind is str and not pattern and not field.is_required()
        yield Column(
            "_".join(where),
            where,
            _type(kind),
            is_required=not (group or is_nullable or may_be_empty),
            is_nullable=is_nullable,
            group=group,
            choices=_choices(kind),
            pattern=pattern,
        )


def is_list(kind: object) -> bool:
    """Whether a field holds many values: these take rows, not columns."""
    return get_origin(kind) is tuple or kind is Phrases


def _kind(field: FieldInfo) -> tuple[Any, bool]:
    """Return what a field holds, and whether it may hold nothing."""
    kinds = get_args(field.annotation) if _is_choice(field.annotation) else (field.annotation,)
    there = [one for one in kinds if one is not type(None)]
    kind = there[0] if len(there) == 1 else field.annotation
    return (get_args(kind)[0] if get_origin(kind) is Annotated else kind), len(there) < len(kinds)


def _is_choice(kind: object) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _type(kind: Any) -> ColumnType:
    if kind is bool:
        return "boolean"
    if _is_choice(kind):
        plain = [get_args(one)[0] if get_origin(one) is Annotated else one for one in get_args(kind)]
        is_record = all(isinstance(one, type) and issubclass(one, Record) for one in plain)
        return "object" if is_record else "string"  # a formula is data of few closed kinds, a code one of two lists
    if kind in (str, Fraction) or _choices(kind):
        return "string"
    raise TypeError(f"no column holds {kind}")


def _choices(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    return tuple(str(one.value) for one in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


def _pattern(field: FieldInfo) -> str:
    """Return what an id has to look like, blank for other texts and where one of two forms will do."""
    kinds = [one for one in get_args(field.annotation) if one is not type(None)] if _is_choice(field.annotation) else []
    inner = [part for one in kinds[:1] for part in getattr(one, "__metadata__", ())] if len(kinds) == 1 else []
    found = (getattr(one, "pattern", None) for one in (*field.metadata, *inner))
    return next((str(one) for one in found if one), "")
