"""All that the site may say of an edition, as texts: cells, titles, descriptors, rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from pydantic import BaseModel

from gongshi.package.descriptor import Key
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.rows import Fates
from gongshi.screening.titles import Titles
from gongshi.screening.world import World
from gongshi.screening.written import written


def public_texts(
    world: World,
    fates: Fates,
    tables: tuple[PublicTable, ...],
    skip: Collection[tuple[Key, str]] = (),
) -> Iterator[str]:
    """Every text that may be public, and every cell as pages and files write it; not the columns to
    skip.
    """
    yield from strings(world.dataset.edition)
    yield from strings(replace(world.rulebook, rules=(), local=()))
    for rule in world.rulebook.every:
        # What a rule looks at may be internal; what the site says of it is not.
        yield from strings(rule.model_copy(update={"on": None, "when": None}))
    for records in fates.gone.values():
        yield from strings([stone for stone in records.values() if stone is not None])
    for table in tables:
        yield from strings(table.package)
        yield from strings(table.resource)
        for field in table.fields:
            if (table.key, field.name) not in skip:
                for cell in table.frame[field.name].unique():
                    yield from written(field, cell)
    yield from _titles(tables)


def strings(value: object) -> Iterator[str]:
    """Every string in a model, and every key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from strings(key)
            yield from strings(member)
    elif isinstance(value, list | tuple | frozenset):
        for member in value:
            yield from strings(member)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name))
    elif is_dataclass(value) and not isinstance(value, type):
        for declared in fields(value):
            yield from strings(getattr(value, declared.name))


def _titles(tables: tuple[PublicTable, ...]) -> Iterator[str]:
    titles = Titles({t.key: t.resource for t in tables}, {t.key: t.frame for t in tables})
    for table in tables:
        yield from titles.of(table.key)
        if table.resource.policy.summary:
            yield from titles.filled(table.key, table.resource.policy.summary)
