"""frictionless error → Finding in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongshi.core.finding import Finding
from gongshi.core.redaction import HIDDEN, redact, redact_words
from gongshi.core.text import shorten
from gongshi.package.descriptor import Field, Package, Resource
from gongshi.package.policy import Visibility

_SAME = re.compile(r"same as in the row at position (\d+)")
_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"', re.DOTALL)
_TYPES = {
    "integer": ("整数", "只写数字，如 20；不写单位"),
    "number": ("数字", "只写数字，如 1250.00；不写单位和千分号"),
    "boolean": ("真假值", "只写 true 或 false"),
    "date": ("日期", "写成 2026-11-24 的样子"),
    "datetime": ("日期时间", "写成 2026-11-24T09:30:00 的样子"),
    "time": ("时间", "写成 09:30:00 的样子"),
    "year": ("年份", "写成 2026"),
    "yearmonth": ("年月", "写成 2026-11"),
    "array": ("合法的 JSON 列表", '写成 [{"law": "…", "article": "…"}] 的样子'),
    "object": ("合法的 JSON 对象", '写成 {"键": "值"} 的样子'),
    "list": ("列表", "各项之间用约定的分隔符隔开"),
    "string": ("合格的文字", "检查格式，如网址要以 https:// 开头"),
}


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = (files("gongshi.validation") / "messages.yaml").read_text("utf-8")
    catalogue: dict[str, dict[str, str]] = yaml.safe_load(text)
    return catalogue


@dataclass(frozen=True)
class Located:
    """One frictionless error with the descriptor of the table that it is about."""

    package: Package
    resource: Resource
    error: Mapping[str, Any]

    @property
    def field(self) -> Field | None:
        names = self.error.get("fieldNames") or ()
        if self.error["type"] == "primary-key":
            names = self.resource.primary_key
        name = self.error.get("fieldName") or next(iter(names), None)
        return self.resource.by_name.get(name) if name else None


def as_finding(located: Located) -> Finding:
    """The finding for a frictionless error; its code is frictionless's own error type."""
    error, field = located.error, located.field
    code = str(error["type"])
    entry = _catalogue().get(_entry_name(code, error), _catalogue()["other"])
    words = _Words(_words(located))
    return Finding(
        code=code,
        path=located.package.shown_path(located.resource),
        row=error.get("rowNumber") or 1,
        field=field.name if field else None,
        field_title=field.title if field else None,
        value=_shown_value(located),
        message=entry["message"].format_map(words),
        hint=entry["hint"].format_map(words),
    )


def shown_cell(field: Field | None, cell: str) -> str:
    """A cell as a message may show it: never from a field that is not public."""
    if field is None or field.visibility is not Visibility.PUBLIC:
        return HIDDEN
    return redact(cell)


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _entry_name(code: str, error: Mapping[str, Any]) -> str:
    if code == "primary-key" and not _SAME.search(str(error.get("note", ""))):
        return "primary-key-empty"
    if code != "constraint-error":
        return code
    match = _CONSTRAINT.match(str(error.get("note", "")))
    name = f"constraint-{match.group(1)}" if match else code
    return name if name in _catalogue() else code


def _shown_value(located: Located) -> str | None:
    error = located.error
    if error["type"] == "foreign-key":
        fields = [located.resource.by_name.get(n) for n in error.get("fieldNames", ())]
        cells = error.get("fieldCells", ())
        return "、".join(
            shown_cell(f, "" if c is None else str(c)) for f, c in zip(fields, cells, strict=False)
        )
    if "cell" not in error or error["type"] in {"extra-cell", "missing-cell"}:
        return None
    return shown_cell(located.field, str(error["cell"]))


def _words(located: Located) -> dict[str, str]:
    error, field = located.error, located.field
    note = str(error.get("note", ""))
    match, same = _CONSTRAINT.match(note), _SAME.search(note)
    kind = _TYPES.get(field.type if field else "", ("约定的类型", "对照数据字典改正"))
    reference = error.get("referenceName")
    return {
        "other": same.group(1) if same else "…",
        "code": str(error["type"]),
        "label": shorten(redact(str(error.get("label", ""))), 30),
        "field": str(error.get("fieldName", "")),
        "limit": redact_words(match.group(2), 120) if match else "",
        "options": redact_words("、".join(field.enum), 120) if field else "",
        "example": _example(field),
        "table": _table_title(located, reference),
        "type": kind[0],
        "type_hint": kind[1],
    }


def _example(field: Field | None) -> str:
    if field is None or "example" not in field.raw:
        return ""
    return f"，例如 {redact(str(field.raw['example']))}"


def _table_title(located: Located, reference: Any) -> str:
    if not reference:
        return located.resource.title
    for resource in located.package.resources:
        if resource.name == reference:
            return resource.title
    return str(reference)
