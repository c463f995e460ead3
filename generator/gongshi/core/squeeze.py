"""Text as it is compared across file formats: without what a format may add, change or drop.

White space, line breaks, quotes and backslashes come and go between HTML, JSON, CSV and XML, and
ASCII letters change case in URLs; everything else is the text.
"""

from __future__ import annotations

import re

_ASCII = b" \t\r\n\v\f\"'\\"
_LOWER = bytes(range(256)).lower()
# No-break space, soft hyphen, zero-width space, ideographic space. They are replaced one by one
# because looking for a few needles is ten times as fast as a regex.
_WIDE = [character.encode() for character in "\u00a0\u00ad\u200b\u3000"]
# Between two characters of a text in a file that has not been squeezed.
GAP = "[\\s\"'\\\\\u00ad\u200b]*"


def squeeze(text: bytes) -> bytes:
    """UTF-8 in, UTF-8 out."""
    return squeeze_ascii(narrow(text))


def squeeze_ascii(text: bytes) -> bytes:
    """The same for a text that is narrow already."""
    return text.translate(_LOWER, _ASCII)


def narrow(text: bytes) -> bytes:
    """Without the white space and the invisible characters that ASCII does not have."""
    for character in _WIDE:
        if character in text:
            text = text.replace(character, b"")
    return text


def spread(squeezed: str) -> str:
    """A regular expression for a squeezed text where it stands in a text that was not; to be used
    with re.IGNORECASE.
    """
    return GAP.join(map(re.escape, squeezed))
