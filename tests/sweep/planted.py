"""Canaries of the tests' own choice, and a folder to find them in."""

from __future__ import annotations

from pathlib import Path

from gongshi.core.squeeze import squeeze
from gongshi.release.sweep import NOTHING_TYPED, Leak, Typed, sweep
from gongshi.screening.canary import Canaries, Kind, Origin, Stand, Texts

LONG = "鸩羽区某街道办事处未履行生效判决"


def canaries(
    *texts: str, stand: Stand = Stand.WHOLE, kind: Kind = Kind.WITHHELD, allowed: str = ""
) -> Canaries:
    """Each text is a canary of a field that bears its number."""
    squeezed = [squeeze(text.encode()) for text in texts]
    origins = [Origin("S07", kind, "a/b", f"f{n}", "", allowed) for n in range(len(texts))]
    return Canaries(lambda: Texts(squeezed, [stand] * len(texts), origins))


def leaks(
    folder: Path, content: bytes, known: Canaries, name: str = "x", typed: Typed = NOTHING_TYPED
) -> list[Leak]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return list(sweep(folder, known, typed))


def found(folder: Path, content: bytes, *texts: str, stand: Stand = Stand.WHOLE) -> bool:
    return bool(leaks(folder, content, canaries(*(texts or (LONG,)), stand=stand)))
