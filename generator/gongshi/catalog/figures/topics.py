"""Every topic of the statistics pages, in their order."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.figure import Topic
from gongshi.catalog.figures.powers import powers_topic
from gongshi.catalog.figures.promises import promises_topic
from gongshi.catalog.figures.records import records_topic
from gongshi.catalog.figures.repairs import repairs_topic
from gongshi.catalog.figures.replies import replies_topic


def topics_of(catalog: Catalog) -> tuple[Topic, ...]:
    makers = (promises_topic, records_topic, repairs_topic, replies_topic, powers_topic)
    return tuple(make(catalog) for make in makers)
