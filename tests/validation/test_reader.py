"""bytes → Table: strict, and with the rows that Excel shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongshi.core.finding import Finding
from gongshi.loading.decoding import UndecodableError, decode
from gongshi.loading.reader import read_table
from gongshi.loading.table import Table
from gongshi.package.reading import read_descriptor
from validation.mini import csv_of, table, write

HEADER = ["id", "b", "c"]
# Every character that UTF-8 has, and those that CSV gives a meaning more often.
# Python 3.11's writer leaves a lone \r without quotes.
cells = st.text(
    st.characters(codec="utf-8") | st.sampled_from(',;"\n\r\t \ufeff\x00'), max_size=8
).map(lambda text: text.replace("\r", "\r\n"))
tables = st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fields: dict[str, dict[str, Any]] = {name: {} for name in HEADER}
    return write(tmp_path_factory.mktemp("reader") / "edition", alpha=[table("a", fields, [])])


def _read(folder: Path, content: bytes, **dialect: Any) -> tuple[Table | None, list[Finding]]:
    package, findings = read_descriptor(folder / "alpha" / "datapackage.yaml", "alpha/x.yaml")
    assert package is not None, findings
    (resource,) = package.resources
    resource.raw["dialect"] = dialect  # type: ignore[index]
    (folder / "alpha" / "a.csv").write_bytes(content)
    read, found = read_table(package, resource)
    return read, list(found)


@given(tables, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_a_writer_writes_is_read_with_its_rows(
    folder: Path, rows: list[list[str]], ending: str, bom: bool
) -> None:
    assume(HEADER not in rows)
    content = (b"\xef\xbb\xbf" if bom else b"") + csv_of([HEADER, *rows], ending)
    read, found = _read(folder, content)
    assert found == []
    assert read is not None
    kept = [(number, row) for number, row in enumerate(rows, start=2) if any(row)]
    assert list(read.frame.columns) == HEADER
    assert read.frame.to_numpy().tolist() == [row for _, row in kept]
    assert read.rows.tolist() == [number for number, _ in kept]


@given(st.binary(max_size=200) | tables.map(lambda rows: csv_of(rows)[:-2]))
def test_never_raises_and_never_both(folder: Path, content: bytes) -> None:
    read, found = _read(folder, content)
    assert (read is None) == bool(found)
    assert all(finding.row for finding in found)


def test_row_after_a_cell_with_line_breaks_and_a_blank_line(folder: Path) -> None:
    read, found = _read(folder, b'id,b,c\n1,"two\nlines\n",x\n\n3,y,z\n')
    assert found == []
    assert read is not None
    assert read.rows.tolist() == [2, 4]
    assert read.frame["b"].tolist() == ["two\nlines\n", "y"]


def test_short_rows_are_filled_and_long_ones_cut(folder: Path) -> None:
    read, _ = _read(folder, b"id,b,c\n1\n2,x,y,more\n")
    assert read is not None
    assert read.frame.to_numpy().tolist() == [["1", "", ""], ["2", "x", "y"]]


def test_nothing_is_converted(folder: Path) -> None:
    row = ["007", " 1e3 ", "NaN"]
    read, _ = _read(folder, csv_of([HEADER, row]))
    assert read is not None
    assert read.frame.to_numpy().tolist() == [row]


@pytest.mark.parametrize(
    ("dialect", "content"),
    [
        ({"delimiter": ";"}, b"id;b;c\n1;x,y;z\n"),
        ({"delimiter": "\t"}, b"id\tb\tc\n1\tx,y\tz\n"),
        ({"quoteChar": "'"}, b"id,b,c\n1,'x,y',z\n"),
        ({"header": True}, b'id,b,c\n1,"x,y",z\n'),
    ],
)
def test_stated_dialect_is_read(folder: Path, dialect: Any, content: bytes) -> None:
    read, found = _read(folder, content, **dialect)
    assert found == []
    assert read is not None
    assert read.frame.to_numpy().tolist() == [["1", "x,y", "z"]]


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        ({"commentChar": "#"}, "commentChar"),
        ({"skipInitialSpace": True}, "skipInitialSpace"),
        ({"header": False}, "header: false"),
    ],
)
def test_other_dialects_are_refused(folder: Path, dialect: Any, words: str) -> None:
    read, found = _read(folder, b"id,b,c\n1,x,z\n", **dialect)
    assert read is None
    assert [finding.code for finding in found] == ["source-error"]
    assert words in found[0].message


@pytest.mark.parametrize(
    ("content", "before", "guess"),
    [
        ("名称\n市".encode("gb18030"), "", "GBK"),
        (b"id,b\n1," + "市".encode("gb18030"), "id,b\n1,", "GBK"),
        (b"\xef\xbb\xbfid\n" + "市".encode("gb18030"), "id\n", "GBK"),
        ("名称".encode("utf-16"), "", "UTF-16"),
        ("名称".encode("utf-16-be").join([b"\xfe\xff", b""]), "", "UTF-16"),
        (b"PK\x03\x04\xff\xff", "PK\x03\x04", ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "", ".xls"),
        ("好".encode() + b"\xff", "好", None),
    ],
)
def test_what_is_not_utf8_is_guessed_at_for_the_hint_only(
    content: bytes, before: str, guess: str | None
) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(content)
    assert caught.value.before == before
    if guess is None:
        assert caught.value.guess is None
    else:
        assert guess in str(caught.value.guess)


@given(st.text())
def test_utf8_is_decoded_as_it_is(text: str) -> None:
    assume(text[:1] != "\ufeff")
    assert decode(text.encode()) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
