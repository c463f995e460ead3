"""Rules that can only be judged on the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

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


class OutputRules:
    """The rules of scope `output` that are in force, asked of one page after another."""

    def __init__(self, disclosure: Disclosure, made: Made) -> None:
        whole = Whole(disclosure.edition)
        self._made = made
        self._rules: list[tuple[Rule, Mapping[str, Any]]] = []
        for rule in disclosure.rulebook.of(Scope.OUTPUT, *JUDGING, as_of=disclosure.as_of):
            condition = rule.when
            if "given" in condition:
                with asking(rule):
                    asked = edition_holds(whole, condition["given"])
                if not asked:
                    continue
                condition = condition["then"]
            self._rules.append((rule, condition))

    def broken_by(self, page: Page) -> list[str]:
        """The ids of the rules that a page breaks."""
        found = []
        for rule, condition in self._rules:
            if page.path == FRAME and not condition.keys() & _OF_FRAMES:
                continue
            with asking(rule):
                if page_holds(page, condition):
                    found.append(rule.id)
        return found

    def page(self, path: str, html: str, *, of_cells: bool) -> Page:
        examples = self._made.examples if path.startswith(urls.RULES) else ()
        return Page(path, html, not of_cells, examples)

    def findings(self, site: Path, broken: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
        """What is wrong with the folder as a whole, with the frames, and with the pages that broke
        a rule: path → ids. No more than a few of a rule.
        """
        for rule, condition in self._rules:
            with asking(rule):
                places = [*site_holds(site, condition)]
            yield from (finding_of(rule, place) for place in places)
        left = {rule.id: _MOST for rule, _ in self._rules}
        by_id = {rule.id: rule for rule, _ in self._rules}
        frames = ((FRAME, self.broken_by(Page(FRAME, frame))) for frame in self._made.frames)
        pages = ((path, broken[path]) for path in sorted(broken, key=PurePosixPath))
        for path, ids in chain(frames, pages):
            for one in ids:
                if left[one]:
                    left[one] -= 1
                    yield finding_of(by_id[one], path)


def output_findings(site: Path, disclosure: Disclosure, made: Made = Made()) -> Iterator[Finding]:
    """What the rules of scope `output` find on the pages of a finished folder.

    `when` is a condition on a page, on the folder as a whole, or `{given: an edition's condition,
    then: one of those}`.
    """
    rules = OutputRules(disclosure, made)
    broken = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        html = path.read_text("utf-8")
        broken[name] = rules.broken_by(rules.page(name, html, of_cells=name in made.of_cells))
    yield from rules.findings(site, broken)
