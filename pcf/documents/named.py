"""What an id names: an element or a metric."""

from __future__ import annotations

import re

from pcf.ids import owner_of
from pcf.taxonomy import Element, Metric, Taxonomy

_METRIC = re.compile(r"[0-9]{6}|[A-Za-z].*")


def named(wanted: str, taxonomy: Taxonomy) -> Element | Metric:
    """Return the element or the metric of an id; an organisation's own id may be either.

    Raises:
        UnknownElementError, NoPlaceError, UnknownMetricError: There is none in this edition.
    """
    is_own_element = owner_of(wanted) is not None and not any(metric.id == wanted for metric in taxonomy.metrics)
    if _METRIC.fullmatch(wanted) and not is_own_element:
        return taxonomy.metric(wanted.lower())
    return taxonomy.element(wanted)
