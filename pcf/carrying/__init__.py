"""Files carried to another edition of the PCF: assessments, lists of practices, mappings, maps of logs."""

from pcf.carrying.files import KINDS, carry, kind_of_file
from pcf.rounds.carried_report import CarryReport, Dropped, Kept

__all__ = ["KINDS", "CarryReport", "Dropped", "Kept", "carry", "kind_of_file"]
