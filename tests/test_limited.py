"""Programs that run for a limited time: nothing that they start outlives them, and nobody waits for it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rca import limited
from rca.limited import Ended, Limited
from tests.command import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one adopt what a process left")

DAEMON = """
import os, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
open('pid', 'w').write(str(os.getpid()))
time.sleep(600)
"""
"""What daemons do: a session of its own, and a parent that is gone."""


def run(folder: Path, *arguments: str, seconds: float = 60.0, **env: str) -> Ended:
    return Limited(arguments, {"PATH": os.environ["PATH"], **env}, str(folder), seconds).run()


def shell(folder: Path, script: str, seconds: float = 60.0, **env: str) -> Ended:
    return run(folder, "sh", "-c", script, seconds=seconds, **env)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_in(file: Path) -> int:
    """A process id that somebody is about to write."""
    for _ in range(1000):
        if file.exists() and file.read_text().strip():
            return int(file.read_text())
        time.sleep(0.02)
    raise AssertionError(file)


def test_its_exit_code_and_what_it_printed(tmp_path: Path) -> None:
    assert shell(tmp_path, "echo out; echo err >&2; exit 7") == (7, b"out\nerr\n", 0)
    assert shell(tmp_path, "kill -TERM $$").code == -signal.SIGTERM
    assert shell(tmp_path, "cat; pwd").printed == f"{tmp_path}\n".encode()


@linux
@pytest.mark.parametrize("after", ["sleep 600", "true"], ids=["out of time", "ended by itself"])
@pytest.mark.parametrize(
    "escape",
    ["setsid sh -c 'echo $$ > pid; exec sleep 600' &", f'{sys.executable} -c "{DAEMON}"'],
    ids=["another session", "a double fork"],
)
def test_what_leaves_its_group_is_ended(escape: str, after: str, tmp_path: Path) -> None:
    """It holds the pipe of the output, too: nobody waits for it."""
    wait = "while [ ! -s pid ]; do sleep 0.05; done"
    ended = shell(tmp_path, f"{escape}\n{wait}; echo started; {after}", seconds=3.0)
    assert ended == (0 if after == "true" else None, b"started\n", 0)
    assert not runs(int((tmp_path / "pid").read_text()))


@linux
def test_what_starts_another_one_when_it_ends_is_ended(tmp_path: Path) -> None:
    """Each starts the next in a session of its own, and goes."""
    again = tmp_path / "again.sh"
    again.write_text(f"#!/bin/sh\nsleep 0.02\necho x >> rounds\nsetsid {again} &\n")
    again.chmod(0o755)
    shell(tmp_path, "./again.sh; while [ ! -s rounds ]; do sleep 0.05; done")
    rounds = (tmp_path / "rounds").read_bytes()
    time.sleep(0.5)
    assert (tmp_path / "rounds").read_bytes() == rounds != b""


@linux
def test_it_ends_when_rca_is_killed(tmp_path: Path) -> None:
    (tmp_path / "check.sh").write_text("setsid sh -c 'echo $$ > pid; exec sleep 600' & sleep 600")
    program = "from rca.limited import Limited; Limited(['sh', 'check.sh'], {}, '.', 600).run()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, env=env) as process:
        pid = pid_in(tmp_path / "pid")
        process.kill()
    for _ in range(500):
        if not runs(pid):
            break
        time.sleep(0.02)
    assert not runs(pid)


@linux
def test_a_program_that_ends_its_warden_has_told_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="was ended"):
        shell(tmp_path, "kill -9 $PPID; exit 0")


@linux
def test_it_knows_nothing_of_the_warden(tmp_path: Path) -> None:
    """No file is left open for it, and no signal is ignored but those that whoever runs the tests ignores."""
    ended = shell(tmp_path, "ls /proc/self/fd | tr '\\n' ' '; grep -E 'SigIgn|SigBlk' /proc/self/status")
    descriptors, rest = ended.printed.decode().split("Sig", 1)
    assert descriptors.split() == ["0", "1", "2", "3"]
    blocked, ignored = (int(line.split()[1], 16) for line in rest.splitlines())
    outside = re.search(r"^SigIgn:\s*(\w+)", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert outside
    by_python = {signal.SIGPIPE, signal.SIGXFSZ}
    assert blocked == 0
    assert ignored == int(outside[1], 16) & ~sum(1 << (number - 1) for number in by_python)


@pytest.mark.parametrize("guarded", [pytest.param(True, marks=linux), False])
def test_why_it_cannot_be_started(guarded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not guarded:
        monkeypatch.setattr(limited, "WARDEN", "/no/such/file")
    (tmp_path / "plain").write_text("")
    for program, reason in (("./missing", "No such file"), ("./plain", "Permission denied")):
        with pytest.raises(OSError, match=reason):
            run(tmp_path, program)
    with pytest.raises((OSError, ValueError), match="null byte"):
        run(tmp_path, "sh", "a\0b")
    with pytest.raises(OSError, match="No such file"):
        Limited(["true"], {}, str(tmp_path / "gone"), 1.0).run()


@pytest.mark.parametrize("guarded", [pytest.param(True, marks=linux), False])
def test_bytes_that_are_no_text_arrive(
    guarded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not guarded:
        monkeypatch.setattr(limited, "WARDEN", "/no/such/file")
    odd = os.fsdecode(b"caf\xe9 \xc3\xa9")
    assert run(tmp_path, "printf", "%s", odd).printed == b"caf\xe9 \xc3\xa9"
    assert shell(tmp_path, 'printf %s "$ODD"', ODD=odd).printed == b"caf\xe9 \xc3\xa9"


def test_elsewhere_its_group_is_ended_and_nobody_waits_for_what_left_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limited, "WARDEN", "/no/such/file")
    script = (
        "sh -c 'echo $$ > inside; exec sleep 600' & setsid sh -c 'echo $$ > outside; exec sleep 600' &"
        "while [ ! -s inside ] || [ ! -s outside ]; do sleep 0.05; done; echo started; sleep 600"
    )
    assert shell(tmp_path, script, seconds=3.0) == (None, b"started\n", 0)
    outside = pid_in(tmp_path / "outside")
    assert runs(outside)
    os.kill(outside, signal.SIGKILL)
    for _ in range(500):
        if _state(pid_in(tmp_path / "inside")) in ("", "Z"):
            return
        time.sleep(0.02)
    raise AssertionError


def _state(pid: int) -> str:
    """A process whose parent does not look stays as a zombie."""
    done = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip()
