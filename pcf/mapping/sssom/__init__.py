"""Mappings as SSSOM TSV: written, read back equal, and checked cell by cell."""

from pcf.mapping.sssom.mapping_file import Mappings, read_mappings, write_mappings, written

__all__ = ["Mappings", "read_mappings", "write_mappings", "written"]
