"""Record ids: opaque, never reused, safe in a URL. `kind-areacode-year-sequence`, or derived."""

from __future__ import annotations

import re

RECORD_ID = re.compile(r"[a-z]{2,5}-[0-9]{6}-[0-9]{4}-[0-9]{4,6}")
# What `gongshi new` gives to rows that have no id: kind, and 69 bits of a keyed hash. Letters only,
# since a run of digits looks like a telephone number; no vowels, so that it spells nothing.
DERIVED_ALPHABET = "bcdfghjklmnpqrstvwxz"
DERIVED_ID = re.compile(rf"[a-z]{{2,5}}-[{DERIVED_ALPHABET}]{{16}}")
# What may become part of a path: a third party's keys are allowed if they are this tame.
PATH_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def is_record_id(text: str) -> bool:
    return RECORD_ID.fullmatch(text) is not None


def is_derived_id(text: str) -> bool:
    return DERIVED_ID.fullmatch(text) is not None


def is_path_safe(text: str) -> bool:
    return PATH_SAFE.fullmatch(text) is not None
