"""Catalog + shells → HTML. The only importer of jinja2."""
