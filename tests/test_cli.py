"""The command line as a whole: help, failures, streams, completion."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from rca import VERSION
from rca.cli.app import app
from rca.cli.command import Command
from rca.cli.commands import COMMANDS, GROUPS
from tests.command import FIXED, rca

ROOT = Path(__file__).parents[1]
INCIDENT = "2026-05-15-audit-role-split-1455"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with this project's own RCAs, not read yet."""
    shutil.copytree(ROOT / "incidents", tmp_path / "incidents")
    (tmp_path / "rca.toml").write_text('environments = ["staging", "prod"]\n[milestones]\nv1 = 2026-05-23\n')
    return tmp_path


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, read."""
    folder = tmp_path_factory.mktemp("indexed")
    shutil.copytree(ROOT / "incidents", folder / "incidents")
    rca(folder, "sync")
    return folder


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
    paths = {
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }
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
        (["-C", "/nowhere/at/all", "list"], "/nowhere/at/all is no folder"),
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


SHAPES = {
    "canonical.md": """# RCA — {bad} title

- **Incident ID:** 2026-11-01-{bad}-x
- **Date:** 2026-11-01
- **Severity:** SEV-2 {bad}
- **Status:** open {bad}
- **Duration:** {bad}
- **Blast radius:** {bad}
- **Author:** {bad}

## Summary {bad}

Words {bad} here, replica lag.

## Timeline {bad}

| Time | Event |
|---|---|
| 09:12 {bad} | {bad} mitigated |

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|---|---|---|---|---|---|
| 1 | Look {bad} closely | ops{bad} | 2026-11-02 | #1 {bad} | 2026-11-02 {bad} | pr{bad}od: — |
| 2{bad} | {bad} | {bad} | soon {bad} | {bad} | n/a {bad} | n/a {bad} |
| 3 | Third (after 1) | {bad} | v{bad}1 | x | | dropped: {bad} |
""",
    "front.md": """---
