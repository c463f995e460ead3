"""A finished file of the site, before it is written, and how the site writes JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, Protocol


class File(Protocol):
    """A file of the site as others tell of it, whether it is still in memory or written."""

    @property
    def path(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def content(self) -> bytes: ...


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


@dataclass(frozen=True)
class StoredFile:
    """A file that stands in `folder` already; its content is read only when it is asked for."""

    folder: Path
    path: str
    media_type: str
    title: str
    size: int
    sha256: str

    @property
    def content(self) -> bytes:
        return (self.folder / self.path).read_bytes()


def dump(value: Any) -> bytes:
    """JSON for people and programs: UTF-8, indented, a line break at the end.

    As json.dumps(value, ensure_ascii=False, indent=1) writes it; that is four times as slow, since
    the part of `json` that is written in C knows no indent.
    """
    return f"{indented(value)}\n".encode()


def indented(value: Any) -> str:
    parts: list[str] = []
    _indented(value, "\n", parts)
    return "".join(parts)


def _indented(value: Any, line: str, parts: list[str]) -> None:
    """`line`: a line break and the indent of what `value` stands in."""
    if isinstance(value, str):
        parts.append(encode_basestring(value))
    elif isinstance(value, dict) and value:
        inner = f"{line} "
        before = f"{{{inner}"
        for key, member in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a name in a JSON object is a text, not {key!r}")
            parts.append(f"{before}{encode_basestring(key)}: ")
            _indented(member, inner, parts)
            before = f",{inner}"
        parts.append(f"{line}}}")
    elif isinstance(value, list | tuple) and value:
        inner = f"{line} "
        before = f"[{inner}"
        for member in value:
            parts.append(before)
            _indented(member, inner, parts)
            before = f",{inner}"
        parts.append(f"{line}]")
    else:
        parts.append(_plain(value))


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def dump_compact(value: Any) -> bytes:
    """JSON for the browser: not a byte more than needed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
