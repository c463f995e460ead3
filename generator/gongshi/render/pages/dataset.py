"""The page of a dataset (one table), and of a package (several)."""

from __future__ import annotations

from gongshi.catalog.downloads import Downloads
from gongshi.catalog.facets import Facet
from gongshi.catalog.quality import freshness
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.render.citation import cite_table
from gongshi.render.site import Page, Site
from gongshi.render.views import rows
from gongshi.screening.disclosure import PublicPackage

_PREVIEW = 10


def dataset_page(
    site: Site, table: CatalogTable, facets: tuple[Facet, ...], downloads: Downloads
) -> Page:
    catalog = site.catalog
    url = urls.dataset_page(table.key.package, table.key.resource)
    return Page(
        url=url,
        section=table.key.package,
        template="dataset",
        title=table.title,
        description=table.public.resource.description,
        context={
            "table": table,
            "package": table.public.package,
            "count": len(table),
            "ended": catalog.ended(table.key),
            "freshness": freshness(table, catalog.disclosure.as_of),
            "files": downloads.resources[table.key],
            "descriptor": downloads.descriptors[table.key.package],
            "archive": downloads.zips[table.key.package],
            "preview": rows(catalog, table, table.order[:_PREVIEW]),
            "columns": [table.by_name[name] for name in table.list_columns],
            "facets": facets,
            "list_url": urls.list_page(table.key.package, table.key.resource),
            "citation": cite_table(catalog, table, site.site_url, url),
        },
    )


def package_page(
    site: Site,
    package: PublicPackage,
    facets: dict[CatalogTable, tuple[Facet, ...]],
    downloads: Downloads,
) -> Page:
    tables = site.catalog.of_package(package.name)
    return Page(
        url=urls.package_page(package.name),
        section=package.name,
        template="package",
        title=package.title,
        description=package.description,
        context={
            "package": package,
            "tables": [(table, facets[table][:1], _ended(site, table)) for table in tables],
            "descriptor": downloads.descriptors[package.name],
            "archive": downloads.zips[package.name],
        },
    )


def _ended(site: Site, table: CatalogTable) -> int:
    return site.catalog.ended(table.key)
