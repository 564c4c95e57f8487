"""A finding as people read it: one line."""

from __future__ import annotations

from pcf.findings import Finding, Severity
from pcf.i18n.translator import Translator


def told(finding: Finding, say: Translator) -> str:
    """Say what was met, what was expected, and what to do; a note only tells what was done."""
    said = [finding.message(say)]
    if finding.severity is not Severity.NOTE:  # nothing else was demanded
        expected = finding.expected(say)
        said += [say("Expected: {text}", text=expected) if expected else "", finding.suggestion(say)]
    return " ".join(" ".join(part.split()) for part in said if part)
