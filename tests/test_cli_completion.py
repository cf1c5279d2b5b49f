"""What shells are offered, and that asking changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import INCIDENT, own_workspace, process, rca


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return own_workspace(tmp_path)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = own_workspace(tmp_path_factory.mktemp("indexed"))
    rca(folder, "sync")
    return folder


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
        ("rca statu", {"status"}),
        ("rca due --ex", {"--exit-zero"}),
        ("rca show role", {INCIDENT}),
        (f"rca show {INCIDENT}/", {f"{INCIDENT}/{n}" for n in range(1, 6)}),
        ("rca list sta", {"status:"}),
        ("rca list status:paper", {"paper-only"}),
        ("rca actions owner:ope", {"operator"}),
        ("rca list is:paper", {"paper-only"}),
        ("rca completion ", {"bash", "zsh", "fish"}),
        ("rca mark 1455/1 exe", {"executed"}),
        ("rca mark 1455/1 executed --env ", {"staging", "prod"}),
        ("rca split --env st", {"staging"}),
        ("rca verify --env p", {"prod"}),
        ("rca set 1455/1 o", {"owner"}),
        ("rca set 1455 commander", {"commander"}),
        ("rca new x --template s", {"security", "short"}),
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
