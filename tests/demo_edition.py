"""The demo edition, examined once a worker. Tests that use it are of xdist group `demo`."""

from __future__ import annotations

from datetime import date
from functools import cache

from gongshi.core.clock import AsOf
from gongshi.core.finding import Severity
from gongshi.pipeline import examine
from gongshi.project import Project
from gongshi.screening.disclosure import Disclosure
from projects import AS_OF, ROOT

DEMO = ROOT / "data" / "demo"


@cache
def demo_disclosure() -> Disclosure:
    examination = examine(Project(ROOT, DEMO, ROOT / "content"), AsOf(date.fromisoformat(AS_OF)))
    assert [f.line() for f in examination.findings if f.severity is Severity.ERROR] == []
    assert examination.disclosure is not None
    return examination.disclosure
