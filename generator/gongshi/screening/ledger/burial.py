"""A tombstone that the operator writes for a row that is no longer in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongshi.core.errors import ProjectError
from gongshi.core.text import nearest
from gongshi.loading.table import Dataset
from gongshi.screening.ledger.files import STONE_COLUMNS
from gongshi.screening.ledger.past import Entry, Past, State
from gongshi.screening.ledger.stones import holds_still, written_stones
from gongshi.screening.ledger.terms import Terms
from gongshi.screening.outcome import Tombstone
from gongshi.screening.values import ids


@dataclass(frozen=True)
class Wish:
    """What the operator asks for; what is None follows from the rest."""

    record_id: str
    day: str
    event: str | None = None
    reason: str | None = None
    table: str | None = None


@dataclass(frozen=True)
class Answer:
    """`stone` is what will stand; `new` whether it has to be written."""

    stone: Tombstone
    new: bool

    @property
    def cells(self) -> tuple[str, ...]:
        stone = self.stone
        given = {
            "package": stone.key.package,
            "resource": stone.key.resource,
            "record_id": stone.record_id,
            "event": stone.event,
            "event_on": stone.event_on,
            "reason": stone.reason,
        }
        return tuple(given[name] for name in STONE_COLUMNS)


def answer(dataset: Dataset, past: Past, terms: Terms, wish: Wish) -> Answer:
    """Raises ProjectError, with what to do instead, if no tombstone is to be written."""
    entry = _entry(past, wish)
    _refuse_present(dataset, entry)
    if entry.state is State.ENDED:
        old = Tombstone(entry.key, entry.record_id, entry.event, entry.ended_on, entry.reason, "")
        return Answer(old, new=False)
    known = written_stones(past, terms).get((entry.key, entry.record_id))
    if known is not None and holds_still(known, entry):
        return Answer(known, new=False)
    event, reason = _words(terms, wish)
    if wish.day < entry.last_published_on:
        raise ProjectError(
            f"{wish.record_id} 到 {entry.last_published_on} 还在公开，撤下的日期不能更早。"
            f"用 --on 写 {entry.last_published_on} 或以后的日期"
        )
    stone = Tombstone(entry.key, entry.record_id, event, wish.day, reason, "")
    return Answer(stone, new=True)


def _entry(past: Past, wish: Wish) -> Entry:
    if past.ledger is None:
        raise ProjectError(f"还没有台账 {past.ledger_path}。先运行 gongshi release，再改动源表")
    found = [entry for entry in past.ledger if entry.record_id == wish.record_id]
    if not found:
        meant = nearest(wish.record_id, (entry.record_id for entry in past.ledger))
        hint = f"是不是 {meant}？" if meant else "没有公开过的记录不用写撤下说明"
        raise ProjectError(f"台账里没有 {wish.record_id}。{hint}")
    if wish.table is not None:
        found = [entry for entry in found if str(entry.key) == wish.table]
    if len(found) != 1:
        tables = "、".join(str(e.key) for e in past.ledger if e.record_id == wish.record_id)
        raise ProjectError(f"{wish.record_id} 在这些表里：{tables}。用 --table 写明是哪一张")
    return found[0]


def _refuse_present(dataset: Dataset, entry: Entry) -> None:
    table = dataset.tables.get(entry.key)
    if table is None:
        raise ProjectError(
            f"读不到 {entry.key} 这张表，不知道 {entry.record_id} 还在不在。"
            "先运行 gongshi validate；整张表不再用的，也要留下表和列名，公开过的网址才不会失效"
        )
    here = (ids(table) == entry.record_id).to_numpy()
    if here.any():
        path = dataset.package_of(entry.key).shown_path(table.resource)
        row = int(table.rows[int(here.argmax())])
        raise ProjectError(
            f"{entry.record_id} 还在 {path} 第 {row} 行，不用写撤下说明：把这一行的状态改为 "
            "withdrawn、revoked、repaired 或 expired，更新日期写停止公示的那一天，其余由系统生成。"
            "确实要删去这一行的，先删去它，再运行这个命令"
        )


def _words(terms: Terms, wish: Wish) -> tuple[str, str]:
    if wish.event is not None and wish.event not in terms.events:
        raise ProjectError(f"没有事件“{wish.event}”。可以写：{_choices(terms, terms.events)}")
    if wish.reason is None:
        event = wish.event or "withdrawn"
        return event, next(iter(terms.events[event].reasons))
    event = wish.event or terms.event_of(wish.reason) or ""
    if event not in terms.events or wish.reason not in terms.events[event].reasons:
        known = [wish.event] if wish.event else [*terms.events]
        raise ProjectError(f"原因只能是规定的类别。可以写：{_choices(terms, known)}")
    return event, wish.reason


def _choices(terms: Terms, events: Iterable[str]) -> str:
    return "；".join(
        f"{name}（{terms.events[name].title}）：{'、'.join(terms.events[name].reasons)}"
        for name in events
    )
