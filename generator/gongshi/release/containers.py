"""What is in a finished file. Containers are known by their first bytes, whatever their name."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]

from gongshi.core.errors import BuildError

Content = tuple[str, bytes]
_DEEPEST = 6  # containers in containers


def contents(name: str, content: bytes) -> Iterator[Content]:
    """A file, and everything in it: member names (joined by !) and bytes.

    Raises BuildError if a container cannot be opened: what cannot be looked into is not published.
    """
    yield from _opened(name, "", content, _DEEPEST)


def _opened(name: str, member: str, content: bytes, depth: int) -> Iterator[Content]:
    yield member, content
    opener = _opener(member or name, content)
    if opener is None:
        return
    if depth == 0:
        raise BuildError(f"{name}：压缩包套得太深，无法检查里面的内容")
    try:
        for inner, bytes_ in opener(content):
            yield from _opened(name, f"{member}!{inner}" if member else inner, bytes_, depth - 1)
    except _BROKEN as error:
        raise BuildError(f"{name}：打不开，无法检查里面的内容（{type(error).__name__}）") from error


_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, lzma.LZMAError, sqlite3.Error, pa.ArrowException,
    RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
_Opener = Callable[[bytes], Iterator[Content]]


def _zip(content: bytes) -> Iterator[Content]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            yield info.filename, archive.read(info)
            yield f"{info.filename}(name)", info.filename.encode() + b"\x1f" + info.comment


def _gzip(content: bytes) -> Iterator[Content]:
    yield "(gz)", gzip.decompress(content)


def _xz(content: bytes) -> Iterator[Content]:
    yield "(xz)", lzma.decompress(content)


def _brotli(content: bytes) -> Iterator[Content]:
    try:
        brotli = import_module("brotli")  # no dependency: whoever writes .br files has it
    except ImportError as error:
        raise BuildError("这里有 .br 文件：要检查里面的内容，先安装 brotli") from error
    yield "(br)", brotli.decompress(content)


def _parquet(content: bytes) -> Iterator[Content]:
    file = pq.ParquetFile(io.BytesIO(content))
    # The names and what is noted of columns and table: in the file it may be in Base64.
    schema = file.schema_arrow.to_string(truncate_metadata=False, element_size_limit=len(content))
    yield "(schema)", schema.encode()
    for batch in file.iter_batches():
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            yield name, _written(column.to_pylist())


def _sqlite(content: bytes) -> Iterator[Content]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        names = database.execute("select name, sql from sqlite_master").fetchall()
        yield "(schema)", _written(names)
        for (name,) in database.execute("select name from sqlite_master where type = 'table'"):
            quoted = '"' + name.replace('"', '""') + '"'
            yield name, _written(database.execute(f"select * from {quoted}").fetchall())  # noqa: S608  # no other way to name a table, and it is quoted


def _written(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=_text).encode("utf-8", "replace")


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


_BY_MAGIC: tuple[tuple[bytes, _Opener], ...] = (
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),  # an empty one
    (b"\x1f\x8b", _gzip),
    (b"\xfd7zXZ\x00", _xz),
    (b"PAR1", _parquet),
    (b"SQLite format 3\x00", _sqlite),
)
# By name: what has no magic bytes, and what must have had some.
_BY_NAME: dict[str, _Opener] = {
    "br": _brotli, "zip": _zip, "xlsx": _zip, "gz": _gzip, "parquet": _parquet,
}  # fmt: skip


def _opener(name: str, content: bytes) -> _Opener | None:
    for magic, opener in _BY_MAGIC:
        if content.startswith(magic):
            return opener
    return _BY_NAME.get(name.rpartition(".")[2].lower())
