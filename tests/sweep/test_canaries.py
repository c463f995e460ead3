"""What is looked for: everything that is not public, and nothing that is."""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.squeeze import squeeze
from gongshi.loading.load import load
from gongshi.package.descriptor import Field
from gongshi.package.policy import Visibility
from gongshi.pipeline import Examination, examine
from gongshi.project import Project
from gongshi.screening import canaries as making
from gongshi.screening.canary import Automaton, Canaries, Kind, Origin
from gongshi.screening.disclosure import Disclosure, PublicPackage, PublicTable
from gongshi.screening.hidden import hidden_fields
from projects import AS_OF, ROOT, Starter, make_starter
from sweep.edition import (
    DRAFT,
    DRAFT_BASIS,
    HEAD,
    MASKED,
    ROLE,
    SERVED,
    SERVED_NUMBER,
    examined,
    with_secrets,
)

DEMO = ROOT / "data" / "demo"


def origins(canaries: Canaries, text: str) -> set[Origin]:
    return {canaries.origin(number) for number in canaries.within(squeeze(text.encode()))}


def kinds(canaries: Canaries, text: str) -> set[Kind]:
    return {origin.kind for origin in origins(canaries, text)}


def public_cells(disclosure: Disclosure) -> Iterator[tuple[Field, str]]:
    for table in disclosure.tables:
        for field in table.fields:
            for cell in table.frame[field.name].unique():
                yield field, cell


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ROLE.format(52), Kind.INTERNAL),
        ("secrecy_reviewed_role", Kind.NAME),
        (MASKED, Kind.MASKED),
        (DRAFT, Kind.WITHHELD),
        (DRAFT_BASIS, Kind.WITHHELD),
        (SERVED, Kind.ENDED),
        (SERVED_NUMBER, Kind.ENDED),
        (SERVED[:20], Kind.ENDED),
        (SERVED[9:27], Kind.ENDED),
        (HEAD, Kind.CONFINED),
    ],
)
def test_kinds(examination: Examination, text: str, kind: Kind) -> None:
    assert kinds(examination.canaries, text) == {kind}


def test_origin_names_the_field_and_the_record_that_ended(examination: Examination) -> None:
    [origin] = origins(examination.canaries, SERVED_NUMBER)
    assert origin.field == "basis_doc_no"
    assert origin.record_id.startswith("dr-990001-")
    [origin] = origins(examination.canaries, HEAD)
    assert (origin.rule, origin.allowed) == ("P09", "institutions/")
    [origin] = origins(examination.canaries, DRAFT_BASIS[:12])
    assert origin.record_id == "", "not even its id is known"


def test_id_of_a_draft_is_looked_for_and_that_of_a_tombstone_is_not(
    secretive: Starter, examination: Examination
) -> None:
    [draft] = (r["item_id"] for r in secretive.rows("power_items") if r["status"] == "draft")
    assert kinds(examination.canaries, draft) == {Kind.WITHHELD}
    assert examination.disclosure
    for stone in examination.disclosure.tombstones:
        assert not kinds(examination.canaries, stone.record_id)


def test_title_of_an_ended_record_is_looked_for_though_its_parts_are_public(tmp_path: Path) -> None:
    """Subject and number each stand elsewhere; side by side they say that the record was there."""
    starter = make_starter(tmp_path / "project")
    records = starter.rows("dishonesty_records")
    gone, other = (
        records[0],
        next(r for r in records if r["subject_id"] != records[0]["subject_id"]),
    )

    def change(row: dict[str, str]) -> None:
        if row["record_id"] == gone["record_id"]:
            row["status"] = "withdrawn"
        if row["record_id"] == other["record_id"]:
            row["note"] = f"与{gone['basis_doc_no']}同日收到"

    starter.rewrite("dishonesty_records", change)
    found = examined(starter)
    assert found.disclosure, found.findings
    title = f"{gone['subject_name']} · {gone['basis_doc_no']}"
    assert not kinds(found.canaries, gone["basis_doc_no"])
    assert "title" in {origin.field for origin in origins(found.canaries, title)}


def test_nothing_public_is_looked_for(examination: Examination) -> None:
    assert examination.disclosure
    for field, cell in public_cells(examination.disclosure):
        found = origins(examination.canaries, cell)
        assert {o.allowed for o in found} <= {"institutions/"}, f"{field.name}: {cell}"


