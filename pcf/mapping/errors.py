"""What files of statements and mappings are refused with."""

from __future__ import annotations

from pcf.errors import N_, InputFaultsError


class MappingError(InputFaultsError):
    """A mapping cannot be read, or could not be read back if it were written."""

    code = "mapping-faults"
    template = N_("Mapping {path} has faults: {count}.")


class StatementsError(InputFaultsError):
    """A list of statements cannot be read."""

    code = "statements-faults"
    template = N_("List {path} has faults: {count}.")
