"""What frictionless checks of a file as a whole: its `hash` and its `bytes`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from frictionless import errors, helpers

_CHUNK = 2**20
# Of other algorithms frictionless 5.21 says nothing at all.
_ALGORITHMS = ("md5", "sha256")


def file_errors(resource: Any) -> list[dict[str, Any]]:
    """`resource`: frictionless's. Raises OSError."""
    found = []
    paths = [Path(path) for path in resource.normpaths]
    if resource.hash:
        algorithm, expected = helpers.parse_resource_hash_v1(resource.hash)
        if algorithm in _ALGORITHMS:
            actual = _digest(algorithm, paths)
            if actual != expected:
                found.append(errors.HashCountError(note=_note(expected, actual)).to_descriptor())
    if resource.bytes:
        size = sum(path.stat().st_size for path in paths)
        if size != resource.bytes:
            found.append(errors.ByteCountError(note=_note(resource.bytes, size)).to_descriptor())
    return found


def _digest(algorithm: str, paths: list[Path]) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for path in paths:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _note(expected: object, actual: object) -> str:
    return f'expected is "{expected}" and actual is "{actual}"'
