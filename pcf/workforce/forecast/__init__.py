"""Forecast of contacts from a log (6.2.1.1): by segment, channel and interval, with ranges, errors and handle times."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.workforce.forecast.forecasting import forecast
    from pcf.workforce.forecast.history import ForecastError, History
    from pcf.workforce.forecast.reading import history_of
    from pcf.workforce.forecast.records import Accuracy, Forecast, SeriesForecast

__all__ = ["Accuracy", "Forecast", "ForecastError", "History", "SeriesForecast", "forecast", "history_of"]

# numpy is an extra: it is asked for where a name is first used, and not by whoever imports the package
_HOME = {
    "Accuracy": "pcf.workforce.forecast.records",
    "Forecast": "pcf.workforce.forecast.records",
    "ForecastError": "pcf.workforce.forecast.history",
    "History": "pcf.workforce.forecast.history",
    "SeriesForecast": "pcf.workforce.forecast.records",
    "forecast": "pcf.workforce.forecast.forecasting",
    "history_of": "pcf.workforce.forecast.reading",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf.workforce.forecast' has no attribute {name!r}")
    from pcf.workforce.installed import needs_numpy

    with needs_numpy():
        value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
