"""What the vocabularies (schema.org, DCAT, Croissant) all want to know of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.core.output import File
from gongshi.export.about import warning

# Google Dataset Search refuses a shorter description.
SHORTEST = 50


@dataclass(frozen=True)
class Described:
    """A table, its files (the CSV first), and where the site is: `site_url` ends with a slash, or
    is empty; then links stay relative to the site's root.
    """

    catalog: Catalog
    table: CatalogTable
    files: Sequence[File]
    site_url: str

    def address(self, url: str) -> str:
        return f"{self.site_url}{url}"

    @property
    def url(self) -> str:
        key = self.table.key
        return self.address(urls.dataset_page(key.package, key.resource))

    @property
    def description(self) -> str:
        """The publisher's sentence; what it is of, how much and as of when; what it is not."""
        edition = self.catalog.disclosure.edition
        return (
            f"{self.table.public.resource.description}"
            f"{edition.area_name}，{len(self.table)} 条公开记录，数据截至 {self.as_of}，"
            f"由{edition.operator.name}整理公开。{warning(edition)}没有记录不等于信用证明。"
        )

    @property
    def as_of(self) -> str:
        return str(self.catalog.disclosure.as_of)

    @property
    def modified(self) -> str:
        return self.table.last_changed or self.as_of

    @property
    def keywords(self) -> list[str]:
        given = self.table.public.package.metadata.get("keywords")
        return [str(word) for word in given] if isinstance(given, (list, tuple)) else []

    @property
    def issued(self) -> str:
        """The first day on which one of the records was public; "" if none says so."""
        return min(self._days("first_published_on"), default="")

    @cached_property
    def period(self) -> tuple[str, str] | None:
        """The days between which what the records tell of happened."""
        name = self.table.policy.date_field
        days = self._days(name) if name else []
        return (min(days), max(days)) if days else None

    def _days(self, name: str) -> list[str]:
        field = self.table.by_name.get(name)
        if field is None or field.type != "date":
            return []
        found = (Record(self.table, position).given(name) for position in self.table.order)
        return [day for day in found if day]
