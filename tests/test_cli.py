"""The command line as a whole: help, failures, streams, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from rca import VERSION
from rca.cli.app import app
from rca.cli.commands import COMMANDS, GROUPS
from tests.command import FIXED, rca

ROOT = Path(__file__).parents[1]
INCIDENT = "2026-05-15-audit-role-split-1455"


def command(name: str) -> click.Command:
    found = app.get_command(click.Context(app), name)
    assert found is not None
    return found


def process(folder: Path, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A shell script in a folder, where `rca` is this package's command."""
    bin_folder = folder / ".bin"
    bin_folder.mkdir(exist_ok=True)
    program = bin_folder / "rca"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rca "$@"\n')
    program.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RCA_")}
    paths = {"PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=kept | FIXED | paths | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_version_is_the_distribution_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_help_names_every_command_in_a_group(tmp_path: Path) -> None:
    out = rca(tmp_path, "--help").out
    assert [name for name in COMMANDS if not re.search(rf"^  {name} +\S", out, re.MULTILINE)] == []
    assert [group for group in GROUPS if f"\n{group}:\n" not in out] == []
    assert {entry.group for entry in COMMANDS.values()} == set(GROUPS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, tmp_path: Path) -> None:
    found = command(name)
    assert found.name == name or isinstance(found, click.Group)
    result = rca(tmp_path, name, "--help")
    assert result.code == 0
    assert "\nExamples:\n  rca " in result.out or isinstance(found, click.Group)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["lst"], "rca: there is no command 'lst', did you mean list?; see rca --help"),
        (["list", "--nope"], "rca: No such option '--nope'"),
        (["show"], "rca: Missing argument 'ID|ITEM'; see rca show --help"),
        (["due", "--within", "soon"], "is no span of days; write 7d or 2w; see rca due --help"),
        (["-C", "/nowhere/at/all", "list"], "does not exist"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_exit_code_2(args: list[str], sentence: str, tmp_path: Path) -> None:
    result = rca(tmp_path, *args)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("args", [["list"], ["due"], ["status"], [], ["show", "x"], ["sync"], ["new", "T"]])
def test_outside_a_workspace_a_sentence_says_how_to_begin(args: list[str], tmp_path: Path) -> None:
    result = rca(tmp_path, *args)
    assert (result.code, result.out) == (2, "")
    assert "rca init" in result.err
    assert result.err.count("\n") == 1


BROKEN = """
import sys
import rca.config
rca.config.find_root = lambda start=None: {failure}
from rca.cli import main
sys.argv = ["rca", "list"]
main()
"""


def broken(folder: Path, failure: str, **env: str) -> subprocess.CompletedProcess[str]:
    (folder / "broken.py").write_text(BROKEN.format(failure=failure))
    return process(folder, f"'{sys.executable}' broken.py", **env)


def test_a_bug_is_one_sentence_and_debug_shows_more(tmp_path: Path) -> None:
    result = broken(tmp_path, "1 / 0")
    assert result.returncode == 70
    assert result.stderr == (
        "rca: ZeroDivisionError: division by zero; this is a bug of rca, "
        "RCA_DEBUG=1 shows where it happened\n"
    )
    assert "Traceback" in broken(tmp_path, "1 / 0", RCA_DEBUG="1").stderr


def test_debug_shows_where_a_failure_was_raised(tmp_path: Path) -> None:
    assert "Traceback" in process(tmp_path, "rca list", RCA_DEBUG="1").stderr
    assert "Traceback" not in process(tmp_path, "rca list").stderr


def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    result = broken(tmp_path, "(_ for _ in ()).throw(KeyboardInterrupt)")
    assert (result.returncode, result.stderr.strip()) == (130, "rca: interrupted")


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    result = process(tmp_path, "rca completion bash | true; echo ${PIPESTATUS[0]}")
    assert (result.stdout, result.stderr) == ("0\n", "")
