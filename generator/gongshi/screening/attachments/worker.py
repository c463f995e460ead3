"""`python -m … KIND < file > items.json`: reads one file in a process that may fall.

The bounds are the kernel's: a file that asks for too much memory or time kills this process only.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from gongshi.screening.attachments.kinds import Kind
from gongshi.screening.attachments.piece import Piece, Refused, broken, too_large
from gongshi.screening.attachments.registry import extract

_MEMORY = 2 * 1024**3
_MOST_TEXT = 5_000_000  # characters; a book has one million
_MOST_PIECES = 300_000


def main() -> None:
    _limit_memory()
    logging.getLogger().addHandler(logging.NullHandler())  # nobody reads standard error
    found = list(read(Kind[sys.argv[1]], sys.stdin.buffer.read()))
    json.dump(found, sys.stdout, ensure_ascii=True)


def read(kind: Kind, content: bytes) -> Iterator[dict[str, Any]]:
    """The items as JSON, and a remark at the end if the file was refused. Never raises."""
    left = _MOST_TEXT
    try:
        for number, item in enumerate(extract(kind, content)):
            left -= len(item.text) if isinstance(item, Piece) else 0
            if left < 0 or number >= _MOST_PIECES:
                raise too_large("文字太多")
            yield asdict(item)
    except Refused as refused:
        yield asdict(refused.remark)
    except MemoryError:
        yield asdict(too_large("太大，读它要用的内存太多").remark)
    except Exception:  # noqa: BLE001  # a stranger's file in other people's parsers
        yield asdict(broken().remark)


def _limit_memory() -> None:
    """Where the system can: not on Windows, hardly on macOS. The bound on time holds everywhere."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
