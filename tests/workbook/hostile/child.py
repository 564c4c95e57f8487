"""Reads the files named in a list, one after the other, and tells what each cost; only reads."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from pcf.excel import inspect_workbook
from pcf.i18n import Translator
from pcf.ids import LANGUAGES


def main() -> None:
    if len(sys.argv) == 2:
        # Linux hands the peak of whoever starts a process on to it: a small one stands between.
        sys.exit(subprocess.call([sys.executable, *sys.argv, "read"]))
    good, *paths = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    inspect_workbook(Path(good), lang="en")  # loads the model, which no file can help
    speakers = [Translator(lang) for lang in LANGUAGES]
    told = []
    for path in paths:
        started = time.process_time()
        reading = inspect_workbook(Path(path), lang="en")
        seconds = time.process_time() - started
        told.append(
            {
                "findings": [(one.code, one.sheet, one.cell) for one in reading.findings],
                "sentences": [
                    " ".join((one.message(say), one.expected(say), one.suggestion(say)))
                    for one in reading.findings[:3]
                    for say in speakers
                ],
                "is_faulty": reading.is_faulty,
                "digest": reading.digest,
                "seconds": seconds,
                "peak": _peak(),
            }
        )
    json.dump(told, sys.stdout)


def _peak() -> int:
    """Return the most bytes of memory that this process ever had; Linux tells kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
