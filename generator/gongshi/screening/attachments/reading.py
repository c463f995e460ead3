"""A file → its items, through `worker`: whatever the file is, an answer comes in bounded time."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

from gongshi.screening.attachments.kinds import MAX_BYTES, Kind, kind_of
from gongshi.screening.attachments.piece import Item, Refused, broken, item_of, too_large

SECONDS = 120.0
# A preview builds the site again and again: a file that did not change is not read again.
_KNOWN: dict[tuple[Kind, str], tuple[Item, ...]] = {}


def items_of(path: str, content: bytes, seconds: float = SECONDS) -> tuple[Item, ...]:
    """Never raises for a bad file: its last item then says what is wrong."""
    try:
        kind = kind_of(path)
        if len(content) > MAX_BYTES:
            raise too_large(f"文件大于 {MAX_BYTES // 1_000_000} MB")
        key = (kind, hashlib.sha256(content).hexdigest())
        if key not in _KNOWN:
            _KNOWN[key] = _read(kind, content, seconds)
        return _KNOWN[key]
    except Refused as refused:
        return (refused.remark,)


def _read(kind: Kind, content: bytes, seconds: float) -> tuple[Item, ...]:
    """Raises Refused."""
    # -P: the project's folder is no place to import modules from.
    command = [sys.executable, "-P", "-m", "gongshi.screening.attachments.worker", kind.name]
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the file comes by standard input
            command, input=content, capture_output=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired as error:
        raise too_large(f"太复杂，{seconds:g} 秒还没有读完") from error
    if done.returncode:
        raise broken()
    return tuple(map(item_of, json.loads(done.stdout)))
