"""The zip container of an Office file, opened with bounds."""

from __future__ import annotations

import io
import zipfile
import zlib

from gongshi.screening.attachments.piece import Code, Refused, broken, too_large

_MOST_MEMBERS = 4000
_MOST_BYTES = 300_000_000  # unpacked, all members together
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1


class Archive:
    """Raises Refused for what is corrupt, locked, or grows beyond the bounds when unpacked."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise broken() from error
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        names = [info.filename for info in members]
        if any(info.flag_bits & _ENCRYPTED for info in members):
            raise Refused(Code.UNREADABLE, "文件加了密码", "去掉密码再放上来")
        if len(members) > _MOST_MEMBERS or sum(i.file_size for i in members) > _MOST_BYTES:
            raise too_large("文件展开以后太大")
        odd = any(info.compress_type not in _METHODS for info in members)
        if odd or len({name.lower() for name in names}) < len(names):
            raise broken()
        if min((info.header_offset for info in members), default=0) > 0 or self._zip.comment:
            raise Refused(
                Code.HIDDEN, "文件前后附着别的内容", "用原来的软件另存为一个新文件再放上来"
            )
        self._members = {info.filename: info for info in members}

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """At most as many bytes as the member declares; zipfile checks the rest by its CRC."""
        try:
            return self._zip.read(self._members[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError) as error:
            raise broken() from error
