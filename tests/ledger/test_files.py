"""ledger.csv and tombstones.csv on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.clock import AsOf
from gongshi.package.descriptor import Key
from gongshi.release.manifest import write_manifest
from gongshi.screening.ledger.files import (
    LEDGER_COLUMNS,
    STONE_COLUMNS,
    append_stones,
    read_past,
    write_ledger,
)
from gongshi.screening.ledger.past import Entry, State
from ledger.editions import World

ENTRY = Entry(
    key=Key("power-list", "power_items"),
    record_id="pi-990001-2026-0001",
    state=State.ENDED,
    first_published_on="2026-06-03",
    last_published_on="2026-11-24",
    status="withdrawn",
    ended_on="2026-12-01",
    event="withdrawn",
    reason="公开责任主体撤下",
    facts={"b": "0123456789ab", "a": "ba9876543210"},
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    entries = (*(World().released().past.ledger or ()), ENTRY)
    assert write_ledger(tmp_path, entries)
    past = read_past(tmp_path, "data")
    assert set(map(_key, past.ledger or ())) == set(map(_key, entries))
    assert past.entries[ENTRY.key, ENTRY.record_id] == ENTRY
    assert past.findings == ()


def _key(entry: Entry) -> tuple[Key, str]:
    return entry.key, entry.record_id


def test_the_same_is_not_written_again(tmp_path: Path) -> None:
    assert write_ledger(tmp_path, [ENTRY])
    before = (tmp_path / "ledger.csv").stat()
    assert not write_ledger(tmp_path, [ENTRY])
    assert (tmp_path / "ledger.csv").stat() == before


def test_it_is_a_plain_file(tmp_path: Path) -> None:
    write_ledger(tmp_path, [ENTRY])
    lines = (tmp_path / "ledger.csv").read_text("utf-8").splitlines(keepends=True)
    assert lines.pop().startswith("#seal,1,")
    assert "".join(lines) == (
        ",".join(LEDGER_COLUMNS) + "\n"
        "power-list,power_items,pi-990001-2026-0001,2026-06-03,2026-11-24,ended,withdrawn,"
        '2026-12-01,withdrawn,公开责任主体撤下,"{""a"":""ba9876543210"",""b"":""0123456789ab""}"\n'
    )
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.csv"]


def test_no_file_is_no_past(tmp_path: Path) -> None:
    past = read_past(tmp_path, "data")
    assert (past.ledger, past.stones, past.findings) == (None, None, ())


LINE = "power-list,power_items,pi-1,2026-06-03,2026-11-24,public,published,,,,\n"
HEADER = ",".join(LEDGER_COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("", 1),
        ("package,resource\n", 1),
        (HEADER.replace("facts", "fact"), 1),
        (HEADER + LINE.replace(",\n", "\n"), 2),
        (HEADER + LINE.replace("\n", ",\n"), 2),
        (HEADER + LINE + LINE, 3),
        (HEADER + LINE.replace("public", "published"), 2),
        (HEADER + LINE.replace("2026-11-24", "2026/11/24"), 2),
        (HEADER + LINE.replace("pi-1", "../pi-1"), 2),
        (HEADER + LINE.replace("pi-1", ""), 2),
        (HEADER + LINE.replace(",public", ",ended"), 2),
        (HEADER + LINE.replace(",\n", ",x\n"), 2),
        (HEADER + LINE.replace(",\n", ',"{""a"":""x""}"\n'), 2),
        (HEADER + LINE.replace(",\n", ",[]\n"), 2),
        (HEADER + LINE + '"', 3),
    ],
)
def test_a_spoilt_ledger_stops_with_its_row(tmp_path: Path, text: str, row: int) -> None:
    (tmp_path / "ledger.csv").write_text(text, "utf-8")
    past = read_past(tmp_path, "data")
    assert past.ledger is None
    told = [(finding.code, finding.place) for finding in past.findings]
    assert told == [("ledger-error", f"data/ledger.csv:{row}")]
    assert "备份" in str(past.findings[0].hint)


SECOND = replace(ENTRY, record_id="pi-990001-2026-0002", state=State.PUBLIC, ended_on="", event="")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:1] + lines[2:], "增删"),
        (lambda lines: lines[:-1], "封印"),
        (lambda lines: lines[:-2], "封印"),
        (lambda lines: lines[:2] + lines[3:], "增删"),
        (lambda lines: lines[:1], "封印"),
        (lambda lines: [*lines[:-1], lines[2].replace("0002", "0003"), lines[-1]], "增删"),
        (lambda lines: [one.replace("2026-12-01", "2026-12-02") for one in lines], "改过"),
        (lambda lines: [one.replace(",ended,", ",withheld,") for one in lines], "改过"),
        (lambda lines: [one.replace("#seal,2,", "#seal,2,0") for one in lines], "改过"),
        (lambda lines: [one.replace("#seal,2,", "#seal,3,") for one in lines], "增删"),
        (lambda lines: [lines[0], lines[2], lines[1], lines[3]], "改过"),
    ],
)
def test_a_deleted_or_edited_line_is_told(
    tmp_path: Path, change: Callable[[list[str]], list[str]], words: str
) -> None:
    write_ledger(tmp_path, [ENTRY, SECOND])
    path = tmp_path / "ledger.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(change(lines)), "utf-8")
    past = read_past(tmp_path, "data")
    assert past.ledger is None
    assert [finding.code for finding in past.findings] == ["ledger-error"]
    assert words in past.findings[0].message


def test_the_seal_is_public_and_the_ledger_is_not(tmp_path: Path) -> None:
    write_ledger(tmp_path, [ENTRY, SECOND])
    seal = read_past(tmp_path, "data").seal
    assert len(seal) == 64
    site = tmp_path / "site"
    site.mkdir()
    write_manifest(site, "x", AsOf(date(2026, 11, 24)), "1", seal)
    text = (site / "manifest.json").read_text("utf-8")
    assert json.loads(text)["ledgerSeal"] == seal
    assert ENTRY.record_id not in text


def test_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_bytes((HEADER + LINE).encode("utf-16"))
    (tmp_path / "tombstones.csv").write_bytes("原因".encode("gb18030"))
    codes = {finding.code for finding in read_past(tmp_path, "data").findings}
    assert codes == {"ledger-error", "tombstones-error"}


def test_a_mark_and_excels_line_ends_are_read(tmp_path: Path) -> None:
    write_ledger(tmp_path, [ENTRY])
    plain = (tmp_path / "ledger.csv").read_text("utf-8")
    text = "\ufeff" + plain.replace("\n", "\r\n") + ",,,,,,,,,,\r\n"
    (tmp_path / "ledger.csv").write_bytes(text.encode())
    assert len(read_past(tmp_path, "data").ledger or ()) == 1


STONE = ("power-list", "power_items", "pi-1", "withdrawn", "2026-12-01", "公开责任主体撤下")


def test_a_first_tombstone_makes_the_file(tmp_path: Path) -> None:
    append_stones(tmp_path, [STONE])
    stones = read_past(tmp_path, "data").stones
    assert stones is not None
    assert stones.header == STONE_COLUMNS
    assert [row.cells for row in stones.rows] == [STONE]


@pytest.mark.parametrize("before", ["", "\n", "package, resource\n一行字", "\ufeff列\r\n甲\r\n"])
def test_what_stood_there_stays(tmp_path: Path, before: str) -> None:
    path = tmp_path / "tombstones.csv"
    path.write_bytes(before.encode())
    append_stones(tmp_path, [STONE])
    assert path.read_bytes().startswith(before.encode())
    assert path.read_text("utf-8").rstrip("\n").rpartition("\n")[2] == ",".join(STONE)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=9)


@given(st.lists(st.tuples(*[cells] * 6), max_size=4))
def test_any_row_comes_back_as_it_was(tmp_path_factory, rows: list[tuple[str, ...]]) -> None:
    folder = tmp_path_factory.mktemp("stones")
    append_stones(folder, rows)
    stones = read_past(folder, "data").stones
    assert stones is not None
    assert [row.cells for row in stones.rows] == [row for row in rows if any(row)]
