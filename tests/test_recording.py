"""Documents and their journals together: what edits write is explained, and edits by hand are taken in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.changes import (
    AddItem,
    Change,
    CheckResult,
    Drop,
    Exempt,
    External,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Refused,
    Reopen,
    SetField,
    SetItemField,
)
from rca.claims import Actor, Fact
from rca.journal import read
from rca.parse import parse
from rca.recording import committed_by, unrecorded
from tests.kept import CONFIG, DAY, RCA, Kept


def items() -> st.SearchStrategy[str]:
    return st.sampled_from(["1", "2", "3"])


def environments() -> st.SearchStrategy[str]:
    return st.sampled_from(["staging", "prod"])


marks = st.one_of(
    st.builds(
        CheckResult,
        item=items(),
        environment=environments(),
        check=st.just("privileges"),
        day=st.just(DAY),
        holds=st.booleans(),
        exit_code=st.just(None),
    ),
    st.builds(
        AddItem, item=st.sampled_from(["4", "5"]), text=st.just("Run `vacuum` **twice**"), owner=st.just("PM")
    ),
    st.builds(MarkWritten, item=items(), day=st.just(DAY)),
    st.builds(MarkExecuted, item=items(), environment=environments(), day=st.just(DAY)),
    st.builds(MarkVerified, item=items(), environment=environments(), day=st.just(DAY)),
    st.builds(MarkFailed, item=items(), environment=environments(), day=st.just(DAY)),
    st.builds(
        Exempt, item=items(), aspect=st.just("executed"), environment=environments(), reason=st.just("no db")
    ),
    st.builds(Drop, item=items(), day=st.just(DAY), reason=st.just("superseded by item 2")),
    st.builds(Reopen, item=items(), environments=environments().map(lambda name: (name,))),
    st.builds(
        SetItemField,
        item=items(),
        field=st.just("owner"),
        value=st.sampled_from(["operator", "sre-agent / PM"]),
    ),
    st.builds(SetItemField, item=items(), field=st.just("due"), value=st.sampled_from(["2026-06-30", "v1"])),
    st.builds(
        SetField, field=st.sampled_from(["severity", "status"]), value=st.sampled_from(["SEV-1", "closed"])
    ),
)


@settings(max_examples=60)
@given(changes=st.lists(marks, max_size=6))
def test_whatever_is_changed_the_journal_explains_the_document(
    changes: list[Change], tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = Kept(tmp_path_factory.mktemp("kept"))
    for change in changes:
        try:
            kept.make(change)
        except Refused:
            continue
    assert kept.faults() == []
    assert unrecorded(kept.journal, kept.standing.sha256, kept.standing.facts) is None


def test_a_state_by_hand_is_recorded_with_before_and_after(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.make(MarkExecuted(item="2", environment="staging", day=DAY))
    kept.edit("staging: 2026-05-19", "staging: 2026-05-19 verified")
    assert [fault.kind for fault in kept.faults()] == ["edited", "unexplained"]
    assert kept.record() == External(
        facts=(Fact(item="2", name="executed:staging", before="done", after="verified"),)
    )
    assert kept.faults() == []
    assert kept.record() is None


def test_prose_by_hand_is_recorded_without_facts(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.make(MarkWritten(item="2", day=DAY))
    kept.edit("were written", "were written in migration 016")
    assert kept.record() == External()
    assert kept.faults() == []


def test_a_field_that_an_event_set_and_a_hand_changed(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.make(SetItemField(item="3", field="owner", value="operator", previous="sre-agent"))
    kept.edit("| operator | 2026-05-21 UTC", "| PM | 2026-05-21 UTC")
    assert kept.record() == External(facts=(Fact(item="3", name="owner", before="operator", after="PM"),))
    assert kept.faults() == []


def test_a_document_without_a_journal_begins_with_what_it_says(tmp_path: Path) -> None:
    done = RCA.replace("| Issue |\n|---|---|---|---|---|", "| Issue | Executed |\n|---|---|---|---|---|---|")
    kept = Kept(tmp_path, done.replace("#1455 |", "#1455 | prod: 2026-05-18 |"))
    change = kept.record()
    assert change == External(facts=(Fact(item="1", name="executed:prod", after="done"),), baseline=True)
    assert kept.faults() == []


def test_a_document_that_says_nothing_was_done_needs_no_journal(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.record() is None
    assert not kept.journal.exists()


def test_a_failed_check_is_told_until_it_holds_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.make(MarkWritten(item="2", day=DAY))
    kept.make(MarkExecuted(item="2", environment="staging", day=DAY))
    assert parse(kept.source, config=CONFIG).action_items[1].state == "part-executed"
    result = {"item": "2", "environment": "staging", "check": "audit-privileges", "day": DAY}
    kept.make(CheckResult.model_validate({**result, "holds": False, "exit_code": 3}))
    item = parse(kept.source, config=CONFIG).action_items[1]
    assert (item.state, item.regressed) == ("part-executed", True)
    kept.make(CheckResult.model_validate({**result, "holds": True, "exit_code": 0}))
    item = parse(kept.source, config=CONFIG).action_items[1]
    assert (item.state, item.regressed) == ("part-executed", False)
    assert [execution.state for execution in item.executions] == ["verified", "no"]
    assert kept.faults() == []
    assert len(list(read(kept.journal))) == 4


# Who did it


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Cleo", "-c", "user.email=cleo@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_git_tells_who_edited_by_hand(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert committed_by(kept.file) is None, "no repository"
    git(tmp_path, "init", "-q")
    assert committed_by(kept.file) is None, "not committed"
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "rca")
    found = committed_by(kept.file)
    assert found
    assert found[0] == Actor(name="Cleo", email="cleo@example.org")
    assert len(found[1]) == 40
    kept.edit("operator", "PM")
    assert committed_by(kept.file) is None, "edited since"
