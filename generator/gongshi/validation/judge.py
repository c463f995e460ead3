"""frictionless, asked about one data package at a time, through the sieve."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from frictionless import FrictionlessException
from frictionless import Package as FrictionlessPackage

from gongshi.core.finding import Finding
from gongshi.loading.table import Feed, Table
from gongshi.package.descriptor import Key, Package, Resource
from gongshi.package.structure import as_names
from gongshi.validation.descriptor_notes import descriptor_finding
from gongshi.validation.messages import Located, as_finding
from gongshi.validation.sieve.files import file_errors
from gongshi.validation.sieve.package import Elsewhere, Sieve, nowhere
from gongshi.validation.sieve.plan import Plan

# What frictionless would give up after is not what a clerk may miss.
_NO_LIMIT = 1_000_000_000
_VERSION = "https://datapackage.org/profiles/2.0/datapackage.json"
_PLAIN_DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "lineTerminator": "\r\n",
    "header": True,  # else frictionless looks for a row that is as wide as most
}


# What comes out of frictionless when a descriptor is not what it takes for granted, such as a
# `minimum` that is not a number. No verdict is not a pass.
_GIVES_UP = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, re.error)

Columns = Mapping[str, Collection[str]]
Look = Callable[[Table], Any]


def judge(
    package: Package,
    feeds: Mapping[Key, Feed],
    look: Look = lambda _: None,
    keep: Callable[[Key, Any], None] = lambda *_: None,
    elsewhere: Callable[[Key, Plan], Any] | None = None,
    tell: Callable[[Any], None] = lambda _: None,
) -> Iterator[Finding]:
    """Findings about those tables of a package that are in `feeds`.

    What can be told quickly the sieve tells, in frictionless's words; the rest frictionless itself.
    `look` sees each piece of each table once; `tell` hears at once what it returned, `keep` gets it
    in order when the verdict stands. Raises UnreadableError.
    """
    own = {r.name: feeds[r.key] for r in package.resources if r.key in feeds}
    columns = {name: _columns(feed) for name, feed in own.items()}
    descriptor = neutral_descriptor(package, columns)
    watched = Watched(own, look, lambda name, found: keep(Key(package.name, name), found))
    watched.tell = tell
    if elsewhere:
        watched.elsewhere = lambda name, plan: elsewhere(Key(package.name, name), plan)
    errors: dict[str, list[dict[str, Any]]] = {}
    try:
        if descriptor["resources"]:
            errors = errors_of(package, descriptor, watched)
    except FrictionlessException as error:
        yield from _descriptor_findings(package, error)
    except _GIVES_UP:
        yield _speechless(package)
    watched.rest()
    by_name = {resource.name: resource for resource in package.resources}
    for name, found in errors.items():
        for one in found:
            if not _said_already(one, by_name[name]):
                yield as_finding(Located(package, by_name[name], one))


def _columns(feed: Feed) -> list[str]:
    return list(next(iter(feed.pieces())).frame.columns)


@dataclass
class Watched:
    """The tables of a package, and whoever else looks at their pieces."""

    feeds: Mapping[str, Feed]
    look: Look = lambda _: None
    keep: Callable[[str, Any], None] = lambda *_: None
    tell: Callable[[Any], None] = lambda _: None
    elsewhere: Elsewhere = nowhere
    seen: dict[str, list[Any]] = field(default_factory=dict)

    def see(self, name: str, found: Any) -> None:
        self.seen.setdefault(name, []).append(found)
        self.tell(found)

    def rest(self) -> None:
        """What frictionless has read itself others have not seen yet."""
        for name, feed in self.feeds.items():
            for found in self.seen.get(name) or map(self.look, feed.pieces()):
                self.keep(name, found)


def errors_of(
    package: Package,
    descriptor: dict[str, Any],
    watched: Watched,
    sieved: set[str] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """Resource name → frictionless's errors, in its order; `sieved` gets the names of those that
    frictionless did not have to read itself. Raises what frictionless raises.
    """
    asked = FrictionlessPackage.from_descriptor(descriptor, basepath=str(package.folder))
    asked.to_descriptor(validate=True)
    resources = {resource.name: resource for resource in asked.resources}
    feeds = {name: watched.feeds[name] for name in resources if name in watched.feeds}
    sieve = Sieve(resources, feeds, watched.look, watched.see, watched.elsewhere)
    sieve.run()
    if sieved is not None:
        sieved.update(sieve.judged)
    for name in sieve.beyond:
        watched.seen.pop(name, None)  # it may have been given up half-way
    result: dict[str, list[dict[str, Any]]] = {}
    for name, resource in resources.items():
        if name in sieve.judged:
            result[name] = [*sieve.judged[name], *file_errors(resource)]
        else:
            (task,) = resource.validate(limit_errors=_NO_LIMIT).tasks
            result[name] = [error.to_descriptor() for error in task.errors]
    return result


def _said_already(error: Mapping[str, Any], resource: Resource) -> bool:
    """A blank row, an empty id or a cell that is not there is one thing that is wrong, not two."""
    cells = error.get("cells") or []
    if error["type"] == "primary-key" and "None" in str(error.get("note")):
        return not any(cells) or any(resource.by_name[n].required for n in resource.primary_key)
    short = "cells" in error and error["type"] == "constraint-error"
    return short and int(error["fieldNumber"]) > len(cells)


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
