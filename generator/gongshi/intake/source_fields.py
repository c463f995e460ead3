"""The schema of another package, laid on its rows: columns with plain names and plain cells."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gongshi.intake.cells import plain_writing
from gongshi.intake.draft import Column
from gongshi.intake.names import unique_name
from gongshi.intake.sheet import Sheet, refusal
from gongshi.intake.source_folder import SourceError
from gongshi.package.spec_values import TYPE

_COMPARED = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
# frictionless 5.21 refuses a schema that has one.
_UNKNOWN_CONSTRAINTS = frozenset({"jsonSchema"})


def laid_on(
    schema: Mapping[str, Any], sheet: Sheet, notes: list[str]
) -> tuple[list[Column], dict[str, str]]:
    """Columns in the schema's order, and the source's name of each field → its name here.

    Raises SourceError where the labels are not those of the schema.
    """
    fields = [f for f in schema["fields"] if isinstance(f, Mapping) and _name(f)]
    match = schema.get("fieldsMatch")
    match = match[0] if isinstance(match, list) and match else match
    places = _places([_name(f) for f in fields], sheet, str(match or "exact"))
    table_missing = _missing(schema.get("missingValues")) or frozenset({""})
    columns: list[Column] = []
    names: dict[str, str] = {}
    for index, field in enumerate(fields):
        place = places[index]
        if place is None:
            notes.append(f"“{sheet.title}”的文件里没有字段“{_name(field)}”，没有导入")
            continue
        taken = [column.name for column in columns]
        name = unique_name(_name(field), taken, f"field_{index + 1}")
        names.setdefault(_name(field), name)
        missing = _missing(field.get("missingValues")) or table_missing
        columns.append(_column(name, field, sheet.column(place), missing, notes))
    extra = set(range(len(sheet.labels))) - {place for place in places if place is not None}
    if extra:
        labels = "、".join(sheet.labels[i] for i in sorted(extra))
        notes.append(f"“{sheet.title}”有不在 schema 里的列，没有导入：{labels}")
    return columns, names


def _places(names: Sequence[str], sheet: Sheet, match: str) -> list[int | None]:
    """Where each field is in the file; None where it is not."""
    labels = list(sheet.labels)
    if all(label.startswith("field_") for label in labels) and not set(names) & set(labels):
        labels = [*names[: len(labels)], *labels[len(names) :]]  # a file without a header
    absent = [name for name in names if name not in labels]
    if match in {"exact", "equal", "subset"} and absent:
        extra = [label for label in labels if label not in names]
        hint = f"文件里另有“{'、'.join(extra)[:80]}”，改成一致" if extra else "改成一致"
        message = f"文件里没有 schema 写的列“{'、'.join(absent)[:80]}”"
        raise SourceError(refusal(sheet.shown, message, hint))
    places = [labels.index(name) if name in labels else None for name in names]
    if not any(place is not None for place in places):
        raise SourceError(refusal(sheet.shown, "没有一列与 schema 对得上", "核对列名"))
    return places


def _column(
    name: str,
    field: Mapping[str, Any],
    cells: list[str],
    missing: frozenset[str],
    notes: list[str],
) -> Column:
    described = {k: v for k, v in field.items() if k not in {"name", "gongshi"} and v is not None}
    label = _name(field)
    if not isinstance(described.get("title"), str) or not described["title"]:
        described["title"] = label
    kind = described.get("type", "string")
    if not isinstance(kind, str) or not TYPE.fits(kind):
        notes.append(f"字段“{label}”的类型“{str(kind)[:40]}”不认识，按文字导入")
        described = {k: v for k, v in described.items() if k not in {"format", "constraints"}}
        kind = "string"
    described["type"] = kind
    plain, convert = plain_writing(described)
    converted = [cell if cell in missing else convert(cell) for cell in cells]
    plain = _constraints(plain, convert, label, notes)
    if plain["type"] in {"array", "object"}:
        plain = _members(plain, [c for c in converted if c not in missing], label, notes)
    return Column(name, plain, converted, missing)


def _constraints(
    field: dict[str, Any], convert: Callable[[str], str], label: str, notes: list[str]
) -> dict[str, Any]:
    stated = field.get("constraints")
    if not isinstance(stated, Mapping):
        return {key: value for key, value in field.items() if key != "constraints"}
    kept = {k: v for k, v in stated.items() if k not in _UNKNOWN_CONSTRAINTS and v is not None}
    if len(kept) < len(stated):
        notes.append(f"字段“{label}”的 jsonSchema 等约束没有导入")
    for key in _COMPARED:
        if isinstance(kept.get(key), str):
            kept[key] = convert(kept[key])
    if isinstance(kept.get("enum"), list):
        kept["enum"] = [convert(v) if isinstance(v, str) else v for v in kept["enum"]]
    return {**field, "constraints": kept}


def _members(
    field: dict[str, Any], cells: Sequence[str], label: str, notes: list[str]
) -> dict[str, Any]:
    """Members of the objects in JSON cells must be named; what lies deeper can only be text."""
    names: dict[str, None] = {}
    try:
        for cell in cells:
            names |= dict.fromkeys(_keys(json.loads(cell)))
    except (ValueError, RecursionError) as error:
        if isinstance(error, _TooDeepError):
            notes.append(f"字段“{label}”的列表套了多层，按文字导入")
            kept = {"constraints", "format", "itemType"}
            return {**{k: v for k, v in field.items() if k not in kept}, "type": "string"}
        return field  # not JSON: validation will name the cell
    if not names:
        return field
    notes.append(f"字段“{label}”的列表里有这些项，与字段同样公开：{'、'.join(names)}")
    return {**field, "gongshi": {"items": [{"name": n, "title": n} for n in names]}}


class _TooDeepError(ValueError):
    pass


def _keys(value: Any) -> Iterator[str]:
    for member in value if isinstance(value, list) else [value]:
        inner = member.values() if isinstance(member, dict) else [member]
        if any(isinstance(part, list | dict) for part in inner):
            raise _TooDeepError
        yield from member if isinstance(member, dict) else ()


def _name(field: Mapping[str, Any]) -> str:
    name = field.get("name")
    return name.strip() if isinstance(name, str) else str(name) if isinstance(name, int) else ""


def _missing(values: Any) -> frozenset[str]:
    """Strings, or objects with a label (Table Schema v2)."""
    items = values if isinstance(values, list) else []
    found = (item.get("value") if isinstance(item, Mapping) else item for item in items)
    return frozenset(item for item in found if isinstance(item, str))