def test_canaries_say_nothing_of_themselves(examination: Examination) -> None:
    found = examination.canaries
    assert len(found) > 200
    shown = f"{found} {found!r} {examination!r}"
    assert DRAFT_BASIS not in shown
    assert SERVED not in shown
    with pytest.raises(TypeError):
        pickle.dumps(found)


def test_disclosure_does_not_lead_to_them(examination: Examination) -> None:
    """What the rooms that write get holds neither canaries nor an automaton, however deep."""
    seen: set[int] = set()
    front: list[object] = [examination.disclosure]
    while front:
        thing = front.pop()
        assert not isinstance(thing, Canaries | Automaton)
        if id(thing) in seen or isinstance(thing, str | int | type):
            continue
        seen.add(id(thing))
        front += vars(thing).values() if hasattr(thing, "__dict__") else ()
        front += [*thing, *thing.values()] if isinstance(thing, dict) else ()
        front += thing if isinstance(thing, tuple | list | set | frozenset) else ()
    assert len(seen) > 1000


def test_edition_that_is_not_published_has_none(tmp_path: Path) -> None:
    starter = make_starter(tmp_path / "project")
    starter.rewrite("power_items", lambda row: row.update(data_class="official"))
    found = examined(starter)
    assert found.disclosure is None
    assert len(found.canaries) == 0


def test_too_many_cells_are_taken_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every column keeps some rows, and most records keep some column."""
    starter = with_secrets(tmp_path / "project")
    texts: dict[str, tuple[str, str]] = {}

    def hide(row: dict[str, str]) -> None:
        row["status"] = "draft"
        for name in ("item_name", "responsibilities", "accountability", "note"):
            row[name] = f"鸩羽{len(texts):05d}号内容不得公开"
            texts[row[name]] = (row["item_id"], name)

    starter.rewrite("power_items", hide)
    whole = examined(starter).canaries
    monkeypatch.setattr(making, "MOST", len(whole) // 4)
    some = examined(starter).canaries
    assert len(some) <= len(whole) // 4
    found = [place for text, place in texts.items() if some.within(squeeze(text.encode()))]
    assert {name for _, name in found} == {name for _, name in texts.values()}
    assert len({record for record, _ in found}) > len(texts) / 4 / 2


def test_demo_has_thousands_and_misses_hardly_a_text() -> None:
    """Each text of a hidden record that no public cell contains, but for short ones and days."""
    found = examine(Project(ROOT, DEMO, ROOT / "content"), AsOf(parse_date(AS_OF)))
    assert found.disclosure
    assert len(found.canaries) > 3000
    public = squeeze("\x1f".join(cell for _, cell in public_cells(found.disclosure)).encode())
    missed, total = [], 0
    for table in found.disclosure.tables:
        names = {f.name for f in table.fields if f.type == "string" and not f.enum}
        names -= {fk.fields[0] for fk in table.foreign_keys}
        shown = set(table.frame[table.id_field])
        [path] = DEMO.glob(f"*/{table.key.resource}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            hidden = [row for row in csv.DictReader(file) if row[table.id_field] not in shown]
        for row in hidden:
            for name in names - {table.id_field}:
                text = squeeze(row[name].encode())
                if len(text.decode()) >= 12 and text not in public:
                    total += 1
                    if not found.canaries.within(text):
                        missed.append(f"{name}: {row[name]}")
    assert total > 500
    assert len(missed) < total / 100, missed[:20]


def test_a_public_table_without_rows_still_has_public_fields() -> None:
    """Such a table is falsy: its public columns are not internal for that."""
    dataset = load(DEMO, "demo").dataset
    assert dataset is not None
    table = next(iter(dataset.tables.values()))
    shown = [f for f in table.resource.fields if f.visibility is Visibility.PUBLIC]
    package = PublicPackage("p", "p", "", None, (), {})
    frame = table.frame[[field.name for field in shown]].iloc[:0]
    empty = PublicTable(package, table.resource, tuple(shown), (), frame, frozenset())
    assert {field.name for field in hidden_fields(table, empty)}.isdisjoint(frame.columns)
