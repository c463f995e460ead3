"""What the site is about, in memory: records, institutions, relations, facets, statistics.

Made from a Disclosure only; the rooms that write public bytes read nothing else.
"""
