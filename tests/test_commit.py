"""A commit between planning and writing: what is saved meanwhile stands, and nothing is begun."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rca import commit
from rca.atomic import ChangedMeanwhile
from rca.changes import Change, External, MarkWritten, Undo
from rca.commit import Committer, Wish, WorkspaceBusy
from rca.config import Config
from rca.intent import FILE
from rca.journal import read
from rca.undoing import undoable
from tests.command import rca
from tests.crashing import workspace
from tests.journals import ADA, DAY, tell


@pytest.fixture
def committer(tmp_path: Path) -> Committer:
    """Of a workspace with two documents, 41 and 42."""
    workspace(tmp_path, [])
    return Committer(Config(root=str(tmp_path)), tmp_path / ".rca", ADA, date(2026, 11, 24))


def wishes(*names: str) -> list[Wish]:
    change = MarkWritten(item="1", day=DAY)
    return [Wish(f"incidents/{name}.md", name, lambda *_: change) for name in names]


@pytest.mark.parametrize("saved", ["41", "42"])
@pytest.mark.parametrize("gone", [True, False])
def test_what_was_saved_meanwhile_stands_and_nothing_is_begun(
    saved: str, gone: bool, committer: Committer
) -> None:
    folder = Path(committer.config.root, "incidents")
    before = {name: (folder / f"{name}.md").read_bytes() for name in ("41", "42")}
    with committer.locked():
        staged = committer.stage(wishes("41", "42"))
        if gone:
            (folder / f"{saved}.md").unlink()
        else:
            (folder / f"{saved}.md").write_bytes(before[saved] + b"\r\nSaved by an editor.")
        with pytest.raises(ChangedMeanwhile, match=rf"{saved}\.md"):
            committer.carry_out(staged)
    other = "42" if saved == "41" else "41"
    assert (folder / f"{other}.md").read_bytes() == before[other]
    assert gone or (folder / f"{saved}.md").read_bytes().endswith(b"Saved by an editor.")
    assert not (folder / "journal").exists()
    assert not (committer.folder / FILE).exists()


def test_several_wishes_for_a_document_are_planned_one_upon_the_other(committer: Committer) -> None:
    with committer.locked() as notes:
        (staged,) = committer.stage([*wishes("41"), wishes("41")[0]._replace(make=lambda *_: SECOND)])
        committer.carry_out([staged])
    assert notes == []
    first, second = staged.events
    assert second.parents == (first.id,)
    assert second.document.before == first.document.after == staged.plans[0].after.sha256
    assert Path(committer.config.root, staged.path).read_bytes() == staged.after.to_bytes()


SECOND = MarkWritten(item="2", day=DAY)


def test_who_waits_in_vain_for_the_lock_is_told(
    committer: Committer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "PATIENCE", 0.05)
    with committer.locked():
        result = rca(Path(committer.config.root), "mark", "41/1", "written")
    assert result.code == WorkspaceBusy.exit_code
    assert result.err.endswith("another rca is changing documents; try again in a moment\n")
    assert rca(Path(committer.config.root), "mark", "41/1", "written").code == 0


def test_what_undo_takes_back(tmp_path: Path) -> None:
    """The events that were not taken back, of an item if one is named; no edit by hand."""
    told: tuple[Change, ...] = (MarkWritten(item="1", day=DAY), MarkWritten(item="2", day=DAY), External())
    path = tell(tmp_path, told)
    first, second, _ = read(path)
    assert list(undoable(list(read(path)))) == [second, first]
    assert [list(undoable(list(read(path)), item)) for item in "123"] == [[first], [second], []]
    tell(tmp_path, [Undo(event=second.id)])
    assert [list(undoable(list(read(path)), item)) for item in ("", "1", "2")] == [[first], [first], []]
    tell(tmp_path, [Undo(event=first.id)])
    assert list(undoable(list(read(path)))) == []
