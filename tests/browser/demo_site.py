"""The built demo site as a folder and as an origin, and one page of each kind in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class DemoSite:
    folder: Path
    origin: str

    def url(self, path: str = "") -> str:
        return f"{self.origin}/{path}"

    def json(self, path: str) -> Any:
        return json.loads((self.folder / path).read_text("utf-8"))

    def first(self, pattern: str) -> str:
        """The URL path of the first page (in name order) that matches a glob."""
        found = sorted(self.folder.glob(pattern))
        assert found, f"no page matches {pattern}"
        return found[0].parent.relative_to(self.folder).as_posix() + "/"

    def kinds(self) -> dict[str, str]:
        """name → URL path of one page of each kind."""
        return {
            "home": "",
            **{name: self.first(glob) for name, glob in _PATTERNS.items()},
            **self._lives(),
        }

    def _lives(self) -> dict[str, str]:
        """A dishonesty record that is public, one with an open objection, and a tombstone."""
        base = "dishonesty-records/dishonesty_records"
        found: dict[str, str] = {}
        for path in sorted((self.folder / base).glob("dr-*/index.html")):
            html = path.read_text("utf-8")
            for name, sign in _LIVES.items():
                if sign in html:
                    found.setdefault(name, f"{base}/{path.parent.name}/")
        assert found.keys() == _LIVES.keys()
        return found


_LIVES = {
    "record": "公示到什么时候",
    "disputed": "结论出来之前，请不要把它当作定论",
    "tombstone": "这条记录已终止公示",
}
_PATTERNS = {
    "package": "power-list/index.html",
    "dataset": "dishonesty-records/dishonesty_records/index.html",
    "list": "power-list/power_items/list/index.html",
    "list-page-2": "power-list/power_items/list/2/index.html",
    "facet": "power-list/power_items/by-item_type/*/index.html",
    "power-item": "power-list/power_items/pi-*/index.html",
    "procedure": "power-list/procedures/pr-*/index.html",
    "commitment": "service-commitments/service_commitments/sc-*/index.html",
    "result": "service-commitments/commitment_results/cr-*/index.html",
    "honour": "honours/honours/hn-*/index.html",
    "measure": "honours/measures/ms-*/index.html",
    "institution": "institutions/org-*/index.html",
    "recommendation": "supervision/judicial_recommendations/jr-*/index.html",
    "reply": "supervision/npc_cppcc_replies/nr-*/index.html",
    "complaints": "supervision/complaint_stats/list/index.html",
    "bulletin": "supervision/bulletins/bu-*/index.html",
    "assessment": "assessments/assessments/as-*/index.html",
    "key-areas": "key-areas/index.html",
    "contract": "key-areas/procurement_contracts/pc-*/index.html",
    "partnership": "key-areas/ppp_projects/pp-*/index.html",
    "investment": "key-areas/investment_commitments/ic-*/index.html",
    "policy": "policy/policy_documents/doc-*/index.html",
    "task": "policy/task_ledger/task-*/index.html",
    "channel": "channels/disclosure_channels/chan-*/index.html",
    "promises": "promises/index.html",
    "promises-family": "promises/payment/index.html",
    "promises-institution": "promises/org-*/index.html",
    "dictionary": "dictionary/index.html",
    "dictionary-package": "dictionary/dishonesty-records/index.html",
    "table": "dishonesty-records/dishonesty_records/table/index.html",
    "sql": "sql/index.html",
    "statistics": "statistics/index.html",
    "statistics-promises": "statistics/promises/index.html",
    "statistics-records": "statistics/records/index.html",
    "rules": "rules/index.html",
    "search": "search/index.html",
    "removals": "changes/removals/index.html",
    "corrections": "changes/corrections/index.html",
    "mechanisms": "mechanisms/index.html",
    "quality": "quality/index.html",
    "prose": "never-published/index.html",
    "deadlines": "deadlines/index.html",
    "glossary": "glossary/index.html",
}

KINDS = ("home", *_PATTERNS, *_LIVES)
