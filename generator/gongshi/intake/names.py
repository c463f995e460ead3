"""Chinese titles → the plain names that files and URLs need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pypinyin import lazy_pinyin

from gongshi.package.descriptor import Field, Package

_LONGEST = 40


def romanised(text: str) -> str:
    """Lower-case words of a-z and 0-9, joined by underscores; "" where nothing is left.

    Pinyin without tones. It is a handle, not a reading: 长乐 may come out as zhang_le.
    """
    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(text)).lower())
    name = ""
    for word in words:
        longer = f"{name}_{word}" if name else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        name = longer
    return name


def unique_name(text: str, taken: Iterable[str], fallback: str) -> str:
    """A name that begins with a letter and is none of `taken`."""
    name = text if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,59}", text) else romanised(text)
    if not name:
        name = fallback
    elif not name[0].isalpha():
        name = f"{fallback[0]}_{name}"
    known = set(taken)
    number, result = 2, name
    while result in known:
        result, number = f"{name[:50]}_{number}", number + 1
    return result


def known_fields(packages: Iterable[Package]) -> Mapping[str, Field]:
    """Title → the field that most tables mean by it."""
    found: dict[str, list[Field]] = {}
    for package in packages:
        for resource in package.resources:
            for field in resource.fields:
                found.setdefault(field.title, []).append(field)
    return {title: _commonest(fields) for title, fields in found.items()}


def _commonest(fields: Sequence[Field]) -> Field:
    times = Counter(field.name for field in fields)
    name = min(times, key=lambda n: (-times[n], n))
    return next(field for field in fields if field.name == name)


def known_name(title: str, cells: Iterable[str], known: Mapping[str, Field]) -> str | None:
    """The project's own name for a column, if its cells are what that field may hold.

    Rules read fields by their names: a 状态 that says 在建 is not a record's `status`.
    """
    field = known.get(title)
    if field is None:
        return None
    given = {cell for cell in cells if cell not in field.missing_labels}
    pattern = field.constraints.get("pattern")
    fits = (not field.enum or given <= set(field.enum)) and (
        not pattern or all(re.search(pattern, cell) for cell in given)
    )
    return field.name if fits else None
