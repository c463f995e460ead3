"""Whether a descriptor has the shape that the other rooms rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from gongshi.core import urls
from gongshi.core.finding import Finding
from gongshi.package.lined_yaml import Lined, Pointer

_PACKAGE_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")
_RESOURCE_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")
_NOT_IN_PATHS = '\\:*?["<>|'  # drives, URLs, and the patterns that frictionless would expand
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # no file system takes all of these
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")


def structure_findings(source: Lined, shown: str) -> Iterator[Finding]:
    """Findings about names, paths and keys. `source.data` is a mapping."""
    for at, message, hint in _problems(source.data):
        yield Finding(
            code="descriptor-error", path=shown, row=source.line(at), message=message, hint=hint
        )


_Problem = tuple[Pointer, str, str]


def _problems(descriptor: Mapping[str, Any]) -> Iterator[_Problem]:
    name = descriptor.get("name")
    if not isinstance(name, str) or not _PACKAGE_NAME.fullmatch(name):
        yield ("name",), "name 缺少或写法不对", "用小写字母、数字和连字符，如 power-list"
    elif name in urls.RESERVED:
        yield ("name",), f"name“{name}”是本站保留的网址", "换一个名字"
    if not isinstance(descriptor.get("title"), str):
        yield ("title",), "缺少 title", "写一个中文名称，读者会看到它"
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        yield ("resources",), "缺少 resources", "至少列出一张表"
        return
    seen: set[str] = set()
    for index, resource in enumerate(resources):
        at: Pointer = ("resources", index)
        if not isinstance(resource, Mapping):
            yield at, "这一项不是一张表", "写成 name、path、schema 等键值对"
            continue
        yield from _resource_problems(resource, at)
        if str(resource.get("name")) in seen:
            yield (*at, "name"), f"表名“{resource.get('name')}”重复", "每张表的 name 必须不同"
        seen.add(str(resource.get("name")))


def _resource_problems(resource: Mapping[str, Any], at: Pointer) -> Iterator[_Problem]:
    name = resource.get("name")
    if not isinstance(name, str) or not _RESOURCE_NAME.fullmatch(name):
        yield (*at, "name"), "表的 name 缺少或写法不对", "用小写字母、数字和下划线，如 power_items"
    if not isinstance(resource.get("title"), str):
        yield (*at, "title"), "表缺少 title", "写一个中文名称，读者会看到它"
    paths = resource.get("path")
    if not paths or not all(map(is_safe_path, paths if isinstance(paths, list) else [paths])):
        yield (
            (*at, "path"),
            "path 缺少或不安全",
            "写数据包文件夹里的相对路径，如 power_items.csv；不能用网址、绝对路径或 ..",
        )
    if str(resource.get("encoding", "utf-8")).lower() not in {"utf-8", "utf8"}:
        yield (*at, "encoding"), "encoding 只能是 utf-8", "文件另存为“CSV UTF-8（逗号分隔）”"
    schema = resource.get("schema")
    if not isinstance(schema, Mapping) or not isinstance(schema.get("fields"), list):
        yield (*at, "schema"), "表缺少 schema.fields", "写出每一列的 name、title、type"
        return
    yield from _field_problems(schema["fields"], (*at, "schema", "fields"))
    yield from _key_problems(schema, (*at, "schema"))


def is_safe_path(path: Any) -> bool:
    """Whether this is a relative path that stays below its folder, and nothing else."""
    if not isinstance(path, str) or not path or any(mark in path for mark in _NOT_IN_PATHS):
        return False
    if _UNSEEN.search(path):
        return False
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and not any(part.startswith(".") for part in parts)


def _field_problems(fields: list[Any], at: Pointer) -> Iterator[_Problem]:
    if not fields:
        yield at, "schema.fields 是空的", "写出每一列"
    seen: set[str] = set()
    for index, field in enumerate(fields):
        name = field.get("name") if isinstance(field, Mapping) else None
        if not isinstance(name, str) or not _FIELD_NAME.fullmatch(name):
            yield (*at, index), "字段的 name 缺少或写法不对", "用英文字母开头的字母、数字、下划线"
            continue
        if name in seen:
            yield (*at, index, "name"), f"字段“{name}”写了两次", "删去一个"
        seen.add(name)


def _key_problems(schema: Mapping[str, Any], at: Pointer) -> Iterator[_Problem]:
    names = {str(f.get("name")) for f in schema["fields"] if isinstance(f, Mapping)}
    for label, pointer, fields in _named_keys(schema, at):
        if not fields and label != "primaryKey":  # validation.checks.ids asks for that one
            yield pointer, f"{label} 里有一项是空的", "写上字段名，或删去这一项"
        for name in fields:
            if name not in names:
                yield (
                    pointer,
                    f"{label} 用了本表没有的字段“{name}”",
                    "改成 schema.fields 里有的字段名",
                )
    for index, fk in enumerate(schema.get("foreignKeys") or []):
        reference = fk.get("reference") if isinstance(fk, Mapping) else None
        if not isinstance(reference, Mapping) or len(as_names(reference.get("fields"))) != len(
            as_names(fk.get("fields"))
        ):
            yield (
                (*at, "foreignKeys", index),
                "外键的 fields 与 reference.fields 个数不一致",
                "两边写同样多的字段",
            )


def _named_keys(
    schema: Mapping[str, Any], at: Pointer
) -> Iterator[tuple[str, Pointer, tuple[str, ...]]]:
    yield "primaryKey", (*at, "primaryKey"), as_names(schema.get("primaryKey"))
    for index, key in enumerate(schema.get("uniqueKeys") or []):
        yield "uniqueKeys", (*at, "uniqueKeys", index), as_names(key)
    for index, fk in enumerate(schema.get("foreignKeys") or []):
        if isinstance(fk, Mapping):
            yield "foreignKeys", (*at, "foreignKeys", index), as_names(fk.get("fields"))


def as_names(value: Any) -> tuple[str, ...]:
    """A key as the specification allows it: one name or a list of names."""
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(str(name) for name in value)
    return (str(value),)
