"""What a placement says of the tool that suggested it."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache  # reading the metadata takes longer than placing a statement does
def tool_name(command: str = "") -> str:
    """Return the name and version of this package, with the command that suggests if one is said."""
    name = f"pcf {command}" if command else "pcf"
    return f"{name} {metadata.version('pcf-customer-service')}"
