"""RIS, as reference managers import it."""

from __future__ import annotations

from gongshi.catalog.citing.work import Work


def ris(work: Work) -> str:
    lines = [
        ("TY", "DATA" if work.is_data else "GOVDOC"),
        ("ID", work.key),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.container),
        ("PY", work.year),
        ("DA", work.issued.replace("-", "/")),
        ("ET", work.version),
        ("UR", work.url),
        ("N1", work.note),
    ]
    text = "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value)
    return f"{text}ER  - "
