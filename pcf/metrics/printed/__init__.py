"""Statements that are printed for others to run, and what they bring back."""

from pcf.metrics.printed.answers import counted_answer, read_rows
from pcf.metrics.printed.refusals import dialect_of
from pcf.metrics.printed.statements import Printed, statement_for

__all__ = ["Printed", "counted_answer", "dialect_of", "read_rows", "statement_for"]
