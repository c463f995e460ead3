"""gongshi release and gongshi tombstone, from the first release to the last page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ledger.flow import Flow
from projects import AS_OF, make_starter
from site_bytes import every_byte

LATER = "2026-12-01"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Flow:
    """Released once. Not to be changed."""
    flow = Flow(make_starter(tmp_path_factory.mktemp("released") / "project"))
    done = flow.release()
    assert done.returncode == 0, done.stdout + done.stderr
    return flow


@pytest.fixture
def flow(released: Flow, tmp_path: Path) -> Flow:
    """A copy of it, to be changed."""
    flow = Flow(make_starter(tmp_path / "project"))
    flow.ledger.write_bytes(released.ledger.read_bytes())
    return flow


def a_record(flow: Flow) -> dict[str, str]:
    return next(r for r in flow.public("dishonesty_records") if r["status"] == "published")


def test_a_release_tells_and_writes(released: Flow) -> None:
    states = {entry["state"] for entry in released.entries().values()}
    assert {"public", "ended"} <= states
    again = released.release()
    assert "没有变化" in again.stdout


def test_a_release_is_the_same_bytes_anywhere(released: Flow, tmp_path: Path) -> None:
    other = Flow(make_starter(tmp_path / "project"))
    assert "新公开" in other.release().stdout
    assert other.ledger.read_bytes() == released.ledger.read_bytes()


def test_an_earlier_day_is_refused(flow: Flow) -> None:
    before = flow.ledger.read_bytes()
    done = flow.release("2026-11-23")
    assert done.returncode == 1
    assert AS_OF in done.stderr
    assert flow.ledger.read_bytes() == before


def test_what_may_not_be_published_is_not_released(flow: Flow) -> None:
    before = flow.ledger.read_bytes()
    flow.project.rewrite("dishonesty_records", lambda row: row.update(data_class="official"))
    done = flow.release(LATER)
    assert done.returncode == 1
    assert "没有变" in done.stdout
    assert flow.ledger.read_bytes() == before


def test_removed_rows_from_the_block_to_the_page(flow: Flow) -> None:
    record = a_record(flow)
    gone = flow.remove(record["record_id"])
    assert record["record_id"] in gone
    # It stops, at the ledger's row, with the command for each.
    stopped = flow.validate(LATER)
    assert stopped.returncode == 1
    for number in gone:
        assert f"gongshi tombstone {number}" in stopped.stderr
    assert re.search(r"data/edition/ledger\.csv:\d+ ", stopped.stderr)
    assert flow.project.build(LATER).returncode == 1
    # The command mends it, once.
    command = ("tombstone", *gone, "--on", LATER, "--reason", "重复登记")
    assert flow.gongshi(*command).returncode == 0
    written = flow.tombstones.read_bytes()
    again = flow.gongshi(*command)
    assert (again.returncode, flow.tombstones.read_bytes()) == (0, written)
    assert "没有再写" in again.stdout
    valid = flow.validate(LATER)
    assert valid.returncode == 0, valid.stderr
    # The pages are there, and the record is in no byte.
    site = flow.project.built(LATER)
    for number, resource in gone.items():
        page = next(site.glob(f"*/{resource}/{number}/index.html")).read_text("utf-8")
        assert "已终止公示" in page
        assert "重复登记" in page
        assert LATER in page
    removals = json.loads((site / "changes/removals/index.json").read_text("utf-8"))
    assert gone.keys() <= {one["id"] for one in removals["removals"]}
    secrets = [record["basis_doc_no"], record["fact_summary"]]
    _assert_in_no_byte(site, [*secrets, *_hashes(flow)])
    # And it stays so after the next release, also without tombstones.csv.
    assert flow.release(LATER).returncode == 0
    flow.tombstones.unlink()
    assert flow.validate("2027-01-01").returncode == 0


def _hashes(flow: Flow) -> list[str]:
    found = [h for e in flow.entries().values() for h in re.findall(r"[0-9a-f]{12}", e["facts"])]
    assert found
    return found[:40]


def _assert_in_no_byte(site: Path, words: list[str]) -> None:
    for path, content in every_byte(site).items():
        text = content.decode("utf-8", "replace")
        assert not [word for word in words if word in text], path


def test_the_ledger_is_never_published(flow: Flow) -> None:
    record = a_record(flow)
    flow.gongshi("tombstone", *flow.remove(record["record_id"]), "--on", LATER)
    assert not list(flow.project.built(LATER).rglob("ledger.csv"))
    assert not list(flow.project.site.rglob("tombstones.csv"))


def test_a_status_that_goes_back_is_told(flow: Flow) -> None:
    record = a_record(flow)
    flow.project.rewrite(
        "dishonesty_records",
        lambda row: row.update(status="draft") if row["record_id"] == record["record_id"] else None,
    )
    stopped = flow.gongshi("validate", "--as-of", LATER, "--format", "json")
    assert stopped.returncode == 1
    found = [f for f in json.loads(stopped.stdout)["findings"] if f["code"] == "S01"]
    number = 2 + flow.project.rows("dishonesty_records").index({**record, "status": "draft"})
    assert [(f["path"].rpartition("/")[2], f["row"], f["field"]) for f in found] == [
        ("dishonesty_records.csv", number, "status")
    ]
    assert "公示中" in found[0]["message"]
    assert flow.gongshi("screen", "--as-of", LATER).returncode == 1


def test_a_fact_changes_with_a_correction_or_not_at_all(flow: Flow) -> None:
    record = a_record(flow)
    other = next(d for d in ("行政履职", "招商引资") if d != record["domain"])
    flow.project.rewrite(
        "dishonesty_records",
        lambda row: row.update(domain=other) if row["record_id"] == record["record_id"] else None,
    )
    stopped = flow.validate(LATER)
    assert stopped.returncode == 1
    assert "[S06]" in stopped.stderr
    assert record["record_id"] in stopped.stderr
    flow.add(
        "corrections",
        correction_id="co-990001-2026-0099",
        record_id=record["record_id"],
        field_name="domain",
        before=record["domain"],
        after=other,
        corrected_on=LATER,
        note="",
    )
    valid = flow.validate(LATER)
    assert valid.returncode == 0, valid.stderr
    site = flow.project.built(LATER)
    found = json.loads((site / "changes/corrections/index.json").read_text("utf-8"))
    mine = next(c for c in found["corrections"] if c["id"] == "co-990001-2026-0099")
    assert (mine["before"], mine["after"], mine["correctedOn"]) == (record["domain"], other, LATER)
    page = (site / "changes/corrections/index.html").read_text("utf-8")
    assert record["domain"] in page
    assert mine["record"] in page


def test_a_row_kept_back_keeps_its_address(flow: Flow) -> None:
    record = a_record(flow)
    flow.project.rewrite(
        "dishonesty_records",
        lambda row: (
            row.update(disclosure_attr="依申请公开")
            if row["record_id"] == record["record_id"]
            else None
        ),
    )
    site = flow.project.built(LATER)
    page = site / "dishonesty-records" / "dishonesty_records" / record["record_id"]
    assert "这条记录暂停公示" in (page / "index.html").read_text("utf-8")
    assert json.loads((page / "index.json").read_text("utf-8"))["status"] == "suspended"
    _assert_in_no_byte(site, [record["basis_doc_no"], record["fact_summary"]])


def test_a_spoilt_ledger_stops_everything(flow: Flow) -> None:
    spoilt = flow.ledger.read_text("utf-8").replace(",public,", ",known,", 1)
    flow.ledger.write_text(spoilt, "utf-8")
    for command in ("validate", "release"):
        done = flow.gongshi(command, "--as-of", AS_OF)
        assert done.returncode == 1
        assert "ledger-error" in done.stderr
    assert flow.gongshi("tombstone", "dr-1").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("tombstone", "dr-990001-2026-9999"), 1, "台账里没有"),
        (("tombstone",), 2, ""),
        (("tombstone", "dr-990001-2026-0001", "--on", "2026-12-1"), 2, "2026-11-24"),
        (("release", "--as-of", "昨天"), 2, "2026-11-24"),
    ],
)
def test_wrong_usage(flow: Flow, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = flow.gongshi(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_row_that_is_still_there_is_pointed_at(flow: Flow) -> None:
    record = a_record(flow)
    done = flow.gongshi("tombstone", record["record_id"])
    assert done.returncode == 1
    assert "dishonesty_records.csv 第" in done.stderr
    assert "withdrawn" in done.stderr
    assert not flow.tombstones.exists()
