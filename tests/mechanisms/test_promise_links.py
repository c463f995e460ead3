"""Each number of promise against outcome leads to what is behind it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from mechanisms.overviews import Built

_NUMBER = re.compile(r'<td class="g-num" data-label="[^"]+">(.*?)</td>')
_LINK = re.compile(r'<a href="([^"#]*)#([^"]+)">[\d,]+</a>')


def _cells(page: Path) -> list[str]:
    return [cell for cell in _NUMBER.findall(page.read_text("utf-8")) if cell != "0"]


def test_each_number_is_a_link_to_a_place_that_is_there(built: Built) -> None:
    seen = 0
    for page in sorted((built.site / "promises").rglob("index.html")):
        for cell in _cells(page):
            link = _LINK.fullmatch(cell)
            assert link, f"{page.parent.name}: {cell}"
            target = (page.parent / unquote(link[1]) / "index.html").resolve()
            assert f'id="{unquote(link[2])}"' in target.read_text("utf-8"), cell
            seen += 1
    assert seen > 5
