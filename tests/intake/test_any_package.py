"""Never a traceback: any descriptor gives a package that validation can read, or a refusal."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongshi.core.errors import IntakeError
from gongshi.core.finding import Severity
from gongshi.intake.package_folder import draft_of_folder
from gongshi.intake.record_ids import give_ids
from gongshi.intake.source_keys import link_composites
from gongshi.intake.table_file import draft_of_file
from gongshi.intake.writing import write_package
from gongshi.loading.load import load
from gongshi.package.lined_yaml import Pointer
from gongshi.validation.validate import validate
from intake.sources import odd
from validation.mini import write

_GONE = object()
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_ODD = st.sampled_from(
    [
        *(_GONE, None, "", "../x", "visits.json", [], {}, 0, -1, True, "号", "区", "any", "list"),
        *("table", "self", "boolean", "year", "json", "xlsx", "utf-16", ["区"], [["区"]]),
        *([{}], [None], {"fields": "区"}, "%Y", "\x00", "公园", "visits-1.csv", "kinds.csv"),
    ]
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd(tmp_path_factory.mktemp("any") / "source")


def _pointers(value: Any, at: Pointer = ()) -> list[Pointer]:
    found = [at] if at else []
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            found += _pointers(inner, (*at, key))
    return found


def _changed(descriptor: Any, at: Pointer, value: Any) -> Any:
    copy = owner = deepcopy(descriptor)
    for key in at[:-1]:
        owner = owner[key]
    if value is _GONE:
        del owner[at[-1]]
    else:
        owner[at[-1]] = value
    return copy


def _brought_in(source: Path, folder: Path) -> bool:
    """Into an edition of its own; True if validation finds nothing wrong either."""
    edition = write(folder / "edition", x=[])
    shutil.rmtree(edition / "x")
    try:
        reader = draft_of_folder if source.is_dir() else draft_of_file
        draft = reader(source, {}, None)
        if any(give_ids(table, b"key")[1] for table in draft.tables):
            return False
        draft.notes += link_composites(draft.tables)
        write_package(edition / "x", draft, "edition/x")
    except IntakeError:
        return False
    report = validate(load(edition, "edition"))
    assert all(finding.line() for finding in report.findings)
    return not any(finding.severity is Severity.ERROR for finding in report.findings)


def test_the_good_one_is_good(source: Path, tmp_path: Path) -> None:
    assert _brought_in(source, tmp_path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_descriptor(source: Path, tmp_path_factory: Any, data: st.DataObject) -> None:
    path = source / "datapackage.json"
    good = json.loads(path.read_text("utf-8"))
    changed = good
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(_pointers(changed)))
        changed = _changed(changed, at, data.draw(_ODD | _JSON))
    folder = tmp_path_factory.mktemp("one")
    copy = shutil.copytree(source, folder / "source")
    (copy / "datapackage.json").write_text(json.dumps(changed), "utf-8")
    _brought_in(copy, folder)
    shutil.rmtree(folder)


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=80)
    | st.text(max_size=80).map(lambda t: t.encode("utf-8", "replace"))
)
def test_any_file(tmp_path_factory: Any, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("one")
    path = folder / "a.csv"
    path.write_bytes(content)
    _brought_in(path, folder)
    shutil.rmtree(folder)
