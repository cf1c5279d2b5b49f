"""Journals as a stranger leaves them: what is found is told in a sentence, and nothing else happens."""

from __future__ import annotations

import json
import os
import random
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca import lines
from rca.itemhistory import item_history
from rca.journal import journal_file, read, read_entries
from rca.lines import body_id, event_body
from rca.recording import unrecorded
from rca.sealing import append
from rca.staleness import exercised
from tests.command import rca
from tests.crashing import workspace
from tests.journals import STORY, digest, draft, faults, kinds, tell, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, 41 and 42; item 41/1 was marked written, and got an owner."""
    workspace(tmp_path / "w", [["mark", "41/1", "written"], ["set", "41/1", "owner", "platform"]])
    return tmp_path / "w"


def journal(folder: Path) -> Path:
    return journal_file(folder / "incidents", "41")


def verified(folder: Path) -> list[tuple[str, str]]:
    """Faults that are found: kinds with their sentences."""
    found = json.loads(rca(folder, "journal", "verify", "--json").out)["faults"]
    return [(fault["kind"], fault["message"]) for fault in found]


@pytest.mark.parametrize("what", ["file", "folder", "nothing"])
def test_what_a_link_leads_to_is_not_written(what: str, folder: Path, tmp_path: Path) -> None:
    """A clone may hold links; a journal is a file of its own."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    victim = elsewhere / "41.jsonl"
    if what != "nothing":
        victim.write_bytes(b"a last line without an end")
    if what == "folder":
        shutil.rmtree(journal(folder).parent)
        journal(folder).parent.symlink_to(elsewhere)
    else:
        journal(folder).unlink()
        journal(folder).symlink_to(victim)
    before = (folder / "incidents" / "41.md").read_bytes()
    result = rca(folder, "mark", "41/2", "written")
    assert (result.code, result.err.count("\n")) == (6, 1)
    assert "it is a link, or its folder is; what that leads to is not written" in result.err
    assert (folder / "incidents" / "41.md").read_bytes() == before
    assert os.listdir(elsewhere) == ([] if what == "nothing" else ["41.jsonl"])
    assert what == "nothing" or victim.read_bytes() == b"a last line without an end"


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("journal", "verify"),
        ("mark", "41/2", "written"),
        ("log", "41"),
        ("journal", "record"),
        ("show", "41/1"),
        ("doctor",),
    ],
)
def test_nobody_waits_for_a_pipe(command: tuple[str, ...], folder: Path) -> None:
    journal(folder).unlink()
    os.mkfifo(journal(folder))
    result = rca(folder, *command)
    told = result.out + result.err
    assert "it is not a regular file" in told or command[0] in ("status", "doctor")
    assert "Write the runbook" in result.out or command[0] != "show", "the document says so all the same"


@pytest.mark.parametrize("how", ["a mark in front", "ends of lines", "all of it"])
def test_an_editor_that_saved_it_its_own_way_took_nothing(how: str, folder: Path) -> None:
    data = journal(folder).read_bytes()
    if how != "a mark in front":
        data = data.replace(b"\n", b"\r\n")
    if how != "ends of lines":
        data = b"\xef\xbb\xbf" + data
    if how == "all of it":
        data += b"\r\n \n"
    journal(folder).write_bytes(data)
    assert verified(folder) == []
    assert rca(folder, "mark", "41/2", "written").code == 0
    assert verified(folder) == []
    assert journal(folder).read_bytes().startswith(data)


def test_a_cut_is_not_covered_up_by_the_next_event(folder: Path) -> None:
    whole = journal(folder).read_bytes()
    journal(folder).write_bytes(whole.splitlines(keepends=True)[0])
    assert "cut" in dict(verified(folder))
    assert rca(folder, "mark", "41/2", "written").code == 0
    assert "cut" in dict(verified(folder))
    later = journal(folder).read_bytes().splitlines(keepends=True)[-1]
    journal(folder).write_bytes(whole + later)
    assert "cut" not in dict(verified(folder))
    assert rca(folder, "mark", "42/2", "written").code == 0
    assert "cut" not in dict(verified(folder))


