"""Every URL of the site. They are a promise: change none without a redirect.

All functions return a path relative to the site's root, without a leading slash, with a trailing
slash for pages. `relative()` turns one into a link from another page.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from urllib.parse import quote

HOME = ""
SEARCH = "search/"
DOWNLOADS = "downloads/"
DICTIONARY = "dictionary/"
SQL = "sql/"
RULES = "rules/"
CHANGES = "changes/"
REMOVALS = "changes/removals/"
CORRECTIONS = "changes/corrections/"
MECHANISMS = "mechanisms/"
QUALITY = "quality/"
PROMISES = "promises/"
STATISTICS = "statistics/"
# The generated pages of their own that search engines may list.
OVERVIEWS = (
    HOME,
    DOWNLOADS,
    DICTIONARY,
    SQL,
    RULES,
    REMOVALS,
    MECHANISMS,
    QUALITY,
    PROMISES,
    STATISTICS,
)
CATALOG_JSON = "catalog.json"
CATALOG_JSONLD = "catalog.jsonld"
OPENAPI = "openapi.json"
OPENSEARCH = "opensearch.xml"
CITATION_CFF = "CITATION.cff"
MANIFEST = "manifest.json"
DICTIONARY_JSON = "dictionary.json"
DICTIONARY_CSV = "dictionary.csv"
CHECKSUMS = "SHA256SUMS"
SITEMAP = "sitemap.xml"
SITEMAP_PARTS = "sitemaps/"
ROBOTS = "robots.txt"
SEARCH_INDEX = "search/index.json"
SEARCH_TEXTS = "search/texts.json"
SEARCH_VARIANTS = "search/variants.json"
# First path segments that no package may take.
RESERVED = frozenset(
    {
        "assets",
        "changes",
        "corrections",  # below changes/, where each package has a page
        "dictionary",
        "downloads",
        "mechanisms",
        "promises",
        "quality",
        "removals",
        "rules",
        "search",
        "sitemaps",
        "sql",
        "statistics",
    }
)


def dictionary_page(package: str) -> str:
    return f"{DICTIONARY}{package}/"


def statistics_page(topic: str) -> str:
    return f"{STATISTICS}{topic}/"


def figure_csv(slug: str) -> str:
    return f"{STATISTICS}{slug}.csv"


def rule_page(code: str) -> str:
    return f"{RULES}{code}/"


def promises_page(name: str) -> str:
    """A family of promises by its slug, or an institution by its record id."""
    return f"{PROMISES}{name}/"


def package_page(package: str) -> str:
    return f"{package}/"


def dataset_page(package: str, resource: str) -> str:
    return f"{package}/{resource}/"


def record_page(package: str, resource: str, record_id: str) -> str:
    return f"{package}/{resource}/{record_id}/"


def institution_page(package: str, record_id: str) -> str:
    """Institutions are what readers cite most: theirs is the short form."""
    return f"{package}/{record_id}/"


def list_page(package: str, resource: str, number: int = 1) -> str:
    tail = "" if number == 1 else f"{number}/"
    return f"{package}/{resource}/list/{tail}"


def table_page(package: str, resource: str) -> str:
    """The whole table, to be sorted and filtered in the browser."""
    return f"{package}/{resource}/table/"


def facet_page(package: str, resource: str, field: str, value: str, number: int = 1) -> str:
    """A facet's list. The value stands in the URL as a short hash: no path comes from data."""
    tail = "" if number == 1 else f"{number}/"
    return f"{package}/{resource}/by-{field}/{facet_token(value)}/{tail}"


def facet_index(package: str, resource: str, field: str, number: int = 1) -> str:
    """All values of a facet."""
    tail = "" if number == 1 else f"{number}/"
    return f"{package}/{resource}/by-{field}/{tail}"


def facet_token(value: str) -> str:
    """Eight hex digits that stay the same as long as the value does."""
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def resource_file(package: str, resource: str, extension: str) -> str:
    return f"{package}/{resource}.{extension}"


def package_descriptor(package: str) -> str:
    return f"{package}/datapackage.json"


def package_zip(package: str) -> str:
    return f"{package}/{package}.zip"


def package_file(package: str, name: str) -> str:
    """A file that belongs to a package as a whole."""
    return f"{package}/{name}"


def facets_json(package: str, resource: str) -> str:
    return f"{package}/{resource}/facets.json"


def dossier_json(institution_page: str) -> str:
    """An institution's whole file, beside its page."""
    return f"{institution_page}dossier.json"


def sqlite_file(edition: str) -> str:
    return f"{edition}.sqlite"


def datasette_json(edition: str) -> str:
    return f"{edition}.datasette.json"


def package_changes(package: str) -> str:
    return f"{CHANGES}{package}/"


def file_of(url: str) -> str:
    """The file that answers for a page's URL."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url


def json_of(url: str) -> str:
    """The machine-readable twin of a record page."""
    return f"{url}index.json"


def relative(target: str, start: str) -> str:
    """A link from the page at `start` to `target` (both from the root), percent-encoded."""
    here = start.split("/")[:-1]
    there = _steps(target)
    shared = 0
    for mine, its in zip(here, there[:-1], strict=False):
        if mine != its:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


@lru_cache(maxsize=65_536)
def _steps(target: str) -> list[str]:
    """The folders of a URL, percent-encoded, and what follows the last slash."""
    return quote(target).split("/")