title: "{bad}"
date: 2026-11-02
severity: "{bad}"
---
## {bad}
## Action items
- [ ] Do {bad} by 2026-11-03 (owner: {bad})
- [x] Done {bad}
""",
    "na{bad}me.md": "# Title {bad}\n\n## Action items\n\n- later {bad}\n",
}
CONTROLS = "".join(map(chr, (1, 7, 8, 27, 127, 0x85, 0x9B, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028)))
BAD = f"\x1b[2J\x1b]0;own\x07{CONTROLS}"
STEERING = {
    chr(c) for c in (*range(0x20), *range(0x7F, 0xA0), 0x2028, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose documents, file names and configuration try to steer the terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "incidents").mkdir()
    for name, text in SHAPES.items():
        path = folder / "incidents" / name.replace("{bad}", BAD.replace("/", ""))
        path.write_text(text.replace("{bad}", BAD), encoding="utf-8")
    (folder / "incidents" / f"bad{BAD}.md").write_bytes(b"\xff\x00")
    (folder / "rca.toml").write_text('environments = ["prod"]\nunknown = 1\n', encoding="utf-8")
    rca(folder, "sync")
    return folder


HOSTILE_CALLS = (
    ["status"], ["list"], ["actions"], ["due"], ["due", "--within", "400d"], ["show", "front"],
    ["show", "canonical"],
    ["show", "canonical/1"], ["show", "canonical/2"], ["show", "front/1"], ["show", "front", "--raw"],
    ["search", "replica"], ["search", "title"], ["search", BAD], ["similar", "canonical"], ["similar", BAD],
    ["check"], ["check", "--format", "github"], ["check", "incidents"], ["sync"], ["doctor"],
    ["list", BAD], ["list", f"owner:{BAD}"], ["list", f"{BAD}:x"], ["show", BAD], ["show", f"x/{BAD}"], [BAD],
    ["list", f"--{BAD}"], ["parse", "incidents/canonical.md", "incidents/front.md", BAD],
    ["check", f"{BAD}.md"],
    ["list", "--json"], ["actions", "--json"], ["due", "--json"], ["show", "canonical", "--json"],
    ["show", "canonical/1", "--json"], ["search", "replica", "--json"], ["similar", "front", "--json"],
    ["check", "--json"], ["doctor", "--json"], ["parse", "--json", "incidents/canonical.md"],
    ["status", "--json"],
    ["new", BAD, "--no-edit"], ["new", "x", "--template", BAD], ["due", "--within", BAD], ["-C", BAD, "list"],
)  # fmt: skip


@pytest.mark.parametrize("args", HOSTILE_CALLS, ids=lambda args: " ".join(args).replace(BAD, "BAD"))
def test_documents_never_steer_the_terminal(args: list[str], hostile: Path) -> None:
    for color in ([], ["--color", "always"]):
        result = rca(hostile, *color, *args, tty=True)
        shown = re.sub(r"\x1b\[[\d;]*m", "", result.out) if color else result.out
        assert set(shown + result.err) & STEERING <= {"\n"}
        assert result.code in {0, 1, 2, 4}


@pytest.mark.parametrize("name", ["list", "actions"])
def test_csv_never_steers_the_terminal(name: str, hostile: Path) -> None:
    assert set(rca(hostile, name, "--csv", tty=True).out) & STEERING == {"\n", "\r"}


BASH = """
eval "$(rca completion bash)"
complete -p rca
try() {
    COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
    _rca_completion rca 2>/dev/null
    printf '%s: %s\\n' "$*" "${COMPREPLY[*]}"
}
"""


@pytest.mark.parametrize(
    ("line", "candidates"),
    [
        ("rca sta", {"status"}),
        ("rca due --ex", {"--exit-zero"}),
        ("rca show role", {INCIDENT}),
        (f"rca show {INCIDENT}/", {f"{INCIDENT}/{n}" for n in range(1, 6)}),
        ("rca list sta", {"status:"}),
        ("rca list status:paper", {"paper-only"}),
        ("rca actions owner:ope", {"operator"}),
        ("rca list is:paper", {"paper-only"}),
        ("rca completion ", {"bash", "zsh", "fish"}),
        ("rca due --color ", {"always", "auto", "never"}),
    ],
)
def test_bash_completes(line: str, candidates: set[str], indexed: Path) -> None:
    result = process(indexed, f"{BASH}\ntry '{line}'")
    assert result.stdout.splitlines()[0] == "complete -o nosort -F _rca_completion rca"
    assert set(" ".join(result.stdout.splitlines()[1:]).removeprefix(f"{line}: ").split()) == candidates


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_never_makes_or_renews_an_index(shell: str, workspace: Path) -> None:
    assert "_RCA_COMPLETE" in rca(workspace, "completion", shell).out
    env = {"_RCA_COMPLETE": f"{shell}_complete", "COMP_WORDS": "rca show ", "COMP_CWORD": "2"}
    result = process(workspace, "rca", **env, RCA_COMPLETE_LINE="rca show ")
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")
    assert not (workspace / ".rca").exists()


def test_nothing_is_completed_outside_a_workspace(tmp_path: Path) -> None:
    result = process(tmp_path, "rca", _RCA_COMPLETE="bash_complete", RCA_COMPLETE_LINE="rca show x")
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")


def examples() -> list[str]:
    """Every example of every command's help."""
    found: list[str] = []
    commands = [command(name) for name in COMMANDS]
    while commands:
        one = commands.pop(0)
        commands += one.commands.values() if isinstance(one, click.Group) else []
        found += [line for line, _ in one.examples] if isinstance(one, Command) else []
    return found


@pytest.mark.parametrize("line", examples())
def test_every_example_runs(line: str, workspace: Path) -> None:
    line = line.removeprefix('eval "$(').removesuffix(')"')
    result = process(workspace, line)
    assert result.returncode in {0, 1}, result.stderr
    assert result.stdout or result.stderr
    assert not result.stderr.startswith("rca: "), result.stderr
