"""Both verdicts on one package, as lists that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frictionless

from gongshi.loading.strict import UnreadableError
from gongshi.validation.judge import Watched, errors_of, neutral_descriptor
from validation.differential.packages import Drawn

Verdict = dict[str, list[tuple[Any, ...]]] | str


def verdicts(drawn: Drawn, folder: Path) -> tuple[Verdict, Verdict, set[str]] | None:
    """Ours, frictionless's, and the tables that went through the sieve; None if the loader refuses
    the file (a repeated header, a quote that is not closed), which it says before anything else.
    """
    package, feeds = drawn.write(folder)
    columns = {resource.name: ["k", "l"] for resource in package.resources}
    descriptor = neutral_descriptor(package, columns)
    for ours, given in zip(descriptor["resources"], drawn.descriptor["resources"], strict=True):
        for name in ("path", "data", "encoding", "format", "dialect"):
            ours.pop(name, None)
            if name in given:
                ours[name] = given[name]
        if "dialect" in given:
            ours["dialect"] = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False, "lineTerminator": "\r\n", **given["dialect"]}  # fmt: skip
    sieved: set[str] = set()
    try:
        found = errors_of(package, descriptor, Watched(feeds), sieved)
        mine: Verdict = {name: _shapes(errors) for name, errors in found.items()}
    except UnreadableError:
        return None
    except Exception as error:
        mine = f"{type(error).__name__}"
    return mine, _frictionless(descriptor, folder), sieved


def _frictionless(descriptor: dict[str, Any], folder: Path) -> Verdict:
    try:
        asked = frictionless.Package.from_descriptor(descriptor, basepath=str(folder))
        report = asked.validate(limit_errors=1_000_000)
    except Exception as error:
        return f"{type(error).__name__}"
    if report.errors:
        return "report"
    names = [resource["name"] for resource in descriptor["resources"]]
    return {
        name: _shapes([error.to_descriptor() for error in task.errors])
        for name, task in zip(names, report.tasks, strict=True)
    }


def _shapes(errors: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """In the order of the rows. Within a row frictionless names cells as it happened to read them:
    those of keys first.
    """
    return sorted(map(_shape, errors), key=lambda shape: (shape[1] or 0, str(shape)))


def _shape(error: dict[str, Any]) -> tuple[Any, ...]:
    """Code, row, field, cell; and for what concerns keys, what is said of them."""
    code = error["type"]
    note = "" if code == "foreign-key" else error.get("note")
    keys = tuple(str(error.get(n)) for n in ("fieldNames", "fieldCells", "referenceName"))
    return (code, error.get("rowNumber"), error.get("fieldName"), error.get("fieldNumber"), error.get("cell"), note, error.get("label"), keys)  # fmt: skip
