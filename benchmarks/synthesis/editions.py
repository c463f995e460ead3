"""The editions: which institutions, how many rows, in which files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from synthesis.commitments import bank_promises, commitments
from synthesis.fates import Fate, all_fates, dealt
from synthesis.guides import procedure_row
from synthesis.honours import Honour, honours, measures
from synthesis.institutions import institution_rows
from synthesis.items import bank_items, power_items, withheld_items
from synthesis.mechanisms import MECHANISMS, write_mechanisms
from synthesis.records import Dossier, dossiers, withheld_words
from synthesis.register import every_institution
from synthesis.rows import Row, Table, columns, descriptor
from synthesis.words import bank
from synthesis.world import World, make_world

PACKAGES = (
    "institutions",
    "power-list",
    "service-commitments",
    "dishonesty-records",
    "honours",
)
# More than this would run out of six-digit sequence numbers for the quarterly results.
_MOST_COMMITMENTS = 120_000
_REMEMBERED = 60


@dataclass(frozen=True)
class Size:
    """Rows of each table. `special` adds drafts, old versions, and what must not be published."""

    power_items: int
    procedures: int
    commitments: int
    records: int
    honours: int
    measures: int
    special: bool = True

    def scaled(self, power_items: int) -> Size:
        """The same proportions for another number of power items."""

        def share(count: int) -> int:
            return max(1, count * power_items // self.power_items)

        return Size(
            power_items=power_items,
            procedures=share(self.procedures),
            commitments=min(_MOST_COMMITMENTS, share(self.commitments)),
            records=share(self.records),
            honours=share(self.honours),
            measures=share(self.measures),
            special=self.special,
        )


DEMO = Size(550, 240, 172, 177, 48, 72)
STARTER = Size(8, 4, 5, 8, 2, 2, special=False)


def write_demo(out: Path, canonical: Path, seed: int, base: date, size: Size) -> dict[str, int]:
    """Package descriptors are copied from `canonical`; `out` keeps its own edition.yaml."""
    width = 4 if size.power_items < 5000 else 6
    world = make_world(seed, base, every_institution(), width)
    dice = world.dice("fates")
    fates = dealt(dice, all_fates(), size.records)
    return _write(world, out, canonical, size, fates, None)


def write_starter(out: Path, seed: int, base: date) -> dict[str, int]:
    plan = bank("starter")
    chosen = [one for one in every_institution() if one.key in plan["institutions"]]
    world = make_world(seed, base, chosen, 4)
    fates = [Fate(**{**entry, "days": tuple(entry["days"])}) for entry in plan["fates"]]
    return _write(world, out, out, STARTER, iter(fates), 2)


def _write(
    world: World,
    out: Path,
    canonical: Path,
    size: Size,
    fates: Iterator[Fate],
    limit: int | None,
) -> dict[str, int]:
    with ExitStack() as stack:
        tables: dict[str, Table] = {}
        for package in PACKAGES:
            _copy_descriptor(canonical / package, out / package)
        for package in (*PACKAGES, *(MECHANISMS if size.special else ())):
            for name, fields in columns(descriptor(out / package)).items():
                table = Table(out / package / f"{name}.csv", fields)
                tables[name] = stack.enter_context(table)
        for row in institution_rows(world):
            tables["institutions"].write(row)
        items = _power_list(world, tables, size, limit)
        _commitments(world, tables, size, items, limit)
        made = _records(world, tables, size, fates)
        _honours(world, tables, size, made.sanctioned)
        if size.special:
            write_mechanisms(world, tables, made.public, made.listings)
        return {name: table.count for name, table in tables.items()}


def _copy_descriptor(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if source != target:
        shutil.copyfile(source / "datapackage.yaml", target / "datapackage.yaml")


def _power_list(
    world: World, tables: dict[str, Table], size: Size, limit: int | None
) -> dict[str, list[Row]]:
    """Returns the public items in force of each office, as many as commitments need."""
    known: dict[str, list[Row]] = {}
    guides = world.dice("procedures")
    specials = withheld_items(world) if size.special else []
    rows = power_items(world, bank_items(world, limit), size.power_items, specials)
    for power in rows:
        tables["power_items"].write(power.row)
        if power.is_open:
            if tables["procedures"].count < size.procedures:
                tables["procedures"].write(procedure_row(world, guides, power))
            mine = known.setdefault(power.item.owner.key, [])
            if len(mine) < _REMEMBERED:
                mine.append(power.row)
    return known


def _commitments(
    world: World,
    tables: dict[str, Table],
    size: Size,
    items: dict[str, list[Row]],
    limit: int | None,
) -> None:
    promises = bank_promises(world, 1 if limit else None)
    made = commitments(world, promises, size.commitments, items, size.special)
    for commitment in made:
        tables["service_commitments"].write(commitment.row)
        for result in commitment.results:
            tables["commitment_results"].write(result)


@dataclass
class Made:
    """What later tables refer to. `sanctioned`: the public records against which measures were
    taken, as many as needed; `listings`: every court listing, public or not.
    """

    sanctioned: list[Dossier] = field(default_factory=list)
    public: list[Dossier] = field(default_factory=list)
    listings: list[Row] = field(default_factory=list)


def _records(world: World, tables: dict[str, Table], size: Size, fates: Iterator[Fate]) -> Made:
    made = Made()
    words = withheld_words() if size.special else []
    for dossier in dossiers(world, fates, words):
        tables["dishonesty_records"].write(dossier.record)
        for name, row in dossier.children.items():
            tables[name].write(row)
        wanted = dossier.fate.severity != "轻微" and dossier.fate.is_public
        if wanted and len(made.sanctioned) < size.measures:
            made.sanctioned.append(dossier)
        if size.special and dossier.fate.is_public:
            made.public.append(dossier)
        if size.special and "court_listings" in dossier.children:
            made.listings.append(dossier.children["court_listings"])
    return made


def _honours(world: World, tables: dict[str, Table], size: Size, sanctioned: list[Dossier]) -> None:
    honoured: list[Honour] = []
    for honour in honours(world, size.honours):
        tables["honours"].write(honour.row)
        if honour.is_active and len(honoured) < size.measures:
            honoured.append(honour)
    for row in measures(world, size.measures, sanctioned, honoured):
        tables["measures"].write(row)
