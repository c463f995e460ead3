"""Somebody's data package → a draft: every table, its types, keys and references, in plain form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gongshi.core.finding import Finding
from gongshi.intake.draft import Column, DraftPackage, DraftTable
from gongshi.intake.names import unique_name
from gongshi.intake.source_fields import laid_on
from gongshi.intake.source_folder import SourceError, SourceFolder
from gongshi.intake.source_keys import Names, keep_keys
from gongshi.intake.source_policy import kept_policy
from gongshi.intake.source_table import is_table, read_sheet
from gongshi.intake.table_file import Known, refused, table_of
from gongshi.package import spec_keys

_PACKAGE_KEYS = ("description", "id", "version", "keywords", "homepage", "created")
_PEOPLE_KEYS = ("licenses", "sources", "contributors")
_RESOURCE_KEYS = ("description", *_PEOPLE_KEYS[:2])
# What says how the source is stored: it is stored otherwise here.
_STORAGE = frozenset(
    {
        *("path", "data", "schema", "dialect", "encoding", "format", "mediatype", "bytes", "hash"),
        *("compression", "innerpath", "extrapaths", "profile", "$schema", "type", "scheme"),
        *("name", "title", "gongshi", "resources"),
    }
)


def draft_of_folder(path: Path, known: Known, title: str | None) -> DraftPackage:
    """Raises IntakeError with every finding: one run says all that is wrong."""
    folder = SourceFolder(path)
    notes: list[str] = []
    try:
        descriptor = folder.descriptor()
    except SourceError as error:
        raise refused([error.finding]) from error
    names = Names()
    tables: list[DraftTable] = []
    findings: list[Finding] = []
    for number, raw in enumerate(descriptor["resources"], start=1):
        try:
            if not isinstance(raw, Mapping):
                raise folder.error(f"resources 的第 {number} 项不是一张表", "写成键值对")
            table = _table(folder, raw, number, names, known, notes)
        except SourceError as error:
            findings.append(error.finding)
            continue
        if table is not None:
            tables.append(table)
    if not findings and not tables:
        findings.append(folder.error("没有一张表可以导入", "至少要有一张 CSV 表").finding)
    if findings:
        raise refused(findings)
    keep_keys(tables, names, notes)
    about = _about(descriptor, _PACKAGE_KEYS + _PEOPLE_KEYS, notes, "数据包")
    name = title or _text(descriptor.get("title")) or _text(descriptor.get("name")) or path.name
    return DraftPackage(name, tables, about, notes=notes)


def _table(
    folder: SourceFolder,
    raw: Mapping[str, Any],
    number: int,
    names: Names,
    known: Known,
    notes: list[str],
) -> DraftTable | None:
    label = _text(raw.get("name")) or f"table_{number}"
    title = _text(raw.get("title")) or label
    if not is_table(raw):
        notes.append(f"“{title}”不是表，没有导入")
        return None
    name = unique_name(label, names.tables.values(), f"table_{number}").lower()
    name = unique_name(name, names.tables.values(), f"table_{number}")
    schema = folder.dereferenced(raw.get("schema"))
    sheet = read_sheet(folder, raw, title)
    if isinstance(schema, Mapping) and isinstance(schema.get("fields"), list) and schema["fields"]:
        columns, fields = laid_on(schema, sheet, notes)
        missing = _missing_values(schema.get("missingValues"))
        for column in columns:
            _with_empty(column)
    else:
        inferred = table_of(sheet, name, known, notes)
        columns, missing, schema = inferred.columns, None, {}
        fields = {c.title: c.name for c in columns}
    about = _about(raw, _RESOURCE_KEYS, notes, f"“{title}”")
    table = DraftTable(name, title, sheet.shown, sheet.numbers, columns, about=about)
    table.missing_values = missing
    table.policy = kept_policy(raw.get("gongshi"), fields, title, notes)
    names.add(label, table, fields, schema)
    return table


def _about(
    raw: Mapping[str, Any], keys: tuple[str, ...], notes: list[str], whose: str
) -> dict[str, Any]:
    """The plain keys that can be kept; the rest is named."""
    unknown = [key for key in raw if key not in _STORAGE and key not in keys]
    kept = {key: raw[key] for key in keys if raw.get(key) not in (None, "", [], {})}
    for people in _PEOPLE_KEYS:
        if people in kept:
            kept[people] = list(_people(kept[people], people))
    for pointer, _ in [*spec_keys.unknown_keys(kept), *spec_keys.wrong_values(kept)]:
        kept.pop(str(pointer[0]), None)
        unknown.append(str(pointer[0]))
    empty = [key for key in _PEOPLE_KEYS if kept.get(key) == []]
    for key in empty:
        del kept[key]
    if kept.get("created") and "T" not in kept["created"]:
        kept["created"] += "T00:00:00Z"  # frictionless takes a moment only
    if unknown := sorted(set(unknown + empty)):
        notes.append(f"{whose}有没有导入的键：{'、'.join(unknown)[:120]}")
    return kept


def _people(items: Any, what: str) -> Iterator[dict[str, Any]]:
    """Licences, sources and contributors with the keys that Data Package v2 has.

    An address of a person is nobody's business here: e-mail and the parts of a name are left out.
    """
    allowed = {"licenses": ("name", "path", "title"), "sources": ("title", "path", "version")}
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, Mapping):
            continue
        keys = allowed.get(what, ("title", "path", "roles", "organization"))
        kept = {key: item[key] for key in keys if item.get(key)}
        if what == "contributors" and isinstance(item.get("role"), str):
            kept.setdefault("roles", [item["role"]])
        if what == "sources" and "title" not in kept and isinstance(item.get("name"), str):
            kept["title"] = item["name"]
        if kept and (what != "licenses" or {"name", "path"} & kept.keys()):
            yield kept


def _missing_values(declared: Any) -> list[Any] | None:
    """As declared, and the empty cell: it says nothing here."""
    if not isinstance(declared, list):
        return None
    kept = [
        item
        for item in declared
        if isinstance(item, str)
        or (isinstance(item, Mapping) and isinstance(item.get("value"), str))
    ]
    objects = any(isinstance(item, Mapping) for item in kept)
    values = [item["value"] if isinstance(item, Mapping) else item for item in kept]
    if "" not in values:
        kept.append({"value": "", "label": "未公开"} if objects else "")
    return kept


def _with_empty(column: Column) -> None:
    if "missingValues" in column.field:
        values = _missing_values(column.field["missingValues"])
        column.field = {k: v for k, v in column.field.items() if k != "missingValues"}
        column.field |= {"missingValues": values} if values else {}
    column.missing |= {""}


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
