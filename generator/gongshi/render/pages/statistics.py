"""Counts as pictures: the topics, and a page for each with its figures and their tables."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.figures.figure import Figure, Form, Topic
from gongshi.catalog.figures.topics import topics_of
from gongshi.core import urls
from gongshi.render.site import ROOT, Page, Site
from gongshi.render.svg import NARROW, WIDE, draw


def statistics_pages(site: Site) -> Iterator[Page]:
    topics = topics_of(site.catalog)
    first = next((topic.figures[0] for topic in topics if topic.figures), None)
    yield Page(
        url=urls.STATISTICS,
        section=ROOT,
        template="statistics",
        title="统计图表",
        description=(
            "承诺兑现、政务失信记录、信用修复用时、按期答复、权责事项的统计图，"
            "每张有定义、分母、数据表和下载。"
        ),
        context={"topics": topics, "pictures": _pictures(first) if first else None, "first": first},
    )
    for topic in topics:
        yield _page(topic)


def _page(topic: Topic) -> Page:
    said = "；".join(one.title for one in topic.figures)
    return Page(
        url=topic.url,
        section=ROOT,
        template="statistics_topic",
        title=topic.title,
        description=f"{topic.title}：{said or topic.missing}",
        context={
            "topic": topic,
            "figures": [(one, _pictures(one)) for one in topic.figures],
            "csv": urls.figure_csv,
        },
    )


def _pictures(figure: Figure) -> tuple[object, ...]:
    """Wide and narrow; a grid has one, which scrolls in a box of its own."""
    if figure.form is Form.GRID:
        return (draw(figure, WIDE),)
    return (draw(figure, WIDE), draw(figure, NARROW))