def test_the_journal_of_another_incident_is_misplaced_and_the_own_events_are_not(folder: Path) -> None:
    other = journal_file(folder / "incidents", "42")
    shutil.copy(journal(folder), other)
    assert rca(folder, "mark", "42/2", "written").code == 0
    found = verified(folder)
    assert found[0] == ("misplaced", "an event of 41 does not belong into this file")
    assert [kind for kind, _ in found].count("misplaced") == 2
    assert {kind for kind, _ in found} == {"misplaced", "gap"}


def test_an_event_of_another_incident_amid_the_own_tells_nothing(folder: Path) -> None:
    assert rca(folder, "mark", "42/2", "written").code == 0
    other = journal_file(folder / "incidents", "42").read_bytes()
    first, second = journal(folder).read_bytes().splitlines(keepends=True)
    journal(folder).write_bytes(first + other + second)
    assert {kind for kind, _ in verified(folder)} == {"misplaced"}


def test_an_id_that_two_folders_have_has_a_history_in_each(folder: Path) -> None:
    copy = folder / "incidents" / "archive"
    copy.mkdir()
    text = (folder / "incidents" / "41.md").read_bytes()
    (copy / "41.md").write_bytes(text.replace(b"SEV-2", b"SEV-1").replace(b"2026-11-24", b"no"))
    assert verified(folder) == []
    assert rca(folder, "mark", "incidents/archive/41.md/2", "written").code == 0
    assert verified(folder) == []


def test_a_document_that_was_moved_without_its_journal(folder: Path) -> None:
    later = folder / "incidents" / "2026"
    later.mkdir()
    (folder / "incidents" / "41.md").rename(later / "41.md")
    assert verified(folder) == [
        ("orphan", "the document of 41 is in incidents/2026, its journal is not beside it; move it")
    ]
    (later / "journal").mkdir()
    journal(folder).rename(later / "journal" / "41.jsonl")
    assert verified(folder) == []


def test_a_journal_in_a_folder_that_has_no_document_any_more(folder: Path) -> None:
    later = folder / "incidents" / "2026"
    shutil.move(folder / "incidents" / "41.md", folder / "41.md")
    (later / "journal").mkdir(parents=True)
    journal(folder).rename(later / "journal" / "41.jsonl")
    assert verified(folder) == [("orphan", "no document has the id 41")]


def test_branches_behind_a_line_that_is_broken(tmp_path: Path) -> None:
    """What came before the branches is counted without it."""
    path = told(tmp_path)
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([b"not an event\n", *whole]))
    base, branches = path.read_bytes(), []
    for number in (7, 8):
        append(path, [draft(STORY[0], 5, number, second=number)])
        branches.append(path.read_bytes()[len(base) :])
        path.write_bytes(base)
    path.write_bytes(base + b"".join(branches))
    assert kinds(faults(path))[:1] == ["unreadable"]
    assert {"removed", "reordered", "changed"}.isdisjoint(kinds(faults(path)))
    assert len(list(read_entries(path))) == len(STORY) + 2


def test_of_a_line_without_end_only_the_beginning_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_LONGEST", 5000)
    path = told(tmp_path)
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([whole[0], b'{"id":"' + b"a" * 23_456 + b'"}\n', *whole[1:]]))
    assert [(fault.kind, fault.line) for fault in faults(path)] == [("unreadable", 2)]
    with path.open("ab") as file:
        file.write(b"x" * 12_345)
    append(path, [draft(STORY[0], 5, 5)])
    assert path.with_suffix(".torn").read_bytes() == b"x" * 12_345 + b"\n"
    assert "removed" not in kinds(faults(path))
    assert len(list(read(path))) == len(STORY) + 1


# Events whose ids are right, and whose parts are not


