"""What each kind of change makes of the facts of an incident."""

from __future__ import annotations

import pytest

from rca.changes import (
    KINDS,
    AddItem,
    AddTimelineEntry,
    Change,
    CheckResult,
    Drop,
    Exempt,
    External,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Note,
    Reformat,
    Reopen,
    ReplaceSection,
    SetField,
    SetItemField,
    Undo,
)
from rca.claims import Fact
from rca.effects import effects
from rca.events import Digests
from rca.facts import differences, same
from rca.lines import event_body
from rca.sealing import seal
from tests.journals import DAY, digest, draft

CHECKED = CheckResult(item="2", environment="prod", check="privileges", day=DAY, holds=True, exit_code=0)
HAND = (Fact(item="2", name="owner", before="PM", after="SRE"), Fact(name="status", before="open"))

CASES: list[tuple[Change, dict[tuple[str, str], str]]] = [
    (SetField(field="severity", value="SEV-1"), {("", "severity"): "SEV-1"}),
    (SetItemField(item="2", field="owner", value=""), {("2", "owner"): ""}),
    (MarkWritten(item="2", day=DAY), {("2", "written"): "yes"}),
    (MarkExecuted(item="2", environment="prod", day=DAY), {("2", "executed:prod"): "done"}),
    (MarkExecuted(item="2", day=DAY), {("2", "executed:"): "done"}),
    (
        MarkExecuted(item="2", environment="prod", day=DAY, without_artefact=True),
        {("2", "executed:prod"): "done", ("2", "written"): "exempt"},
    ),
    (MarkVerified(item="2", environment="prod", day=DAY), {("2", "executed:prod"): "verified"}),
    (MarkFailed(item="2", environment="prod", day=DAY), {("2", "executed:prod"): "failed"}),
    (CHECKED, {("2", "executed:prod"): "verified"}),
    (CHECKED.model_copy(update={"holds": False}), {("2", "executed:prod"): "failed"}),
    (Exempt(item="2", aspect="written", reason="none"), {("2", "written"): "exempt"}),
    (
        Exempt(item="2", aspect="executed", environment="prod", reason="none"),
        {("2", "executed:prod"): "exempt"},
    ),
    (Drop(item="2", day=DAY, reason="no"), {("2", "dropped"): "yes"}),
    (Reopen(item="2", environments=("prod",)), {("2", "dropped"): "", ("2", "executed:prod"): ""}),
    (
        AddItem(item="6", text="Drill", owner="SRE", item_kind="prevent", check="drill"),
        {("6", "text"): "Drill", ("6", "owner"): "SRE", ("6", "kind"): "prevent", ("6", "check"): "drill"},
    ),
    (AddTimelineEntry(time="14:02", text="mitigated"), {}),
    (Note(item="2", text="waits for a window"), {}),
    (ReplaceSection(section="summary", text="x"), {}),
    (Reformat(), {}),
    (External(facts=HAND), {("2", "owner"): "SRE", ("", "status"): ""}),
    (Undo(event="0" * 64, facts=HAND), {("2", "owner"): "SRE", ("", "status"): ""}),
]


@pytest.mark.parametrize(("change", "facts"), CASES, ids=lambda value: getattr(value, "kind", ""))
def test_what_a_change_makes_of_the_facts(change: Change, facts: dict[tuple[str, str], str]) -> None:
    body = event_body(seal(draft(change), ()))
    assert dict(effects(body["change"], body["document"])) == facts


def test_every_kind_has_its_case() -> None:
    assert {change.kind for change, _ in CASES} == KINDS


def test_a_result_that_changed_no_text_changes_no_fact() -> None:
    same_text = Digests(before=digest(1), after=digest(1))
    body = event_body(seal(draft(CHECKED)._replace(document=same_text), ()))
    assert list(effects(body["change"], body["document"])) == []


def test_differences_are_named_with_before_and_after() -> None:
    before = {("1", "owner"): "PM", ("1", "due"): "v1", ("", "status"): "open"}
    after = {("1", "owner"): "SRE", ("1", "due"): "v1 ", ("2", "written"): "yes"}
    assert differences(before, after) == (
        Fact(item="", name="status", before="open", after=None),
        Fact(item="1", name="owner", before="PM", after="SRE"),
        Fact(item="2", name="written", before=None, after="yes"),
    )


def test_white_space_makes_no_difference_and_empty_is_absent() -> None:
    assert same("a  b", " a b")
    assert same(None, "")
    assert not same("ab", "a b")
