"""The decision log: every decision of the door, for the operator. It is never part of the site."""

from __future__ import annotations

import json
from pathlib import Path

from gongshi.core.files import write_atomic
from gongshi.screening.disclosure import Disclosure

# Beside mkdocs.yml, outside the site and the data; not committed.
FOLDER = ".gongshi"
FILE = "decisions.ndjson"


def write_decision_log(root: Path, disclosure: Disclosure) -> Path:
    """One JSON object a line: the day, the record's table and id, the rule, what it did. No cell of
    a record is in it. Returns the file, which is replaced whole.
    """
    path = root / FOLDER / FILE
    lines = [
        json.dumps(
            {
                "asOf": str(disclosure.as_of),
                "table": str(decision.key),
                "recordId": decision.record_id,
                "rule": decision.rule,
                "action": decision.action,
                **({"detail": decision.detail} if decision.detail else {}),
            },
            ensure_ascii=False,
        )
        for decision in sorted(
            disclosure.decisions, key=lambda d: (str(d.key), d.record_id, d.rule, d.action)
        )
    ]
    write_atomic(path, "".join(f"{line}\n" for line in lines).encode())
    return path
