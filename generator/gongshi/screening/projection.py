"""Rows and columns that may be public → PublicTable. The only maker of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from gongshi.core.errors import RulebookError
from gongshi.loading.table import Table
from gongshi.package.descriptor import Field, ForeignKey, Key, MissingValue, Package, Resource
from gongshi.package.policy import SHOWN, ResourcePolicy, Visibility
from gongshi.screening.asking import asking
from gongshi.screening.computed import computed_columns
from gongshi.screening.disclosure import PublicPackage, PublicTable
from gongshi.screening.masks import MASKS, mask_spans, maskable
from gongshi.screening.outcome import Decision
from gongshi.screening.rows import Fates
from gongshi.screening.rule import Action, Rule, Scope, looks_at
from gongshi.screening.small_cells import suppressed
from gongshi.screening.values import among, by_distinct, ids, in_heaps
from gongshi.screening.world import World
from gongshi.screening.written import STRUCTURED

SUMMARY_MODE = "public_summary"


def project(world: World, fates: Fates) -> tuple[PublicTable, ...]:
    """Every table of the edition, with its public rows and fields only."""
    public = [t for t in world.dataset.tables.values() if t.resource.has_public_fields]
    keys = frozenset(table.resource.key for table in public)
    return tuple(_public_table(world, fates, table, keys) for table in public)


def _public_table(world: World, fates: Fates, table: Table, keys: frozenset[Key]) -> PublicTable:
    package = world.dataset.package_of(table.resource.key)
    alive = fates.alive(table)
    columns: dict[str, pd.Series[str]] = {}
    fields: list[Field] = []
    for field in table.resource.fields:
        if field.visibility in SHOWN and field.name in table.frame.columns:
            columns[field.name] = _public_cells(field, table.frame[field.name][alive])
            fields.append(field)
    computed = computed_columns(world, table, alive)
    for field, cells in computed:
        if field.name in table.resource.by_name:
            raise RulebookError(f"计算出来的字段 {field.name} 与 {table.resource.key} 的字段同名")
        columns[field.name] = cells
        fields.append(field)
    source = pd.DataFrame(columns, index=table.frame.index[alive])
    source = _summaries_only(table, source, alive)
    source = _masked(world, fates, table, source)
    source = _blank_hidden_references(world, fates, table, source)
    resource = _public_resource(table.resource, _explained(world, table, fields), keys)
    return PublicTable(
        package=_public_package(package),
        resource=resource,
        fields=resource.fields,
        foreign_keys=resource.foreign_keys,
        frame=source.reset_index(drop=True),
        computed=frozenset(field.name for field, _ in computed),
    )


def _public_cells(field: Field, cells: pd.Series[str]) -> pd.Series[str]:
    masked, structured = field.visibility is Visibility.MASKED, field.type in STRUCTURED
    if not masked and not structured:
        return cells
    missing = field.missing_labels
    # Canonical JSON: an escape such as \\u0031 must not hide a digit from the detectors.
    written = MASKS[field.mask] if masked else _canonical
    after = by_distinct(lambda cell: cell if cell in missing else written(cell), cells)
    return after.astype("str")


def _canonical(cell: str) -> str:
    return json.dumps(json.loads(cell), ensure_ascii=False)


def _masked(world: World, fates: Fates, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Cells after the rules that mask; each row that a rule touched is logged."""
    for rule in world.rulebook.of(Scope.PUBLIC_TEXT, Action.MASK, as_of=world.as_of):
        text = [f.name for f in table.resource.fields if f.name in frame.columns and is_prose(f)]
        names = [name for name in text if looks_at(rule, table.resource.kind, name)]
        with asking(rule):
            _mask_cells(rule, fates, table, frame, names, mask_spans)
    for rule in _counting_rules(world, table):
        with asking(rule):
            _hide_small(rule, fates, table, frame)
    return frame


def _counting_rules(world: World, table: Table) -> list[Rule]:
    rules = world.rulebook.of(Scope.ROWS, Action.MASK, as_of=world.as_of)
    return [rule for rule in rules if rule.mask and rule.on.kind == table.resource.kind]


def _hide_small(rule: Rule, fates: Fates, table: Table, frame: pd.DataFrame) -> None:
    assert rule.mask is not None
    hidden = suppressed(frame, rule.mask)
    for position, name in hidden:
        frame.loc[frame.index[position], name] = rule.mask.text
    records = ids(table)[frame.index]
    for position in sorted({position for position, _ in hidden}):
        record = str(records.iloc[position])
        fates.decisions.append(Decision(table.resource.key, record, rule.id, rule.action.value))


