"""Calls of pcf in one process: CPU seconds of the first and the median of the others.

Arguments: ``template`` or ``check``, the workbook, how many calls.
"""

import sys
from pathlib import Path

from timed import first_and_median

import pcf
from pcf.assessment import template
from pcf.excel import inspect_workbook, write_workbook

CALLS = {
    "template": lambda path: write_workbook(path, template.empty(pcf.load()), lang="en"),
    "check": lambda path: inspect_workbook(path, lang="en"),
}

if __name__ == "__main__":
    pcf.load()
    what, path, calls = sys.argv[1:]
    print(*first_and_median(lambda: CALLS[what](Path(path)), int(calls)))
