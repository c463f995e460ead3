"""Pages of an edition in which one institution has thousands of records stay small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

import pandas as pd
import pytest

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.facets import facets
from gongshi.catalog.table import Record
from gongshi.core.clock import AsOf, parse_date
from gongshi.core.output import OutputFile
from gongshi.export import sitemap
from gongshi.export.export import export
from gongshi.export.record_json import record_document
from gongshi.export.sitemap import sitemap_files
from gongshi.package.edition import DataClass
from gongshi.pipeline import examine
from gongshi.project import Project, template_root
from gongshi.render.environment import make_environment
from gongshi.render.pages.dataset import dataset_page, package_page
from gongshi.render.pages.institution import institution_page
from gongshi.render.pages.listing import list_pages
from gongshi.render.pages.overview import quality_page
from gongshi.render.pages.promises import promises_pages
from gongshi.render.pages.record import record_page
from gongshi.render.pages.removals import corrections_page, removals_page
from gongshi.render.shell import Shell, Slot, Tokens
from gongshi.render.site import Page, ShellKey, Site
from gongshi.screening.disclosure import Disclosure, PublicTable
from gongshi.screening.outcome import Tombstone
from projects import AS_OF, STARTER

_ROWS = {"power_item": 5000}
_OTHER_ROWS = 400
_MOST = 150_000  # bytes of a page
_FRAME = 15_000  # of them for what the theme puts around it
_TOKENS = Tokens("0")
_SHELL = Shell.cut("".join(_TOKENS.of(slot) for slot in Slot), _TOKENS, "test")


class _Shells(dict[ShellKey, Shell]):
    """The same bare one everywhere."""

    def __missing__(self, key: ShellKey) -> Shell:
        return _SHELL


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    project = Project(STARTER, STARTER / "data/edition", STARTER / "content")
    found = examine(project, AsOf(parse_date(AS_OF))).disclosure
    assert found is not None
    stones = tuple(
        Tombstone(table.key, f"{_id(table, 0)}-{n}", "expired", AS_OF, "公示期满", "T01")
        for table in found.tables
        if len(table)
        for n in range(300)
    )
    return replace(
        found, tables=tuple(map(_grown, found.tables)), tombstones=(*found.tombstones, *stones)
    )


def _id(table: PublicTable, row: int) -> str:
    return str(table.frame[table.id_field].iloc[row])


def _grown(table: PublicTable) -> PublicTable:
    """Every row again and again under new ids, about the same institution and the same parents; a
    column of choices gets as many as rows.
    """
    frame = table.frame
    if not len(frame):
        return table
    again = -(-_ROWS.get(table.resource.kind, _OTHER_ROWS) // len(frame))
    grown = pd.concat([frame] * again, ignore_index=True)
    ids = [str(one) for one in frame[table.id_field]]
    number = range(len(grown))
    kept = len(frame)
    grown[table.id_field] = [ids[n] if n < kept else f"{ids[0]}-{n}" for n in number]
    for key in table.foreign_keys:
        for name in key.fields:
            grown.loc[kept:, name] = frame[name].iloc[-1]
    for name in table.resource.policy.facets:
        if name not in {n for key in table.foreign_keys for n in key.fields}:
            field = table.resource.by_name[name]
            if field.type == "string" and not field.enum:
                grown.loc[kept:, name] = [f"第{n}种" for n in number][kept:]
    return replace(table, frame=grown.astype(frame.dtypes.to_dict()))


@pytest.fixture(scope="module")
def site(disclosure: Disclosure) -> Site:
    env = make_environment([template_root("theme")])
    return Site(Catalog(disclosure), env, _Shells(), "https://example.org/")


def _pages(site: Site) -> Iterator[Page]:
    catalog = site.catalog
    downloads = export(catalog, "")
    by_table = {table: facets(catalog, table) for table in catalog.tables.values()}
    yield from (quality_page(site), removals_page(site), corrections_page(site))
    yield from islice(promises_pages(site), 12)
    for package in catalog.disclosure.packages:
        yield package_page(site, package, by_table, downloads)
    for table, found in by_table.items():
        yield dataset_page(site, table, found, downloads)
        yield from islice(list_pages(site, table, found), 12)
        make = institution_page if table.is_institutions else record_page
        yield from (make(site, record) for record in islice(catalog.records(table), 3))


def test_no_page_grows_with_the_number_of_records(site: Site) -> None:
    pages = list(_pages(site))
    assert len(site.catalog.about(_busiest(site), "power_item")) > 4000
    pages.append(institution_page(site, _busiest(site)))
    sizes = {page.url: len(site.render(page).content) for page in pages}
    too_large = {url: size for url, size in sizes.items() if size > _MOST - _FRAME}
    assert not too_large
    assert len(sizes) > 100


def _busiest(site: Site) -> Record:
    catalog = site.catalog
    bodies = catalog.records(catalog.of_kind("institution")[0])
    return max(bodies, key=lambda one: len(catalog.about(one, "power_item")))


def test_a_facet_with_thousands_of_values_has_a_list_of_its_own(site: Site) -> None:
    table = next(
        table
        for table in site.catalog.tables.values()
        if any(facet.index_url for facet in facets(site.catalog, table))
    )
    found = facets(site.catalog, table)
    facet = next(facet for facet in found if facet.index_url)
    pages = {page.url: page for page in list_pages(site, table, found)}
    listed = site.render(pages[facet.index_url]).content.decode()
    assert listed.count("<li><a href=") >= 300
    assert f"{facet.index_url}2/" in pages
    html = site.render(pages[facet.values[0].url]).content.decode()
    assert "全部 " in html
    assert html.count(f"by-{facet.field.name}/") < 40


def test_json_beside_a_record_names_so_many_that_point_to_it(site: Site) -> None:
    document = record_document(site.catalog, _busiest(site))
    counts = [(group["count"], len(group["records"])) for group in document["linkedFrom"]]
    assert max(counts)[0] > 4000
    assert all(named == min(500, count) for count, named in counts)


def test_the_sitemap_is_cut(disclosure: Disclosure, monkeypatch: pytest.MonkeyPatch) -> None:
    public = replace(
        disclosure, edition=disclosure.edition.model_copy(update={"data_class": DataClass.OFFICIAL})
    )
    catalog = Catalog(public)
    whole = sitemap_files(catalog, [], "https://example.org/")
    assert [file.path for file in whole] == ["sitemap.xml"]
    monkeypatch.setattr(sitemap, "MOST", 2000)
    index, *parts = sitemap_files(catalog, [], "https://example.org/")
    assert index.path == "sitemap.xml"
    for part in parts:
        assert f"<loc>https://example.org/{part.path}</loc>" in index.content.decode()
    assert all(part.content.count(b"<url>") <= 2000 for part in parts)
    assert _urls(parts) == _urls(whole)
    assert len(parts) > 2


def _urls(files: list[OutputFile]) -> list[str]:
    lines = chain.from_iterable(file.content.decode().splitlines() for file in files)
    return sorted(line for line in lines if line.startswith("<url>"))
