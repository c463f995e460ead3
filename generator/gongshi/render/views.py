"""Cells and records in the form in which templates show them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog, Incoming
from gongshi.catalog.deadlines import DeadlineView, missed
from gongshi.catalog.dictionary import anchor
from gongshi.catalog.status import Status, status_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import as_text, split_list
from gongshi.core import urls
from gongshi.package.descriptor import Field

# Text longer than this reads as paragraphs across the page rather than beside its label.
_LONG = 60


@dataclass(frozen=True)
class Fact:
    """A cell. `form` chooses how the template shows `text`:

    missing, link, date, code, web, list (`members`), items (`headers`, `rows`), long, plain.
    `help`: page and anchor of the dictionary that explain the field.
    """

    field: Field
    form: str
    text: str
    url: str = ""
    members: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    help: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class FactGroup:
    """A section of a record's facts: the fields in it (render.printer writes them)."""

    title: str
    record: Record
    names: tuple[str, ...]
    folded: bool = False


@dataclass(frozen=True)
class Row:
    """A record as a line of a list table. `missed`: the deadlines that were not kept."""

    title: str
    url: str
    id: str
    status: Status | None
    record: Record
    names: tuple[str, ...]
    missed: tuple[DeadlineView, ...] = ()

    @property
    def columns(self) -> tuple[Field, ...]:
        return tuple(self.record.table.by_name[name] for name in self.names)


@dataclass(frozen=True)
class Related:
    """Records that point here, `count` in all."""

    title: str
    through: str
    table: CatalogTable
    rows: tuple[Row, ...]
    count: int
    more: More | None


def fact(catalog: Catalog, record: Record, field: Field) -> Fact:
    cell = record.cell(field.name)
    where = (urls.dictionary_page(record.table.key.package), anchor(record.table, field))
    label = field.missing_labels.get(cell)
    if label is not None:
        return Fact(field, "missing", label, help=where)
    target = catalog.target(record, field.name)
    if target is not None:
        return _link(catalog, field, target, cell, where)
    if field.type in {"array", "object"}:
        return _items(field, cell, where)
    if field.type == "list":
        return Fact(field, "list", cell, members=tuple(split_list(field, cell)), help=where)
    if field.raw.get("format") == "uri":
        return Fact(field, "web", cell, help=where)
    text = as_text(field, cell)
    if field.type == "date":
        return Fact(field, "date", text, help=where)
    if _is_code(field):
        return Fact(field, "code", text, help=where)
    return Fact(field, "long" if len(text) > _LONG or "\n" in text else "plain", text, help=where)


def fact_groups(record: Record) -> tuple[FactGroup, ...]:
    """The descriptor's sections. What the law computes stands second, so that it is seen; fields
    that the descriptor put nowhere come last.
    """
    table = record.table
    placed = {name for group in table.policy.groups for name in group.fields}
    groups = [(group.title, group.fields, group.folded) for group in table.policy.groups]
    rest = tuple(field.name for field in table.fields if field.name not in placed)
    computed = tuple(name for name in rest if name in table.public.computed)
    others = tuple(name for name in rest if name not in table.public.computed)
    if computed:
        groups.insert(1, ("依法计算", computed, False))
    if others:
        # Where the descriptor has no sections, this is the page.
        groups.append(("其他", others, True) if groups else ("内容", others, False))
    return tuple(FactGroup(title, record, tuple(names), folded) for title, names, folded in groups)


def row(catalog: Catalog, record: Record, columns: Iterable[str]) -> Row:
    return Row(
        title=catalog.title(record),
        url=record.url,
        id=record.id,
        status=status_of(catalog, record),
        record=record,
        names=tuple(columns),
        missed=missed(catalog, record),
    )


def rows(
    catalog: Catalog, table: CatalogTable, positions: Iterable[int], columns: Sequence[str] = ()
) -> tuple[Row, ...]:
    names = columns or table.list_columns
    return tuple(row(catalog, Record(table, position), names) for position in positions)


@dataclass(frozen=True)
class More:
    """Where the rest of a list that was cut is: `url` leads to all `count` of `title`."""

    url: str
    title: str
    count: int


def more_of(records: Sequence[Record], field: str | None, limit: int) -> More | None:
    """None if `limit` shows all of the records, which have the same cell in `field`: the rest is in
    that facet, if it is one, else in the dataset's list.
    """
    if len(records) <= limit:
        return None
    table = records[0].table
    url = urls.list_page(table.key.package, table.key.resource)
    if field and field in table.policy.facets:
        cell = records[0].cell(field)
        url = urls.facet_page(table.key.package, table.key.resource, field, cell)
    return More(url, table.title, len(records))


def related(catalog: Catalog, group: Incoming, limit: int = 20) -> Related:
    """A group of incoming records, cut to `limit`."""
    table = group.table
    columns = [name for name in table.list_columns if name != group.field.name]
    return Related(
        title=table.title,
        through=group.field.title,
        table=table,
        rows=tuple(row(catalog, record, columns) for record in group.records[:limit]),
        count=len(group.records),
        more=more_of(group.records, group.field.name, limit),
    )


def _link(
    catalog: Catalog, field: Field, target: Record, cell: str, where: tuple[str, str]
) -> Fact:
    """A reference shows its target's title; one by another key than the id shows that key too."""
    title = catalog.title(target)
    code = "" if cell in {target.id, title} else cell
    return Fact(
        field,
        "link",
        title,
        url=target.url,
        members=(code,) if code else (),
        help=where,
    )


def _items(field: Field, cell: str, where: tuple[str, str]) -> Fact:
    value = json.loads(cell)
    members = value if isinstance(value, list) else [value]
    if field.items and all(isinstance(member, dict) for member in members):
        used = [i for i in field.items if any(m.get(i.name) not in {None, ""} for m in members)]
        return Fact(
            field,
            "items",
            as_text(field, cell),
            headers=tuple(item.title for item in used),
            rows=tuple(tuple(_word(member.get(item.name)) for item in used) for member in members),
            help=where,
        )
    return Fact(field, "list", cell, members=tuple(_word(m) for m in members), help=where)


def _word(value: object) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_code(field: Field) -> bool:
    """Codes, numbers of documents and hashes: shown in a monospaced face, never hyphenated."""
    return bool(field.constraints.get("pattern")) and field.type == "string" and not field.enum