ODD: list[Any] = [
    None,
    0,
    -1,
    True,
    "",
    "x",
    "\x1b[31m\u202e",
    [],
    ["a"],
    [1],
    {},
    {"a": 1},
    {"kind": "file"},
    [{"kind": "file", "value": 5, "sha256": 7}],
    [{"kind": "commit", "value": None}],
    [{"name": "due"}],
    [{"name": ""}],
    [{"item": 1, "name": 2, "before": 3, "after": 4}],
    [{"item": "2", "name": "written", "after": [1]}],
    {"kind": "undo", "event": ["2"]},
    "--help",
    "../../x",
]
NAMES = ["kind", "item", "facts", "event", "environment", "evidence", "exercised", "edits", "before", "after"]


def spoilt(body: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A part of an event, somewhere in it, is gone, another one, or too many."""
    body = deepcopy(body)
    node: Any = body
    while True:
        key = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
        if isinstance(node[key], dict | list) and node[key] and chance.random() < 0.7:
            node = node[key]
        elif chance.random() < 0.6:
            node[key] = chance.choice(ODD)
            return body
        elif isinstance(node, dict):
            node.pop(key) if chance.random() < 0.5 else node.update(
                {chance.choice(NAMES): chance.choice(ODD)}
            )
            return body


def forged(path: Path, chance: random.Random) -> None:
    """Some events of a journal are others, and their ids, and the parents of what follows, fit."""
    written, parents = [], list[str]()
    for event in list(read(path)):
        body = event_body(event)
        if chance.random() < 0.5:
            body = spoilt(body, chance)
        body["parents"] = parents if chance.random() < 0.9 else []
        identity = body_id(body)
        parents = [identity]
        written.append(json.dumps({"id": identity, **body}, ensure_ascii=False))
    path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")


@settings(max_examples=80, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_forged_event_is_no_exception(
    chance: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tell(tmp_path_factory.mktemp("forged"))
    forged(path, chance)
    assert all(fault.message for fault in faults(path))
    entries = list(read_entries(path))
    item_history(entries, "2")
    exercised(entries)
    unrecorded(path, digest("by hand"), {("2", "written"): "yes"})


@pytest.mark.parametrize("digest", ["x", "A" * 64, 5, "", ["a"]])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_digest_that_is_none_is_no_event(side: str, digest: object, folder: Path) -> None:
    (*_, last) = read(journal(folder))
    body = event_body(last) | {"parents": [last.id]}
    body["document"] = {**body["document"], side: digest}
    with journal(folder).open("a") as file:
        file.write(json.dumps({"id": body_id(body), **body}) + "\n")
    assert verified(folder) == [("unreadable", "not an event: a part is missing or of another type")]
    assert rca(folder, "journal", "record").code == 0
    assert rca(folder, "mark", "41/2", "written").code == 0


@pytest.mark.parametrize(
    "edits", [[[99_999, "", "x"]], [[0, "# RCA", "# Stolen"]], [[5, "a", ""], [0, "b", ""]]]
)
def test_an_undo_whose_edits_lie_changes_nothing(edits: list[object], folder: Path) -> None:
    (*_, last) = read(journal(folder))
    body = event_body(last) | {"parents": [last.id]}
    body["document"] = {"before": "0" * 64, "after": last.document.after, "edits": edits}
    with journal(folder).open("a") as file:
        file.write(json.dumps({"id": body_id(body), **body}) + "\n")
    before = (folder / "incidents" / "41.md").read_bytes()
    result = rca(folder, "undo", "41")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "do not lead to the text it tells of; nothing was changed" in result.err
    assert (folder / "incidents" / "41.md").read_bytes() == before


COMMANDS = (
    ("journal", "verify"),
    ("status",),
    ("log", "41/1"),
    ("journal", "show", "41"),
    ("show", "41/1"),
    ("verify", "--stale", "--dry-run"),
    ("undo", "41", "--dry-run"),
    ("mark", "41/2", "written"),
    ("journal", "record"),
    ("undo", "41"),
)


@pytest.mark.parametrize("seed", range(6))
def test_every_command_meets_a_forged_journal_with_a_sentence(seed: int, folder: Path) -> None:
    forged(journal(folder), random.Random(seed))
    for command in COMMANDS:
        result = rca(folder, *command)
        assert result.code in range(9)
        assert not result.err.startswith("rca: ") or result.err.count("\n") == 1
        assert "\x1b" not in result.out + result.err
