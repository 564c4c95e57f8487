"""APQC's own workbooks, as a user brings them: read behind the guard, checked, and never handed on."""
