"""Rules for the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

THIRD_PARTY = "PCF_SOURCES is not set"
LONG = "a long proof; run by make test LONG=1 (PCF_LONG=1 for pytest alone), by make check and in CI"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep ``make test`` short: what takes minutes of CPU runs where it was asked for, and always in CI."""
    if os.environ.get("PCF_LONG") or os.environ.get("CI") == "true":
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason=LONG))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """In CI a skip for a missing tool is a failure: a proof that does not run proves nothing."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if THIRD_PARTY not in reason:
            report.outcome = "failed"
            report.longrepr = f"skipped in CI: {reason}"


@pytest.fixture(autouse=True)
def language_of_click() -> Iterator[None]:
    """The command line sets ``LANGUAGE`` for click's own messages; what it set in one test is not for the next."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = "en"
    yield
    if before is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = before
