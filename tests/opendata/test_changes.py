"""What changed since the last release, and that nothing comes back that may not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongshi.screening.released.store import RELEASED_FILE, read_released
from opendata.conftest import Written
from opendata.released import FIRST, SECOND, THIRD, Project, changes
from projects import Starter
from site_bytes import every_byte

SECRET = "鸩羽街道办事处原先写在备注里的一段话"


@pytest.fixture
def project(starter: Starter) -> Project:
    return Project(starter)


def _public_item(project: Project) -> str:
    entries = (project.starter.data / RELEASED_FILE).read_text("utf-8")
    return next(
        json.loads(line)["id"]
        for line in entries.splitlines()[1:]
        if json.loads(line)["table"] == "power-list/power_items"
    )


def _forgotten(project: Project) -> str:
    """A record that was not public at the last release, as its file has it now."""
    path = project.starter.data / RELEASED_FILE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    gone = json.loads(lines.pop(1))
    path.write_text("".join(lines), "utf-8")
    return str(gone["id"])


def test_before_the_first_release_there_is_nothing_to_compare(local: Written) -> None:
    found = changes(local)
    assert found["since"] is None
    assert found["counts"] == {"added": 0, "changed": 0, "ended": 0}
    assert local.files["changes/delta.ndjson"] == b""


def test_no_change_is_said_too(project: Project) -> None:
    project.release(FIRST)
    file = project.starter.data / RELEASED_FILE
    first = file.read_bytes()
    project.release(FIRST)
    assert file.read_bytes() == first
    project.release(SECOND)
    found = changes(project.site(THIRD))
    assert found["since"] == SECOND
    assert found["unchanged"]
    assert found["releases"] == [{"on": SECOND, "added": 0, "changed": 0, "ended": 0}]
    assert {one["lastChecked"] for one in found["datasets"]} == {THIRD}
    assert all(one["lastChanged"] < FIRST for one in found["datasets"] if one["lastChanged"])


def test_a_release_is_compared_with_the_one_before(project: Project) -> None:
    """On its own day the release is what is being built."""
    project.release(FIRST)
    item = _public_item(project)
    new = _forgotten(project)
    project.change("power_items", item, note="改过的备注")
    project.release(THIRD)
    site = project.site(THIRD)
    found = changes(site)
    assert found["since"] == FIRST
    assert [one["id"] for one in found["changed"]] == [item]
    (field,) = found["changed"][0]["fields"]
    assert (field["field"], field["after"], field["withheld"]) == ("note", "改过的备注", False)
    assert [one["id"] for one in found["added"]] == [new]
    lines = [*map(json.loads, site.files["changes/delta.ndjson"].decode().splitlines())]
    assert [line["op"] for line in lines] == ["ADD", "MOD"]
    page = found["added"][0]["url"]
    assert lines[0]["record"] == json.loads(site.files[f"{page}index.json"])["record"]
    assert changes(site, "changes/power-list/")["counts"]["changed"] == 1
    assert changes(site, "changes/honours/")["unchanged"]


def test_what_ended_leaves_number_and_class_only(project: Project) -> None:
    """In pages, feeds, JSON and deltas; whether its row stays in the source or not."""
    project.release(FIRST)
    item = _public_item(project)
    project.change("power_items", item, note=SECRET)
    project.release(SECOND)
    project.change("power_items", item, status="withdrawn", updated_on=THIRD)
    site = project.site(THIRD)
    found = changes(site)
    (ended,) = [one for one in found["ended"] if one["id"] == item]
    assert set(ended) == {"dataset", "id", "status", "event", "eventOn", "reason", "url"}
    assert {"op": "DEL", "dataset": "power-list/power_items", "id": item} in [
        json.loads(line) for line in site.files["changes/delta.ndjson"].decode().splitlines()
    ]
    _absent(site, SECRET)
    project.release(THIRD)
    kept = (project.starter.data / RELEASED_FILE).read_text("utf-8")
    assert SECRET not in kept, "the operator's file forgets it too"
    assert item in kept


def test_what_a_field_said_is_not_repeated_if_it_may_not_be_public(project: Project) -> None:
    """It was public by mistake: a telephone number, say. The correction must not publish it."""
    project.release(FIRST)
    items = [_public_item(project)]
    number = "13912345678"
    path = project.starter.data / RELEASED_FILE
    lines = path.read_text("utf-8").splitlines()
    for index, line in enumerate(lines[1:], 1):
        entry = json.loads(line)
        if entry["id"] == items[0]:
            entry["now"]["note"] = f"联系电话{number}"
            lines[index] = json.dumps(entry, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    site = project.site(THIRD)
    (field,) = next(o for o in changes(site)["changed"] if o["id"] == items[0])["fields"]
    assert field["withheld"]
    assert field["before"] is None
    _absent(site, number)


def test_a_field_of_one_record_does_not_bring_back_another(project: Project) -> None:
    """A name that stood in two records, of which one ended: the other's old text has it still."""
    first, second = [row["item_id"] for row in project.starter.rows("power_items")][:2]
    project.change("power_items", first, note=SECRET)
    project.change("power_items", second, note=f"参见：{SECRET}（另一项）")
    project.release(FIRST)
    project.change("power_items", first, status="withdrawn", updated_on=THIRD)
    project.change("power_items", second, note="参见另一项")
    site = project.site(THIRD)
    (one,) = [one for one in changes(site)["changed"] if one["id"] == second]
    assert [(f["field"], f["withheld"]) for f in one["fields"]] == [("note", True)]
    _absent(site, SECRET)


def test_a_field_that_is_internal_now_does_not_change(project: Project) -> None:
    project.release(FIRST)
    item = _public_item(project)
    project.change("power_items", item, note="新备注")
    descriptor = project.starter.table("power_items").with_name("datapackage.yaml")
    text = descriptor.read_text("utf-8")
    before, name, after = text.partition("- name: note\n")
    head, sign, tail = after.partition("gongshi: {")
    descriptor.write_text(before + name + head + sign + "visibility: internal, " + tail, "utf-8")
    found = changes(project.site(THIRD))
    assert item not in {one["id"] for one in found["changed"]}


@pytest.mark.parametrize(
    "content",
    [b"", b"{}\n", b"\xff\n", b'{"latest":"2026-11-20","before":null,"history":[]}\n{]\n'],
)
def test_a_broken_file_is_a_finding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / RELEASED_FILE).write_bytes(content)
    released, (finding,) = read_released(tmp_path, "data/x")
    assert released is None
    assert finding.path == f"data/x/{RELEASED_FILE}"
    assert "不要手改" in finding.line()


def _absent(site: Written, text: str) -> None:
    places = [path for path, content in _texts(site) if text in content]
    assert not places


def _texts(site: Written) -> Iterator[tuple[str, str]]:
    for path, content in every_byte(site.folder).items():
        yield path, content.decode("utf-8", "replace")
