"""Rules that can only be judged on the finished pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongshi.core.finding import Finding
from gongshi.release.output_predicates import Page, page_holds, site_holds
from gongshi.screening.asking import asking
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.edition_predicates import Whole, edition_holds
from gongshi.screening.findings import finding_of
from gongshi.screening.rule import JUDGING, Rule, Scope

# A fault of the theme is on every page: a few are enough to see it.
_MOST = 20


def output_findings(site: Path, disclosure: Disclosure) -> Iterator[Finding]:
    """What the rules of scope `output` find on the pages of a finished folder.

    `when` is a condition on a page, on the folder as a whole, or `{given: an edition's condition,
    then: one of those}`.
    """
    whole = Whole(disclosure.edition)
    rules = []
    for rule in disclosure.rulebook.of(Scope.OUTPUT, *JUDGING, as_of=disclosure.as_of):
        condition = rule.when
        if "given" in condition:
            with asking(rule):
                asked = edition_holds(whole, condition["given"])
            if not asked:
                continue
            condition = condition["then"]
        rules.append((rule, condition))
    found: dict[str, int] = {}
    for rule, condition in rules:
        with asking(rule):
            places = [*site_holds(site, condition)]
        yield from (_at(rule, place) for place in places)
    for path in sorted(site.rglob("*.html")):
        page = Page(path.relative_to(site).as_posix(), path.read_text("utf-8"))
        for rule, condition in rules:
            if found.get(rule.id, 0) >= _MOST:
                continue
            with asking(rule):
                broken = page_holds(page, condition)
            if broken:
                found[rule.id] = found.get(rule.id, 0) + 1
                yield _at(rule, page.path)


def _at(rule: Rule, place: str) -> Finding:
    return finding_of(rule, place)
