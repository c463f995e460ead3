"""Work for several processes, and what stands in for slower ways of saying the same."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import threading
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from gongshi.cli import terminal
from gongshi.core.crew import crew, workers_for
from gongshi.core.errors import BuildError
from gongshi.core.output import dump
from gongshi.release import layers, output_predicates


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_asked_for(workers: int) -> None:
    with crew([3, 1, 2], lambda number: number * 10, workers) as found:
        assert list(found.results([2])) == [20]
        assert list(found.results([0, 1])) == [30, 10]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_comes_out_and_nobody_works_on(workers: int) -> None:
    def work(number: int) -> int:
        if number == 1:
            raise BuildError("模板错了")
        return number

    with pytest.raises(BuildError, match="模板错了"), crew([0, 1, 2], work, workers) as found:
        list(found.results(range(3)))
    assert not multiprocessing.active_children()


def test_worker_that_is_killed_fails_the_build() -> None:
    def work(_: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(BuildError, match="意外结束"), crew([0, 1], work, 2) as found:
        list(found.results(range(2)))


def test_progress_bar_leaves_the_build_to_several_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A thread that draws would have to be left out of a fork: then one process does it all."""
    monkeypatch.setattr(terminal, "err", Console(file=StringIO(), force_terminal=True))
    before = threading.active_count()
    with terminal.progress("生成网页") as advance:
        advance(1, 2)
        assert threading.active_count() == before
    monkeypatch.setenv("GONGSHI_WORKERS", "3")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert workers_for(10) == 3
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert workers_for(10) == 1


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_VALUES)
def test_json_is_what_the_standard_library_writes(value: object) -> None:
    try:
        expected = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:
        return
    assert dump(value) == expected


@given(st.text(alphabet="<>a/&; x!公\n", max_size=40))
def test_tags_are_cut_out_as_their_regular_expressions_would(text: str) -> None:
    content = text.encode()
    for instead in (b"", b"\x1f"):
        cut = layers._TAG.sub(instead, content)
        assert layers._without_tags(content, instead) == cut
    tags = [tag[1:-1] for tag in layers._TAG.findall(content) if b"&" in tag]
    assert layers._escaped_attributes(content) == b"\x1f".join(tags)
    assert output_predicates._without_tags(text) == re.sub("<[^>]*>", "", text)
