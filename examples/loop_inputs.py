"""What Meridian says of its complaints and contact reasons, read from ``loops/``; everything is invented."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from pcf.complaints import Assumption, ComplaintInputs
from pcf.reasons import Reason
from pcf.reasons.defaults import default_reasons
from pcf.taxonomy import Taxonomy

LOOPS = Path(__file__).parent / "loops"


def complaint_inputs() -> ComplaintInputs:
    """Return audit, plan, rules and calendar, and the assumptions of two segments."""
    said = tomllib.loads((LOOPS / "complaints.toml").read_text(encoding="utf-8"))
    with (LOOPS / "assumptions.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: value for name, value in row.items() if value} for row in csv.DictReader(file)]
    return ComplaintInputs.model_validate(said | {"assumptions": [Assumption.model_validate(row) for row in rows]})


def contact_reasons(taxonomy: Taxonomy) -> tuple[Reason, ...]:
    """Return the model's list as Meridian filled it in, with the reason that it added."""
    said = tomllib.loads((LOOPS / "reasons.toml").read_text(encoding="utf-8"))["reasons"]
    filled = {one["id"]: one for one in said}
    known = default_reasons(taxonomy)
    own = [Reason.model_validate(one.model_dump() | filled.get(one.id, {})) for one in known]
    added = [Reason.model_validate(one) for name, one in filled.items() if name not in {one.id for one in known}]
    return (*own[:-1], *added, own[-1])  # whatever belongs nowhere else stays last
