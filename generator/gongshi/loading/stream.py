"""The bytes of a resource, as one stream of UTF-8 without a byte-order mark."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

_CHUNK = 2**20


class Stream(io.RawIOBase):
    """Files one after the other, the header line of the first only, from `encoding` to UTF-8.

    Reading raises UnicodeDecodeError where another encoding than UTF-8 is not what was stated;
    UTF-8 is passed on as it is.
    """

    def __init__(self, paths: Sequence[Path], encoding: str = "utf-8") -> None:
        super().__init__()
        self._chunks = _files(paths)
        if codecs.lookup(encoding).name != "utf-8":
            self._chunks = _recoded(self._chunks, encoding)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fills the buffer; less than that only at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer
        have = 0
        while have < len(view):
            if not self._rest:
                self._rest = memoryview(next(self._chunks, b""))
            if not self._rest:
                break
            part = self._rest[: len(view) - have]
            view[have : have + len(part)] = part
            self._rest = self._rest[len(part) :]
            have += len(part)
        return have


def _files(paths: Sequence[Path]) -> Iterator[bytes]:
    last = b"\n"
    for number, path in enumerate(paths):
        with path.open("rb", buffering=0) as file:
            chunk = (file.read(_CHUNK) or b"").removeprefix(codecs.BOM_UTF8)
            if number:
                if last[-1:] != b"\n":
                    yield b"\n"  # frictionless glues the two lines together
                chunk = chunk.partition(b"\n")[2]
            while chunk:
                last = chunk
                yield chunk
                chunk = file.read(_CHUNK) or b""


def _recoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    for chunk in chunks:
        if text := decoder.decode(chunk):
            yield text.encode()
    yield decoder.decode(b"", final=True).encode()
