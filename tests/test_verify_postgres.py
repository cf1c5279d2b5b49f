"""The incident that rca was made for, on a real PostgreSQL server: REVOKEs that were only written.

docs/verify.md tells the same story; the SQL is that of docs/verify/.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rca.changes import MarkExecuted, MarkWritten
from rca.config import Config, Verification
from rca.events import Digests
from rca.runs import Result, carry_out, exit_code, recorded, runs
from rca.sealing import Draft, append
from tests.journals import ADA, INCIDENT
from tests.kept import CONFIG, DAY, RCA, Kept
from tests.postgres import Server, missing, program, server

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

SQL = Path(__file__).parents[1] / "docs" / "verify"
CHECK = "audit-privileges"
PASSWORD = "s3cr%2Ft-0815"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    """A server with the databases of two environments, where migration 016 was run by the owner."""
    with server() as running:
        for role in ("raptor_owner", "raptor_app"):
            running.run("root", "postgres", "-c", f"CREATE ROLE {role} LOGIN")
        for name in ("staging", "prod"):
            running.run("root", "postgres", "-c", f"CREATE DATABASE {name} OWNER raptor_owner")
            running.run("root", name, "-c", "ALTER SCHEMA public OWNER TO raptor_owner")
            running.run("raptor_owner", name, "-f", str(SQL / "migration_016.sql"))
        yield running


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """The incident, whose item 2 names the check, with the check beside it."""
    (tmp_path / "checks").mkdir()
    shutil.copy(SQL / "audit_privileges.sql", tmp_path / "checks")
    text = RCA.replace("| Issue |\n|---|---|---|---|---|", "| Issue | Check |\n|---|---|---|---|---|---|")
    for issue, check in (("#1455", ""), ("#1456", CHECK), ("#1457", "")):
        text = text.replace(f"{issue} |", f"{issue} | {check} |")
    return Kept(tmp_path, text)


def config(kept: Kept) -> Config:
    run = ("psql", "--no-psqlrc", "--quiet", "--file", "checks/audit_privileges.sql", "$DATABASE_URL")
    variables = {name: {"DATABASE_URL": f"${name.upper()}_DATABASE_URL"} for name in ("staging", "prod")}
    return CONFIG._replace(
        root=str(kept.file.parent), verify={CHECK: Verification(run, variables, cannot_tell=(1, 2))}
    )


def verify(kept: Kept, everywhere: bool = False, **urls: str) -> list[Result]:
    """What `rca verify` does: run, record, write back."""
    folders = os.pathsep.join((str(Path(program("psql") or "psql").parent), os.environ["PATH"]))
    caller = {"PATH": folders, **{f"{name.upper()}_DATABASE_URL": url for name, url in urls.items()}}
    configured = config(kept)
    planned = runs(INCIDENT, kept.document.action_items, configured, everywhere=everywhere)
    results = list(carry_out(list(planned), configured, caller))
    for result in results:
        change = recorded(result, date(2026, 5, 20))
        if change and result.run.is_claimed:
            kept.make(change)
        elif change:
            same = Digests(before=kept.source.sha256, after=kept.source.sha256)
            append(kept.journal, [Draft(ADA, INCIDENT, change, same)])
    return results


def test_revokes_that_are_on_paper_only_and_then_are_not(postgres: Server, kept: Kept) -> None:
    # What the team believed on the day: migration 016 is merged and run, the ticket is closed.
    kept.make(MarkWritten(item="2", day=DAY))
    kept.make(MarkExecuted(item="2", environment="staging", day=DAY))

    # The application connects as the owner: every REVOKE is void.
    owner = postgres.url("raptor_owner", "staging", PASSWORD)
    (result,) = results = verify(kept, staging=owner)
    assert (result.outcome.status, result.outcome.exit_code) == ("fails", 3)
    assert "raptor_owner owns customer_audit_events" in result.outcome.output
    assert "DELETE on customer_audit_events was not refused" in result.outcome.output
    assert "TRUNCATE on subscription_history was not refused" in result.outcome.output
    assert exit_code(results) == 1
    item = kept.document.action_items[1]
    assert (item.state, item.regressed) == ("part-executed", True), "it was executed"

    # Migration 031 where the role exists, and the application connects with it: staging holds, prod waits.
    postgres.run("raptor_owner", "staging", "-f", str(SQL / "migration_031.sql"))
    app = postgres.url("raptor_app", "staging", PASSWORD)
    (result,) = results = verify(kept, staging=app)
    assert result.outcome.status == "holds"
    assert "raptor_app can only read and add to 3 audit tables" in result.outcome.output
    assert exit_code(results) == 0
    item = kept.document.action_items[1]
    assert (item.state, item.regressed) == ("part-executed", False)
    assert [(e.environment, e.state) for e in item.executions] == [("staging", "verified"), ("prod", "no")]

    # Prod, where nobody said that it was executed: it fails, nothing has regressed, and nothing is claimed.
    before = kept.file.read_bytes()
    results = verify(kept, everywhere=True, staging=app, prod=postgres.url("raptor_owner", "prod", PASSWORD))
    assert [result.outcome.status for result in results] == ["holds", "fails"]
    assert exit_code(results) == 0
    assert kept.file.read_bytes() == before

    assert kept.faults() == []
    everything = kept.file.read_text() + kept.journal.read_text() + str(results)
    assert PASSWORD not in everything
    assert "s3cr/t" not in everything


def test_a_grant_that_comes_back_is_a_regression(postgres: Server, kept: Kept) -> None:
    postgres.run("raptor_owner", "prod", "-f", str(SQL / "migration_031.sql"))
    app = postgres.url("raptor_app", "prod")
    kept.make(MarkExecuted(item="2", environment="prod", day=DAY))
    assert exit_code(verify(kept, prod=app)) == 0
    postgres.run("raptor_owner", "prod", "-c", "GRANT DELETE ON customer_history TO raptor_app")
    (result,) = results = verify(kept, prod=app)
    assert exit_code(results) == 1
    assert "raptor_app can change the audit trail: DELETE on customer_history was not refused" in (
        result.outcome.output
    )
    assert kept.document.action_items[1].regressed


def test_a_server_that_does_not_answer_proves_nothing(postgres: Server, kept: Kept) -> None:
    kept.make(MarkExecuted(item="2", environment="staging", day=DAY))
    before = kept.journal.read_bytes()
    (result,) = results = verify(kept, staging=f"postgresql://raptor_app@/staging?host={kept.file.parent}")
    assert (result.outcome.status, result.outcome.exit_code) == ("unknown", 2)
    assert exit_code(results) == 3
    assert kept.journal.read_bytes() == before
    assert not kept.document.action_items[1].regressed


def test_a_database_without_audit_tables_does_not_pass(postgres: Server, kept: Kept) -> None:
    kept.make(MarkExecuted(item="2", environment="staging", day=DAY))
    (result,) = verify(kept, staging=postgres.url("raptor_app", "postgres"))
    assert result.outcome.status == "fails"
    assert "there are no audit tables here" in result.outcome.output
