"""From the portable subset, written in DuckDB's dialect, to what other engines read."""

from pcf.metrics.sql.dialects.translation import held, translate
from pcf.metrics.sql.dialects.words import PART

__all__ = ["PART", "held", "translate"]
