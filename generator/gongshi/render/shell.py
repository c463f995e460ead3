"""A finished page of the theme with holes for data.

MkDocs renders one shell per section and depth; its navigation, header and footer are trusted and
stay as they are. Data goes into the holes, already escaped. The theme marks a hole with a token
that carries a random nonce, so nothing that a descriptor says can be taken for one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongshi.core.errors import BuildError


class Slot(StrEnum):
    TITLE = "title"
    DESCRIPTION = "description"
    HEAD = "head"
    BODY = "body"


@dataclass(frozen=True)
class Tokens:
    """The tokens of one build."""

    nonce: str

    @classmethod
    def fresh(cls) -> Tokens:
        return cls(secrets.token_hex(8))

    def of(self, slot: Slot) -> str:
        return f"gongshi-slot-{slot.value}-{self.nonce}"


@dataclass(frozen=True)
class Shell:
    """`parts` alternates fixed HTML and slots, as cut at the tokens."""

    parts: tuple[str | Slot, ...]

    @classmethod
    def cut(cls, html: str, tokens: Tokens, name: str) -> Shell:
        """Raises BuildError if the theme lost a slot or repeats the body."""
        parts: list[str | Slot] = [html]
        for slot in Slot:
            parts = [
                piece
                for part in parts
                for piece in (_split(part, tokens.of(slot), slot) if type(part) is str else [part])
            ]
        for slot in Slot:
            count = parts.count(slot)
            if count == 0 or (slot is Slot.BODY and count > 1):
                raise BuildError(
                    f"主题模板 {name} 里 {slot.value} 的位置应有一处，实际 {count} 处："
                    "检查 main.html 的 site_meta、htmltitle、extrahead、content 四个块"
                )
        return cls(tuple(parts))

    @property
    def frame(self) -> str:
        """The page without what goes into the slots."""
        return "".join(part for part in self.parts if not isinstance(part, Slot))

    def fill(self, values: Mapping[Slot, str]) -> str:
        """The page. Each value must already be safe HTML."""
        return "".join(values[part] if isinstance(part, Slot) else part for part in self.parts)


def _split(text: str, token: str, slot: Slot) -> list[str | Slot]:
    pieces: list[str | Slot] = []
    for index, piece in enumerate(text.split(token)):
        if index:
            pieces.append(slot)
        pieces.append(piece)
    return pieces
