"""A hundred filled copies of one form, each by another respondent.

Arguments: the folder, how many copies.
"""

import random
import sys
from pathlib import Path

import pcf
from pcf.assessment import Respondent, Response, template
from pcf.assessment.roles import ROLES
from pcf.excel import write_workbook

if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    six, draw = pcf.load(), random.Random(count)
    for number in range(count):
        form = template.empty(six, respondent=Respondent(name=f"R{number}", role=ROLES[number % len(ROLES)]))
        codes = {process.id: draw.choice(("0", "1", "2", "3", "3", "4", "5", "DK")) for process in six.processes}
        answered = tuple(Response(element=one, answer=code, comment="…" * 20) for one, code in codes.items())
        write_workbook(folder / f"{number:03}.xlsx", form.model_copy(update={"responses": answered}), lang="en")
