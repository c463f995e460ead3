"""index.json beside the pages about the whole edition: mechanisms, quality, promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.filled import Filled
from gongshi.catalog.mechanisms import MechanismState, Part, Service, mechanisms_of, plan
from gongshi.catalog.quality import DatasetQuality, InstitutionQuality, Warned, quality_of
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.export.promises_json import promises_document


def overview_files(catalog: Catalog, prose: Mapping[str, str]) -> Iterator[OutputFile]:
    """`prose`: URL → title of the hand-written pages."""
    for url, document in (
        (urls.MECHANISMS, mechanisms_document(catalog, prose)),
        (urls.QUALITY, quality_document(catalog)),
        (urls.PROMISES, promises_document(catalog)),
    ):
        yield OutputFile(urls.json_of(url), dump(document), "application/json")


def mechanisms_document(catalog: Catalog, prose: Mapping[str, str]) -> dict[str, Any]:
    found = [(part, state) for part, states in mechanisms_of(catalog, prose) for state in states]
    counts = Counter(state.standing.value for _, state in found)
    return {
        "asOf": str(catalog.disclosure.as_of),
        "plan": plan().plan,
        "counts": dict(sorted(counts.items())),
        "mechanisms": [_mechanism(part, state) for part, state in found],
    }


def _mechanism(part: Part, state: MechanismState) -> dict[str, Any]:
    one = state.mechanism
    return {
        "id": one.id,
        "part": part.title,
        "section": one.section,
        "title": one.title,
        "obligation": one.obligation,
        "obligor": one.obligor,
        "publish": [code.value for code in one.publish],
        "status": state.standing.value,
        "withheld": one.withheld or None,
        "services": [_service(service) for service in state.services],
        "rows": state.rows,
        "updatedOn": state.updated_on or None,
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "type": "page" if service.rows is None else "dataset",
        "title": service.title,
        "url": service.url,
        "rows": service.rows,
        "updatedOn": service.updated_on or None,
    }


def quality_document(catalog: Catalog) -> dict[str, Any]:
    """Numbers: no cell of a record, but the ids of institutions."""
    found = quality_of(catalog)
    return {
        "asOf": str(catalog.disclosure.as_of),
        "overdue": found.overdue,
        "warnings": found.warned,
        "datasets": [_dataset(one) for one in found.datasets],
        "otherWarnings": [
            {"place": place, "warnings": _warnings(warned)} for place, warned in found.elsewhere
        ],
        "withoutPowers": [one.id for one in found.without_powers],
        "withoutCommitments": [one.id for one in found.without_commitments],
        "institutions": [_institution(one) for one in found.institutions],
    }


def _dataset(one: DatasetQuality) -> dict[str, Any]:
    return {
        "dataset": str(one.table.key),
        "rows": len(one.table),
        "filled": _filled(one.filled),
        "required": _filled(one.required),
        "groups": [{"title": title, **_filled(part)} for title, part in one.groups],
        "lastChanged": one.freshness.last_changed or None,
        "frequency": one.freshness.frequency or None,
        "dueOn": one.freshness.due_on or None,
        "overdue": one.freshness.overdue,
        "warnings": _warnings(one.warnings),
    }


def _filled(one: Filled) -> dict[str, int]:
    return {
        "fields": one.fields,
        "cells": one.cells,
        "filled": one.filled,
        "explained": one.explained,
        "blank": one.blank,
    }


def _warnings(found: Iterable[Warned]) -> list[dict[str, Any]]:
    return [{"code": one.code, "count": one.count} for one in found]


def _institution(one: InstitutionQuality) -> dict[str, Any]:
    return {
        "id": one.record.id,
        "url": one.record.url,
        "filled": _filled(one.filled),
        "powers": one.powers,
        "commitments": one.commitments,
        "commitmentsWithResults": one.with_results,
        "lastChanged": one.last_changed or None,
        "missing": list(one.gaps.words),
    }
