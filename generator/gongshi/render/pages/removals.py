"""The ledgers of removals and of corrections."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.removals import CorrectionRecord, corrections_of, removals_of
from gongshi.core import urls
from gongshi.render.site import ROOT, Page, Site
from gongshi.render.views import Fact, fact
from gongshi.screening.ledger.corrections import AFTER, BEFORE

# What is beyond these stands in the JSON only: ids, and rows by month, of all datasets together.
MOST = 240
_MONTHS = 300
_CORRECTIONS = 60


def removals_page(site: Site) -> Page:
    found = removals_of(site.catalog)
    parts = 1 + len(found.by_table)  # and that of what is suspended
    return Page(
        url=urls.REMOVALS,
        section=ROOT,
        template="removals",
        title="终止公示台账",
        description="哪些记录停止了公示、在哪一天、属于哪一类原因，按月和数据集计数；不含主体和内容。",
        alternate_json=True,
        context={
            "removals": found,
            "most": MOST // parts,
            "months": _MONTHS // parts,
            "corrections": len(corrections_of(site.catalog)),
        },
    )


@dataclass(frozen=True)
class CorrectionView:
    """A correction as the page shows it. `until`: the last day on which it may be shown."""

    found: CorrectionRecord
    record_title: str
    before: Fact
    after: Fact
    reason: str
    until: str


def corrections_page(site: Site) -> Page:
    found = corrections_of(site.catalog)
    return Page(
        url=urls.CORRECTIONS,
        section=ROOT,
        template="corrections",
        title="更正台账",
        description="公示以后更正过的内容：哪一条记录的哪一项，更正前后各是什么，哪一天更正的。",
        robots=_robots(site),
        alternate_json=True,
        context={
            "corrections": [_view(site.catalog, one) for one in found[:_CORRECTIONS]],
            "count": len(found),
        },
    )


def _robots(site: Site) -> str:
    """It repeats what records say that must go one day: no search engine may keep a copy."""
    return "noindex, nofollow, noarchive" if site.robots else "noindex, noarchive"


def _view(catalog: Catalog, one: CorrectionRecord) -> CorrectionView:
    return CorrectionView(
        found=one,
        record_title=catalog.title(one.record),
        before=_side(catalog, one, BEFORE),
        after=_side(catalog, one, AFTER),
        reason=one.correction.given("reason"),
        until=catalog.last_day(one.record),
    )


def _side(catalog: Catalog, one: CorrectionRecord, name: str) -> Fact:
    """A value in words, where the corrected field's descriptor has words for its values."""
    shown = fact(catalog, one.correction, one.correction.table.by_name[name])
    label = one.field.category_labels.get(one.correction.cell(name))
    return Fact(shown.field, shown.form, label, help=shown.help) if label else shown
