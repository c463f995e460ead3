"""A cell as pages and files write it: each text in which a reader may meet what is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gongshi.core.page_text import decoded
from gongshi.package.descriptor import Field
from gongshi.screening.pieces import leaves

STRUCTURED = frozenset(["array", "object", "geojson"])
_OTHERWISE = STRUCTURED | {"list", "duration"}
_LETTERS = re.compile(r"[A-Za-z]+")


def written(field: Field, cell: str) -> Iterator[str]:
    """The cell; for one with members also each of them, and how they follow each other in a line.

    `cell` is a public one: JSON in it is valid (screening.projection has parsed it).
    """
    yield from decoded(cell)
    if not cell or cell in field.missing_labels:
        return
    if field.type == "list":
        yield "、".join(part.strip() for part in cell.split(field.delimiter))
    elif field.type == "duration":
        yield _LETTERS.sub(" ", cell)  # P1Y2M is read as 1 年 2 个月
    elif field.type in {"integer", "number"} and field.raw.get("groupChar"):
        yield cell.replace(str(field.raw["groupChar"]), "")
    elif field.type in STRUCTURED:
        value = json.loads(cell)
        members = value if isinstance(value, list) else [value]
        for leaf in leaves(value):
            yield from decoded(leaf)
        yield "；".join("".join(_words(member)) for member in members)


def written_once(field: Field, cell: str) -> bool:
    """Whether a cell is written as it stands and in no other way: of millions nearly every one."""
    more = field.type in _OTHERWISE or field.raw.get("groupChar")
    return not more and "%" not in cell


def _words(member: object) -> Iterator[str]:
    if isinstance(member, dict):
        yield from (str(part) for part in member.values() if part is not None)
    else:
        yield str(member)
