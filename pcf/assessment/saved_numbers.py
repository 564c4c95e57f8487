"""Numbers of a saved assessment that are short to write and too large, or too small, to compute with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

# A product of three numbers of this size is still a number; as a fraction, 1e999999999 would fill the memory.
_HIGHEST, _LOWEST = 100, -400  # powers of ten; cells of Excel hold nothing below the lowest


def numbers_beyond_use(said: object) -> Iterator[str]:
    """Yield every such number with its place, as ``copies.0.assessment.weight: 1.000E+999999``.

    Args:
        said: What was read, as mappings, sequences and plain values.
    """
    waiting: list[tuple[tuple[str, ...], object]] = [((), said)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [((*path, str(key)), one) for key, one in reversed([*node.items()])]
        elif isinstance(node, list | tuple):
            waiting += [((*path, str(number)), one) for number, one in reversed([*enumerate(node)])]
        elif isinstance(node, Decimal) and not _is_usable(node):
            yield f"{'.'.join(path)}: {node:.3e}"


def _is_usable(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _LOWEST and number.adjusted() <= _HIGHEST
