"""Atom and JSON Feed of the newest changes, for the edition and for each package.

A feed reader keeps what it has read. So of a record that ended, and of one that the law sets a last
day, there is no more here than its number and where it stands.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.change_log import (
    FieldChange,
    change_log,
    changed_fields,
    changes_url,
)
from gongshi.catalog.changes import Change, recent_changes
from gongshi.core.output import OutputFile, dump

ATOM, JSON_FEED = "feed.xml", "feed.json"
_MOST = 60
_MIDNIGHT = "T00:00:00+08:00"


@dataclass(frozen=True)
class Entry:
    id: str
    url: str
    title: str
    text: str
    day: str


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    home: str
    folder: str
    day: str
    author: str
    entries: tuple[Entry, ...]


def feed_files(catalog: Catalog, site_url: str) -> Iterator[OutputFile]:
    for package in (None, *(one.name for one in catalog.disclosure.packages)):
        feed = _feed(catalog, package, site_url)
        folder = changes_url(package)
        yield OutputFile(f"{folder}{ATOM}", _atom(feed), "application/atom+xml")
        yield OutputFile(f"{folder}{JSON_FEED}", dump(_json(feed)), "application/feed+json")


def _feed(catalog: Catalog, package: str | None, site_url: str) -> Feed:
    edition = catalog.disclosure.edition
    fields = changed_fields(change_log(catalog, package))
    titles = {one.name: one.title for one in catalog.disclosure.packages}
    scope = f"{edition.title}：{titles[package] if package else '最近变更'}"
    return Feed(
        id=_urn(edition.name, package or ""),
        title=scope,
        home=f"{site_url}{changes_url(package)}",
        folder=f"{site_url}{changes_url(package)}",
        day=str(catalog.disclosure.as_of),
        author=edition.operator.name,
        entries=tuple(
            _entry(change, fields.get((change.table.key, change.record_id), ()), site_url)
            for change in recent_changes(catalog, _MOST, package)
        ),
    )


def _entry(change: Change, fields: tuple[FieldChange, ...], site_url: str) -> Entry:
    table = change.table
    name, text = change.title, ""
    if change.gone:
        name, text = f"{table.label} {change.record_id}", f"原因：{change.title}"
    elif change.until:
        name = f"{table.label} {change.record_id}"
    elif fields:
        names = "、".join(field.field.title for field in fields)
        text = f"变更的内容：{names}"
    return Entry(
        id=_urn(str(table.key), change.record_id, change.day, change.what),
        url=f"{site_url}{change.url}",
        # No colon before a name: a record that ended may have said just that of the same thing.
        title=f"[{change.what}] {name}",
        text=text or f"{table.title}，{change.day}{change.what}。",
        day=change.day,
    )


def _atom(feed: Feed) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{feed.id}</id>",
        f"<title>{escape(feed.title)}</title>",
        f"<updated>{feed.day}{_MIDNIGHT}</updated>",
        f"<author><name>{escape(feed.author)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.folder + ATOM)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(feed.home)}/>',
    ]
    for entry in feed.entries:
        lines += [
            "<entry>",
            f"<id>{entry.id}</id>",
            f"<title>{escape(entry.title)}</title>",
            f"<updated>{entry.day}{_MIDNIGHT}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>',
            f"<summary>{escape(entry.text)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()


def _json(feed: Feed) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.folder}{JSON_FEED}",
        "language": "zh-CN",
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": f"{entry.day}{_MIDNIGHT}",
            }
            for entry in feed.entries
        ],
    }


def _urn(*parts: str) -> str:
    """The same for the same change, wherever the site is."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join(("gongshi", *parts))).urn
