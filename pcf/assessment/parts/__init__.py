"""What deliverables show of the two loops: parts with sentences and one table each, for the report and the workbook."""

from pcf.assessment.parts.complaints import complaint_parts
from pcf.assessment.parts.reasons import reason_parts
from pcf.assessment.parts.table import Column, Part, Row

__all__ = ["Column", "Part", "Row", "complaint_parts", "reason_parts"]
