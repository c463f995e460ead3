"""Catalog → files that a machine can use. What is in them is exactly what is public."""
