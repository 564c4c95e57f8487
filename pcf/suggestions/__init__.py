"""Suggesting where an organisation's own statements belong in the model; offline, in three languages."""

from pcf.suggestions.placing import with_suggestions
from pcf.suggestions.suggestion import Suggester, Suggestion, Suggestions, suggest

__all__ = ["Suggester", "Suggestion", "Suggestions", "suggest", "with_suggestions"]
