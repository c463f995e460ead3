"""The two CI files: valid, safe, daily, and doing the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from projects import ROOT

GITHUB = ROOT / ".github" / "workflows" / "site.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
_SCHEMAS = {GITHUB: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
_TOOLS = Path(sys.executable).parent
_OURS = re.compile(r"\bmake \w+|\.ci/run")


def _accepted(file: Path, schema: str) -> bool:
    """By check-jsonschema's own copy of the schema: nothing is fetched."""
    return _passes("check-jsonschema", "--builtin-schema", schema, str(file))


def _safe(file: Path) -> bool:
    return _passes("zizmor", "--offline", "--no-progress", "--persona", "auditor", str(file))


def _passes(tool: str, *arguments: str) -> bool:
    done = subprocess.run(
        [_TOOLS / tool, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode == 0


def _broken(file: Path, old: str, new: str, folder: Path) -> Path:
    text = file.read_text("utf-8")
    assert old in text
    workflows = folder / ".github" / "workflows"
    workflows.mkdir(parents=True)
    copy = workflows / "site.yml"
    copy.write_text(text.replace(old, new, 1), "utf-8")
    return copy


def _jobs(file: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(file.read_text("utf-8"))
    if file == GITHUB:
        jobs: dict[str, Any] = loaded["jobs"]
        return jobs
    return {"build": loaded["build"], "test": loaded["test"], "publish": loaded["pages"]}


def _commands(job: dict[str, Any]) -> list[str]:
    """The make targets and scripts of this project that a job runs, in order."""
    lines = job.get("script") or [step.get("run", "") for step in job["steps"]]
    return [found for line in lines for found in _OURS.findall(line)]


@pytest.mark.parametrize("file", _SCHEMAS, ids=lambda path: path.name)
def test_file_follows_its_schema(file: Path) -> None:
    assert _accepted(file, _SCHEMAS[file])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (GITHUB, "runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"),
        (GITHUB, "contents: read", "contents: reed"),
        (GITHUB, "timeout-minutes: 20", "timeout-minutes: soon"),
        (GITLAB, "interruptible: false", "interruptible: perhaps"),
        (GITLAB, "needs: [build]", "needs: {build: yes}"),
        (GITLAB, "    - make validate", "    make: validate"),
    ],
)
def test_broken_file_is_not_accepted(file: Path, old: str, new: str, tmp_path: Path) -> None:
    assert not _accepted(_broken(file, old, new, tmp_path), _SCHEMAS[file])


def test_workflow_is_safe() -> None:
    assert _safe(GITHUB)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("permissions: {}", "permissions: write-all"),
        ("persist-credentials: false", "persist-credentials: true"),
        ("@11bd71901bbe5b1630ceea73d27597364c9af683", "@main"),
        ("run: make validate", "run: echo ${{ github.event.pull_request.title }}"),
        ("  pull_request:\n", "  pull_request_target:\n"),
    ],
)
def test_unsafe_workflow_is_not(old: str, new: str, tmp_path: Path) -> None:
    assert not _safe(_broken(GITHUB, old, new, tmp_path))


def test_every_day_begins_with_a_build() -> None:
    """Soon after midnight in Shanghai. GitLab keeps schedules outside the file: it says which."""
    triggers = yaml.safe_load(GITHUB.read_text("utf-8"))[True]  # YAML 1.1 reads `on` as true
    (schedule,) = triggers["schedule"]
    minute, hour, *days = schedule["cron"].split()
    assert days == ["*", "*", "*"]
    assert ((int(hour) + 8) % 24, int(minute)) < (1, 0)
    assert re.search(r'cron "\d+ 0 \* \* \*", time zone Asia/Shanghai', GITLAB.read_text("utf-8"))


@pytest.mark.parametrize("file", _SCHEMAS, ids=lambda path: path.name)
def test_publishing_waits_for_the_build_and_nothing_else(file: Path) -> None:
    needs = _jobs(file)["publish"]["needs"]
    assert needs in ("build", ["build"])


@pytest.mark.parametrize("file", _SCHEMAS, ids=lambda path: path.name)
def test_main_branch_only_is_published_and_on_schedules_too(file: Path) -> None:
    publish = _jobs(file)["publish"]
    condition = publish.get("if") or publish["rules"][0]["if"]
    assert "main" in condition or "$CI_DEFAULT_BRANCH" in condition
    assert "schedule" not in condition
    build = _jobs(file)["build"]
    assert "if" not in build
    assert "rules" not in build


def test_both_run_the_same_commands() -> None:
    github, gitlab = _jobs(GITHUB), _jobs(GITLAB)
    assert {name: _commands(job) for name, job in github.items()} == {
        "build": ["make validate", "make site"],
        "test": [".ci/run"],
        "publish": [],
    }
    assert [_commands(job) for job in gitlab.values()] == [
        _commands(job) for job in github.values()
    ]


def test_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for job in _jobs(GITHUB).values():
        for command in _commands(job):
            target = command.removeprefix("make ")
            if target == command:
                assert (ROOT / command).stat().st_mode & 0o111
                subprocess.run(["bash", "-n", ROOT / command], check=True)
            else:
                assert re.search(rf"^{target}:", makefile, re.MULTILINE)
