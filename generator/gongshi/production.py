"""What a site is made of, cut into jobs that need nothing of each other.

A new kind of page or file goes where its room already yields files (render.overviews,
export.other_api_files and so on): it then has its place in a job, and knows nothing of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongshi.catalog.downloads import Downloads
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core.output import File, OutputFile
from gongshi.export import export
from gongshi.export.edition_files import database_file
from gongshi.export.formats import FORMATS, encoded
from gongshi.export.overview_json import overview_files
from gongshi.export.removals_json import ledger_files
from gongshi.export.sitemap import robots_file, sitemap_files
from gongshi.export.sql_engine import engine_files
from gongshi.package.descriptor import Key
from gongshi.render import render
from gongshi.render.site import Site
from gongshi.search.corpus import ProsePage
from gongshi.search.index import search_files

SEARCH, TABLES, RECORDS = "检索索引", "数据集下载", "记录页和 JSON"
LISTS, API, OVERVIEWS, EDITION = "列表页", "接口文件", "总览页", "整包和目录"
_RECORDS_OF_A_JOB = 250


@dataclass(frozen=True)
class Job:
    """`key`: of the table that a file of TABLES is of, None for the database of all."""

    stage: str
    files: Callable[[], Iterable[OutputFile]]
    records: int = 0
    key: Key | None = None


def jobs(site: Site, pages: Sequence[ProsePage]) -> list[Job]:
    """All that needs no other file; the longest first, so that none is left over at the end."""
    catalog = site.catalog
    tables = list(catalog.tables.values())
    found = [Job(SEARCH, partial(search_files, catalog, pages))]
    found.append(Job(TABLES, lambda: [database_file(catalog)]))
    for table in tables:
        found += [
            Job(TABLES, partial(encoded, catalog, table, fmt), 0, table.key) for fmt in FORMATS
        ]
    found += [Job(LISTS, partial(render.lists, site, table)) for table in tables]
    found.append(Job(API, lambda: export.other_api_files(catalog, site.site_url)))
    found.append(Job(API, lambda: ledger_files(catalog)))
    found.append(Job(API, lambda: overview_files(catalog, site.prose)))
    found.append(Job(API, lambda: sitemap_files(catalog, pages, site.site_url)))
    found.append(Job(API, lambda: [robots_file(site.site_url)]))
    found.append(Job(API, engine_files))
    for table in tables:
        found.append(Job(RECORDS, partial(_tombstones, site, table)))
        found += _record_jobs(site, table)
    return found


def _record_jobs(site: Site, table: CatalogTable) -> Iterator[Job]:
    for start in range(0, len(table), _RECORDS_OF_A_JOB):
        part = range(start, min(start + _RECORDS_OF_A_JOB, len(table)))
        yield Job(RECORDS, partial(_records, site, table, part), len(part))


def _records(site: Site, table: CatalogTable, part: range) -> Iterator[OutputFile]:
    for place in part:
        record = Record(table, table.order[place])
        yield render.record_file(site, record)
        yield export.record_file(site.catalog, record)


def _tombstones(site: Site, table: CatalogTable) -> Iterator[OutputFile]:
    yield from render.tombstones(site, table)
    yield from export.tombstone_files(site.catalog, table)


def last_jobs(site: Site, tables: dict[Key, list[File]], database: File) -> list[Job]:
    """What tells of the files of stage TABLES."""
    made: list[Downloads] = []

    def packed() -> Iterator[OutputFile]:
        made.append(export.downloads(site.catalog, tables, database, site.site_url))
        yield from (file for file in made[0].files if isinstance(file, OutputFile))

    return [Job(EDITION, packed), Job(OVERVIEWS, lambda: render.overviews(site, made[0]))]


def warm(site: Site) -> None:
    """What every process would otherwise work out for itself."""
    catalog = site.catalog
    for table in catalog.tables.values():
        if len(table):
            first = Record(table, table.order[0])
            catalog.title(first)
            catalog.annotations(first)
            catalog.deadlines(first)
            [*catalog.incoming(first)]
            for name in table.links:
                catalog.target(first, name)
