"""Power items by type and department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.figure import (
    Figure,
    Form,
    Row,
    Topic,
    counted,
    in_order,
    lists_of,
    records_of,
    rows_of,
    source_of,
)
from gongshi.catalog.table import CatalogTable, Record

Counts = Mapping[str, Mapping[str, int]]
# A picture of more bars cannot be read; the rest stands in the table and the files.
_MOST_TYPES = 6
_OTHERS = "其他类型"


def powers_topic(catalog: Catalog) -> Topic:
    items = [one for one in records_of(catalog, "power_item") if one.given("item_type")]
    figures = tuple(_figures(catalog, catalog.of_kind("power_item")[0], items)) if items else ()
    return Topic("powers", "权责事项", "没有公开权责清单，所以没有图。", figures)


def _figures(catalog: Catalog, table: CatalogTable, items: list[Record]) -> Iterator[Figure]:
    types = _types(items, table)
    found = counted(items, lambda one: _department(catalog, one), lambda one: _type(one, types))
    links = lists_of(catalog, table, "impl_uscc")
    by_name = {
        _department(catalog, one): links.get(one.cell("impl_uscc"), "")
        for one in items
        if "impl_uscc" in table.by_name
    }
    yield Figure(
        slug="powers-by-department",
        title="各部门的权责事项，按类型",
        form=Form.BARS,
        unit="项",
        row_title="部门",
        columns=tuple(types),
        rows=tuple(
            rows_of(found, _register_order(catalog, found), types, lambda one: by_name.get(one, ""))
        ),
        definition="一个事项数一次，算在实施机构名下；暂停和取消的事项，清单里公开着的也数。",
        denominator="今天公开的、写明类型的全部权责事项。",
        sources=(source_of(table),),
        notes=("部门按机构名录的顺序排列，不排名；事项的多少由职责决定，不说明好坏。",),
    )
    by_type = counted(items, lambda one: one.given("item_type"), lambda _: "事项")
    type_links = lists_of(catalog, table, "item_type")
    yield Figure(
        slug="powers-by-type",
        title="各类型的权责事项",
        form=Form.BARS,
        unit="项",
        row_title="类型",
        columns=("事项",),
        rows=tuple(_type_rows(by_type, table, type_links)),
        definition="一个事项数一次。",
        denominator="今天公开的、写明类型的全部权责事项。",
        sources=(source_of(table),),
    )


def _type_rows(found: Counts, table: CatalogTable, links: Mapping[str, str]) -> Iterator[Row]:
    order = in_order(found, table.by_name["item_type"].enum)
    yield from rows_of(found, order, ("事项",), lambda one: links.get(one, ""))


def _types(items: list[Record], table: CatalogTable) -> list[str]:
    """The commonest, in the descriptor's order, and one for the rest."""
    counts: dict[str, int] = {}
    for one in items:
        counts[one.given("item_type")] = counts.get(one.given("item_type"), 0) + 1
    common = sorted(counts, key=lambda name: (-counts[name], name))
    if len(common) > _MOST_TYPES:
        common = common[: _MOST_TYPES - 1]
    shown = in_order(common, table.by_name["item_type"].enum)
    return shown if len(shown) == len(counts) else [*shown, _OTHERS]


def _type(record: Record, types: list[str]) -> str:
    return record.given("item_type") if record.given("item_type") in types else _OTHERS


def _department(catalog: Catalog, record: Record) -> str:
    target = catalog.target(record, "impl_uscc")
    return catalog.title(target) if target else record.given("impl_name") or "没有写明"


def _register_order(catalog: Catalog, found: Counts) -> list[str]:
    register = [catalog.title(one) for one in records_of(catalog, "institution")]
    return in_order(found, register)
