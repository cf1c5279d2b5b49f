"""What changes did, as words behind the name of an item or incident."""

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
from rca.claims import Evidence, Fact
from rca.lines import change_body
from rca.sentences import told
from tests.journals import DAY, digest

PAGE = Evidence(kind="url", value="https://ci.example/7")
COMMIT = Evidence(kind="commit", value="c0ffee" * 6 + "c0ff")
HAND = Fact(item="2", name="owner", before="PM", after="SRE")

CASES: list[tuple[Change, str]] = [
    (SetField(field="blast_radius", value="EU"), "blast radius is EU"),
    (
        SetItemField(item="2", field="due", value="", previous="v1", reason="split"),
        "due is empty (was v1): split",
    ),
    (
        MarkWritten(item="2", day=DAY, evidence=(PAGE, COMMIT), note="both"),
        "written 2026-05-19, evidence https://ci.example/7, c0ffeec0ffee: both",
    ),
    (MarkExecuted(item="2", environment="prod", day=DAY), "executed on prod 2026-05-19"),
    (MarkVerified(item="2", day=DAY), "verified 2026-05-19"),
    (MarkFailed(item="2", environment="prod", day=DAY, note="no"), "failed on prod 2026-05-19: no"),
    (
        CheckResult(item="2", environment="prod", check="grants", day=DAY, holds=False, exit_code=1),
        "check grants failed on prod 2026-05-19",
    ),
    (
        CheckResult(item="2", check="grants", day=DAY, holds=True, exit_code=0),
        "check grants passed 2026-05-19",
    ),
    (Exempt(item="2", aspect="written", reason="a setting"), "needs no artefact: a setting"),
    (Exempt(item="2", aspect="executed", environment="prod", reason="EU"), "not meant for prod: EU"),
    (Exempt(item="2", aspect="executed", reason="EU"), "not meant for execution: EU"),
    (Drop(item="2", day=DAY, reason="merged"), "dropped 2026-05-19: merged"),
    (
        Reopen(item="2", environments=("prod", "dr"), reason="rolled back"),
        "reopened on prod, dr: rolled back",
    ),
    (Reopen(item="2", environments=("",)), "reopened"),
    (AddItem(item="6", text="Drill"), "added: Drill"),
    (AddTimelineEntry(time="14:02", text="paged"), "timeline 14:02: paged"),
    (Note(item="2", text="waits"), "noted: waits"),
    (ReplaceSection(section="impact", text="None."), "section impact rewritten"),
    (Reformat(), "has its action items in the canonical table"),
    (External(), "was edited by hand"),
    (External(whole=True), "was edited by hand, its prose alone"),
    (External(facts=(HAND,)), "was edited by hand: 2: owner PM → SRE"),
    (
        External(
            facts=(Fact(item="2", name="executed:prod", after="done"), Fact(name="status", before="open"))
        ),
        "was edited by hand: 2: executed on prod none → done, status open → none",
    ),
    (
        External(facts=(Fact(item="2", name="executed:", after="done"),)),
        "was edited by hand: 2: executed none → done",
    ),
    (External(facts=(HAND,) * 4), "was edited by hand: 4 facts changed"),
    (External(facts=(HAND,), baseline=True), "was found with 1 fact when its history began"),
    (Undo(event=digest(1)), f"change {digest(1)[:12]} undone"),
]


@pytest.mark.parametrize(("change", "words"), CASES)
def test_what_a_change_did(change: Change, words: str) -> None:
    assert told(change_body(change)) == words


def test_every_kind_has_words() -> None:
    assert {change.kind for change, _ in CASES} == KINDS


def test_a_long_value_is_cut() -> None:
    fact = Fact(item="2", name="text", before="a" * 1000, after="b")
    assert told(change_body(External(facts=(fact,)))) == f"was edited by hand: 2: text {'a' * 60}… → b"


@pytest.mark.parametrize("change", [{"kind": "teleport"}, {"kind": "drop"}, {"kind": "external", "facts": 5}])
def test_what_this_version_does_not_know_is_named(change: dict[str, object]) -> None:
    assert told(change) == change["kind"]
