"""A fault as an assistant reads it: a sentence that says what to do, and the document that the command line prints."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from pcf.errors import InputFaultsError, MalformedLanguageError, PcfError, ToolFailedError, shown
from pcf.findings import Finding
from pcf.i18n import Translator, negotiate, told
from pcf.ids import Language
from pcf.mcp_server.call import Json

_MOST_TOLD = 20
_log = logging.getLogger(__name__)


def language_of(given: Mapping[str, Any], otherwise: Language) -> Language:
    """Return the language that a call asks for, whatever else is wrong with it."""
    asked = given.get("lang")
    if not isinstance(asked, str):
        return otherwise
    try:
        return negotiate(asked) or "en"
    except MalformedLanguageError:
        return otherwise


def unforeseen(tool: str, error: Exception) -> ToolFailedError:
    """Return what is said of an error that nobody foresaw; the place of it goes to the log, on stderr."""
    _log.error("%s failed", tool, exc_info=error)
    return ToolFailedError(tool=tool, reason=type(error).__name__)


def sentence_of(error: PcfError, say: Translator) -> str:
    """Say what went wrong, one line for it and one for each finding, errors first."""
    findings = error.findings if isinstance(error, InputFaultsError) else ()
    ordered = sorted(findings, key=lambda one: one.severity.value != "error")
    lines = [say.error(error), *(_line(one, say) for one in ordered[:_MOST_TOLD])]
    if len(ordered) > _MOST_TOLD:
        lines.append(say("{count} more findings are not listed.", count=len(ordered) - _MOST_TOLD))
    return "\n".join(lines)


def document_of(error: PcfError, say: Translator) -> Json:
    """Return the promised document of a failure, its facts as text."""
    findings = error.findings if isinstance(error, InputFaultsError) else ()
    facts = {name: shown(value) for name, value in error.facts.items()}
    return {
        "error": {"code": error.code, "message": say.error(error), "facts": facts},
        "findings": [one.to_json(say) for one in findings[:_MOST_TOLD]],
    }


def _line(finding: Finding, say: Translator) -> str:
    place = f"{finding.place}: " if finding.place and "argument" not in finding.facts else ""
    return f"- {place}{told(finding, say)} [{finding.code}]"
