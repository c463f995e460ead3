"""What is not public today → canaries, by which the finished site is checked.

From every raw cell that is not public come pieces which would hardly stand anywhere by chance and
which nothing public contains. So a faulty template or exporter is noticed whatever it did wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from gongshi.core import urls
from gongshi.core.squeeze import squeeze
from gongshi.screening.canary import Automaton, Canaries, Kind, Origin, Texts
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.hidden import (
    Hidden,
    confined_columns,
    hidden_columns,
    hidden_fields,
    hidden_titles,
)
from gongshi.screening.pieces import Piece, pieces, strings_of, whole
from gongshi.screening.public_texts import public_texts
from gongshi.screening.rows import Fates
from gongshi.screening.values import ids
from gongshi.screening.world import World

# Memory: the automaton takes about 0.6 KB a text while it stands and 2.5 KB while it is built, so
# that this many cost 110 MB and for a moment 500 MB. Beyond it hidden cells are taken in turn (see
# _add).
MOST = 200_000
_MOST_OF_A_CELL = 40
LEAK = "S07"


def canaries(world: World, fates: Fates, tables: tuple[PublicTable, ...]) -> Canaries:
    """What the site of this edition and day must not contain; `tables` is what it may contain."""
    return Canaries(partial(_find, world, fates, tables))


def _find(world: World, fates: Fates, tables: tuple[PublicTable, ...]) -> Texts:
    candidates = _names(world, tables)
    _add(candidates, partial(_hidden, world, fates, tables), LEAK)
    found = _not_public(candidates, public_texts(world, fates, tables))
    for rule in world.rulebook.in_force(world.as_of):
        place = rule.when.get("never_outside")
        if place is None:
            continue
        confined: _Candidates = {}
        columns = [*confined_columns(world, tables, place["kind"], place["field"])]
        _add(confined, columns.copy, rule.id)
        own = {(column.table.resource.key, place["field"]) for column in columns}
        elsewhere = public_texts(world, fates, tables, own)
        found = {**_not_public(confined, elsewhere), **found}
    pairs = found.values()
    return Texts([*found], [piece.stand for piece, _ in pairs], [origin for _, origin in pairs])


_Candidates = dict[bytes, tuple[Piece, Origin]]


def _names(world: World, tables: tuple[PublicTable, ...]) -> _Candidates:
    """Names of fields that are not public: all that betrays a column of days or numbers that got
    out with its header. Their titles are common words. The pages of the rules may name them.
    """
    found: _Candidates = {}
    public = {table.key: table for table in tables}
    for key, table in world.dataset.tables.items():
        for field in hidden_fields(table, public.get(key)):
            origin = Origin(LEAK, Kind.NAME, str(key), field.name, allowed=urls.RULES)
            for piece in whole(field.name):
                found.setdefault(piece.text, (piece, origin))
    return found


def _hidden(world: World, fates: Fates, tables: tuple[PublicTable, ...]) -> Iterator[Hidden]:
    yield from hidden_columns(world, fates, tables)
    yield from hidden_titles(world, fates, tables)


def _add(candidates: _Candidates, hidden: Callable[[], Iterable[Hidden]], rule: str) -> None:
    """The pieces of hidden cells; asked for twice rather than kept, since there may be millions.

    Too many cells are taken in turn: every n-th row of a column, beginning at another row in each.
    So a record keeps some of its columns and a column some of its records, and an exporter that
    lets a kind of row or a column out is noticed all the same; a single cell may be missed.
    """
    total = sum(len(column.found) for column in hidden())
    turn = -(-total // MOST) or 1
    most = max(1, min(_MOST_OF_A_CELL, MOST * turn // (total or 1)))
    for number, column in enumerate(hidden()):
        records = ids(column.table) if column.kind is Kind.ENDED else None
        for cell, row in column.found.items():
            if (row + number) % turn:
                continue
            record = "" if records is None else records[row]
            for piece in _pieces(column, cell, most):
                candidates.setdefault(piece.text, (piece, _origin(column, record, rule)))


def _pieces(column: Hidden, cell: str, most: int) -> list[Piece]:
    if column.field is None:
        return whole(cell)
    found = [
        piece
        for text in strings_of(column.field, cell)
        for piece in pieces(text, most, secret=column.secret)
    ]
    return found[:: -(-len(found) // most)] if found else []


def _origin(column: Hidden, record: str, rule: str) -> Origin:
    key = column.table.resource.key
    return Origin(
        rule=rule,
        kind=column.kind,
        table=str(key),
        field=column.field.name if column.field else "title",
        record_id=record,
        allowed=f"{key.package}/" if column.kind is Kind.CONFINED else "",
    )


def _not_public(candidates: _Candidates, texts: Iterable[str]) -> _Candidates:
    """The candidates that no text contains.

    The texts come in growing heaps: what is public in many places is gone after the first.
    """
    left = [*candidates]
    for heap in _heaps(texts):
        if not left:
            break
        public = Automaton(left).within(heap)
        left = [text for n, text in enumerate(left) if n not in public]
    return {text: candidates[text] for text in left}


def _heaps(texts: Iterable[str]) -> Iterator[bytes]:
    heap: list[str] = []
    size, limit = 0, 100_000
    for text in texts:
        heap.append(text)
        size += len(text)
        if size > limit:
            yield squeeze(_BETWEEN.join(heap).encode())
            heap, size, limit = [], 0, min(limit * 8, _LARGEST_HEAP)
    yield squeeze(_BETWEEN.join(heap).encode())


_LARGEST_HEAP = 50_000_000
_BETWEEN = "\x1f"  # no text holds it, so that no two are read as one
