"""The static interface: openapi.json describes every file, and a server of files answers so."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from gongshi.catalog.canonical import canonical_hash
from opendata.conftest import Written, ran
from opendata.serving import Quiet, serving
from opendata.test_formats import public_rows

# Files for programs that have a description of their own.
OTHERS = re.compile(r"openapi\.json|[^/]+\.datasette\.json|[^/]+/(croissant|csv-metadata)\.json")


# Described, but written by other rooms or last of all.
OF_OTHER_ROOMS = {
    "manifest.json",
    "mechanisms/index.json",
    "quality/index.json",
    "promises/index.json",
    "changes/removals/index.json",
    "changes/corrections/index.json",
}


class Files(Quiet):
    """A server of files as hosting.md asks for it."""

    extensions_map = {  # noqa: RUF012  # the base class has it so
        ".json": "application/json",
        ".ndjson": "application/x-ndjson",
        ".jsonld": "application/ld+json",
        ".xml": "application/atom+xml",
        "": "application/octet-stream",
    }

    def guess_type(self, path: Any) -> str:
        if str(path).endswith("/feed.json"):
            return "application/feed+json"
        return super().guess_type(path)


@pytest.fixture(scope="module")
def origin(local: Written) -> Iterator[str]:
    with serving(local.folder, Files) as address:
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def described(local: Written) -> Any:
    return json.loads(local.files["openapi.json"])


def _validator(described: Any, schema: Any) -> Any:
    return jsonschema_rs.Draft202012Validator(
        {**schema, "components": described["components"]}, validate_formats=True
    )


def _operations(described: Any) -> Iterator[tuple[re.Pattern[str], str, Any]]:
    for path, item in described["paths"].items():
        pattern = re.compile("[^/{}]+".join(map(re.escape, re.split(r"\{\w+\}", path[1:]))))
        for kind, content in item["get"]["responses"]["200"]["content"].items():
            yield pattern, kind, content.get("schema") or {}


def test_every_json_file_is_as_it_is_described(local: Written, described: Any) -> None:
    """The path without braces first: list/index.json is no record."""
    operations = sorted(_operations(described), key=lambda one: "[^/{}]" in one[0].pattern)
    validators = [(p, kind, _validator(described, schema)) for p, kind, schema in operations]
    wrong, seen = [], set()
    for path, content in local.files.items():
        if not path.endswith((".json", ".jsonld")) or OTHERS.fullmatch(path):
            continue
        found = next((one for one in validators if one[0].fullmatch(path)), None)
        if found is None:
            wrong.append(f"{path}: not described")
            continue
        seen.add(found[0].pattern)
        error = next(found[2].iter_errors(json.loads(content)), None)
        if error is not None:
            wrong.append(f"{path}: {error.message[:200]} at {error.instance_path}")
    assert not wrong, wrong[:10]
    assert len(seen) > 60


def test_the_description_would_notice(local: Written, described: Any) -> None:
    """A member more, a member less, another type: each is an error."""
    table = local.table("honours")
    record = next(local.catalog.records(table))
    good = json.loads(local.files[f"{record.url}index.json"])
    validator = _validator(described, {"$ref": "#/components/schemas/honours.honours.document"})
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "more": 1})
    assert not validator.is_valid({k: v for k, v in good.items() if k != "sha256"})
    assert not validator.is_valid({**good, "record": {**good["record"], "level": "宇宙级"}})
    assert not validator.is_valid({**good, "record": {**good["record"], "granted_on": "昨天"}})


def test_every_described_path_is_there(local: Written, described: Any) -> None:
    for path in described["paths"]:
        if "{" not in path and path[1:] not in OF_OTHER_ROOMS:
            assert path[1:] in local.files, path


def test_lists_lead_through_all_records(local: Written) -> None:
    for table in local.catalog.tables.values():
        path: str | None = f"{table.key.package}/{table.key.resource}/list/index.json"
        records, pages = [], 0
        while path:
            page = json.loads(local.files[path])
            records += [one["record"] for one in page["records"]]
            pages += 1
            assert page["page"] == pages
            path = page["next"]
        assert pages == page["pages"]
        assert records == public_rows(table)
        facets = json.loads(local.files[f"{table.key.package}/{table.key.resource}/facets.json"])
        for facet in facets["facets"]:
            for value in facet["values"]:
                assert value["count"] == len(value["ids"])


def test_a_dossier_holds_all_that_is_about_an_institution(local: Written) -> None:
    for record in local.catalog.records(local.table("institutions")):
        found = json.loads(local.files[f"{record.url}dossier.json"])
        about = local.catalog.about(record, "power_item")
        assert [one["id"] for one in found["powers"]].sort() == [r.id for r in about].sort()
        assert found["record"]["inst_id"] == record.id
        assert found["totals"]["institutions"] == len(local.table("institutions"))


def test_a_record_can_be_hashed_by_whoever_has_its_file(local: Written) -> None:
    for table in local.catalog.tables.values():
        for record in local.catalog.records(table):
            found = json.loads(local.files[f"{record.url}index.json"])
            digest = canonical_hash(found["dataset"], found["id"], found["record"])
            assert found["sha256"] == digest
            assert found["citation"].endswith(f"@{found['version']}#{digest[:32]}")


def test_schemathesis_finds_no_difference(local: Written, origin: str, tmp_path: Path) -> None:
    """Real requests, the examples and what it makes up, against a server of files."""
    documents = {
        "mechanisms/index.json",
        "quality/index.json",
        "manifest.json",
        "promises/index.json",
    }
    documents |= {"changes/removals/index.json", "changes/corrections/index.json"}
    described = json.loads(local.files["openapi.json"])
    for path in OF_OTHER_ROOMS:  # other rooms write these, see tests/site
        del described["paths"][f"/{path}"]
    source = tmp_path / "openapi.json"
    source.write_text(json.dumps(described), "utf-8")
    checks = ["not_a_server_error", "status_code_conformance", "content_type_conformance"]
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(source), "--url", origin]
    command += ["--phases", "examples,fuzzing", "--mode", "positive", "--max-examples", "2"]
    command += ["--checks", ",".join([*checks, "response_schema_conformance"])]
    command += ["--seed", "1", "--no-color", "--generation-database", "none"]
    command += ["--suppress-health-check", "all"]
    done = ran(command, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
