"""BibTeX. @misc, since plain BibTeX has no entry for a data set."""

from __future__ import annotations

from gongshi.catalog.citing.work import Work

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ESCAPES = str.maketrans(_SPECIAL)
# In a URL only what would end the field, or start a comment.
_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "%": r"\%"})


def bibtex(work: Work) -> str:
    fields = {
        "author": f"{{{_escaped(work.author)}}}" if work.author else "",
        "title": f"{{{_escaped(work.title)}}}",
        "year": work.year,
        "month": str(int(work.issued[5:7])) if len(work.issued) >= 7 else "",
        "howpublished": _escaped(work.container),
        "version": work.version,
        "note": _escaped(work.note),
        "url": work.url.translate(_URL),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}"


def _escaped(text: str) -> str:
    return " ".join(text.translate(_ESCAPES).split())
