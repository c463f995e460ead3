"""The registry of styles: a new one is a module here and a line in STYLES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongshi.catalog.citing.apa import apa
from gongshi.catalog.citing.bibtex import bibtex
from gongshi.catalog.citing.csl import csl
from gongshi.catalog.citing.gbt import gbt
from gongshi.catalog.citing.ris import ris
from gongshi.catalog.citing.work import Work


@dataclass(frozen=True)
class Style:
    """`code`: for a reference manager, to be shown as it is, line by line."""

    name: str
    write: Callable[[Work], str]
    code: bool


STYLES = (
    Style("GB/T 7714", gbt, code=False),
    Style("APA", apa, code=False),
    Style("BibTeX", bibtex, code=True),
    Style("RIS", ris, code=True),
    Style("CSL-JSON", csl, code=True),
)


@dataclass(frozen=True)
class Written:
    """A work in a style."""

    style: str
    text: str
    code: bool


def in_every_style(work: Work) -> tuple[Written, ...]:
    return tuple(Written(style.name, style.write(work), style.code) for style in STYLES)
