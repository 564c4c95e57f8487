"""The assessment workbook as it is handed out: sheets that speak three languages and compute as one types."""
