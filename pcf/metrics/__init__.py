"""Metrics of logs: a map file says what columns mean, DuckDB counts, formulas do the rest."""

from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map
from pcf.metrics.measurement import Measurement, Row
from pcf.metrics.measuring import measure, measure_open
from pcf.metrics.sql.quality import Counts

__all__ = ["Counts", "LogMap", "Measurement", "Row", "measure", "measure_open", "read_map"]
