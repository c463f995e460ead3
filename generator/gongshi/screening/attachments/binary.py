"""Text that may stand in bytes whose format nobody here reads."""

from __future__ import annotations

import re

# Between texts that do not belong together: no detector takes it for the gap inside a number.
BETWEEN = "；\n"
_ASCII = re.compile(rb"[\x20-\x7e]{6,}")
_LITTLE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_BIG = re.compile(rb"(?:\x00[\x20-\x7e]){6,}")


def strings(data: bytes) -> str:
    """Runs of six or more ASCII characters, in one byte each or two, one run a line.

    Every number that a detector knows is made of such characters, in UTF-8 and GBK too.
    """
    runs = [match.group().decode("ascii") for match in _ASCII.finditer(data)]
    runs += [match.group().decode("utf-16-le") for match in _LITTLE.finditer(data)]
    runs += [match.group().decode("utf-16-be") for match in _BIG.finditer(data)]
    return BETWEEN.join(runs)


def guess(data: bytes) -> str:
    """Text in an encoding that is not told: UTF-16 by its mark, else UTF-8, else GBK."""
    data = data.rstrip(b"\x00")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
