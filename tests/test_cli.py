"""The command line as a whole: help, failures, streams, completion."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import click
import pytest

from rca import VERSION
from rca.cli.app import app
from rca.cli.commands import COMMANDS, GROUPS
from rca.cli.made import Command
from rca.cli.progress import Progress
from tests.command import INCIDENT, ROOT, Stream, own_workspace, process, rca


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return own_workspace(tmp_path)


def command(name: str) -> click.Command:
    found = app.get_command(click.Context(app), name)
    assert found is not None
    return found


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
        (["statuss"], "rca: there is no command 'statuss', did you mean status or stats?; see rca --help"),
        (["list", "--nope"], "rca: No such option '--nope'"),
        (["show"], "rca: `rca show` takes ID|ITEM, as in: rca show 1455; see rca show --help"),
        (["show", "RCA", "1/2"], "argument (1/2); what has blanks in it goes into quotes; see rca show"),
        (["set", "1/2", "owner=me"], "takes ITEM|ID FIELD VALUE, as in: rca set 1455/3 owner sre-agent; see"),
        (["mark", "1/2"], "takes ITEM... STATE, STATE one of written, executed, verified, failed, dropped"),
        (["export"], "takes KIND [ID|QUERY|DIR], KIND one of html, pdf, docx, md, json, csv, xlsx, ics"),
        (["drop", "1/2"], "rca: `rca drop` needs --reason, as in: rca drop 1455/5 --reason 'the role is not"),
        (
            ["due", "--within", "99999999999d"],
            "'99999999999d' is more than a hundred years; see rca due --help",
        ),
        (["search", "x", "-n", "9" * 30], f"'{'9' * 30}' is not a number from 1 on; see rca search --help"),
        (["undo", "--last", "00"], "'00' is not a number from 1 on; see rca undo --help"),
        (["report", "--limit", "00"], "'00' is not a number from 1 on; see rca report --help"),
        (["search", "*", '"'], 'there is no word to look for in "* ""; write letters or digits'),
        (["similar", ""], 'there is no word to look for in ""; write letters or digits'),
        (["due", "--within", "soon"], "is no span of days; write 7d or 2w; see rca due --help"),
        (["-C", "/nowhere/at/all", "list"], "/nowhere/at/all is no folder"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_exit_code_2(args: list[str], sentence: str, tmp_path: Path) -> None:
    result = rca(tmp_path, *args)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1


def test_a_group_without_a_command_shows_its_help(tmp_path: Path) -> None:
    result = rca(tmp_path, "journal")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: rca journal [OPTIONS] COMMAND [ARGS]...")
    assert "  verify  Verify that nobody rewrote the history.\n" in result.err


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


def test_a_value_without_end_does_not_hide_what_to_do(tmp_path: Path) -> None:
    own_workspace(tmp_path)
    result = rca(tmp_path, "set", "1455/3", "due", "soon " * 2000)
    assert result.err.startswith('rca: the due date "soon soon ')
    assert result.err.endswith('or "unscheduled"\n')
    assert len(result.err) < 2100


def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    result = broken(tmp_path, "(_ for _ in ()).throw(KeyboardInterrupt)")
    assert (result.returncode, result.stderr.strip()) == (130, "rca: interrupted")


EARLY = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == "rca.cli.session":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from rca.cli import main
main()
"""


def test_an_interrupt_while_it_starts_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "early.py").write_text(EARLY)
    result = process(tmp_path, f"'{sys.executable}' early.py")
    assert (result.returncode, result.stderr, result.stdout) == (130, "rca: interrupted\n", "")


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    result = process(tmp_path, "rca completion bash | true; echo ${PIPESTATUS[0]}")
    assert (result.stdout, result.stderr) == ("0\n", "")


def test_long_work_shows_a_bar_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("rca.cli.progress.monotonic", lambda: now[0])

    def drawn(tty: bool) -> str:
        stream = Stream(tty=tty)
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress("reading") as progress:
            for done in range(0, 1001, 100):
                progress(done, 1000)
                now[0] += 0.2
        return stream.text()

    assert drawn(tty=False) == ""
    shown = drawn(tty=True)
    assert "reading [#########.....................] 300 of 1000" in shown
    assert "] 200 of" not in shown
    assert shown.endswith("\r\x1b[K")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_an_output_that_is_full_is_one_sentence(workspace: Path) -> None:
    result = process(workspace, "rca list > /dev/full")
    assert (result.returncode, result.stderr) == (1, "rca: the output: No space left on device\n")


def test_a_closed_output_is_no_error(workspace: Path) -> None:
    result = process(workspace, "rca list >&-")
    assert (result.returncode, result.stderr) == (0, "")


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "incidents").touch()
    result = rca(tmp_path, "init")
    assert (result.code, result.err) == (1, "rca: incidents: File exists\n")


def test_the_manual_is_current() -> None:
    from docs.commands import commands

    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == commands(), "make docs"


def examples() -> list[str]:
    """Every example of every command's help."""
    found: list[str] = []
    commands = [command(name) for name in COMMANDS]
    while commands:
        one = commands.pop(0)
        commands += one.commands.values() if isinstance(one, click.Group) else []
        found += [line for line, _ in one.examples] if isinstance(one, Command) else []
    return found


BRANCH = """
git init -q . && git add incidents
git -c user.name=t -c user.email=t@example.org -c commit.gpgsign=false commit -qm begun
git update-ref refs/remotes/origin/main HEAD
"""
"""A clone whose branch has nothing that its origin lacks."""


@pytest.mark.parametrize("line", examples())
def test_every_example_runs(line: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(workspace))
    line = (
        line.removeprefix('eval "$(').removesuffix(')"').replace("incidents/*.md", f"incidents/{INCIDENT}.md")
    )
    if "origin/" in line:
        made = process(workspace, BRANCH)
        assert made.returncode == 0, made.stderr
    if "draft.json" in line:
        (workspace / "draft.json").write_text('{"title": "Checkout fails"}')
    if "postmortems" in line:
        (workspace / "postmortems").mkdir()
        (workspace / "postmortems" / "2026-01-02-queue.md").write_text("# Queue full\n")
    if "|" in line or "&&" in line:
        done = process(workspace, line)
        code, out, err = done.returncode, done.stdout, done.stderr
    else:
        code, out, err = rca(
            workspace,
            *shlex.split(line)[1:],
        )
    if line.startswith("rca tui"):
        assert (code, err.partition(";")[0]) == (2, "rca: rca tui needs a terminal")
        return
    if line.startswith("rca lsp"):
        assert (code, out, err) == (0, "", "")  # no editor has said anything
        return
    assert code in {0, 1}, err
    assert out or err
    assert not err.startswith("rca: "), err
