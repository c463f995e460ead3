"""Questions that readers may put to the edition's SQLite file, made from what is in it.

Each runs on any edition: a question is asked only where the tables have what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import CatalogTable, Record
from gongshi.export.sqlite_names import FIELDS, METADATA, SEARCH, TITLE, quoted, table_names
from gongshi.package.descriptor import Field, Key

_MOST_OF_A_KIND = 3
_AMOUNTS = frozenset({"integer", "number"})
_WORD = re.compile("[\u4e00-\u9fff]{3,6}")


@dataclass(frozen=True)
class Example:
    """`chart`: bar, line, or "" for a result that is read as a table."""

    title: str
    sql: str
    chart: str = ""


def sql_examples(catalog: Catalog) -> tuple[Example, ...]:
    """The largest tables first; at least one question, whatever the edition is."""
    maker = _Maker(catalog)
    tables = sorted(catalog.tables.values(), key=lambda table: (-len(table), str(table.key)))
    kinds = (maker.by_facet, maker.by_month, maker.by_target, maker.amounts)
    found = [
        example
        for kind in kinds
        for example in [one for table in tables for one in kind(table)][:_MOST_OF_A_KIND]
    ]
    found += [one for table in tables[:1] for one in maker.first_rows(table)]
    return (*found, *maker.words(tables), *maker.about())


def fields_of_file(catalog: Catalog, table: CatalogTable) -> list[Field]:
    """The columns of a table in the SQLite file, but for the title that it has beside them."""
    confined = confined_fields(catalog, table)
    return [field for field in table.fields if field.name not in confined]


class _Maker:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._names: Mapping[Key, str] = table_names(catalog)

    def by_facet(self, table: CatalogTable) -> Iterator[Example]:
        for field in self._public(table, table.policy.facets)[:1]:
            name = quoted(field.name)
            yield Example(
                f"{table.title}：每种{field.title}各有多少条",
                f"SELECT {name} AS {quoted(field.title)}, count(*) AS 条数\n"
                f"FROM {self._table(table)}\nGROUP BY {name}\nORDER BY 条数 DESC\nLIMIT 50",
                "bar",
            )

    def by_month(self, table: CatalogTable) -> Iterator[Example]:
        date = table.policy.date_field
        for field in self._public(table, [date] if date else ()):
            if field.type != "date":
                continue
            name = quoted(field.name)
            yield Example(
                f"{table.title}：按{field.title}，每月多少条",
                f"SELECT substr({name}, 1, 7) AS 月份, count(*) AS 条数\n"
                f"FROM {self._table(table)}\nWHERE {name} IS NOT NULL\n"
                "GROUP BY 月份\nORDER BY 月份",
                "line",
            )

    def by_target(self, table: CatalogTable) -> Iterator[Example]:
        """A join: how many records point to each."""
        preferred = [table.policy.subject_field or "", *table.links]
        for field in self._public(table, dict.fromkeys(preferred)):
            fk = table.links.get(field.name)
            target = self._catalog.tables.get(fk.target) if fk else None
            if fk is None or target is None or target is table:
                continue
            key = target.public.resource.primary_key
            if fk.target_fields != key:
                continue
            link = quoted(field.name)
            yield Example(
                f"{table.title}最多的{target.label}",
                f"SELECT b.{quoted(key[0])}, b.{TITLE} AS 名称, count(*) AS 条数\n"
                f"FROM {self._table(table)} AS a\n"
                f"JOIN {self._table(target)} AS b ON b.{quoted(key[0])} = a.{link}\n"
                f"GROUP BY b.{quoted(key[0])}\nORDER BY 条数 DESC, 名称\nLIMIT 20",
                "bar",
            )
            return

    def amounts(self, table: CatalogTable) -> Iterator[Example]:
        facet = self._public(table, table.policy.facets)[:1]
        numbers = [field for field in self._public(table) if field.type in _AMOUNTS]
        for number in numbers[:1]:
            column = quoted(number.name)
            by = f"{quoted(facet[0].name)} AS {quoted(facet[0].title)}, " if facet else ""
            group = f"\nGROUP BY {quoted(facet[0].name)}\nORDER BY 平均 DESC" if facet else ""
            yield Example(
                f"{table.title}：{number.title}的最小、平均和最大",
                f"SELECT {by}count({column}) AS 有值的条数, min({column}) AS 最小,\n"
                f"  round(avg({column}), 1) AS 平均, max({column}) AS 最大\n"
                f"FROM {self._table(table)}{group}",
            )

    def first_rows(self, table: CatalogTable) -> Iterator[Example]:
        names = [table.public.id_field, *table.list_columns]
        columns = ", ".join(quoted(f.name) for f in self._public(table, dict.fromkeys(names)))
        yield Example(
            f"{table.title}的前 100 条",
            f"SELECT {columns}, {TITLE} AS 名称\nFROM {self._table(table)}\nLIMIT 100",
        )

    def words(self, tables: list[CatalogTable]) -> Iterator[Example]:
        for table in tables:
            for position in table.order[:20]:
                found = _WORD.search(self._catalog.title(Record(table, position)))
                if found:
                    yield Example(
                        f"全文检索“{found.group()}”（三个字以上）",
                        f"SELECT dataset AS 数据集, record_id, title AS 名称\nFROM {SEARCH}\n"
                        f"WHERE {SEARCH} MATCH '{found.group()}'\nLIMIT 100",
                    )
                    return

    def about(self) -> Iterator[Example]:
        yield Example(
            "每张表有哪些字段，是什么意思",
            'SELECT "table" AS 表, field AS 字段, title AS 名称, type AS 类型,\n'
            f"  description AS 含义\nFROM {FIELDS}",
        )
        yield Example(
            "数据从哪里来，用什么许可",
            f"SELECT title AS 项目, value AS 内容\nFROM {METADATA}",
        )

    def _table(self, table: CatalogTable) -> str:
        return quoted(self._names[table.key])

    def _public(self, table: CatalogTable, names: Iterable[str] | None = None) -> list[Field]:
        """Fields of the file: those named, or all."""
        known = {field.name: field for field in fields_of_file(self._catalog, table)}
        return [known[name] for name in (known if names is None else names) if name in known]
