"""Prints the placed statements of the development set and of the unseen one: ``[[text, [right elements]]]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from calibrate import CASES, read_cases

cases = [*read_cases(CASES), *read_cases(CASES / "unseen")]
print(json.dumps([[case.text, sorted(case.right)] for case in cases if case.right]))
