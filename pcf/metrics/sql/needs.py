"""What a component needs: the canonical columns that it reads, and a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcf.model.component import Component, Decided, Followed, Stock, Unmarked
from pcf.model.log import CountingRecord

_FIELDS = ("column", "start", "end", "limit", "closed", "at", "since", "first", "second")


def columns_of(component: Component) -> tuple[str, ...]:
    """List the canonical columns that a component reads, each once."""
    return tuple(dict.fromkeys(_columns(component)))


def _columns(part: object) -> Iterator[str]:
    if isinstance(part, Decided):
        yield part.start  # an end that no log of this map tells is no way to end
        return
    if isinstance(part, Unmarked):
        return
    fields = getattr(part, "__dict__", {})  # asked for by name, a field that a record lacks costs more than all others
    yield from (column for name in _FIELDS if isinstance(column := fields.get(name), str))
    value = fields.get("value")
    if value is not None and not isinstance(value, float):
        yield from _columns(value)
    for condition in fields.get("where", ()):
        yield from _columns(condition)


def needs(counting: CountingRecord, keys: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """List the canonical columns that a measure is counted from; ``as_of`` stands for an explicit moment.

    Args:
        counting: How it is counted.
        keys: Parameter id to the columns that make two cases alike.
    """
    component = counting.component
    columns = [*columns_of(component), *(keys[component.key] if isinstance(component, Followed) else ())]
    return tuple(dict.fromkeys([*columns, *(["as_of"] if needs_moment(component) else [])]))


def needs_moment(component: Component) -> bool:
    """Whether the component means nothing without an explicit moment: what is open, and for how long."""
    value = getattr(component, "value", None)
    return (
        isinstance(component, Stock)
        or getattr(value, "kind", "") == "age"
        or any(condition.kind == "open" for condition in component.where)
    )
