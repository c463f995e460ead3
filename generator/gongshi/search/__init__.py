"""Catalog → the index that the browser reads."""
