"""Every file of the edition on one page, the interface for programs, how to cite it all."""

from __future__ import annotations

from gongshi.catalog.downloads import Downloads
from gongshi.core import urls
from gongshi.render.cited import cite_edition
from gongshi.render.site import ROOT, Page, Site


def downloads_page(site: Site, downloads: Downloads) -> Page:
    catalog = site.catalog
    return Page(
        url=urls.DOWNLOADS,
        section=ROOT,
        template="downloads",
        title="下载和接口",
        description="全部数据集的各种格式、整库文件、给程序用的静态接口，怎样引用和核对。",
        context={
            "packages": [
                (package, catalog.of_package(package.name), downloads.zips[package.name])
                for package in catalog.disclosure.packages
            ],
            "files_of": downloads.resources,
            "edition_files": downloads.edition,
            "citation": cite_edition(catalog, downloads.digest, site.site_url),
        },
    )