def _explained(world: World, table: Table, fields: list[Field]) -> list[Field]:
    """What stands in the place of a hidden count is a missing value, so that it stays a number."""
    for rule in _counting_rules(world, table):
        mask = rule.mask
        assert mask is not None
        assert mask.text is not None
        word = MissingValue(mask.text, mask.label or mask.text)
        fields = [
            replace(field, missing_values=(*field.missing_values, word))
            if field.name in mask.fields
            else field
            for field in fields
        ]
    return fields


def _mask_cells(
    rule: Rule,
    fates: Fates,
    table: Table,
    frame: pd.DataFrame,
    names: Iterable[str],
    mask: Callable[[Rule, str], str],
) -> None:
    touched = pd.Series(data=False, index=frame.index)
    for name in names:
        changed = {
            cell: after
            for distinct in in_heaps(frame[name])
            for cell in maskable(rule, distinct)
            if (after := mask(rule, cell)) != cell
        }
        here = among(frame[name], changed)
        if here.any():
            touched |= here
            frame[name] = frame[name].mask(here, frame[name][here].map(changed).astype("str"))
    for record in ids(table)[frame.index][touched].tolist():
        fates.decisions.append(Decision(table.resource.key, record, rule.id, rule.action.value))


def is_prose(field: Field) -> bool:
    """Text that people wrote: not a code, a choice, a reference or a day."""
    if field.type in {"array", "object", "list"}:
        return True
    return field.type == "string" and not field.enum and "pattern" not in field.constraints


def _summaries_only(table: Table, frame: pd.DataFrame, alive: pd.Series[bool]) -> pd.DataFrame:
    """Rows in mode public_summary keep the fields that the descriptor names as their summary."""
    if "disclosure_mode" not in table.frame.columns:
        return frame
    summary = table.frame["disclosure_mode"][alive] == SUMMARY_MODE
    if not summary.any():
        return frame
    kept = {*table.resource.policy.summary_fields, *table.resource.primary_key}
    for name in frame.columns:
        if name not in kept:
            frame[name] = frame[name].mask(summary, "")
    return frame


def _blank_hidden_references(
    world: World, fates: Fates, table: Table, frame: pd.DataFrame
) -> pd.DataFrame:
    """An optional reference to a record that is not public is emptied, not left dangling."""
    for link in world.links:
        if link.source is not table or link.key.fields[0] not in frame.columns:
            continue
        target = link.target
        alive = fates.alive(target)
        keys = target.frame[link.key.target_fields[0]]
        column = frame[link.key.fields[0]]
        dangling = among(column, keys[~alive].tolist())
        if dangling.any():
            dangling &= ~among(column, keys[alive].tolist())
            frame[link.key.fields[0]] = column.mask(dangling, "")
    return frame


def _public_resource(resource: Resource, fields: list[Field], keys: frozenset[Key]) -> Resource:
    """The descriptor with nothing in it but what is public."""
    names = {field.name for field in fields}
    return replace(
        resource,
        fields=tuple(fields),
        unique_keys=tuple(k for k in resource.unique_keys if names.issuperset(k)),
        foreign_keys=tuple(
            fk for fk in resource.foreign_keys if names.issuperset(fk.fields) and fk.target in keys
        ),
        policy=_public_policy(resource.policy, names),
        raw={},
    )


def _public_policy(policy: ResourcePolicy, names: set[str]) -> ResourcePolicy:
    def public(given: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in given if name.removeprefix("-") in names)

    groups = (g.model_copy(update={"fields": public(g.fields)}) for g in policy.groups)
    return policy.model_copy(
        update={
            "facets": public(policy.facets),
            "sort": public(policy.sort),
            "columns": public(policy.columns),
            "search": public(policy.search),
            "groups": tuple(group for group in groups if group.fields),
            "subject_field": next(iter(public(filter(None, [policy.subject_field]))), None),
            "date_field": next(iter(public(filter(None, [policy.date_field]))), None),
            "summary_fields": (),
        }
    )


_PUBLIC_METADATA = ("id", "version", "keywords", "licenses", "contributors", "sources", "homepage")


def _public_package(package: Package) -> PublicPackage:
    return PublicPackage(
        name=package.name,
        title=package.title,
        title_en=package.policy.title_en,
        description=package.description,
        icon=package.policy.icon,
        mechanisms=package.policy.mechanisms,
        metadata={k: package.raw[k] for k in _PUBLIC_METADATA if k in package.raw},
    )


def public_packages(world: World) -> tuple[PublicPackage, ...]:
    """Packages with a table that has a public field."""
    return tuple(
        _public_package(package)
        for package in world.dataset.packages
        if any(resource.has_public_fields for resource in package.resources)
    )


def link_columns(table: PublicTable) -> dict[str, ForeignKey]:
    """Field name → the foreign key that it alone makes up."""
    return {fk.fields[0]: fk for fk in table.foreign_keys if len(fk.fields) == 1}
