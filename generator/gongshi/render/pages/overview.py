"""What the plan asks for and what is published for it; how good the published data are."""

from __future__ import annotations

from collections import Counter

from gongshi.catalog.mechanisms import Standing, mechanisms_of, plan
from gongshi.catalog.quality import quality_of
from gongshi.core import urls
from gongshi.render.site import ROOT, Page, Site

# Institutions beyond this number stand in the JSON only.
MOST = 100
_TONES = {
    Standing.OPEN: "good",
    Standing.PARTLY: "good",
    Standing.WITHHELD: "quiet",
    Standing.NOT_YET: "wait",
}


def mechanisms_page(site: Site) -> Page:
    parts = mechanisms_of(site.catalog, site.prose)
    counts = Counter(state.standing for _, states in parts for state in states)
    return Page(
        url=urls.MECHANISMS,
        section=ROOT,
        template="mechanisms",
        title="机制公开情况",
        description="方案的四十九项机制逐项列出：要求什么、由谁负责、本站公开了什么、多少条、最近哪天更新；不公开的写明理由。",
        alternate_json=True,
        context={
            "plan": plan().plan,
            "parts": parts,
            "total": counts.total(),
            "counts": [(standing, counts[standing]) for standing in Standing],
            "tones": _TONES,
        },
    )


def quality_page(site: Site) -> Page:
    return Page(
        url=urls.QUALITY,
        section=ROOT,
        template="quality",
        title="数据质量",
        description="每个数据集填了多少、有没有按写明的频率更新、有多少处提示，哪些机构还没有公开权责清单、服务承诺。",
        alternate_json=True,
        context={"quality": quality_of(site.catalog), "most": MOST},
    )
