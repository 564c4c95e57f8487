"""Lists of an organisation's statements, read from texts, delimited tables and workbooks."""

from pcf.mapping.statements.lists import Statements, cleaned, holds_decisions, read_statements

__all__ = ["Statements", "cleaned", "holds_decisions", "read_statements"]
