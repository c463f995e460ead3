"""The packages of the demo beside the five of the starter; their descriptors are their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from synthesis.areas import arrears, debts, investments, partnerships, street_commitments
from synthesis.channels import channel_rows
from synthesis.contracts import contracts, notices
from synthesis.evaluations import evaluations
from synthesis.policies import document_rows, task_rows
from synthesis.records import Dossier
from synthesis.rows import Row, Table
from synthesis.supervision import recommendations, suggestions
from synthesis.tallies import bulletins, complaints
from synthesis.world import World

MECHANISMS = ("supervision", "assessments", "key-areas", "policy", "channels")
# The plan whose tasks are in the ledger (words/policy.yaml).
_PLAN = "qu24"
_THIRD_PARTY = "政务诚信第三方评价服务"


def write_mechanisms(
    world: World, tables: dict[str, Table], records: Sequence[Dossier], listings: Sequence[Row]
) -> None:
    """`records` are public on the base date; what refers to one must not outlive it."""
    channels = channel_rows(world)
    _write(tables["disclosure_channels"], channels.values())
    documents = document_rows(world)
    _write(tables["policy_documents"], documents.values())
    for task, bodies in task_rows(world, documents[_PLAN]):
        _write(tables["task_ledger"], [task])
        _write(tables["task_bodies"], bodies)
    _supervision(
        world, tables, records, listings, {k: r["channel_id"] for k, r in channels.items()}
    )
    bought = list(contracts(world, records))
    _write(tables["procurement_contracts"], bought)
    _write(tables["bidding_notices"], notices(world))
    _write(tables["sme_arrears"], arrears(world, records))
    _write(tables["ppp_projects"], partnerships(world))
    _write(tables["investment_commitments"], investments(world, documents, records))
    _write(tables["gov_debts"], debts(world))
    _write(tables["street_commitments"], street_commitments(world))
    third = next((one for one in bought if one["project_name"] == _THIRD_PARTY), None)
    _write(tables["assessments"], evaluations(world, third))


def _supervision(
    world: World,
    tables: dict[str, Table],
    records: Sequence[Dossier],
    listings: Sequence[Row],
    channels: dict[str, str],
) -> None:
    letters = list(recommendations(world, records))
    _write(tables["judicial_recommendations"], letters)
    _write(tables["npc_cppcc_replies"], suggestions(world))
    _write(tables["complaint_stats"], complaints(world, channels))
    for bulletin, mentions in bulletins(world, listings, letters):
        _write(tables["bulletins"], [bulletin])
        _write(tables["bulletin_mentions"], mentions)


def _write(table: Table, rows: Iterable[Row]) -> None:
    for row in rows:
        table.write(row)
