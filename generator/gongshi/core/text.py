"""Small questions about Chinese text."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u180e]")


def fold(text: str) -> str:
    """NFKC (full-width → half-width), lower case, invisible characters removed."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut with an ellipsis. Line breaks become spaces."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, if there is one."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
