"""An execution is stale when what was carried out has changed since."""

from __future__ import annotations

from pathlib import Path

from rca.changes import Change, CheckResult, MarkExecuted, MarkVerified, Reopen
from rca.evidence import cite
from rca.journal import journal_file, read_entries
from rca.sealing import append
from rca.staleness import stale_executions
from tests.journals import DAY, INCIDENT, draft

STAGING, PROD = ("2", "staging"), ("2", "prod")


class Workspace:
    """A runbook that was carried out, with its history."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.runbook = root / "runbook.md"
        self.runbook.write_text("1. stop the writer\n")

    def tell(self, change: Change) -> None:
        append(journal_file(self.root, INCIDENT), [draft(change)])

    def execute(self, environment: str) -> None:
        seen = (cite("runbook.md", self.root),)
        self.tell(MarkExecuted(item="2", environment=environment, day=DAY, exercised=seen))

    def stale(self) -> dict[tuple[str, str], list[str]]:
        return stale_executions(read_entries(journal_file(self.root, INCIDENT)), self.root)


def test_what_was_carried_out_before_the_change_is_stale(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.execute("staging")
    assert workspace.stale() == {}
    workspace.runbook.write_text("1. stop the writer, then wait\n")
    workspace.execute("prod")
    assert workspace.stale() == {STAGING: ["runbook.md changed since it was carried out"]}


def test_a_file_cited_as_evidence_counts_as_well(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    proof = (cite("runbook.md", tmp_path),)
    workspace.tell(MarkExecuted(item="2", environment="prod", day=DAY, evidence=proof))
    workspace.runbook.unlink()
    assert workspace.stale() == {PROD: ["runbook.md is gone"]}


def test_carrying_it_out_again_ends_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.execute("staging")
    workspace.runbook.write_text("1. other\n")
    workspace.execute("staging")
    assert workspace.stale() == {}


def test_a_check_that_holds_sees_the_artefact_anew(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.execute("staging")
    workspace.runbook.write_text("1. other\n")
    seen = (cite("runbook.md", tmp_path),)
    result = CheckResult(
        item="2", environment="staging", check="drill", day=DAY, holds=False, exit_code=1, exercised=seen
    )
    workspace.tell(result)
    assert list(workspace.stale()) == [STAGING]
    workspace.tell(result.model_copy(update={"holds": True}))
    assert workspace.stale() == {}


def test_so_does_a_person_who_cites_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.execute("staging")
    workspace.runbook.write_text("1. other\n")
    workspace.tell(MarkVerified(item="2", environment="staging", day=DAY))
    assert list(workspace.stale()) == [STAGING]
    seen = (cite("runbook.md", tmp_path),)
    workspace.tell(MarkVerified(item="2", environment="staging", day=DAY, evidence=seen))
    assert workspace.stale() == {}


def test_an_execution_that_was_taken_back_is_not_stale(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.execute("staging")
    workspace.runbook.write_text("1. other\n")
    workspace.tell(Reopen(item="2", environments=("staging",)))
    assert workspace.stale() == {}
