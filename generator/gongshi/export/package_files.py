"""What belongs to a package as a whole: its descriptors, and the zip in which all of it travels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.citing.bibtex import bibtex
from gongshi.catalog.citing.cite import package_work
from gongshi.core import urls
from gongshi.core.output import File, OutputFile, dump
from gongshi.export.citation_cff import NAME, citation_cff
from gongshi.export.croissant import croissant_document
from gongshi.export.csvw import csvw_document
from gongshi.export.described import Described
from gongshi.export.descriptor_json import package_descriptor
from gongshi.export.licence_text import licence_text
from gongshi.export.package_zip import readme, zip_of
from gongshi.screening.disclosure import PublicPackage

CROISSANT, CSVW = "croissant.json", "csv-metadata.json"


def package_descriptions(
    catalog: Catalog, package: PublicPackage, datasets: Sequence[Described], site_url: str
) -> list[OutputFile]:
    """The data package's descriptor first."""
    tables = [(found.table, found.files[0]) for found in datasets]
    work = package_work(catalog, package, site_url)
    descriptor = package_descriptor(package, tables, catalog.disclosure.as_of)
    croissant = croissant_document(catalog, package, datasets, bibtex(work), site_url)
    csvw = csvw_document(catalog, package, datasets)
    return [
        OutputFile(
            urls.package_descriptor(package.name),
            dump(descriptor),
            "application/json",
            "数据包描述（Data Package v2）",
        ),
        OutputFile(
            urls.package_file(package.name, CROISSANT),
            dump(croissant),
            "application/ld+json",
            "机器学习工具的描述（Croissant 1.1）",
        ),
        OutputFile(
            urls.package_file(package.name, CSVW),
            dump(csvw),
            "application/csvm+json",
            "CSV 的描述（W3C CSVW）",
        ),
    ]


def package_zip(
    catalog: Catalog,
    package: PublicPackage,
    datasets: Sequence[Described],
    descriptor: File,
    site_url: str,
) -> OutputFile:
    members = dict(_members(catalog, package, datasets, descriptor, site_url))
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(members.items())
    )
    members["SHA256SUMS"] = sums.encode()
    content = zip_of(members.items())
    return OutputFile(urls.package_zip(package.name), content, "application/zip", "整包下载（ZIP）")


def _members(
    catalog: Catalog,
    package: PublicPackage,
    datasets: Sequence[Described],
    descriptor: File,
    site_url: str,
) -> Iterator[tuple[str, bytes]]:
    tables = [(found.table, found.files[0]) for found in datasets]
    for _, file in tables:
        yield file.path.rpartition("/")[2], file.content
    work = package_work(catalog, package, site_url)
    yield "datapackage.json", descriptor.content
    yield "README.md", readme(catalog, package, tables)
    yield "LICENSE.txt", licence_text(catalog)
    yield NAME, citation_cff(work, package.description, catalog.disclosure.edition.licence)
    yield "citation.bib", f"{bibtex(work)}\n".encode()
