"""The institutions: departments, other bodies, streets, communities, and those that closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from synthesis.codes import AREA, uscc
from synthesis.words import bank, departments

_PREFIX = {"事业单位": "12", "群团组织": "13", "基层群众性自治组织": "54"}
_ARCHIVE = frozenset({"政府部门", "街道办事处", "事业单位", "基层群众性自治组织"})
_FOI = frozenset({"政府部门", "街道办事处", "管委会"})
_COLLECTOR = "fagai"


@dataclass(frozen=True)
class Institution:
    """A body before it has a record id. `number` is its place in the bank, whatever is chosen."""

    key: str
    number: int
    name: str
    short: str
    doc: str
    kind: str
    duties: str
    address: str
    post: str
    since: date
    until: date | None = None
    former: tuple[str, ...] = ()
    parent: str | None = None
    street: str | None = None
    street_code: str = ""
    community_code: str = ""
    coded: bool = True
    note: str = ""
    bank: dict[str, Any] = field(default_factory=dict)

    @property
    def uscc(self) -> str:
        return uscc(_PREFIX.get(self.kind, "11"), self.number) if self.coded else ""

    @property
    def has_archive(self) -> bool:
        return self.kind in _ARCHIVE

    @property
    def foi(self) -> bool:
        return self.kind in _FOI

    @property
    def who(self) -> str:
        """部, 街, 事 or 居, as words/cases.yaml calls them; empty for a body without an archive."""
        marks = {"政府部门": "部", "街道办事处": "街", "事业单位": "事", "基层群众性自治组织": "居"}
        return marks.get(self.kind, "")

    def phone(self, line: int = 0) -> str:
        """One of its four lines. 0000 is no area code."""
        return f"0000-555{100 + self.number * 4 + line:04d}"

    def name_on(self, day: date) -> str:
        """The name that it bore on a day."""
        return self.former[-1] if self.former and day < self.since else self.name


def every_institution() -> list[Institution]:
    """The whole bank, numbered in a fixed order."""
    makers = [*_offices(), *_closed(), *_streets()]
    return [_numbered(raw, number) for number, raw in enumerate(makers, start=1)]


def _numbered(raw: dict[str, Any], number: int) -> Institution:
    return Institution(number=number, **raw)


def _offices() -> Iterator[dict[str, Any]]:
    for entry in (*departments(), *bank("others")):
        yield _office(entry) | {"parent": entry.get("parent"), "coded": entry.get("uscc", True)}


def _office(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": entry["key"],
        "name": entry["name"],
        "short": entry["short"],
        "doc": entry["doc"],
        "kind": entry.get("kind", "政府部门"),
        "duties": entry["duties"],
        "address": _address(entry.get("floor", "区机关大院3号楼")),
        "post": entry.get("post", "局长"),
        "since": date.fromisoformat(entry["since"]),
        "former": tuple(entry.get("former", ())),
        "bank": entry,
    }


def _address(place: str) -> str:
    if place.startswith("演示区"):
        return place
    return f"演示区文昌路1号{place}" if place.startswith("区机关") else f"演示区{place}"


def _closed() -> Iterator[dict[str, Any]]:
    for entry in bank("closed"):
        yield _office(entry) | {
            "until": date.fromisoformat(entry["until"]),
            "note": entry["note"],
            "parent": entry["successor"],
        }


def _streets() -> Iterator[dict[str, Any]]:
    places = bank("places")
    for index, street in enumerate(places["streets"], start=1):
        code = f"{AREA}{index:03d}"
        duties = places["street_duties"][index % len(places["street_duties"])]
        yield {
            "key": street["name"],
            "name": f"示例市演示区{street['name']}街道办事处",
            "short": f"{street['name']}街道",
            "doc": street["doc"],
            "kind": "街道办事处",
            "duties": duties.format(gist=street["gist"]),
            "address": f"演示区{street['road']}",
            "post": "主任",
            "since": date(2019, 1, 1),
            "street": street["name"],
            "street_code": code,
        }
        yield from _communities(street, code, places["community_duties"])


def _communities(street: dict[str, Any], code: str, duties: list[str]) -> Iterator[dict[str, Any]]:
    road = street["road"].rstrip("0123456789号")
    for index, entry in enumerate(street["communities"], start=1):
        name, _, former = entry.partition("|")
        yield {
            "key": f"{street['name']}/{name}",
            "name": f"示例市演示区{street['name']}街道{name}社区居民委员会",
            "short": f"{name}社区",
            "doc": street["doc"],
            "kind": "基层群众性自治组织",
            "duties": f"{name}社区{duties[(int(code) + index) % len(duties)]}",
            "address": f"演示区{road}{20 * index + 6}号{name}社区服务站",
            "post": "主任",
            "since": date(2023, 6, 1) if former else date(2019, 1, 1),
            "former": (f"示例市演示区{street['name']}街道{former}村民委员会",) if former else (),
            "parent": street["name"],
            "street": street["name"],
            "street_code": code,
            "community_code": f"{code}{index:03d}",
        }
