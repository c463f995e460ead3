"""One measurement in a process of its own: `probe.py FOLDER` validates and screens an edition."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from gongshi.core.clock import AsOf
from gongshi.loading.load import load
from gongshi.screening.overrides import edition_rulebook
from gongshi.screening.screen import screen
from gongshi.screening.stopwatch import measuring
from gongshi.validation.validate import validate

_AS_OF = AsOf(date(2026, 11, 24))


def main(folder: Path) -> None:
    began = time.process_time()
    report = validate(load(folder, "data"))
    validated = time.process_time()
    memory = _memory()
    valid = report.valid()
    rulebook, _ = edition_rulebook(folder, "data")
    with measuring() as watch:
        before = time.process_time()
        screening = screen(valid, _AS_OF, rulebook, "data")
        screened = time.process_time()
    disclosure = screening.disclosure
    assert disclosure is not None, screening.findings[:3]
    result = {
        "validation": validated - began,
        "screening": screened - before,
        "memory": {"validation": memory, "screening": _memory()},
        "parts": [[*key, seconds] for key, seconds in watch.seconds.items()],
        "public": max(len(table) for table in disclosure.tables),
        "ended": len(disclosure.tombstones),
    }
    before = time.process_time()
    result["canaries"] = [len(screening.canaries), time.process_time() - before]
    result["memory"]["canaries"] = _memory()
    print(json.dumps(result))


def _memory() -> int:
    """The most so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
