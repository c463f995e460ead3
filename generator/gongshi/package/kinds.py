"""The kinds of table that rules and pages know by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def required_fields() -> dict[str, tuple[str, ...]]:
    """Kind → the fields that a table of this kind must have."""
    text = (files("gongshi.package") / "kinds.yaml").read_text("utf-8")
    return {kind: tuple(names) for kind, names in yaml.safe_load(text).items()}


# A table that states no kind.
PLAIN = "record"
# Every table's envelope names the body that publishes the row. It is not what the row is about.
PUBLISHER = "publisher_uscc"
