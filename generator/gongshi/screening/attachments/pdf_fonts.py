"""Whether the letters of a PDF font can be told from its codes."""

from __future__ import annotations

import re

from pypdf._codecs import adobe_glyphs
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

# Encodings that are a standard of their own, and that pypdf knows.
_KNOWN = re.compile(
    r"/(GB|GBpc|GBK|GBK2K|UniGB|ETen|ETenms|UniCNS|90ms|UniJIS)(-EUC|-UCS2|-UTF16|-B5|-RKSJ)?-[HV]"
)
_UNICODE_NAME = re.compile(r"/u(?:ni)?[0-9A-Fa-f]{4,6}")


def unreadable(font: DictionaryObject) -> bool:
    """Codes that are numbers of glyphs, with no table that leads from them to characters."""
    if "/ToUnicode" in font:
        return False
    encoding = font.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    subtype = font.get("/Subtype")
    if subtype == "/Type0":
        return not (isinstance(encoding, NameObject) and _KNOWN.fullmatch(encoding))
    names = _glyph_names(encoding)
    unknown = sum(not _means_something(name) for name in names)
    return unknown > len(names) / 2 or (subtype == "/Type3" and not names)


def _glyph_names(encoding: object) -> list[str]:
    differences = encoding.get("/Differences") if isinstance(encoding, DictionaryObject) else None
    differences = differences.get_object() if differences is not None else None
    if not isinstance(differences, ArrayObject):
        return []
    return [str(name) for name in differences if isinstance(name, NameObject)]


def _means_something(name: str) -> bool:
    """`/one`, `/one.oldstyle` and `/uni0031` do, `/g17` does not."""
    base = name.partition(".")[0]
    return base in adobe_glyphs or _UNICODE_NAME.fullmatch(base) is not None
