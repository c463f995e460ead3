"""Promise against outcome: an overview, a page for each family, a page for each institution."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.families import Verdict
from gongshi.catalog.outcomes import InstitutionOutcomes, Outcomes, Tally
from gongshi.core import urls
from gongshi.render.site import ROOT, Page, Site
from gongshi.render.views import row

COLUMNS = tuple(Verdict)
_TITLE = "承诺与结果"


def promises_pages(site: Site) -> Iterator[Page]:
    found = site.outcomes
    yield _overview(found)
    for tally in found.overall:
        yield _family(found, tally)
    for one in found.with_entries:
        yield _institution(site, one)


def _overview(found: Outcomes) -> Page:
    return Page(
        url=urls.PROMISES,
        section=ROOT,
        template="promises",
        title=_TITLE,
        description="承诺了什么、到期没有、兑现没有，按领域和机构列出，每个数都能点到背后的记录；不打分，不排名。",
        alternate_json=True,
        context={"found": found, "columns": COLUMNS},
    )


def _family(found: Outcomes, tally: Tally) -> Page:
    place = found.families.index(tally.family)
    lines = [
        (one.institution, one.tallies[place])
        for one in found.institutions
        if one.tallies[place].entries
    ]
    return Page(
        url=urls.promises_page(tally.family.slug),
        section=ROOT,
        template="promises_family",
        title=f"{_TITLE}：{tally.family.title}",
        description=f"{tally.family.promise}；结果取自{tally.family.outcome}。按机构列出，不排名。",
        context={"tally": tally, "lines": lines, "columns": COLUMNS, "title": _TITLE},
    )


def _institution(site: Site, one: InstitutionOutcomes) -> Page:
    catalog = site.catalog
    name = catalog.title(one.institution)
    sections = [
        (
            tally,
            [
                (verdict, [(row(catalog, e.record, ()), e.counts[verdict]) for e in entries])
                for verdict, entries in tally.by_verdict
            ],
        )
        for tally in one.tallies
        if tally.entries
    ]
    return Page(
        url=urls.promises_page(one.institution.id),
        section=ROOT,
        template="promises_institution",
        title=f"{name}：{_TITLE}",
        description=f"{name}承诺了什么、兑现了没有，每个数背后的记录。",
        context={
            "one": one,
            "name": name,
            "sections": sections,
            "columns": COLUMNS,
            "title": _TITLE,
        },
    )
