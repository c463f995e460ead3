"""Rules that can only be judged on the finished pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongshi.core import urls
from gongshi.core.finding import Finding
from gongshi.release.output_predicates import Page, page_holds, site_holds
from gongshi.screening.asking import asking
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.edition_predicates import Whole, edition_holds
from gongshi.screening.findings import finding_of
from gongshi.screening.rule import JUDGING, Rule, Scope

# What a frame is judged by: it has holes where a page has its title and its body.
_OF_FRAMES = {"says_personal", "active_content"}
FRAME = "网页的框架（mkdocs.yml、edition.yaml、模板）"
# A fault of the theme is on every page: a few are enough to see it.
_MOST = 20


@dataclass(frozen=True)
class Made:
    """What the generator itself has put into the folder.

    `of_cells`: paths of the pages on which, but for the frame, only public cells and the
    generator's words stand; they have been judged at the door. `frames`: the HTML around them.
    `examples`: the texts of the national rules' cases, which the pages of the rules print.
    """

    of_cells: frozenset[str] = frozenset()
    frames: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def output_findings(site: Path, disclosure: Disclosure, made: Made = Made()) -> Iterator[Finding]:
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
    for page in _pages(site, made):
        for rule, condition in rules:
            if page.path == FRAME and not condition.keys() & _OF_FRAMES:
                continue
            if found.get(rule.id, 0) >= _MOST:
                continue
            with asking(rule):
                broken = page_holds(page, condition)
            if broken:
                found[rule.id] = found.get(rule.id, 0) + 1
                yield _at(rule, page.path)


def _pages(site: Path, made: Made) -> Iterator[Page]:
    for frame in made.frames:
        yield Page(FRAME, frame)
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        examples = made.examples if name.startswith(urls.RULES) else ()
        yield Page(name, path.read_text("utf-8"), name not in made.of_cells, examples)


def _at(rule: Rule, place: str) -> Finding:
    return finding_of(rule, place)
