"""Commands that die, or whose disk fails, at the n-th call to the system.

`python -m tests.crashing WHAT HOW [twice]`.

One warm process forks a child for every call that a change makes. The child runs the change and is killed
there (or is told that the disk is full); then the next command runs, and everything is examined. Prints a
JSON object: how often that was done, what was met on the way, and everything that was not as it must be.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from rca import atomic, changing, update
from rca.commit import CutShort
from tests.command import Result, rca

DOCUMENT = """\
# RCA — {title} (#{number})

- **Incident ID:** {number}
- **Date:** 2026-05-15
- **Severity:** SEV-2

## Summary

Prose that nobody may lose:  two spaces, a tab\t, and no newline at the end of the file.

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
| 1 | Write the runbook | ops | 2026-06-01 |
| 2 | Apply the grants | ops | 2026-06-01 |

The end"""

CONFIG = """environments = ["staging", "prod"]
[verify.holds]
run = ["true"]
"""

WHAT: dict[str, tuple[list[list[str]], list[str]]] = {
    "mark": ([], ["mark", "41/1", "executed", "--env", "prod"]),
    "mark-two-documents": ([], ["mark", "41/1", "42/1", "41/2", "written"]),
    "set": ([["mark", "41/1", "written"]], ["set", "41/1", "owner", "platform"]),
    "add": ([["mark", "41/1", "written"]], ["add", "41", "Alert on it", "--owner", "ops"]),
    "undo": ([["mark", "41/1", "written"]], ["undo", "41"]),
    "record": (
        [["mark", "41/1", "written"], ["edit", "41", "SEV-2", "SEV-1"], ["edit", "42", "| ops |", "| sre |"]],
        ["journal", "record"],
    ),
    "verify": (
        [["set", "41/1", "check", "holds"], ["mark", "41/1", "executed", "--env", "prod"]],
        ["verify", "41/1"],
    ),
    "split": (
        [
            ["edit", each, old, new]
            for each in ("41", "42")
            for old, new in (
                ("| Due |", "| Due | Status |"),
                ("|---|\r\n", "|---|---|\r\n"),
                ("2026-06-01 |", "2026-06-01 | Done |"),
            )
        ],
        ["split", "--as", "written"],
    ),
}
"""Commands before (`edit` is somebody with an editor), and the one that is cut short."""

NEXT = ["mark", "41/2", "42/2", "executed", "--env", "staging"]
"""The command after it, which touches both documents."""

FILES = {"41.md", "42.md", "journal", "41.jsonl", "42.jsonl", "41.torn", "42.torn"}
PLACES = {".gitignore", "index.db", "index.db-shm", "index.db-wal", "lock"}


class Steps:
    """The calls to the system of a child, counted; at one of them something happens."""

    def __init__(self, at: int, happen: Callable[[str, Any], None]) -> None:
        self.at = at
        self.happen = happen
        self.count = 0

    def hook(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def hooked(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count >= self.at:
                self.happen(name, (self.count - self.at, args))
            return call(*args, **kwargs)

        return hooked

    def install(self) -> None:
        for name in ("fsync", "write", "replace", "unlink", "open", "ftruncate", "mkdir"):
            setattr(os, name, self.hook(name, getattr(os, name)))
        exchange = atomic._exchange()
        assert exchange is not None, "this test needs Linux"
        after = self.hook("exchanged", lambda done: done)
        before = self.hook("exchange", exchange)
        atomic._exchange = lambda: lambda one, other: after(before(one, other))  # type: ignore[assignment]
        for module, name in ((changing, "remember"), (update, "update_paths")):
            setattr(module, name, self.hook(name, getattr(module, name)))


def kill(name: str, told: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def tear(name: str, told: Any) -> None:
    """Die in the middle: what was to be written is there by half."""
    _, args = told
    if name == "write":
        WRITE(args[0], args[1][: len(args[1]) // 2])
    if name == "fsync" and os.fstat(args[0]).st_mode & 0o100000 and not _is_journal(args[0]):
        TRUNCATE(args[0], os.fstat(args[0]).st_size // 2)
    kill(name, told)


def _is_journal(file: int) -> bool:
    return os.readlink(f"/proc/self/fd/{file}").endswith(".jsonl")


BROKEN = 99
"""The exit code of a child with a bug."""

WRITE, TRUNCATE = os.write, os.ftruncate


def fail_once(name: str, told: Any) -> None:
    """One call fails, if it is one that a disk can fail; removing is not among them."""
    since, args = told
    if since == 0 and name not in ("remember", "update_paths", "exchanged", "unlink"):
        file = None if isinstance(args[0], int) else str(args[0])
        raise OSError(errno.EIO, os.strerror(errno.EIO), file)


def fill(name: str, told: Any) -> None:
    """From here on the disk is full: what exists can be removed, and nothing new is kept."""
    if name in ("fsync", "write", "open") and not (name == "open" and not told[1][1] & os.O_CREAT):
        file = None if name in ("fsync", "write") else str(told[1][0])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), file)


HOW: dict[str, Callable[[str, Any], None]] = {"kill": kill, "tear": tear, "fail": fail_once, "full": fill}


def workspace(folder: Path, before: list[list[str]]) -> None:
    (folder / "incidents").mkdir(parents=True)
    (folder / "rca.toml").write_text(CONFIG)
    for number, title in (("41", "Owner privilege"), ("42", "Replica lag")):
        text = DOCUMENT.format(title=title, number=number)
        (folder / "incidents" / f"{number}.md").write_bytes(text.replace("\n", "\r\n").encode())
    for command in (["sync"], *before):
        if command[0] == "edit":
            edit(folder / "incidents" / f"{command[1]}.md", *command[2:])
        else:
            assert rca(folder, *command).code == 0


def edit(document: Path, old: str, new: str) -> None:
    data = document.read_bytes()
    assert old.encode() in data
    document.write_bytes(data.replace(old.encode(), new.encode()))


def child(run: Callable[[], int]) -> int:
    """The status with which a forked child ends that runs something; negative for a signal."""
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        _end(run)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _end(run: Callable[[], int]) -> NoReturn:
    code = BROKEN
    try:
        code = run()
    finally:
        if code == BROKEN:
            traceback.print_exc()
        os._exit(code)


class Cut(NamedTuple):
    """How a command ended that was cut short."""

    code: int
    met: bool
    """Whether it came as far as the call where that was to happen."""
    said: str


def cut_short(folder: Path, command: list[str], at: int, how: str) -> Cut:
    """Run a command that is cut short at a call."""
    told = folder.parent / "told"

    def run() -> int:
        steps = Steps(at, HOW[how])
        steps.install()
        result = rca(folder, *command)
        made, steps.at = steps.count, sys.maxsize
        told.write_text(json.dumps([made, result.err]))
        return result.code

    told.write_text('[0, ""]')
    code = child(run)
    made, said = json.loads(told.read_text())
    return Cut(code, code < 0 or made >= at, said)


def texts(folder: Path) -> tuple[bytes, ...]:
    return tuple((folder / "incidents" / f"{number}.md").read_bytes() for number in ("41", "42"))


def allowed(template: Path, command: list[str], scratch: Path) -> list[tuple[bytes, ...]]:
    """The documents after the next command, if nothing and if all was done before."""
    outcomes = []
    for commands in ([NEXT], [command, NEXT]):
        shutil.copytree(template, scratch)
        for each in commands:
            done = rca(scratch, *each)
            assert done.code == 0, done
        outcomes.append(texts(scratch))
        shutil.rmtree(scratch)
    return outcomes


def examine(folder: Path, outcomes: list[tuple[bytes, ...]], after: Result) -> list[str]:
    """What is not as it must be once the next command ran."""
    wrong = []
    if after.code:
        wrong.append(f"the next command failed: {after.err}")
    if texts(folder) not in outcomes:
        wrong.append(f"the documents are neither with nor without the change: {texts(folder)}")
    verdict = rca(folder, "journal", "verify", "--strict")
    if verdict.code:
        wrong.append(f"the journals do not verify: {verdict.out}")
    left = {path.name for path in (folder / "incidents").rglob("*")} - FILES
    left |= {path.name for path in (folder / ".rca").iterdir()} - PLACES
    if left:
        wrong.append(f"left behind: {sorted(left)}")
    return wrong


def play(what: str, how: str, twice: bool) -> dict[str, Any]:
    """Cut a command short at every call it makes; with `twice` the command that recovers, too."""
    before, command = WHAT[what]
    report: dict[str, Any] = {"cut": 0, "outcomes": [0, 0], "wrong": []}
    with tempfile.TemporaryDirectory() as place:
        template, folder = Path(place, "template"), Path(place, "folder")
        workspace(template, before)
        outcomes = allowed(template, command, folder)
        for at in count(1):
            shutil.copytree(template, folder)
            cut = cut_short(folder, command, at, how)
            assert cut.code != BROKEN
            wrong = _examined(folder, cut, outcomes, 2 * at if twice else 0)
            report["wrong"] += [f"{what}, {how} at call {at} ({cut}): {each}" for each in wrong]
            report["outcomes"][outcomes.index(texts(folder)) if texts(folder) in outcomes else 0] += 1
            shutil.rmtree(folder)
            if not cut.met:
                return report
            report["cut"] += 1
    raise AssertionError


def _examined(folder: Path, cut: Cut, outcomes: list[tuple[bytes, ...]], again: int) -> list[str]:
    wrong = examine_failure(folder, cut, outcomes) if cut.code > 0 else []
    if again and child(lambda: _killed(folder, again)) == 0:
        return wrong + examine(folder, outcomes, Result(0, "", ""))
    return wrong + examine(folder, outcomes, rca(folder, *NEXT))


def examine_failure(folder: Path, cut: Cut, outcomes: list[tuple[bytes, ...]]) -> list[str]:
    """What is not as it must be after a failure: a sentence, and nothing changed."""
    wrong = []
    if not cut.said.startswith("rca: ") or cut.said.count("\n") != 1:
        wrong.append(f"the failure is no sentence: {cut.said}")
    if rca(folder, "journal", "verify", "--strict").code and cut.code != CutShort.exit_code:
        wrong.append("the journals do not verify after the failure")
    return wrong


def _killed(folder: Path, at: int) -> int:
    Steps(at, kill).install()
    return rca(folder, *NEXT).code


if __name__ == "__main__":
    sys.stdout.write(json.dumps(play(sys.argv[1], sys.argv[2], twice=sys.argv[3:] == ["twice"])))
