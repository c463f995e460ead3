"""APA, 7th edition."""

from __future__ import annotations

from gongshi.catalog.citing.work import Work


def apa(work: Work) -> str:
    year = f" ({work.year or 'n.d.'})."
    if not work.is_data:
        return f"{work.author}.{year} {work.title}." if work.author else f"{work.title}.{year}"
    version = "; ".join(part for part in (f"Version {work.version}", work.mark) if part)
    return f"{work.author}.{year} {work.title} ({version}) [Data set]. {work.container}. {work.url}"
