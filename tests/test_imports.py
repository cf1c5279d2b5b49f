"""What a command may import: start-up time is a promise, and this is its guard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import FIXED, own_workspace, rca

ROOT = Path(__file__).parents[1]
HEAVY = (
    "pydantic",
    "markdown_it",
    "sqlite_utils",
    "textual",
    "rich",
    "jinja2",
    "ruamel",
    "platformdirs",
    "filelock",
)
SLOW = (
    "ast",
    "dataclasses",
    "pathlib",
    "importlib.metadata",
    "asyncio",
    "tomllib",
    "json",
    "subprocess",
    "tempfile",
    "rca.parse",
    "platform",
    "typing",
    "uuid",
)

PROGRAM = """
import atexit, sys
atexit.register(lambda: print("\\n".join(sys.modules), file=open("modules.txt", "w")))
from rca.cli import main
main()
"""


def imported(folder: Path, *args: str) -> set[str]:
    """The modules that a fresh process has when a command is done."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM, *args],
        cwd=folder,
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]]), "HOME": str(folder), **FIXED},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return set((folder / "modules.txt").read_text().split())


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with this project's RCAs and its configuration, read and looked at once."""
    own_workspace(tmp_path)
    assert rca(tmp_path, "status").code == 0
    return tmp_path


@pytest.mark.parametrize(
    "args", [["due"], ["list"], ["actions"], ["search", "audit"], ["status"], ["due", "owner:operator"]]
)
def test_a_reading_command_with_nothing_to_read_imports_little(args: list[str], workspace: Path) -> None:
    modules = imported(workspace, *args)
    assert "sqlite3" in modules
    assert modules & {*HEAVY, *SLOW, "click"} == set()
    assert "re" not in modules or args[1:]


def test_a_search_of_plain_words_imports_no_regular_expressions(workspace: Path) -> None:
    text = "# Paging was late\n\n## Action items\n\n1. Zebras are counted\n- [ ] zebras are fed\n"
    document = workspace / "incidents" / "2026-01-02-paging.md"
    document.write_text(text)
    os.utime(document, (1, 1))  # may not change again within the tick of a clock
    assert "item 1" in rca(workspace, "search", "zebras").out
    assert "re" not in imported(workspace, "search", "zebras")


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_and_version_import_click_only(args: list[str], tmp_path: Path) -> None:
    modules = imported(tmp_path, *args)
    assert modules & {*HEAVY, *SLOW, "sqlite3", "rca.workspace", "rca.config"} <= {"ast", "typing"}
    assert not {m for m in modules if m.startswith("rca.")} - {
        "rca.cli",
        "rca.cli.app",
        "rca.cli.command",
        "rca.cli.commands",
        "rca.cli.complete",
        "rca.cli.made",
        "rca.cli.option",
        "rca.cli.postponed",
        "rca.cli.quick",
        "rca.cli.run",
        "rca.cli.session",
        "rca.cli.settings",
        "rca.cli.usual",
        "rca.errors",
        "rca.output",
        "rca.output.clean",
        "rca.output.terminal",
        "rca.values",
    }


def test_checking_a_file_needs_no_index(workspace: Path) -> None:
    modules = imported(workspace, "check", "incidents/2026-05-15-audit-role-split-1455.md")
    assert modules & {"sqlite_utils", "sqlite3", "rca.workspace"} == set()


def test_a_postponed_module_is_there_when_it_is_wanted() -> None:
    program = (
        "import sys; from rca.cli.postponed import Postponed, postpone; postpone('inspect', 'sys');"
        "import inspect; early = 'ast' in sys.modules;"
        "from inspect import cleandoc; late = 'ast' in sys.modules;"
        "print(early, late, cleandoc('  x'), inspect.cleandoc is sys.modules['inspect'].cleandoc,"
        "isinstance(sys.modules['inspect'], Postponed), hasattr(inspect, 'nothing'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True", "x", "True", "False", "False"]


def test_a_changed_document_is_read_without_models(tmp_path: Path) -> None:
    own_workspace(tmp_path)
    assert rca(tmp_path, "sync").code == 0
    path = next((tmp_path / "incidents").glob("*.md"))
    path.write_text(path.read_text("utf-8") + "\nOne word more.\n", "utf-8")
    found = imported(tmp_path, "list")
    assert "rca.parse" in found
    assert not found & {"pydantic", "rca.model", "sqlite_utils"}


@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_a_check_of_what_is_known_imports_no_rule_and_reads_nothing(style: str, workspace: Path) -> None:
    assert rca(workspace, "check").code in {0, 1}
    modules = imported(workspace, "check", "--format", style)
    assert not modules & {"pydantic", "markdown_it", "sqlite_utils", "rca.model", "rca.parse", "rca.across"}
    assert not {name for name in modules if name.startswith("rca.checks")}
