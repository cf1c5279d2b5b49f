"""What a process that died had begun: completed or given up as a whole, and somebody's text stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rca import intent
from rca.changes import External, MarkWritten
from rca.config import Config
from rca.events import Digests
from rca.intent import NotItsEdits, Step
from rca.journal import journal_file, read
from rca.lines import body_id, event_body
from rca.recovery import FromANewerVersion, catch_up, recover, waiting
from rca.sealing import Draft, append, append_events, seal
from rca.text import Source
from tests.journals import ADA, BEN, DAY
from tests.test_intent import LIE, moved


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two documents, 41 and 42, that say `one`; a change to `two` is noted for both."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / ".rca").mkdir()
    for step in steps(tmp_path):
        step.path.write_text("one")
    intent.write(tmp_path / ".rca", tmp_path, steps(tmp_path))
    return tmp_path


def steps(root: Path) -> tuple[Step, Step]:
    events = (moved("one", "half"), moved("half", "two"))
    return Step(root / "incidents" / "41.md", "41", events), Step(root / "incidents" / "42.md", "42", events)


def recovered(root: Path) -> list[str]:
    """What is said of it; afterwards nothing is noted any more."""
    notes = recover(root / ".rca", Config(root=str(root)))
    assert not (root / ".rca" / intent.FILE).exists()
    return [note.removeprefix(f"{root}/incidents/") for note in notes]


def texts(root: Path) -> list[str]:
    return [step.path.read_text() for step in steps(root)]


def told(root: Path) -> list[int]:
    """How many events the journals hold."""
    return [len(list(read(step.journal))) for step in steps(root)]


COMPLETED = [
    "41.md: a change of 41 that was cut short is completed",
    "42.md: a change of 42 that was cut short is completed",
]
STANDS = "edited since a change of it was cut short; the edit stands, `rca journal verify` compares"


def test_what_was_not_begun_and_can_be_done_is_done(root: Path) -> None:
    assert recovered(root) == COMPLETED
    assert (texts(root), told(root)) == (["two", "two"], [2, 2])
    assert recovered(root) == []


def test_what_was_not_begun_and_cannot_be_done_is_given_up_as_a_whole(root: Path) -> None:
    (root / "incidents" / "42.md").write_text("an editor's")
    assert recovered(root) == [
        "41.md: a change of 41 was cut short before it began",
        "42.md: a change of 42 was cut short before it began",
    ]
    assert (texts(root), told(root)) == (["one", "an editor's"], [0, 0])


def test_what_others_said_before_was_not_the_beginning(root: Path) -> None:
    other = Draft(BEN, "41", MarkWritten(item="2", day=DAY), moved("zero", "one").document)
    append(steps(root)[0].journal, [other])
    (root / "incidents" / "42.md").write_text("an editor's")
    assert len(recovered(root)) == 2
    assert (texts(root), told(root)) == (["one", "an editor's"], [1, 0])


def test_where_the_folder_is_gone_nothing_is_begun(root: Path) -> None:
    for step in steps(root):
        step.path.unlink()
    (root / "incidents").rmdir()
    assert len(recovered(root)) == 2
    assert not (root / "incidents").exists()


def test_what_was_begun_is_completed_and_an_edit_stands(root: Path) -> None:
    """One journal has its events: the change was made, and it is told of the other document too."""
    append_events(steps(root)[0].journal, steps(root)[0].events)
    (root / "incidents" / "42.md").write_text("an editor's")
    assert recovered(root) == [COMPLETED[0], f"42.md: {STANDS}"]
    assert (texts(root), told(root)) == (["two", "an editor's"], [2, 2])


def test_what_reached_the_documents_already_is_told_as_completed(root: Path) -> None:
    append_events(steps(root)[0].journal, steps(root)[0].events)
    for step in steps(root):
        step.path.write_text("two")
    assert recovered(root) == COMPLETED
    assert (texts(root), told(root)) == (["two", "two"], [2, 2])


def test_a_step_that_moves_no_text_needs_no_text(root: Path) -> None:
    """As that of an event that only takes facts in."""
    digest = Source("whatever").sha256
    event = seal(Draft(ADA, "41", External(), Digests(before=None, after=digest)), [])
    only = steps(root)[0]._replace(events=(event,))
    only.path.write_text("whatever")
    intent.write(root / ".rca", root, (only,))
    assert recovered(root) == [COMPLETED[0]]
    assert (only.path.read_text(), told(root)) == ("whatever", [1, 0])


def test_edits_that_lie_are_not_carried_out(root: Path) -> None:
    only = steps(root)[0]._replace(events=(moved("one", "two", LIE),))
    intent.write(root / ".rca", root, (only,))
    with pytest.raises(NotItsEdits):
        recover(root / ".rca", Config(root=str(root)))
    assert texts(root) == ["one", "one"]


def test_a_note_that_was_half_written_is_swept_away(root: Path) -> None:
    half = root / ".rca" / f".{intent.FILE}.abcdefgh.rca"
    half.write_text("[{")
    assert recovered(root) == COMPLETED
    assert not half.exists()


@pytest.mark.parametrize(
    ("held", "document", "left"),
    [
        ("one", "one", []),
        ("two", "one", []),
        ("t", "one", []),
        ("", "one", []),
        ("one", "two", []),
        ("an editor's", "one", [".41.md.abcdefgh.rca: left by a change that was cut short"]),
        ("an editor's", "an other editor's", [".41.md.abcdefgh.rca: left by a change that was cut short"]),
    ],
)
def test_what_lies_beside_a_document(held: str, document: str, left: list[str], root: Path) -> None:
    """Our own text, whole or in part, is removed; what somebody may have saved is told, and stays."""
    append_events(steps(root)[0].journal, steps(root)[0].events)
    beside = root / "incidents" / ".41.md.abcdefgh.rca"
    beside.write_text(held)
    (root / "incidents" / "41.md").write_text(document)
    notes = [note for note in recovered(root) if note.startswith(".41.md")]
    assert [note.partition(";")[0] for note in notes] == left
    assert beside.exists() == bool(left)
    assert texts(root)[0] == ("two" if document in ("one", "two") else document)


def test_a_save_that_came_out_in_the_exchange_goes_back(root: Path) -> None:
    append_events(steps(root)[0].journal, steps(root)[0].events)
    beside = root / "incidents" / ".41.md.abcdefgh.rca"
    beside.write_text("an editor's")
    (root / "incidents" / "41.md").write_text("two")
    assert recovered(root) == [f"41.md: {STANDS}", COMPLETED[1]]
    assert (texts(root), beside.exists()) == (["an editor's", "two"], False)


# Events that have not reached their document, as after a pull that was cut short


def pulled(folder: Path, *events: tuple[str, str], text: str) -> Path:
    path = folder / "41.md"
    path.write_text(text)
    drafts = [Draft(ADA, "41", MarkWritten(item="1", day=DAY), moved(*each).document) for each in events]
    append(journal_file(folder, "41"), drafts)
    return path


def test_the_newest_events_are_completed(tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), ("two", "three"), text="one")
    assert catch_up(path, "41") == [f"{path}: a change of 41 that had not reached the document is completed"]
    assert path.read_text() == "three"
    assert (catch_up(path, "41"), waiting(path, "41")) == ([], None)


def test_only_what_is_missing_is_completed(tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), ("two", "three"), text="two")
    step = waiting(path, "41")
    assert step
    assert [event.document.after for event in step.events] == [Source("three").sha256]


@pytest.mark.parametrize("text", ["an editor's", "three"])
def test_any_other_text_waits_for_nothing(text: str, tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), ("two", "three"), text=text)
    assert waiting(path, "41") is None
    assert catch_up(path, "41") == []


def test_a_document_that_is_gone_waits_for_nothing(tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), text="one")
    path.unlink()
    assert waiting(path, "41") is None


def test_a_document_that_never_was_waits_for_nothing(tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), text="one")
    nothing_before = Draft(ADA, "41", MarkWritten(item="2", day=DAY), moved(None, "two").document)
    append(journal_file(tmp_path, "41"), [nothing_before])
    path.unlink()
    assert waiting(path, "41") is None


def test_where_two_branches_met_the_document_is_what_git_made_of_it(tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), text="one")
    other = seal(Draft(BEN, "41", MarkWritten(item="2", day=DAY), moved("zero", "one").document), [])
    base = list(read(journal_file(tmp_path, "41")))
    journal_file(tmp_path, "41").unlink()
    append_events(journal_file(tmp_path, "41"), [other, *base])
    assert waiting(path, "41") is None


def test_a_change_of_a_newer_version_is_left_to_it(tmp_path: Path) -> None:
    path = pulled(tmp_path, ("one", "two"), text="one")
    (event,) = read(journal_file(tmp_path, "41"))
    body = event_body(event) | {"change": {"kind": "teleport"}}
    line = json.dumps({"id": body_id(body), **body})
    journal_file(tmp_path, "41").write_text(line + "\n")
    with pytest.raises(FromANewerVersion, match="a newer rca made; update rca, nothing was changed"):
        catch_up(path, "41")
    assert path.read_text() == "one"
