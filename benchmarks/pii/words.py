"""Words and sentences of the corpus, from `words/*.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

# See README.md on what they mean.
PARTS = ("open", "held out")


@cache
def load(name: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / "words" / f"{name}.yaml").read_text("utf-8"))


def carriers(name: str, part: int) -> list[str]:
    sentences: list[str] = load("carriers")[name][PARTS[part]]
    return sentences


def words(name: str, part: int = 0) -> list[str]:
    """A list; or, of a pair of lists, the one of this part. A line of words is a list, too."""
    value = load("words")[name]
    if isinstance(value, list) and (isinstance(value[0], list) or " " in value[0]):
        value = value[part]
    if isinstance(value, str):
        value = value.split() if " " in value else list(value)
    listed: list[str] = value
    return listed
