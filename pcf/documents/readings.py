"""What reading a filled workbook found, as one document."""

from __future__ import annotations

from dataclasses import asdict

from pcf.excel.reading.reader import Reading
from pcf.findings import has_errors
from pcf.i18n import Translator


def reading_document(file: str, reading: Reading, say: Translator) -> dict[str, object]:
    """Describe a reading.

    Args:
        file: As it was typed.
        reading: Of the workbook.
        say: Gives the language of the sentences.
    """
    return {
        "file": file,
        "ok": not has_errors(reading.findings),
        "digest": reading.digest,
        "cells": asdict(reading.cells),
        "findings": [finding.to_json(say) for finding in reading.findings],
    }
