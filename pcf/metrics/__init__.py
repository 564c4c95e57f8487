"""Metrics of logs: a map file says what columns mean, DuckDB counts, formulas do the rest."""

from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map
from pcf.metrics.measurement import Measurement, Row, measure
from pcf.metrics.sql.quality import Counts

__all__ = ["Counts", "LogMap", "Measurement", "Row", "measure", "read_map"]
