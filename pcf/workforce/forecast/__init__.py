"""Forecast of contacts from a log (6.2.1.1): by segment, channel and interval, with ranges, errors and handle times."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pcf.errors import NotInstalledError

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
    try:
        value = getattr(import_module(_HOME[name]), name)
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        command = 'pip install "pcf-customer-service[workforce]"'
        raise NotInstalledError(package="numpy", command=command) from error
    globals()[name] = value
    return value
