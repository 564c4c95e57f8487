"""What goes back to people: the report of a scorecard, and a received workbook with its faults marked."""
