"""What others run this project by: the hooks of pre-commit, and the action."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rca.cli.commands import COMMANDS
from tests.command import ROOT, process
from tests.test_check_formats import LATE, git

ACTION: dict[str, Any] = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = YAML(typ="safe").load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)


def test_hooks_name_commands_that_there_are() -> None:
    assert [hook["id"] for hook in HOOKS] == ["rca-check", "rca-journal"]
    for hook in HOOKS:
        program, command, *_ = shlex.split(hook["entry"])
        assert program == "rca"
        assert command in COMMANDS
        assert hook["language"] == "python"


def step(name: str) -> dict[str, Any]:
    return next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A repository whose branch changed one of two documents."""
    (tmp_path / "incidents").mkdir()
    for name in ("old", "new"):
        (tmp_path / "incidents" / f"{name}.md").write_text(LATE)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "incidents")
    git(tmp_path, "commit", "-qm", "all")
    git(tmp_path, "switch", "-qc", "work")
    (tmp_path / "incidents" / "new.md").write_text(LATE + "\nMore.\n")
    git(tmp_path, "commit", "-qam", "new")
    return tmp_path


def test_the_action_annotates_what_the_branch_changed(branch: Path) -> None:
    done = process(branch, step("Check")["run"], PATHS="", SINCE="main", STRICT="true", SARIF="rca.sarif")
    assert done.returncode == 1
    assert "::warning file=incidents/new.md,line=11," in done.stdout
    assert "old.md" not in done.stdout
    assert '"ruleId": "AI30"' in (branch / "rca.sarif").read_text()


def test_the_action_takes_paths_and_text_from_outside_as_it_is(branch: Path) -> None:
    odd = "incidents/old.md\nincidents/$(touch gone).md"
    done = process(branch, step("Check")["run"], PATHS=odd, SINCE="", STRICT="false", SARIF="")
    assert "::warning file=incidents/old.md" in done.stdout
    assert not (branch / "gone").exists()
    for each in ACTION["runs"]["steps"]:
        assert "${{" not in each.get("run", "")
