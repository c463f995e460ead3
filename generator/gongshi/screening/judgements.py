"""Rules that stop the build or warn: findings with the clerk's file, row and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from gongshi.core.finding import Finding
from gongshi.core.redaction import HIDDEN
from gongshi.screening.asking import asking
from gongshi.screening.detectors import detect_unique
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.edition_predicates import Whole, edition_holds
from gongshi.screening.findings import finding_of
from gongshi.screening.never import ABOUT, refused_names, spoken_of
from gongshi.screening.predicates import holds
from gongshi.screening.rows import Fates, applicable
from gongshi.screening.rule import JUDGING, Rule, Scope, looks_at
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.schema_predicates import offending_fields
from gongshi.screening.text_conditions import detectors_of, text_holds
from gongshi.screening.values import ids
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
                    found = offending_fields(resource, rule.when)
                for field, name in found:
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
    for rule in rulebook.of(Scope.ROWS, *JUDGING, as_of=world.as_of):
        for table in applicable(world, rule):
            seen = fates.was_public(table) if rule.on.ended else fates.alive(table)
            with asking(rule):
                hit = holds(world, table, rule.when) & seen
            path = world.dataset.package_of(table.resource.key).shown_path(table.resource)
            for position in np.flatnonzero(hit.to_numpy(dtype=bool)):
                yield finding_of(rule, path, int(table.rows[position]))


def judge_text(
    world: World, rulebook: Rulebook, tables: Iterable[PublicTable]
) -> Iterator[Finding]:
    """Detectors over every public cell and over what the descriptors say in public."""
    rules = rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=world.as_of)
    names = detectors_of(rules)
    for table in tables:
        source = world.dataset.tables[table.key]
        path = world.dataset.package_of(table.key).shown_path(source.resource)
        rows = dict(zip(ids(source), source.rows, strict=True))
        for field in table.fields:
            cells = table.frame[field.name]
            distinct = [str(cell) for cell in cells.unique()]
            # One pass with every detector and one for all that is never published; whose rule it
            # is, is asked of the few that they find.
            seen = {"detects": detect_unique(names, distinct), ABOUT: spoken_of(rules, distinct)}
            for rule in rules:
                if not looks_at(rule, table.resource.kind, field.name):
                    continue
                suspects = seen.get(next(iter(rule.when), ""), distinct)
                with asking(rule):
                    caught = _caught(rule, suspects)
                if not caught:
                    continue
                for record in table.frame[table.id_field][cells.isin(caught)]:
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
    """Rules about all public text, over text that is not in a table: path → its texts."""
    general = [rule for rule in rules if looks_at(rule, None, None)]
    for path, parts in texts.items():
        for text in parts:
            for rule in general:
                if text_holds(rule.when, text):
                    yield finding_of(rule, path)


def _caught(rule: Rule, cells: Iterable[str]) -> list[str]:
    return [cell for cell in cells if text_holds(rule.when, cell)]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
