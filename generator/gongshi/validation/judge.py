"""frictionless, asked about one data package at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from frictionless import FrictionlessException
from frictionless import Package as FrictionlessPackage

from gongshi.core.finding import Finding
from gongshi.package.descriptor import Package, Resource
from gongshi.validation.messages import Located, as_finding

# What frictionless would give up after is not what a clerk may miss.
_NO_LIMIT = 1_000_000_000


def judge(package: Package, readable: Collection[str]) -> Iterator[Finding]:
    """Findings of frictionless about the resources named in `readable`.

    The `gongshi:` objects and references to other packages, which frictionless does not know, are
    left out of what it sees (validation.references checks the latter); so are references to tables
    that could not be read.
    """
    descriptor = neutral_descriptor(package, readable)
    if not descriptor["resources"]:
        return
    try:
        asked = FrictionlessPackage.from_descriptor(descriptor, basepath=str(package.folder))
    except FrictionlessException as error:
        yield from _descriptor_findings(package, error)
        return
    report = asked.validate(limit_errors=_NO_LIMIT)
    by_path = {resource.path: resource for resource in package.resources}
    by_name = {resource.name: resource for resource in package.resources}
    for task in report.tasks:
        resource = by_name.get(task.name) or by_path[task.place]
        for one in task.errors:
            found = one.to_descriptor()
            # A blank row is one thing that is wrong, not a missing primary key as well.
            if found["type"] == "primary-key" and not found.get("cells"):
                continue
            yield as_finding(Located(package, resource, found))


def neutral_descriptor(package: Package, readable: Collection[str]) -> dict[str, Any]:
    """The descriptor as plain Data Package v2."""
    result = {key: value for key, value in package.raw.items() if key != "gongshi"}
    result["resources"] = [
        _neutral_resource(resource, readable)
        for resource in package.resources
        if resource.name in readable
    ]
    return result


def _neutral_resource(resource: Resource, readable: Collection[str]) -> dict[str, Any]:
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
    return raw


def _inside(fk: Mapping[str, Any], own: str, readable: Collection[str]) -> bool:
    reference = fk["reference"]
    return "package" not in reference and (reference.get("resource") or own) in readable


def _descriptor_findings(package: Package, error: FrictionlessException) -> Iterator[Finding]:
    for reason in error.reasons or [error.error]:
        found = reason.to_descriptor()
        yield Finding(
            code=str(found["type"]),
            path=package.shown,
            row=1,
            message=f"描述文件不符合 Data Package 规范：{found.get('note', '')}",
            hint="对照 datapackage.org/standard 改正",
        )
