"""The corpus: `python benchmarks/pii/corpus.py` writes corpus.jsonl, byte for byte the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pii.negatives import negatives
from pii.positives import RECIPES, positive
from pii.words import PARTS
from synthesis.dice import Dice

FILE = Path(__file__).with_name("corpus.jsonl")
_SEEDS = (350502, 990002)  # one for each part


@dataclass(frozen=True)
class Example:
    """A text; the `kind` of personal datum in it, or None; how it is written; where it stands (the
    `label` is the datum itself) or, of a negative, which sort of thing it is.
    """

    text: str
    kind: str | None
    variant: str
    label: str
    part: str


def generate() -> Iterator[Example]:
    for part, name in enumerate(PARTS):
        for recipe in RECIPES:
            dice = Dice(_SEEDS[part], f"positive/{recipe.carriers}")
            for turn in range(recipe.count[part]):
                yield Example(**positive(recipe, dice, part, turn), part=name)
        for negative in negatives(part, _SEEDS[part]):
            yield Example(negative["text"], None, "plain", negative["label"], name)


def dump() -> bytes:
    lines = (json.dumps(vars(example), ensure_ascii=False) + "\n" for example in generate())
    return "".join(lines).encode()


def load() -> list[Example]:
    return [Example(**json.loads(line)) for line in FILE.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    FILE.write_bytes(dump())
    print(f"{FILE.name}: {len(load())}")
