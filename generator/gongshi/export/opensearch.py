"""opensearch.xml: the site's search as a search engine of the browser."""

from __future__ import annotations

from xml.sax.saxutils import escape

from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.core.text import shorten
from gongshi.package.edition import Edition

MEDIA_TYPE = "application/opensearchdescription+xml"


def opensearch_file(edition: Edition, site_url: str) -> OutputFile | None:
    """None for a site that does not know its address: the template has to be absolute.

    `ShortName` has 16 characters at most, `LongName` 48, by the specification.
    """
    if not site_url:
        return None
    template = f"{site_url}{urls.SEARCH}?q={{searchTerms}}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(shorten(edition.title, 16))}</ShortName>",
        f"<LongName>{escape(shorten(edition.title, 48))}</LongName>",
        f"<Description>{escape(f'检索{edition.title}')}</Description>",
        "<Language>zh-CN</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" method="get" template="{escape(template)}"/>',
        "</OpenSearchDescription>",
        "",
    ]
    return OutputFile(urls.OPENSEARCH, "\n".join(lines).encode(), MEDIA_TYPE)
