"""Counts that are drawn: what the statistics pages and their files say. One topic a module."""
