"""GB/T 7714—2015."""

from __future__ import annotations

from gongshi.catalog.citing.work import ACCESSED, Work


def gbt(work: Work) -> str:
    """[DB/OL] for a database on line, [Z] for a document of no other type."""
    if not work.is_data:
        return (
            ". ".join(part for part in (work.author, f"{work.title}[Z]", work.issued) if part) + "."
        )
    as_of = f"（数据截至 {work.as_of}）" if work.as_of != work.issued else ""
    return (
        f"{work.author}. {work.title}[DB/OL]. {work.container}, {work.issued}{as_of}[{ACCESSED}]. "
        f"{work.url}.{f' {work.mark}' if work.mark else ''}"
    )
