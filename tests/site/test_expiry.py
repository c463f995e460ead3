"""A later day: what has expired is in no file of the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projects import AS_OF, Starter, make_starter
from site_bytes import every_byte

LATER = "2027-11-24"
_TEXTS = ("fact_summary", "basis_doc_no", "obligation")


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_starter(tmp_path_factory.mktemp("later") / "project").built(LATER)


def _public(site: Path) -> dict[str, dict[str, str]]:
    path = site / "dishonesty-records" / "dishonesty_records.json"
    return {row["record_id"]: row for row in json.loads(path.read_text("utf-8"))}


def test_expired_records_are_in_no_file(built: Starter, later: Path) -> None:
    now, then = _public(built.site), _public(later)
    gone = now.keys() - then.keys()
    assert gone, "the starter must hold records that expire within a year"
    assert then.keys() < now.keys()
    assert then, "and a serious one that does not"
    everything = every_byte(later)
    for record_id in gone:
        for name in _TEXTS:
            needle = now[record_id][name].encode()
            kept = any(other[name] == now[record_id][name] for other in then.values())
            holding = [path for path, content in everything.items() if needle in content]
            assert kept or not holding, f"{record_id}.{name}"


def test_expired_record_leaves_a_page_that_says_why(built: Starter, later: Path) -> None:
    for record_id in _public(built.site).keys() - _public(later).keys():
        folder = later / "dishonesty-records" / "dishonesty_records" / record_id
        kept = json.loads((folder / "index.json").read_text("utf-8"))
        assert kept["id"] == record_id
        assert kept.keys() == {"id", "status", "event", "eventOn", "reason"}
        assert kept["reason"] == "公示期限届满"
        assert AS_OF < kept["eventOn"] <= LATER
        assert "已终止公示" in (folder / "index.html").read_text("utf-8")


def test_rows_of_an_expired_record_go_with_it(built: Starter, later: Path) -> None:
    gone = _public(built.site).keys() - _public(later).keys()
    for name in ("rectifications", "objections", "court_listings"):
        rows = json.loads((later / "dishonesty-records" / f"{name}.json").read_text("utf-8"))
        assert not [row for row in rows if row["record_id"] in gone]
    measures = json.loads((later / "honours" / "measures.json").read_text("utf-8"))
    assert not [row for row in measures if row["record_id"] in gone]
