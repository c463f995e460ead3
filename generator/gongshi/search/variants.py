"""Traditional → simplified, character by character, for folding queries and titles alike.

Both sides go through the same table in the browser, so a character that maps wrongly maps wrongly
on both and is still found.
"""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

# CJK Unified Ideographs, Extension A and the compatibility block: what people type and IMEs give.
_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


@cache
def simplified_pairs() -> tuple[str, str]:
    """(traditional, simplified): two strings of equal length, paired by position."""
    convert = OpenCC("t2s").convert
    pairs = [
        (character, simple)
        for first, last in _BLOCKS
        for character in map(chr, range(first, last + 1))
        if (simple := convert(character)) != character and len(simple) == 1
    ]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)
