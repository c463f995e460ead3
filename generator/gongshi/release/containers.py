"""What is in a finished file. Containers are known by their first bytes, whatever their name."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
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
    opener = _opener(member or name, content)
    yield member, b"" if opener is _sqlite and _says_it_all(content) else content
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
        indexes = _trigram_indexes(names)
        for (name,) in database.execute("select name from sqlite_master where type = 'table'"):
            if name in indexes:
                continue
            quoted = '"' + name.replace('"', '""') + '"'
            rows = database.execute(f"select * from {quoted}").fetchall()  # noqa: S608  # no other way to name a table, and it is quoted
            yield name, _written(rows)
            # As they are: to write them as text and read it again takes long.
            yield f"{name}(blobs)", b"\x1f".join(_blobs(rows))


def _says_it_all(content: bytes) -> bool:
    """Whether there is nothing in the file but what its tables say: written anew it is the same,
    but for its counters of changes. To look through its bytes as if they were text takes longer
    than all the rest of a site.
    """
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            database.deserialize(content)
            database.execute("vacuum")
            anew = database.serialize()
    except sqlite3.Error:
        return False
    return _uncounted(anew) == _uncounted(content)


def _uncounted(content: bytes) -> bytes:
    """Without the counters of changes and of schemas in the header, and who last wrote it."""
    return content[:24] + content[28:40] + content[44:92] + content[100:]


def _trigram_indexes(names: Iterable[tuple[str, str | None]]) -> set[str]:
    """The tables in which a full-text table keeps which three characters stand where. They hold no
    longer text, and only of what its content table has, which is read.
    """
    parts = ("data", "idx", "docsize", "config")
    return {
        f"{name}_{part}"
        for name, sql in names
        if sql and _TRIGRAM.search(sql) and not _CONTENT.search(sql)
        for part in parts
    }


_TRIGRAM = re.compile(r"using\s+fts5\b.*\btokenize\s*=\s*.?trigram", re.IGNORECASE | re.DOTALL)
_CONTENT = re.compile(r"\bcontent\s*=", re.IGNORECASE)


def _written(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=_text).encode("utf-8", "replace")


def _blobs(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    return (value for row in rows for value in row if isinstance(value, bytes))


def _text(value: object) -> str:
    return "" if isinstance(value, bytes) else str(value)


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
