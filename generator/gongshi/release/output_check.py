"""Rules that can only be judged on the finished pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gongshi.screening.disclosure import Disclosure
from gongshi.screening.rule import Action, Scope
from gongshi.screening.schema_predicates import edition_holds

DEMO_BANNER = 'data-gongshi="demo-banner"'
_NOINDEX = re.compile(r'<meta name="robots" content="[^"]*\bnoindex\b')


def output_problems(site: Path, disclosure: Disclosure) -> Iterator[str]:
    """Messages about pages that a rule of scope `output` finds wrong (D03)."""
    for rule in disclosure.rulebook.of(Scope.OUTPUT, Action.BLOCK, as_of=disclosure.as_of):
        if not edition_holds(disclosure.edition, rule.when):
            continue
        for page in sorted(site.rglob("*.html")):
            if not _marked(page.read_text("utf-8")):
                name = page.relative_to(site).as_posix()
                yield f"{name} {rule.message} [{rule.id}] 提示：{rule.remedy}"


def _marked(html: str) -> bool:
    return DEMO_BANNER in html and _NOINDEX.search(html) is not None
