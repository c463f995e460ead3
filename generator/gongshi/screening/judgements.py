"""Rules that stop the build or warn: findings with the clerk's file, row and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from gongshi.core.finding import Finding
from gongshi.core.redaction import HIDDEN
from gongshi.screening.detectors import detect
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.predicates import holds
from gongshi.screening.rows import Fates, applicable
from gongshi.screening.rule import Action, Rule, Scope
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.schema_predicates import edition_holds, offending_fields
from gongshi.screening.world import World, ids

_ACTIONS = (Action.BLOCK, Action.FLAG)


def finding_of(rule: Rule, path: str, row: int | None = None, **more: str | None) -> Finding:
    """The finding for a rule that was broken; a rule nobody verified says so."""
    doubt = "" if rule.verified.may_block else "（条款待核实，暂不拦截）"
    return Finding(
        code=rule.id,
        path=path,
        row=row,
        message=rule.message + doubt,
        hint=f"{rule.remedy}。依据：{rule.citation}",
        severity=rule.severity,
        **more,
    )


def judge_edition(world: World, rulebook: Rulebook, shown: str) -> Iterator[Finding]:
    for rule in rulebook.of(Scope.EDITION, *_ACTIONS, as_of=world.as_of):
        if edition_holds(world.dataset.edition, rule.when):
            yield finding_of(rule, f"{shown}/edition.yaml")


def judge_schemas(world: World, rulebook: Rulebook) -> Iterator[Finding]:
    for rule in rulebook.of(Scope.SCHEMA, *_ACTIONS, as_of=world.as_of):
        for package in world.dataset.packages:
            for index, resource in enumerate(package.resources):
                for field, name in offending_fields(resource, rule.when):
                    at = ("resources", index, "schema", "fields", resource.fields.index(field))
                    yield finding_of(
                        rule,
                        package.shown,
                        package.source.line(at),
                        field=name,
                        field_title=field.title,
                    )


def judge_rows(world: World, rulebook: Rulebook, fates: Fates) -> Iterator[Finding]:
    """Rules about rows that would otherwise be public."""
    for rule in rulebook.of(Scope.ROWS, *_ACTIONS, as_of=world.as_of):
        for table in applicable(world, rule):
            hit = holds(world, table, rule.when) & fates.alive(table)
            path = world.dataset.package_of(table.resource.key).shown_path(table.resource)
            for position in np.flatnonzero(hit.to_numpy(dtype=bool)):
                yield finding_of(rule, path, int(table.rows[position]))


def judge_text(
    world: World, rulebook: Rulebook, tables: Iterable[PublicTable]
) -> Iterator[Finding]:
    """Detectors over every public cell and over what the descriptors say in public."""
    rules = rulebook.of(Scope.PUBLIC_TEXT, *_ACTIONS, as_of=world.as_of)
    for table in tables:
        source = world.dataset.tables[table.key]
        path = world.dataset.package_of(table.key).shown_path(source.resource)
        rows = dict(zip(ids(source), source.rows, strict=True))
        for field in table.fields:
            cells = table.frame[field.name]
            for rule in rules:
                hit = cells.isin(_caught(rule, cells.unique()))
                for record in table.frame[table.id_field][hit]:
                    yield finding_of(
                        rule,
                        path,
                        int(rows[record]),
                        field=field.name,
                        field_title=field.title,
                        value=HIDDEN,
                    )
    for package in world.dataset.packages:
        yield from screen_text(rules, {package.shown: _texts(package.raw)})


def screen_text(rules: Iterable[Rule], texts: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """Detectors over text that is not in a table: path → its texts."""
    for path, parts in texts.items():
        for text in parts:
            for rule in rules:
                if detect(list(rule.when["detects"]), text):
                    yield finding_of(rule, path)


def _caught(rule: Rule, cells: Iterable[str]) -> list[str]:
    names = list(rule.when["detects"])
    return [cell for cell in cells if detect(names, cell)]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
