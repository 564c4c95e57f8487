"""A received workbook: what stands where, what was meant, and every fault it has."""
