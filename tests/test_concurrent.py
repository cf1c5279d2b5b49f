"""Many at once: processes that change the same files, and an editor that saves in between."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rca import atomic, commit
from rca.atomic import ChangedMeanwhile, left_beside, replace_file
from rca.commit import Committer
from rca.intent import Step
from rca.parse import parse
from rca.text import Source
from tests.command import rca
from tests.crashing import workspace

HEAD = """\
# RCA — Many items (#{number})

- **Incident ID:** {number}
- **Date:** 2026-05-15

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
"""
PROCESSES = 16
ITEMS = 50
INCIDENTS = ("71", "72", "73", "74")


def _mark(folder: Path, refs: list[list[str]], failures: multiprocessing.Queue[str]) -> None:
    for group in refs:
        result = rca(folder, "mark", *group, "written")
        if result.code:
            failures.put(result.err)


def test_sixteen_processes_mark_two_hundred_items(tmp_path: Path) -> None:
    """Four documents of 50 items; every process marks items of all four, several a command."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "rca.toml").write_text('environments = ["prod"]\n')
    for number in INCIDENTS:
        rows = "".join(f"| {k} | Step {k} | ops | 2026-06-01 |\n" for k in range(1, ITEMS + 1))
        (tmp_path / "incidents" / f"{number}.md").write_text(HEAD.format(number=number) + rows)
    rca(tmp_path, "sync")
    refs = [f"{incident}/{k}" for k in range(1, ITEMS + 1) for incident in INCIDENTS]
    context = multiprocessing.get_context("fork")
    failures: multiprocessing.Queue[str] = context.Queue()
    shares = [refs[start::PROCESSES] for start in range(PROCESSES)]
    processes = [
        context.Process(
            target=_mark, args=(tmp_path, [share[k : k + 4] for k in range(0, len(share), 4)], failures)
        )
        for share in shares
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert failures.empty(), failures.get()
    for number in INCIDENTS:
        source = Source((tmp_path / "incidents" / f"{number}.md").read_text())
        states = [item.written.state for item in parse(source).action_items]
        assert states == ["yes"] * ITEMS
        journal = tmp_path / "incidents" / "journal" / f"{number}.jsonl"
        assert len(journal.read_text().splitlines()) == ITEMS
    assert rca(tmp_path, "journal", "verify", "--strict").code == 0
    assert rca(tmp_path, "status", "--no-sync").out == rca(tmp_path, "status").out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace(tmp_path, [])
    return tmp_path


def append(path: Path) -> bytes:
    """What an editor saves."""
    saved = path.read_bytes() + b"\r\nA sentence more."
    path.write_bytes(saved)
    return saved


def before(call: Callable[..., object], save: Callable[[], object]) -> Callable[..., object]:
    """A call, with an editor that saves just before it, once."""
    left = [save]

    def wrapped(*args: object, **kwargs: object) -> object:
        if left:
            left.pop()()
        return call(*args, **kwargs)

    return wrapped


@pytest.mark.parametrize("moment", ["between planning and writing", "behind the journal", "at the exchange"])
def test_a_save_of_an_editor_is_never_overwritten(
    moment: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (folder / "incidents" / f"{number}.md" for number in ("41", "42"))
    untouched = first.read_bytes()
    saved: list[bytes] = []

    def save() -> None:
        saved.append(append(second))

    if moment == "between planning and writing":
        monkeypatch.setattr(Committer, "carry_out", before(Committer.carry_out, save))
    elif moment == "behind the journal":
        monkeypatch.setattr(Step, "carry_out", before(Step.carry_out, save))
    else:
        put = atomic._put
        monkeypatch.setattr(
            atomic, "_put", lambda *args: before(put, save if args[1] == second else lambda: None)(*args)
        )
    result = rca(folder, "mark", "41/1", "42/1", "written")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "42.md: somebody else changed this file just now; nothing was overwritten" in result.err
    assert second.read_bytes() == saved[0]
    assert first.read_bytes() == untouched, "all or nothing"
    assert left_beside(second) == []
    verdict = rca(folder, "journal", "verify", "--strict")
    assert "0 errors" in verdict.err, verdict.out
    assert rca(folder, "undo", "42").code == 2, "what was taken back cannot be undone"
    monkeypatch.undo()
    assert rca(folder, "mark", "41/1", "42/1", "written").code == 0
    assert rca(folder, "journal", "verify").code == 0


def test_two_saves_at_the_exchange_keep_the_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor saves before the exchange, and again before the first save is put back."""
    document = tmp_path / "a.md"
    document.write_bytes(b"before")
    expected = atomic.digest(document)
    exchange = atomic._exchange()
    if exchange is None or expected is None:
        pytest.skip("this file system cannot exchange two names")
    saves = iter([b"first save", b"second save"])

    def slow(one: Path, other: Path) -> bool:
        document.write_bytes(next(saves))
        return exchange(one, other)

    monkeypatch.setattr(atomic, "_exchange", lambda: slow)
    with pytest.raises(ChangedMeanwhile):
        replace_file(document, b"ours", expected)
    assert document.read_bytes() == b"second save"
    assert os.listdir(tmp_path) == ["a.md"]


def test_where_names_cannot_be_exchanged_a_file_is_compared_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "a.md"
    document.write_bytes(b"before")
    expected = atomic.digest(document)
    assert expected is not None
    monkeypatch.setattr(atomic, "_exchange", lambda: None)
    replace_file(document, b"ours", expected)
    assert document.read_bytes() == b"ours"
    with pytest.raises(ChangedMeanwhile):
        replace_file(document, b"again", expected)
    assert document.read_bytes() == b"ours"
    assert os.listdir(tmp_path) == ["a.md"]


def test_mode_and_link_of_a_document_stay(tmp_path: Path) -> None:
    document, link = tmp_path / "a.md", tmp_path / "link.md"
    document.write_bytes(b"before")
    document.chmod(0o640)
    link.symlink_to(document)
    expected = atomic.digest(link)
    assert expected is not None
    replace_file(link, b"after", expected)
    assert link.is_symlink()
    assert (document.read_bytes(), document.stat().st_mode & 0o777) == (b"after", 0o640)


def test_who_waits_too_long_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr(commit, "PATIENCE", 0.05)
    with FileLock(folder / ".rca" / "lock"):
        result = rca(folder, "mark", "41/1", "written")
    assert (result.code, "another rca is changing documents" in result.err) == (7, True)
