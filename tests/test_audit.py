"""`rca journal verify`: whatever is done to a journal by hand is found; what git does to it is no fault."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.ancestry import Ancestry
from rca.audit import Standing, verify_journal, verify_journals
from rca.changes import (
    CheckResult,
    Drop,
    External,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Reopen,
    Undo,
)
from rca.claims import Fact
from rca.facts import baseline
from rca.faults import LEVELS
from rca.journal import file_name, heads, journal_file
from rca.sealing import append
from tests.journals import (
    BEN,
    DAY,
    INCIDENT,
    STORY,
    STORY_FACTS,
    digest,
    draft,
    faults,
    kinds,
    story_document,
    tell,
    told,
)

DONE = MarkExecuted(item="2", environment="staging", day=DAY)
FAILED = MarkFailed(item="2", environment="staging", day=DAY)


def test_a_journal_as_it_was_written_has_no_fault(tmp_path: Path) -> None:
    assert faults(told(tmp_path)) == []


# What people do to a file


@settings(max_examples=300)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255))
def test_any_byte_that_is_flipped_is_found(
    place: float, byte: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = told(tmp_path_factory.mktemp("flip"))
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= byte
    path.write_bytes(data)
    assert {fault.level for fault in faults(path)} & {"error", "warning"}


@pytest.mark.parametrize("line", range(len(STORY)))
def test_any_line_that_is_removed_is_found(tmp_path: Path, line: int) -> None:
    path = told(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[line]
    path.write_bytes(b"".join(lines))
    found = faults(path)
    if line < len(STORY) - 1:
        assert [f.line for f in found if f.kind == "removed"] == [line + 1]
    else:
        assert kinds(found) == ["edited", "unexplained"]
        assert "item 4: dropped is “yes” in the document, and no event says so" in found[1].message


@settings(max_examples=50)
@given(order=st.permutations(range(len(STORY))))
def test_any_other_order_is_found(order: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = told(tmp_path_factory.mktemp("order"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[number] for number in order))
    misplaced = [place for place, event in enumerate(order, 1) if event and order.index(event - 1) >= place]
    assert [fault.line for fault in sorted(faults(path), key=lambda fault: fault.line)] == misplaced


def test_a_value_that_is_changed_is_found_with_its_line(tmp_path: Path) -> None:
    path = told(tmp_path)
    path.write_text(path.read_text().replace('"value":"v1"', '"value":"v2"'))
    assert next((fault.kind, fault.line) for fault in faults(path)) == ("changed", 4)


def test_a_changed_value_with_a_fitting_id_breaks_the_next_link(tmp_path: Path) -> None:
    path = told(tmp_path)
    lines = path.read_text().splitlines()
    body = json.loads(lines[1])
    body["by"]["name"] = "Eve"
    del body["id"]
    lines[1] = json.dumps({"id": sha256(rfc8785.dumps(body)).hexdigest(), **body})
    path.write_text("\n".join([*lines, ""]))
    assert next((fault.kind, fault.line) for fault in faults(path)) == ("removed", 3)


def test_an_event_of_another_incident_is_misplaced(tmp_path: Path) -> None:
    path = told(tmp_path)
    other = draft(STORY[0])._replace(incident="2026-06-01-other")
    append(path, [other])
    assert (faults(path)[0].kind, faults(path)[0].line) == ("misplaced", 6)


def test_a_journal_under_another_name_is_misplaced(tmp_path: Path) -> None:
    path = told(tmp_path)
    moved = path.rename(path.with_name("2026-06-01-other.jsonl"))
    assert set(kinds(faults(moved))) == {"misplaced"}


def test_the_newest_events_cut_off_are_found_by_the_heads_that_the_index_saw(tmp_path: Path) -> None:
    path = told(tmp_path)
    seen = heads(path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]))
    rolled_back = Standing(digest(3), {key: value for key, value in STORY_FACTS.items() if key[0] == "2"})
    assert faults(path, rolled_back) == [], "journal and document both rolled back: nothing is left to tell"
    assert kinds(faults(path, rolled_back, seen)) == ["cut"]


def test_a_journal_that_is_gone_is_found_by_the_heads_that_the_index_saw(tmp_path: Path) -> None:
    path = told(tmp_path)
    known = {INCIDENT: heads(path)}
    assert list(verify_journals(tmp_path, lambda _: story_document(), known)) == [(path, len(STORY), [])]
    path.unlink()
    ((_, _, (fault,)),) = verify_journals(tmp_path, lambda _: story_document(), known)
    assert (fault.kind, fault.incident) == ("cut", INCIDENT)


def test_markers_of_a_merge_are_explained(tmp_path: Path) -> None:
    path = told(tmp_path)
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b">>>>>>> main\n")
    found = faults(path)
    assert kinds(found) == ["unreadable", "unreadable"]
    assert "a conflict marker of git" in found[0].message


def test_an_event_of_a_later_version_is_a_warning(tmp_path: Path) -> None:
    path = told(tmp_path)
    body = json.loads(path.read_text().splitlines()[-1])
    body |= {"change": {"kind": "teleport"}, "parents": [body.pop("id")]}
    body["document"] = {"before": digest(5), "after": digest(6)}
    with path.open("a") as file:
        file.write(json.dumps({"id": sha256(rfc8785.dumps(body)).hexdigest(), **body}) + "\n")
    found = faults(path, story_document(digest(6)))
    assert [(fault.kind, fault.level, fault.line) for fault in found] == [("unknown", "warning", 6)]


def test_a_change_without_its_parts_is_no_exception(tmp_path: Path) -> None:
    path = told(tmp_path)
    body = json.loads(path.read_text().splitlines()[0])
    body |= {"change": {"kind": "mark-written"}, "parents": list(heads(path))}
    del body["id"]
    with path.open("a") as file:
        file.write(json.dumps({"id": sha256(rfc8785.dumps(body)).hexdigest(), **body}) + "\n")
    expected = "not a change: mark-written lacks a part or has a wrong one"
    assert expected in [fault.message for fault in faults(path)]


# Documents


def test_a_state_that_no_event_explains_is_found(tmp_path: Path) -> None:
    path = told(tmp_path)
    by_hand = story_document(digest("by hand"), {**STORY_FACTS, ("1", "executed:prod"): "verified"})
    found = faults(path, by_hand)
    assert kinds(found) == ["edited", "unexplained"]
    assert found[1].message == (
        "item 1: executed:prod is “verified” in the document, and no event says so; record or correct it"
    )


def test_a_state_that_was_taken_out_by_hand_is_found(tmp_path: Path) -> None:
    path = told(tmp_path)
    by_hand = story_document(digest("by hand"), {k: v for k, v in STORY_FACTS.items() if k[1] != "dropped"})
    assert "item 4: dropped is “no” in the document, and the journal says “yes” by Ada (human)" in (
        faults(path, by_hand)[1].message
    )


def test_another_due_date_than_the_one_set_is_found(tmp_path: Path) -> None:
    by_hand = story_document(digest("by hand"), {**STORY_FACTS, ("5", "due"): "post-v1"})
    assert kinds(faults(told(tmp_path), by_hand)) == ["edited", "differs"]


def test_facts_that_no_event_ever_set_are_the_documents_own(tmp_path: Path) -> None:
    document = story_document(facts={**STORY_FACTS, ("1", "owner"): "operator", ("", "severity"): "SEV-2"})
    assert faults(told(tmp_path), document) == []


def test_prose_edited_by_hand_is_a_warning(tmp_path: Path) -> None:
    found = faults(told(tmp_path), story_document(digest("prose")))
    assert [(fault.kind, fault.level) for fault in found] == [("edited", "warning")]


def test_prose_edited_between_events_is_a_note(tmp_path: Path) -> None:
    path = told(tmp_path)
    append(path, [draft(Reopen(item="4"), "prose", 6)])
    facts = {key: value for key, value in STORY_FACTS.items() if key[1] != "dropped"}
    found = faults(path, story_document(digest(6), facts))
    assert [(fault.kind, fault.level, fault.line) for fault in found] == [("gap", "note", 6)]


def test_events_that_are_taken_back_before_they_reached_the_document_leave_no_gap(tmp_path: Path) -> None:
    """Two were appended together, and the document could not be written; an edit is a gap all the same."""
    path = tell(tmp_path, STORY[:1])
    begun = append(path, [draft(STORY[1], 1, 2)._replace(at=None), draft(STORY[2], 2, 3)._replace(at=None)])
    append(path, [draft(Undo(event=event.id), 1, 1) for event in reversed(begun)])
    said = Standing(digest(1), {("2", "written"): "yes"})
    assert "gap" not in kinds(faults(path, said))
    append(path, [draft(Undo(event=begun[0].id), "by hand", "by hand")])
    assert "gap" in kinds(faults(path, Standing(digest("by hand"), said.facts)))


def test_an_event_whose_document_was_not_written_is_pending(tmp_path: Path) -> None:
    path = told(tmp_path)
    assert kinds(faults(path, story_document(digest(len(STORY) - 1)))) == ["pending"]


def test_several_events_whose_document_was_not_written_are_pending(tmp_path: Path) -> None:
    path = tell(tmp_path, STORY[:3])
    append(path, [draft(STORY[3], 3, 4)._replace(at=None), draft(STORY[4], 4, 5)._replace(at=None)])
    before = {key: value for key, value in STORY_FACTS.items() if key[0] == "2"}
    assert kinds(faults(path, Standing(digest(3), before))) == ["pending"]
    assert "pending" not in kinds(faults(path, Standing(digest(2), before)))


def test_a_journal_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    path = journal_file(tmp_path, INCIDENT)
    path.mkdir(parents=True)
    ((_, _, (fault,)),) = verify_journals(tmp_path, lambda _: story_document())
    assert (fault.kind, "Is a directory" in fault.message) == ("unreadable", True)


def test_a_journal_without_a_document_is_an_orphan(tmp_path: Path) -> None:
    assert kinds(verify_journal(told(tmp_path), lambda _: None).faults) == ["orphan"]


def test_what_was_there_before_the_journal_is_explained_by_its_baseline(tmp_path: Path) -> None:
    before = {("1", "executed:prod"): "done", ("1", "owner"): "operator"}
    first = baseline(before)
    assert first == External(
        facts=(Fact(item="1", name="executed:prod", before=None, after="done"),), baseline=True
    )
    assert first is not None
    path = tell(tmp_path, (first, *STORY))
    assert faults(path, story_document(digest(len(STORY) + 1), {**STORY_FACTS, **before})) == []
    assert baseline({("1", "owner"): "operator"}) is None


def test_an_event_that_was_taken_back_explains_what_was_before(tmp_path: Path) -> None:
    path = told(tmp_path)
    restored = Fact(item="4", name="dropped", before="yes", after=None)
    append(path, [draft(Undo(event=heads(path)[0], facts=(restored,)), 5, 4)])
    facts = {key: value for key, value in STORY_FACTS.items() if key[1] != "dropped"}
    assert faults(path, story_document(digest(4), facts)) == []


def test_a_check_that_fails_explains_the_failed_execution_and_nothing_else(tmp_path: Path) -> None:
    path = told(tmp_path)
    failed = CheckResult(
        item="2", environment="staging", check="privileges", day=DAY, holds=False, exit_code=1
    )
    append(path, [draft(failed, 5, 6)])
    append(path, [draft(failed.model_copy(update={"environment": "prod"}), 6, 6)])
    facts = {**STORY_FACTS, ("2", "executed:staging"): "failed"}
    assert faults(path, story_document(digest(6), facts)) == []


# Branches


def union(path: Path, *sides: Callable[[Path], object]) -> None:
    """What `merge=union` makes of sides that each append to the journal as it is now."""
    before = path.read_bytes()
    parts = []
    for side in sides:
        path.write_bytes(before)
        side(path)
        parts.append(path.read_bytes()[len(before) :])
    path.write_bytes(before + b"".join(parts))


def test_two_branches_are_no_fault(tmp_path: Path) -> None:
    path = told(tmp_path)
    union(
        path,
        lambda path: append(path, [draft(MarkWritten(item="1", day=DAY), 5, 6)]),
        lambda path: append(
            path, [draft(MarkWritten(item="3", day=DAY), 5, "b"), draft(Reopen(item="4"), "b", "c")]
        ),
    )
    merged = {**STORY_FACTS, ("1", "written"): "yes", ("3", "written"): "yes"}
    del merged["4", "dropped"]
    assert faults(path, story_document(digest("merged"), merged)) == []
    assert len(heads(path)) == 2


def test_a_later_event_joins_the_branches(tmp_path: Path) -> None:
    path = told(tmp_path)
    union(path, lambda path: append(path, [draft(DONE)]), lambda path: append(path, [draft(FAILED)]))
    (event,) = append(path, [draft(MarkWritten(item="1", day=DAY), "merged", 9)])
    assert len(event.parents) == 2
    assert heads(path) == (event.id,)


def test_two_branches_that_say_different_things_are_reported_with_both_sides(tmp_path: Path) -> None:
    path = told(tmp_path)
    union(
        path,
        lambda path: append(path, [draft(FAILED, second=7)]),
        lambda path: append(path, [draft(Drop(item="2", day=DAY, reason="no"), by=BEN), draft(DONE, by=BEN)]),
    )
    found = faults(path, story_document(digest("m"), {**STORY_FACTS, ("2", "dropped"): "yes"}))
    conflict = next(fault for fault in found if fault.kind == "conflict")
    assert conflict.message.startswith(
        "item 2: executed:staging was said to be “failed” by Ada (human) at 2026-05-19T14:02:07Z ("
    )
    assert " and “done” by Ben (human) at 2026-05-19T14:02:00Z (" in conflict.message


def test_an_item_dropped_on_one_side_and_executed_on_the_other_is_a_conflict(tmp_path: Path) -> None:
    path = told(tmp_path)
    union(
        path,
        lambda path: append(path, [draft(Drop(item="2", day=DAY, reason="no"), 5, 6, by=BEN)]),
        lambda path: append(path, [draft(MarkExecuted(item="2", environment="prod", day=DAY), 5, 7)]),
    )
    facts = {**STORY_FACTS, ("2", "dropped"): "yes", ("2", "executed:prod"): "done"}
    (conflict,) = faults(path, story_document(digest("merged"), facts))
    assert conflict.kind == "conflict"
    assert conflict.message.startswith("item 2: executed:prod was said to be “done” by Ada")
    assert "and “dropped” by Ben" in conflict.message


def test_the_same_said_on_both_sides_is_no_conflict(tmp_path: Path) -> None:
    path = told(tmp_path)
    union(
        path,
        lambda path: append(path, [draft(FAILED, 5, 6)]),
        lambda path: append(path, [draft(FAILED, 5, 6, by=BEN)]),
    )
    assert faults(path, story_document(facts={**STORY_FACTS, ("2", "executed:staging"): "failed"})) == []


def test_a_conflict_ends_when_it_is_said_again(tmp_path: Path) -> None:
    path = told(tmp_path)
    union(path, lambda path: append(path, [draft(DONE)]), lambda path: append(path, [draft(FAILED)]))
    append(path, [draft(MarkWritten(item="1", day=DAY))])
    assert "conflict" in kinds(faults(path)), "a join alone settles nothing"
    append(path, [draft(MarkVerified(item="2", environment="staging", day=DAY), 1, 9)])
    facts = {**STORY_FACTS, ("1", "written"): "yes"}
    assert [f.kind for f in faults(path, story_document(digest(9), facts)) if f.level != "note"] == []


def test_a_line_that_both_sides_have_is_counted_once(tmp_path: Path) -> None:
    path = told(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, *lines[2:]]))
    assert [(fault.kind, fault.level, fault.line) for fault in faults(path)] == [("duplicate", "note", 6)]


def test_a_line_that_a_merge_of_merges_left_at_both_places_is_no_disorder(tmp_path: Path) -> None:
    path = told(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], lines[4], *lines[2:]]))
    assert kinds(faults(path)) == ["duplicate"]
    path.write_bytes(b"".join([*lines[:2], lines[4], *lines[2:4]]))
    assert [(fault.kind, fault.level) for fault in faults(path)] == [("reordered", "error")]


def test_an_event_before_its_parent_is_no_error_where_branches_were_merged(tmp_path: Path) -> None:
    """Two branches, an event that joins them, one more; a merge of merges put the last two the other way."""
    path = told(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    branch = tell(tmp_path / "branch", STORY[:2])
    append(branch, [draft(MarkWritten(item="3", day=DAY), 2, 3)])
    path.write_bytes(b"".join([*lines, branch.read_bytes().splitlines(keepends=True)[-1]]))
    assert len(heads(path)) == 2
    append(path, [draft(MarkWritten(item="1", day=DAY), 7, 8)])
    append(path, [draft(MarkWritten(item="2", day=DAY), 8, 9)])
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-2], lines[-1], lines[-2]]))
    disorder = [fault for fault in faults(path) if fault.kind in {"reordered", "interleaved"}]
    assert [(fault.kind, fault.level) for fault in disorder] == [("interleaved", "warning")]


def test_two_clones_may_each_begin_the_journal(tmp_path: Path) -> None:
    one = tell(tmp_path / "one", STORY[:1]).read_bytes()
    other = tell(tmp_path / "other", STORY[1:2], BEN).read_bytes()
    path = journal_file(tmp_path, INCIDENT)
    path.parent.mkdir()
    path.write_bytes(one + other)
    assert (
        faults(path, Standing(digest("m"), {("2", "written"): "yes", ("2", "executed:staging"): "done"}))
        == []
    )


def test_what_a_journal_found_at_its_beginning_contradicts_nobody(tmp_path: Path) -> None:
    """Two clones each begin the journal of a document that says `done`, and one of them verifies it."""
    found = External(baseline=True, facts=(Fact(item="2", name="executed:staging", after="done"),))
    verified = MarkVerified(item="2", environment="staging", day=DAY)
    path = journal_file(tmp_path, INCIDENT)
    path.parent.mkdir()
    begun = tmp_path / "begun.jsonl"
    append(begun, [draft(found)])
    append(path, [draft(found, 0, 0, by=BEN), draft(verified, 0, 1, by=BEN)])
    path.write_bytes(path.read_bytes() + begun.read_bytes())
    assert faults(path, Standing(digest("m"), {("2", "executed:staging"): "verified"})) == []


def test_a_document_with_both_sides_of_a_merge_is_not_held_against_its_journal(tmp_path: Path) -> None:
    path = told(tmp_path)
    (unmerged,) = faults(path, Standing(digest("m"), {}, unmerged=8))
    assert (unmerged.kind, unmerged.level) == ("unmerged", "error")
    assert unmerged.message.startswith("a merge left both sides on line 8 of the document")


@pytest.mark.parametrize("seed", range(150))
def test_ancestry_is_that_of_a_graph_walked_by_hand(seed: int) -> None:
    chance = random.Random(seed)
    parents: dict[str, list[str]] = {}
    for number in range(40):
        known = sorted(parents, key=int)
        recent = known[-4:] if chance.random() < 0.8 else known
        ends = [k for k in known if all(k not in parents[other] for other in known)]
        count = min(len(recent), chance.choice((0, 1, 1, 1, 2, 3)))
        parents[str(number)] = chance.choice((ends, chance.sample(recent, count)))
    straight = next((n for n in range(40) if parents[str(n)] != ([str(n - 1)] if n else [])), 40)
    ancestry = Ancestry(str(number) for number in range(straight))
    heads = {str(straight - 1)} if straight else set()
    for number in range(straight, 40):
        named = set(parents[str(number)])
        ancestry.add(str(number), parents[str(number)], joins_all=heads <= named)
        heads = heads - named | {str(number)}
    above: dict[str, set[str]] = {}
    for event, its_parents in parents.items():
        above[event] = {event}.union(*(above[parent] for parent in its_parents))
    for event, ancestors in above.items():
        assert {other for other in parents if ancestry.is_before(other, event)} == ancestors


def test_every_kind_of_fault_is_documented() -> None:
    text = (Path(__file__).parents[1] / "docs" / "journal.md").read_text()
    assert all(f"| `{kind}` | {level} |" in text for kind, level in LEVELS.items())


def test_the_journals_of_a_folder_are_verified_together(tmp_path: Path) -> None:
    told(tmp_path)
    broken = tmp_path / "journal" / file_name("INC-7")
    broken.write_text("not an event\n")
    examined = list(verify_journals(tmp_path, lambda _: story_document()))
    assert [(each.path.name, each.events, kinds(each.faults)) for each in examined] == [
        (f"{INCIDENT}.jsonl", len(STORY), []),
        ("INC-7.jsonl", 0, ["unreadable"]),
    ]


def test_memory_does_not_grow_with_a_journal_that_never_branched(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        folder = tmp_path / str(count)
        path = journal_file(folder, INCIDENT)
        append(path, [draft(MarkWritten(item="1", day=DAY), number, number + 1) for number in range(count)])
        document = Standing(digest(count), {("1", "written"): "yes"})
        tracemalloc.start()
        try:
            assert faults(path, document) == []
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(2000) < 1.5 * peak(200)


def test_a_journal_shuffled_as_a_whole_is_told_in_few_lines(tmp_path: Path) -> None:
    path = told(tmp_path)
    append(path, [draft(MarkWritten(item="1", day=DAY), number, number + 1) for number in range(500)])
    lines = path.read_bytes().splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    path.write_bytes(b"".join(lines))
    found = faults(path)
    assert found[0].kind == "reordered"
    assert len(found) < 30
    assert any("lines more like these" in fault.message for fault in found)
