"""The page of a dataset (one table), and of a package (several)."""

from __future__ import annotations

from gongshi.catalog.downloads import Downloads
from gongshi.catalog.facets import Facet
from gongshi.catalog.quality import freshness
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.export.described import Described
from gongshi.export.schema_org import dataset_ld, package_ld
from gongshi.export.snippets import PLACEHOLDER, snippets
from gongshi.render.cited import cite_table
from gongshi.render.site import Page, Site
from gongshi.render.views import rows
from gongshi.screening.disclosure import PublicPackage

_PREVIEW = 10


def dataset_page(
    site: Site, table: CatalogTable, facets: tuple[Facet, ...], downloads: Downloads
) -> Page:
    catalog = site.catalog
    files = downloads.resources[table.key]
    citation = cite_table(catalog, table, files[0].sha256, site.site_url)
    return Page(
        url=urls.dataset_page(table.key.package, table.key.resource),
        section=table.key.package,
        template="dataset",
        title=table.title,
        description=table.public.resource.description,
        json_ld=dataset_ld(Described(catalog, table, files, site.site_url), citation.mark),
        context={
            "table": table,
            "package": table.public.package,
            "count": len(table),
            "ended": catalog.ended(table.key),
            "freshness": freshness(table, catalog.disclosure.as_of),
            "files": files,
            "package_files": [
                downloads.zips[table.key.package],
                *downloads.packages[table.key.package],
            ],
            "facets_json": urls.facets_json(table.key.package, table.key.resource),
            "list_json": urls.json_of(urls.list_page(table.key.package, table.key.resource)),
            "record_json": urls.json_of(table.url("{id}")),
            "preview": rows(catalog, table, table.order[:_PREVIEW]),
            "columns": [table.by_name[name] for name in table.list_columns],
            "facets": facets,
            "table_url": urls.table_page(table.key.package, table.key.resource),
            "list_url": urls.list_page(table.key.package, table.key.resource),
            "citation": citation,
            "snippets": snippets(table, files, site.site_url),
            "placeholder": "" if site.site_url else PLACEHOLDER,
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
        json_ld=package_ld(
            site.catalog,
            package,
            [
                Described(site.catalog, table, downloads.resources[table.key], site.site_url)
                for table in tables
            ],
            site.site_url,
        ),
        context={
            "package": package,
            "tables": [(table, facets[table][:1], _ended(site, table)) for table in tables],
            "files": [downloads.zips[package.name], *downloads.packages[package.name]],
        },
    )


def _ended(site: Site, table: CatalogTable) -> int:
    return site.catalog.ended(table.key)
