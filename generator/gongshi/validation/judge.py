"""frictionless, asked about one data package at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from frictionless import FrictionlessException
from frictionless import Package as FrictionlessPackage

from gongshi.core.finding import Finding
from gongshi.package.descriptor import Package, Resource
from gongshi.package.structure import as_names
from gongshi.validation.descriptor_notes import descriptor_finding
from gongshi.validation.messages import Located, as_finding

# What frictionless would give up after is not what a clerk may miss.
_NO_LIMIT = 1_000_000_000
_VERSION = "https://datapackage.org/profiles/2.0/datapackage.json"
_PLAIN_DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "lineTerminator": "\r\n",
}


# What comes out of frictionless when a descriptor is not what it takes for granted, such as a
# `minimum` that is not a number. No verdict is not a pass.
_GIVES_UP = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)

Columns = Mapping[str, Collection[str]]


def judge(package: Package, readable: Columns) -> Iterator[Finding]:
    """Findings of frictionless about the resources in `readable`: name → the columns of its file.

    The `gongshi:` objects and references to other packages, which frictionless does not know, are
    left out of what it sees (validation.references checks the latter); so are references to tables
    or columns that could not be read: every row would dangle.
    """
    descriptor = neutral_descriptor(package, readable)
    if not descriptor["resources"]:
        return
    try:
        asked = FrictionlessPackage.from_descriptor(descriptor, basepath=str(package.folder))
        report = asked.validate(limit_errors=_NO_LIMIT)
    except FrictionlessException as error:
        yield from _descriptor_findings(package, error)
        return
    except _GIVES_UP:
        yield _speechless(package)
        return
    by_path = {resource.path: resource for resource in package.resources}
    by_name = {resource.name: resource for resource in package.resources}
    for task in report.tasks:
        resource = by_name.get(task.name) or by_path[task.place]
        for one in task.errors:
            found = one.to_descriptor()
            if not _said_already(found, resource):
                yield as_finding(Located(package, resource, found))


def _said_already(error: Mapping[str, Any], resource: Resource) -> bool:
    """A blank row, an empty id or a cell that is not there is one thing that is wrong, not two."""
    cells = error.get("cells") or []
    if error["type"] == "primary-key" and "None" in str(error.get("note")):
        return not any(cells) or any(resource.by_name[n].required for n in resource.primary_key)
    return error["type"] == "constraint-error" and int(error["fieldNumber"]) > len(cells)


def neutral_descriptor(package: Package, readable: Columns) -> dict[str, Any]:
    """The descriptor as plain Data Package v2, for the files as loading has read them.

    Without an encoding and a dialect frictionless would guess: a file with semicolons passes.
    """
    result = {key: value for key, value in package.raw.items() if key != "gongshi"}
    result["$schema"] = _VERSION
    result["resources"] = [
        _neutral_resource(resource, readable)
        for resource in package.resources
        if resource.name in readable
    ]
    return result


def _neutral_resource(resource: Resource, readable: Columns) -> dict[str, Any]:
    raw = {key: value for key, value in resource.raw.items() if key != "gongshi"}
    schema = dict(raw["schema"])
    schema["fields"] = [
        {key: value for key, value in field.items() if key != "gongshi"}
        for field in schema["fields"]
    ]
    keys = [fk for fk in schema.get("foreignKeys") or () if _inside(fk, resource.name, readable)]
    schema.pop("foreignKeys", None)
    if keys:
        schema["foreignKeys"] = keys
    raw["schema"] = schema
    raw |= {"format": "csv", "encoding": "utf-8", "dialect": {**_PLAIN_DIALECT, **resource.dialect}}
    return raw


def _inside(fk: Mapping[str, Any], own: str, readable: Columns) -> bool:
    reference = fk["reference"]
    columns = readable.get(reference.get("resource") or own, ())
    return "package" not in reference and set(as_names(reference["fields"])) <= set(columns)


def _descriptor_findings(package: Package, error: FrictionlessException) -> Iterator[Finding]:
    for reason in error.reasons or [error.error]:
        found = reason.to_descriptor()
        yield descriptor_finding(package, str(found["type"]), str(found.get("note", "")))


def _speechless(package: Package) -> Finding:
    return Finding(
        code="descriptor-error",
        path=package.shown,
        row=1,
        message="描述文件里有 frictionless 读不懂的写法",
        hint="核对各字段的 constraints、format 和 missingValues 是否与 type 相配",
    )
