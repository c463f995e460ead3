"""The word banks in words/*.yaml, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "words"


@cache
def bank(name: str) -> Any:
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))


@cache
def departments() -> tuple[dict[str, Any], ...]:
    """Every body that has power items, in the order of the files."""
    found: list[dict[str, Any]] = []
    for path in sorted((_FOLDER / "departments").glob("*.yaml")):
        found += yaml.safe_load(path.read_text("utf-8"))
    return tuple(found)
