"""Tables in several files, looked at by the workers of a Dask cluster: one file a task.

Each file is sieved where the task runs; what comes back are errors, hashes and distinct keys. The
files lie where every worker and this process can read them. A task that is lost with its worker is
done again by another: it has no effect but its result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from frictionless import Package as FrictionlessPackage

from gongshi.core.errors import GongshiError
from gongshi.loading.source import Source
from gongshi.loading.strict import UnreadableError
from gongshi.package.descriptor import Key, Package, Resource
from gongshi.package.discovery import Discovery, discover
from gongshi.validation.judge import neutral_descriptor
from gongshi.validation.run import Noted, note
from gongshi.validation.sieve.hashing import secret, share_secret
from gongshi.validation.sieve.plan import ForeignKey, Plan, make_plan
from gongshi.validation.sieve.table import Harvest, harvest
from gongshi.validation.sieve.tokens import have_texts

_Part = tuple[Harvest, Noted]
_Work = Callable[[Key, Plan], "Iterator[_Part] | None"]


@dataclass(frozen=True)
class Cluster:
    """A running Dask scheduler. Raises GongshiError if Dask is not installed or nobody answers."""

    client: Any

    @classmethod
    def at(cls, address: str) -> Cluster:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra: most never need it
        except ImportError as error:
            hint = "--scheduler 要用 Dask：pip install gongshi[cluster]"
            raise GongshiError(hint) from error
        try:
            return cls(Client(address, timeout="10s"))  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise GongshiError(f"连不上 Dask 调度器 {address}：检查地址和端口") from error

    def close(self) -> None:
        self.client.close()

    def work(self, folder: Path, shown: str, packages: tuple[Package, ...]) -> _Work:
        """How the tables of an edition are done: those in one file stay in this process."""
        resources = {r.key: (p, r) for p in packages for r in p.resources}

        def work(key: Key, plan: Plan) -> Iterator[_Part] | None:
            package, resource = resources[key]
            if len(resource.paths) < 2 or not (
                _keys_have_texts(plan) and _same_headers(package, resource)
            ):
                return None
            columns = {r.name: [f.name for f in r.fields] for r in package.resources}
            tasks = [
                self.client.submit(
                    look_at_part,
                    (str(folder.resolve()), shown, key, number),
                    plan.named,
                    plan.foreign_keys,
                    neutral_descriptor(package, columns),
                    secret(),
                    pure=False,
                )
                for number in range(len(resource.paths))
            ]
            return _in_order(tasks)

        return work


def _in_order(tasks: list[Any]) -> Iterator[_Part]:
    """The parts with their rows numbered through."""
    before = 0
    try:
        for task in tasks:
            found, noted, records = task.result()
            found.shift(before)
            noted.shift(before)
            before += records
            task.release()
            yield found, noted
    finally:
        for task in tasks:
            task.cancel()


def _keys_have_texts(plan: Plan) -> bool:
    pointing = [fk.columns for fk in plan.foreign_keys]
    keys = (*plan.single_keys, *plan.named_keys.values(), *pointing)
    return all(have_texts(plan.families(key)) for key in keys)


def _same_headers(package: Package, resource: Resource) -> bool:
    """Only then is a part a table of its own; and each must be readable at least that far."""
    headers = set()
    for path in resource.paths:
        try:
            piece = next(iter(Source(resource, (package.folder / path,), path).pieces()))
        except UnreadableError:
            return False
        headers.add(tuple(piece.frame.columns))
    return len(headers) == 1


def look_at_part(
    at: tuple[str, str, Key, int],
    named: tuple[tuple[str, ...], ...],
    foreign_keys: tuple[ForeignKey, ...],
    descriptor: dict[str, Any],
    hash_secret: int,
) -> tuple[Harvest, Noted, int]:
    """The task: one file of a table; rows as if its header were the table's. Returns also how many
    records it has.
    """
    folder, shown, key, number = at
    share_secret(hash_secret)
    edition = _edition(folder, shown)
    package = next(p for p in edition.packages if p.name == key.package)
    resource = next(r for r in package.resources if r.key == key)
    asked = FrictionlessPackage.from_descriptor(descriptor, basepath=str(package.folder))
    source = Source(resource, (package.folder / resource.paths[number],), shown)
    plan: Plan | None = None
    found, noted, last = Harvest(), Noted(), 1
    for piece in source.pieces():
        if plan is None:
            plan = make_plan(asked.get_resource(key.resource), list(piece.frame.columns), named)
            plan = replace(plan, foreign_keys=foreign_keys)  # as the whole package has them
        found.merge(harvest(plan, piece))
        assert edition.edition is not None
        noted.add(note(edition.edition, edition.packages, piece))
        last = max(last, *piece.rows[-1:].tolist(), *(one.row for one in piece.odd[-1:]))
    return found, noted, last - 1


@lru_cache(maxsize=4)
def _edition(folder: str, shown: str) -> Discovery:
    return discover(Path(folder), shown)
