"""Rules that stop the build or warn: findings with the clerk's file, row and field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gongshi.core.finding import Finding
from gongshi.screening.asking import asking
from gongshi.screening.edition_predicates import Whole, edition_holds
from gongshi.screening.findings import finding_of
from gongshi.screening.never import refused_names
from gongshi.screening.predicates import holds
from gongshi.screening.rows import Fates, applicable
from gongshi.screening.rule import JUDGING, Scope
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.schema_predicates import offending_fields
from gongshi.screening.world import World


def judge_edition(world: World, rulebook: Rulebook, shown: str) -> Iterator[Finding]:
    resources = tuple(r for package in world.dataset.packages for r in package.resources)
    whole = Whole(world.dataset.edition, resources)
    for rule in rulebook.of(Scope.EDITION, *JUDGING, as_of=world.as_of):
        with asking(rule):
            broken = edition_holds(whole, rule.when)
        if broken:
            yield finding_of(rule, f"{shown}/edition.yaml")


def judge_schemas(world: World, rulebook: Rulebook) -> Iterator[Finding]:
    """Rules about columns, and about what no package, table or column may be."""
    never = rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=world.as_of)
    for package in world.dataset.packages:
        yield from refused_names(never, package)
    for rule in rulebook.of(Scope.SCHEMA, *JUDGING, as_of=world.as_of):
        for package in world.dataset.packages:
            for index, resource in enumerate(package.resources):
                with asking(rule):
                    offences = offending_fields(resource, rule.when)
                for offence in offences:
                    field = offence.field
                    at = ("resources", index, "schema", "fields", resource.fields.index(field))
                    about = {"field": offence.name, "field_title": field.title}
                    found = finding_of(rule, package.shown, package.source.line(at), **about)
                    yield replace(found, message=found.message + offence.detail)


def judge_rows(world: World, rulebook: Rulebook, fates: Fates) -> Iterator[Finding]:
    """Rules about rows that would otherwise be public."""
    for rule in rulebook.of(Scope.ROWS, *JUDGING, as_of=world.as_of):
        for table in applicable(world, rule):
            seen = fates.was_public(table) if rule.on.ended else fates.alive(table)
            with asking(rule):
                hit = holds(world, table, rule.when) & seen
            path = world.dataset.package_of(table.resource.key).shown_path(table.resource)
            for position in np.flatnonzero(hit.to_numpy(dtype=bool)):
                yield finding_of(rule, path, int(table.rows[position]))
