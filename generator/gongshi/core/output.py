"""A finished file of the site, before it is written, and how the site writes JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class OutputFile:
    """`path` is relative to the site's root. `of_cells`: a page on which, but for the frame, only
    public cells and the generator's own words stand.
    """

    path: str
    content: bytes
    media_type: str
    title: str = ""
    of_cells: bool = False

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        return len(self.content)


def dump(value: Any) -> bytes:
    """JSON for people and programs: UTF-8, indented, a line break at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def dump_compact(value: Any) -> bytes:
    """JSON for the browser: not a byte more than needed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
