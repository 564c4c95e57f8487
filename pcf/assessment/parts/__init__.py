"""What deliverables show of loops and staffing: parts with sentences and a table each, for report and workbook."""

from pcf.assessment.parts.complaints import complaint_parts
from pcf.assessment.parts.reasons import reason_parts
from pcf.assessment.parts.staffing import staffing_parts
from pcf.assessment.parts.table import Column, Part, Row

__all__ = ["Column", "Part", "Row", "complaint_parts", "reason_parts", "staffing_parts"]
