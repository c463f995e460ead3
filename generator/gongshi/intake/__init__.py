"""What comes from outside becomes a data package: a CSV, a workbook, somebody's package."""
