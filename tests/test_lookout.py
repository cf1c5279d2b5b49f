"""A large workspace is answered from while it is looked at; what changed is never missed for that."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rca import lookout, upkeep
from rca.lookout import Lookout
from rca.workspace import Workspace
from tests.command import rca

TEXT = """# RCA — {0} broke

- **Date:** 2026-01-05

## Action items

| # | Action | Due |
|---|---|---|
| 1 | Mend {0} | 2026-02-01 |
"""
OTHER = TEXT.replace("Mend", "Replace")


LONG_AGO = 1_780_000_000
SAME = ["ledger", "mail", "queue"]


class Watched(Lookout):
    """A lookout whose answers are noted."""

    answers: list[bool]

    def holds(self) -> bool:
        answer = super().holds()
        self.answers.append(answer)
        return answer


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What lookouts answered; small workspaces have one here, too."""
    monkeypatch.setattr(upkeep, "WORTH_IT", 0)
    monkeypatch.setattr(lookout, "WORTH_IT", 0)
    monkeypatch.setattr(lookout, "Lookout", Watched)
    monkeypatch.setattr("rca.update.UNSETTLED_NS", 0)
    found: list[bool] = []
    monkeypatch.setattr(Watched, "answers", found, raising=False)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents in three folders, read once; a template among them."""
    for name in ("2025/ledger", "2026/queue", "2026/deep/mail"):
        write(tmp_path, name)
    (tmp_path / "incidents/2026/template.md").write_text("# A template\n")
    for path in tmp_path.rglob("*.md"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    assert rca(tmp_path, "sync").code == 0
    return tmp_path


def write(folder: Path, name: str, text: str = TEXT) -> None:
    path = folder / "incidents" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(path.stem))


def ids(folder: Path, *more: str) -> list[str]:
    found = rca(folder, "list", "--json", *more)
    assert (found.code, found.err) == (0, "")
    return sorted(row["id"] for row in json.loads(found.out))


def test_where_nothing_changed_the_answer_stands(folder: Path, answers: list[bool]) -> None:
    assert ids(folder) == SAME
    assert rca(folder, "due").code == 1
    assert answers == [True, True]


def rename(folder: Path) -> None:
    os.rename(folder / "incidents/2025", folder / "incidents/2027")


def link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/linked.md").write_text(TEXT.format("linked"))
    (folder / "incidents/elsewhere").symlink_to(folder / "elsewhere")


def swap(folder: Path) -> None:
    """Another file of the same size and time under the same name."""
    path = folder / "incidents/2026/queue.md"
    before = path.stat()
    path.with_name("new").write_text(path.read_text().replace("queue", "quota"))
    path.with_name("new").rename(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def forget(folder: Path) -> None:
    (folder / "incidents/2026/template.md").unlink()


def void(folder: Path) -> None:
    (folder / "incidents/2026/void").mkdir()


def odd(folder: Path) -> None:
    (folder / "incidents/2026/x.md").mkdir()


UNTOLD = (forget, void, odd)
"""Changes that leave the answer as it was."""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda folder: write(folder, "2026/new"), ["ledger", "mail", "new", "queue"]),
        (lambda folder: write(folder, "2028/new"), ["ledger", "mail", "new", "queue"]),
        (lambda folder: write(folder, "new"), ["ledger", "mail", "new", "queue"]),
        (lambda folder: write(folder, "2026/queue", OTHER), SAME),
        (lambda folder: (folder / "incidents/2025/ledger.md").unlink(), ["mail", "queue"]),
        (forget, SAME),
        (void, SAME),
        (odd, SAME),
        (rename, SAME),
        (link, ["ledger", "linked", "mail", "queue"]),
        (swap, SAME),
    ],
)  # fmt: skip
def test_what_changed_is_read_before_anything_is_told(
    change: Callable[[Path], object], expected: list[str], folder: Path, answers: list[bool]
) -> None:
    change(folder)
    before = rca(folder, "actions", "--json", "--no-sync").out
    told = rca(folder, "actions", "--json")
    assert answers == [False]
    assert ids(folder, "--no-sync") == expected
    assert told.out == rca(folder, "actions", "--json", "--no-sync").out
    assert (told.out == before) == (change in UNTOLD)


def test_the_next_look_finds_nothing_new(folder: Path, answers: list[bool]) -> None:
    (folder / "incidents/2026/void").mkdir()
    write(folder, "2029/new")
    assert [len(ids(folder)), len(ids(folder))] == [4, 4]
    assert answers == [False, True]


def test_a_change_of_the_configuration_is_for_a_sync(folder: Path, answers: list[bool]) -> None:
    write(folder, "2026/new")
    (folder / "rca.toml").write_text('incidents = ["incidents/2026"]\n')
    assert ids(folder) == ["mail", "new", "queue"]
    assert answers == []
    assert ids(folder) == ["mail", "new", "queue"]
    assert answers == [True]


def test_what_could_not_be_answered_is_asked_again(folder: Path, answers: list[bool]) -> None:
    write(folder, "2026/new")
    assert "Mend new" in rca(folder, "show", "new/1").out
    assert rca(folder, "show", "new/2").code == 2
    assert answers == [False, True]


def test_a_command_that_changes_something_syncs_first(folder: Path, answers: list[bool]) -> None:
    write(folder, "2026/new")
    assert rca(folder, "mark", "new/1", "written").code == 0
    assert answers == []
    assert ids(folder) == ["ledger", "mail", "new", "queue"]


def test_a_journal_that_changed_is_looked_into(folder: Path, answers: list[bool]) -> None:
    assert rca(folder, "mark", "queue/1", "written").code == 0
    (journal,) = folder.glob("incidents/2026/journal/*.jsonl")
    os.utime(journal, (LONG_AGO, LONG_AGO))
    rca(folder, "sync")
    assert rca(folder, "due").code == 1
    assert answers == [True]
    os.utime(journal)
    assert rca(folder, "due").code == 1
    assert answers == [True, False]


def test_where_no_process_can_be_had_the_sync_looks(
    folder: Path, answers: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    open_before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
    write(folder, "2026/new")
    assert ids(folder) == ["ledger", "mail", "new", "queue"]
    assert answers == []
    assert not open_before or len(os.listdir("/proc/self/fd")) == open_before


def test_an_answer_from_before_another_process_wrote_does_not_hold(folder: Path, answers: list[bool]) -> None:
    with Workspace.find(folder) as asked, Workspace.find(folder) as other:
        asked.sync()
        looking = asked.look_out()
        assert looking
        write(folder, "2026/new")
        other.sync()
        assert not looking.holds()


def test_a_lookout_that_nobody_waits_for_is_gone(
    folder: Path, answers: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    fork = os.fork

    def told() -> int:
        begun.append(fork())
        return begun[-1]

    monkeypatch.setattr(os, "fork", told)
    with Workspace.find(folder) as workspace:
        looking = workspace.look_out()
        assert looking
        looking.close()
        looking.close()
    (helper,) = begun
    with pytest.raises(ChildProcessError):
        os.waitpid(helper, os.WNOHANG)


def test_a_small_workspace_has_none(folder: Path) -> None:
    with Workspace.find(folder) as workspace:
        assert workspace.look_out() is None
