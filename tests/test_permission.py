"""Who may say what: agents never verify, nobody verifies the own work, nothing happens in the future."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rca.changes import (
    Change,
    CheckResult,
    Drop,
    External,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Refused,
    Reopen,
)
from rca.claims import Actor, Evidence, Fact
from rca.config import Config
from rca.config import Evidence as Demands
from rca.journal import journal_file, read
from rca.permission import executor, permit
from rca.sealing import append
from tests.journals import ADA, AGENT, BEN, DAY, INCIDENT, draft

CI = Actor(name="pipeline", kind="ci")
VERIFIED = MarkVerified(item="2", environment="staging", day=DAY)
EXECUTED = MarkExecuted(item="2", environment="staging", day=DAY)
RELAXED = Config(evidence=Demands(verified_by_other=False))
NORMAL = Config()
STRICT = Config(evidence=Demands(executed="required"))


def is_permitted(
    change: Change, actor: Actor, config: Config = NORMAL, executed_by: Actor | None = None
) -> bool:
    """Whether an actor may make a change on the day of it."""
    try:
        permit(change, actor, config, DAY, executed_by=executed_by)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("executed_by", [ADA, AGENT, None])
def test_another_person_verifies(executed_by: Actor | None) -> None:
    assert is_permitted(VERIFIED, BEN, executed_by=executed_by)


def test_nobody_verifies_the_own_work() -> None:
    with pytest.raises(Refused, match=r"^Ada executed item 2; another person verifies it"):
        permit(VERIFIED, ADA, Config(), DAY, executed_by=ADA.model_copy(update={"name": "ada l."}))
    assert is_permitted(VERIFIED, ADA, RELAXED, executed_by=ADA)


@pytest.mark.parametrize("actor", [AGENT, CI])
@pytest.mark.parametrize("config", [Config(), RELAXED])
def test_only_a_person_verifies_by_hand(actor: Actor, config: Config) -> None:
    with pytest.raises(Refused, match="may not mark item 2 verified"):
        permit(VERIFIED, actor, config, DAY, executed_by=ADA)


def test_an_agent_does_not_verify_by_recording_its_own_edit() -> None:
    verified = Fact(item="2", name="executed:staging", before="done", after="verified")
    with pytest.raises(Refused, match="may not mark item 2 verified"):
        permit(External(facts=(verified,)), AGENT, Config(), DAY)
    assert is_permitted(External(facts=(verified,)), BEN)
    assert is_permitted(External(facts=(verified,), baseline=True), AGENT)
    assert is_permitted(External(facts=(verified.model_copy(update={"after": "failed"}),)), AGENT)


@pytest.mark.parametrize(
    "change",
    [
        MarkWritten(item="2", day=DAY),
        EXECUTED,
        MarkFailed(item="2", day=DAY),
        CheckResult(item="2", check="privileges", day=DAY, holds=True, exit_code=0),
    ],
)
def test_an_agent_marks_written_executed_and_failed_and_runs_checks(change: Change) -> None:
    assert is_permitted(change, AGENT)


@pytest.mark.parametrize(
    "change",
    [
        MarkWritten(item="2", day=DAY),
        EXECUTED,
        VERIFIED,
        MarkFailed(item="2", day=DAY),
        Drop(item="2", day=DAY, reason="no"),
    ],
)
def test_nothing_happens_in_the_future(change: Change) -> None:
    assert is_permitted(change, ADA, STRICT if change is not EXECUTED else NORMAL)
    with pytest.raises(Refused, match=r"2026-05-19 is in the future \(today is 2026-05-18\)"):
        permit(change, ADA, Config(), DAY - timedelta(days=1))


def test_evidence_where_it_is_required() -> None:
    with pytest.raises(Refused, match="item 2 needs evidence to be executed"):
        permit(EXECUTED, ADA, STRICT, DAY)
    proof = Evidence(kind="url", value="https://example.org/matrix")
    assert is_permitted(EXECUTED.model_copy(update={"evidence": (proof,)}), ADA, STRICT)
    assert is_permitted(EXECUTED, ADA)


def test_who_executed_is_told_by_the_history(tmp_path: Path) -> None:
    path = journal_file(tmp_path, INCIDENT)
    said: list[tuple[Change, Actor]] = [
        (External(facts=(Fact(item="3", name="executed:prod", after="done"),), baseline=True), BEN),
        (EXECUTED, ADA),
        (VERIFIED, BEN),
        (EXECUTED.model_copy(update={"environment": "prod"}), AGENT),
        (Reopen(item="2", environments=("prod",)), BEN),
        (External(facts=(Fact(item="4", name="executed:prod", after="done"),)), AGENT),
    ]
    append(path, [draft(change, by=by) for change, by in said])
    events = list(read(path))
    assert executor(events, "2", "staging") == ADA
    assert executor(events, "2", "prod") is None
    assert executor(events, "3", "prod") is None, "it was there before; nobody is known to have done it"
    assert executor(events, "4", "prod") == AGENT
    assert executor([], "2", "staging") is None


def test_the_word_verified_elsewhere_is_nobodys_mark() -> None:
    said = Fact(item="2", name="issue", before="", after="verified")
    assert is_permitted(External(facts=(said,)), AGENT)
