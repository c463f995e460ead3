"""Whether MkDocs is about to fail a --strict build for its warnings."""

from __future__ import annotations

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler


def strict_warnings(config: MkDocsConfig) -> bool:
    """MkDocs counts after the last event; what it will count is asked here, before the swap."""
    if not config.strict:
        return False
    counters = [h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler)]
    return any(counter.get_counts() for counter in counters)
