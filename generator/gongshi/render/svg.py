"""Figures as SVG: text stays text, colours come from the style sheet; same table, same bytes.

A picture is drawn for the room that there is (WIDE, NARROW), so that its letters are as large as
the page's; the style sheet shows one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from math import ceil, log10

from markupsafe import Markup, escape

from gongshi.catalog.figures.figure import Cell, Figure, Form, Row
from gongshi.catalog.values import percent

WIDE, NARROW = 720, 340
_STEP = 28
_BAR = 16
_CHARACTER = 13.5  # a Chinese letter at the size of the style sheet
_LATIN = 7.5
_PLOT = 220  # the height of columns
_ENDS = (10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)  # tenths of a power of ten
_LEVELS = (50, 80, 95, 99)  # per cent kept: the steps of shade in a grid


def draw(figure: Figure, width: int) -> Markup:
    """<svg role="img"> with a title and, as its description, what the table says in words."""
    shapes = {Form.BARS: _bars, Form.COLUMNS: _columns, Form.GRID: _grid}[figure.form]
    height, parts = shapes(figure, width)
    body = "".join(parts)
    return Markup(  # noqa: S704  # every text in it went through escape()
        f'<svg class="g-figure__svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(figure.title)}</title><desc>{escape(in_words(figure))}</desc>{body}</svg>"
    )


def in_words(figure: Figure) -> str:
    """What the picture shows, in one sentence; the whole table stands beside it."""
    if figure.form is Form.GRID:
        return f"{len(figure.rows)} 行，{len(figure.columns)} 列，数字在表里。"
    return "；".join(f"{row.label} {row.total:,}" for row in figure.rows) + f"（{figure.unit}）"


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{style}>{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" class="{kind}"/>'
    )


def _length(text: str) -> float:
    return sum(_LATIN if character < "\u2000" else _CHARACTER for character in text)


def cut(text: str, room: float) -> str:
    """The beginning of a text that fits."""
    if _length(text) <= room:
        return text
    kept = ""
    for character in text:
        if _length(kept + character) > room - _CHARACTER:
            break
        kept += character
    return f"{kept}…"


def short(rows: Sequence[Row]) -> list[str]:
    """The labels without what all of them begin with, such as the name of the district; the table
    has them whole.
    """
    labels = [row.label for row in rows]
    start = 0
    if len(labels) > 2:
        letters = zip(*labels, strict=False)
        start = sum(1 for _ in takewhile(lambda found: len(set(found)) == 1, letters))
    return [label[start:] if start > 2 and len(label) > start else label for label in labels]


def _legend(figure: Figure, width: int) -> tuple[int, list[str]]:
    """The names of the parts over the picture, in as many lines as they need."""
    if len(figure.columns) < 2:
        return 4, []
    parts, x, y = [], 0.0, 14
    for number, name in enumerate(figure.columns):
        room = 18 + _length(name) + 16
        if x and x + room > width:
            x, y = 0.0, y + 22
        parts += [_rect(x, y - 10, 12, 12, f"g-part g-part--{number}"), _text(x + 18, y, name)]
        x += room
    return y + 12, parts


def _bars(figure: Figure, width: int) -> tuple[int, Iterator[str]]:
    top, legend = _legend(figure, width)
    labels = short(figure.rows)
    side = min(width * 0.42, max(map(_length, labels)) + 8)
    most = max((row.total for row in figure.rows), default=0) or 1
    scale = (width - side - _length(f"{most:,}") - 14) / most

    def parts() -> Iterator[str]:
        yield from legend
        for number, row in enumerate(figure.rows):
            y = top + number * _STEP
            yield _text(side - 8, y + 13, cut(labels[number], side - 8), "g-end")
            x = side
            for at, cell in enumerate(row.cells):
                if cell.count:
                    yield _rect(x, y, max(cell.count * scale, 1), _BAR, f"g-part g-part--{at}")
                    x += max(cell.count * scale, 1)
            yield _text(x + 6, y + 13, f"{row.total:,}", "g-number")

    return top + len(figure.rows) * _STEP, parts()


def _nice(most: int) -> int:
    """The end of an axis, not below `most`; half of it is round too."""
    if most < 10:
        return max(2, most + most % 2)
    size = int(10 ** int(log10(most)))
    return next(step * size // 10 for step in _ENDS if step * size >= most * 10)


def _columns(figure: Figure, width: int) -> tuple[int, Iterator[str]]:
    top, legend = _legend(figure, width)
    top += 18
    end = _nice(max((row.total for row in figure.rows), default=0))
    left = _length(f"{end:,}") + 10
    room = (width - left) / max(len(figure.rows), 1)
    foot = top + _PLOT
    every = ceil(58 / room)

    def parts() -> Iterator[str]:
        yield from legend
        for tick in (0, end // 2, end) if end > 1 else (0, end):
            y = foot - _PLOT * tick / end
            yield f'<line x1="{left:g}" x2="{width}" y1="{y:g}" y2="{y:g}" class="g-axis"/>'
            yield _text(left - 6, y + 4, f"{tick:,}", "g-end")
        for number, row in enumerate(figure.rows):
            x = left + number * room
            y = float(foot)
            for at, cell in enumerate(row.cells):
                height = _PLOT * (cell.count or 0) / end
                y -= height
                if cell.count:
                    kind = f"g-part g-part--{at}"
                    yield _rect(x + room * 0.15, y, room * 0.7, max(height, 1), kind)
            if number % every == 0:
                middle = x + room / 2
                yield _text(middle, foot + 18, row.label, "g-middle")
                yield _text(middle, y - 5, _over(figure, row), "g-middle g-number")

    return foot + 26, parts()


def _over(figure: Figure, row: Row) -> str:
    if figure.is_share:
        return percent(row.cells[0].count or 0, row.total)
    return f"{row.total:,}"


def _grid(figure: Figure, width: int) -> tuple[int, Iterator[str]]:
    """Each cell with its share and, below, its base. As wide as its columns need."""
    labels = short(figure.rows)
    side = min(width * 0.36, max(map(_length, labels)) + 8)
    room = (width - side) / len(figure.columns)
    step = 38

    def parts() -> Iterator[str]:
        for at, name in enumerate(figure.columns):
            yield _text(side + (at + 0.5) * room, 14, name, "g-middle")
        for number, row in enumerate(figure.rows):
            y = 24 + number * step
            yield _text(side - 8, y + 21, cut(labels[number], side - 8), "g-end")
            for at, cell in enumerate(row.cells):
                if cell.of:
                    yield from _square(cell, side + at * room, y, room, step)

    return 24 + len(figure.rows) * step, parts()


def _square(cell: Cell, x: float, y: float, width: float, height: float) -> Iterable[str]:
    count, of = cell.count or 0, cell.of or 0
    level = sum(count * 100 >= step * of for step in _LEVELS)
    kind = f"g-level g-level--{level}"
    yield _rect(x + 1, y + 1, width - 2, height - 2, kind)
    yield _text(x + width / 2, y + 17, percent(count, of), f"g-middle g-on g-on--{level}")
    yield _text(x + width / 2, y + 31, f"{of:,}", f"g-middle g-small g-on g-on--{level}")
