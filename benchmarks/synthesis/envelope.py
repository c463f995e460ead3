"""The columns that every table ends with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from synthesis.days import Life
from synthesis.dice import Dice
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

SITE = "https://www.yanshi.example"
_NOT_PUBLIC = ("draft", "reviewed")


@dataclass(frozen=True)
class Release:
    """How a row is disclosed."""

    status: str = "published"
    mode: str = "public"
    attr: str = "主动公开"
    note: str = ""
    supersedes: str = ""
    doc_no: str = ""


def envelope(
    world: World, dice: Dice, section: str, publisher: Institution, life: Life, release: Release
) -> Row:
    """`section` names the bases in words/common.yaml."""
    public = release.status not in _NOT_PUBLIC
    year = life.generated.year
    row: Row = {
        "data_class": "demo",
        "disclosure_mode": release.mode,
        "disclosure_attr": release.attr,
        "disclosure_basis": dice.choice(bank("common")["公开依据"][section]),
        "publisher_uscc": publisher.uscc,
        "source_doc_no": release.doc_no,
        "generated_on": life.generated,
        "first_published_on": life.published if public else None,
        "updated_on": life.updated if public else life.generated,
        "status": release.status,
        "secrecy_reviewed_on": _reviewed(release.status, life),
        "secrecy_reviewed_role": _role(dice, release.status),
        "supersedes": release.supersedes or "不适用",
        "note": release.note,
    }
    if dice.chance(0.85):
        number = world.running(f"index/{publisher.number}", year, limit=99999)
        row["index_no"] = f"YS{1000 + publisher.number:05d}-0300-{year}-{number:05d}"
    if public and dice.chance(0.2):
        row |= _source(dice, section, row)
    return row


def _reviewed(status: str, life: Life) -> date | None:
    if status == "draft":
        return None
    return life.generated if status == "reviewed" else life.updated


def _role(dice: Dice, status: str) -> str:
    return "" if status == "draft" else str(dice.choice(bank("common")["保密审查岗位"]))


def _source(dice: Dice, section: str, row: Row) -> Row:
    token = f"{row.get('index_no', '')}/{row['generated_on']}/{dice.integer(1000, 9999)}"
    digest = hashlib.sha256(token.encode()).hexdigest()
    url = f"{SITE}/{quote(section)}/{row['generated_on']:%Y%m}/{digest[:10]}.html"
    return {
        "source_url": url,
        "source_retrieved_on": row["first_published_on"],
        "source_sha256": digest,
    }
