"""The plan's mechanisms: what each asks for, and what this edition publishes for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.package.policy import Mechanism as Code

# Pages that every edition has, beside its prose.
_OWN_PAGES = {urls.RULES: "公开规则"}


class Publish(StrEnum):
    """How much of a mechanism may be public, as the law collection judges it."""

    PUBLIC = "PUB"
    SUMMARY = "SUM"
    AGGREGATE = "AGG"
    NEVER = "NO"
    ARCHIVE = "ARCH"


class Standing(StrEnum):
    """What readers are told of a mechanism today."""

    OPEN = "已公开"
    PARTLY = "部分公开"
    WITHHELD = "依法不公开"
    NOT_YET = "尚未公开"


class _Closed(BaseModel):
    # Lax, since YAML has neither tuples nor enums; the types are still checked.
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mechanism(_Closed):
    """See mechanisms.yaml. `withheld` is "" where nothing is kept back."""

    id: Code
    section: str
    title: str
    obligation: str
    obligor: str
    publish: tuple[Publish, ...]
    withheld: str = ""
    pages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_why(self) -> Mechanism:
        if bool(self.withheld) != (set(self.publish) != {Publish.PUBLIC}):
            raise ValueError(f"{self.id}: `withheld` goes with every code but PUB")
        return self

    @property
    def is_withheld(self) -> bool:
        """Whether none of it may be public."""
        return {Publish.NEVER, Publish.ARCHIVE}.issuperset(self.publish)


class Part(_Closed):
    """A section of the plan."""

    title: str
    mechanisms: tuple[Mechanism, ...]


class Plan(_Closed):
    plan: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Service:
    """A dataset or a page that serves a mechanism; `rows` is None for a page."""

    title: str
    url: str
    rows: int | None = None
    updated_on: str = ""


@dataclass(frozen=True)
class MechanismState:
    """A mechanism with what is published for it. A dataset without a public row is named, but does
    not make a mechanism public.
    """

    mechanism: Mechanism
    services: tuple[Service, ...]

    @property
    def standing(self) -> Standing:
        if self.mechanism.is_withheld:
            return Standing.WITHHELD
        if all(service.rows == 0 for service in self.services):
            return Standing.NOT_YET
        return Standing.PARTLY if self.mechanism.withheld else Standing.OPEN

    @property
    def rows(self) -> int:
        return sum(service.rows or 0 for service in self.services)

    @property
    def updated_on(self) -> str:
        return max((service.updated_on for service in self.services), default="")


@cache
def plan() -> Plan:
    text = (files("gongshi.catalog") / "mechanisms.yaml").read_text("utf-8")
    return Plan.model_validate(yaml.safe_load(text))


def mechanisms_of(
    catalog: Catalog, prose: Mapping[str, str]
) -> tuple[tuple[Part, tuple[MechanismState, ...]], ...]:
    """Each part of the plan with its mechanisms. `prose`: URL → title of the hand-written pages."""
    pages = {**_OWN_PAGES, **prose}
    return tuple(
        (part, tuple(_state(catalog, one, pages) for one in part.mechanisms))
        for part in plan().parts
    )


def _state(catalog: Catalog, mechanism: Mechanism, pages: Mapping[str, str]) -> MechanismState:
    datasets = (
        Service(
            table.title,
            urls.dataset_page(table.key.package, table.key.resource),
            len(table),
            table.last_changed,
        )
        for table in _tables(catalog, mechanism.id)
    )
    written = (Service(pages[url], url) for url in mechanism.pages if url in pages)
    return MechanismState(mechanism, (*datasets, *written))


def _tables(catalog: Catalog, code: str) -> Iterator[CatalogTable]:
    """Those that declare it; where only their package does, all of the package."""
    for package in catalog.disclosure.packages:
        tables = catalog.of_package(package.name)
        declaring = [table for table in tables if code in table.policy.mechanisms]
        yield from declaring or (tables if code in package.mechanisms else ())
