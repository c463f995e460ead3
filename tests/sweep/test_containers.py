"""Files in files: opened by their first bytes, and refused if they cannot be opened."""

from __future__ import annotations

import gzip
import io
import lzma
import sqlite3
import sys
import types
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongshi.core.errors import BuildError
from sweep.planted import LONG, canaries, found, leaks


def zipped(*members: tuple[str, bytes], comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(*cells: str, title: str = "表", comment: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    book.active.append(list(cells))
    if comment:
        book.active["A1"].comment = openpyxl.comments.Comment(comment, "x")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(frame: pd.DataFrame, **metadata: str) -> bytes:
    table = pa.Table.from_pandas(frame).replace_schema_metadata(metadata)
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def database(tmp_path: Path, statements: Iterable[str], *values: object) -> bytes:
    path = tmp_path / "made.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)  # each statement is written
    for statement in statements:
        connection.execute(statement, values if "?" in statement else ())
    connection.close()
    content = path.read_bytes()
    path.unlink()
    return content


def test_zip_member_is_named(tmp_path: Path) -> None:
    content = zipped(("a.csv", b"x"), ("b/c.csv", f"1,{LONG}\n".encode()))
    [leak] = leaks(tmp_path, content, canaries(LONG), "all.bin")
    assert (leak.path, leak.member) == ("all.bin", "b/c.csv")


def test_zip_in_zip_and_gzip_in_zip(tmp_path: Path) -> None:
    inner = zipped(("x.json", gzip.compress(LONG.encode())))
    [leak] = leaks(tmp_path, zipped(("old.zip", inner)), canaries(LONG), "a.zip")
    assert leak.member == "old.zip!x.json!(gz)"


def test_names_and_comments_of_a_zip(tmp_path: Path) -> None:
    assert found(tmp_path, zipped((f"{LONG}.csv", b"x")))
    assert found(tmp_path, zipped(("a.csv", b"x"), comment=LONG.encode()))
    assert not found(tmp_path, zipped(("a.csv", b"x"), comment=b"x"))


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_compressed_twin(tmp_path: Path, pack: object) -> None:
    assert found(tmp_path, pack(f"<p>{LONG}</p>".encode()))
    assert not found(tmp_path, pack(b"<p>x</p>"))


def test_brotli_if_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is no dependency, so a stand-in plays it."""
    with pytest.raises(BuildError, match="brotli"):
        leaks(tmp_path, b"\x0b", canaries(LONG), "index.html.br")
    fake = types.SimpleNamespace(decompress=lambda content: content[::-1])
    monkeypatch.setitem(sys.modules, "brotli", fake)
    assert leaks(tmp_path, LONG.encode()[::-1], canaries(LONG), "index.html.br")


def test_workbook(tmp_path: Path) -> None:
    assert found(tmp_path, workbook("甲", LONG))
    assert found(tmp_path, workbook("甲", comment=LONG))
    assert found(tmp_path, workbook("甲", title=LONG))
    assert not found(tmp_path, workbook("甲"))


def test_parquet_cells_dictionaries_nested_values_and_metadata(tmp_path: Path) -> None:
    texts = pd.DataFrame({"a": ["x", LONG]})
    assert found(tmp_path, parquet(texts))
    assert found(tmp_path, parquet(texts.astype("category")))
    assert found(tmp_path, parquet(pd.DataFrame({"a": [[{"b": LONG}]]})))
    assert found(tmp_path, parquet(pd.DataFrame({"a": ["x"]}), note=LONG))
    assert found(tmp_path, parquet(pd.DataFrame({LONG: ["x"]})))
    noted = pa.schema([pa.field("a", pa.string(), metadata={"note": f"{'填充' * 500}{LONG}"})])
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": ["x"]}, schema=noted), stream)
    assert found(tmp_path, stream.getvalue())
    assert not found(tmp_path, parquet(pd.DataFrame({"a": ["x"]})))


def test_sqlite_rows_blobs_encodings_and_schema(tmp_path: Path) -> None:
    create = "create table t (a)"
    assert found(tmp_path, database(tmp_path, [create, "insert into t values (?)"], LONG))
    assert found(tmp_path, database(tmp_path, [create, "insert into t values (?)"], LONG.encode()))
    wide = "pragma encoding = 'UTF-16le'"
    assert found(tmp_path, database(tmp_path, [wide, create, "insert into t values (?)"], LONG))
    assert found(tmp_path, database(tmp_path, [f'create view "{LONG}" as select 1']))
    far = LONG.join(["填充" * 3000, "填充" * 3000])  # over several pages
    assert found(tmp_path, database(tmp_path, [create, "insert into t values (?)"], far))
    assert not found(tmp_path, database(tmp_path, [create, "insert into t values (?)"], "x"))


def test_full_text_index_is_read(tmp_path: Path) -> None:
    statements = ["create virtual table t using fts5(a)", "insert into t values (?)"]
    assert found(tmp_path, database(tmp_path, statements, LONG))


def test_deleted_rows_of_a_database_are_still_there(tmp_path: Path) -> None:
    """SQLite leaves the bytes in the file until it is vacuumed."""
    statements = ["create table t (a)", "insert into t values (?)", "delete from t"]
    statements.insert(0, "pragma secure_delete = off")
    assert found(tmp_path, database(tmp_path, statements, LONG))


@pytest.mark.parametrize("name", ["x.zip", "x.parquet", "x.gz", "x.xlsx"])
def test_container_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError, match=name):
        leaks(tmp_path, b"not what the name says", canaries(LONG), name)


def test_damaged_container_is_refused(tmp_path: Path) -> None:
    for content in (
        zipped(("a.csv", b"x" * 500))[:-30],
        gzip.compress(b"x" * 500)[:-6],
        parquet(pd.DataFrame({"a": ["x"]}))[:-9],
        database(tmp_path, ["create table t (a)"])[:600],
    ):
        with pytest.raises(BuildError, match="打不开"):
            leaks(tmp_path, content, canaries(LONG))


def test_box_in_box_without_end_is_refused(tmp_path: Path) -> None:
    content = LONG.encode()
    for _ in range(8):
        content = gzip.compress(content)
    with pytest.raises(BuildError, match="太深"):
        leaks(tmp_path, content, canaries(LONG))
