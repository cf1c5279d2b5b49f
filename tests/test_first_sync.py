"""A first sync of many documents writes each page once; it is all there in the end, or nothing is."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from rca.store import Index, is_settled
from rca.workspace import Workspace
from tests import invented

LAG = "# RCA — replica {0} lags\n\n- **Date:** 2026-01-{1:02}\n\n## Summary\n\nThe replica lagged.\n"
KILLED = """
import os, signal, sys
from rca import records, update
from rca.workspace import Workspace

def killed(connection):
    connection.execute("PRAGMA cache_size = 5")  # so that pages reach the file before the end
    connection.execute("UPDATE documents SET title = printf('%5000c', 'x')")
    os.kill(os.getpid(), signal.SIGKILL)

update.BULK = 30
records.lift_text = killed
with Workspace.find(sys.argv[1]) as workspace:
    workspace.sync()
"""

DESERTED = """
import multiprocessing, os, signal, sys
from rca import workers
from rca.workspace import Workspace

def desert(done, total):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

workers.worker_count = lambda: 2
with Workspace.find(sys.argv[1]) as workspace:
    workspace.sync(desert)
"""

FLUSHED = """
import os, signal, sys
from rca import workers

told, tell = os.pipe()
workers.worker_count = lambda: 2
workers._PAUSE = 0
done = []
os.fdatasync = lambda file: done or done.append(os.write(tell, b"%d " % os.getpid()))
with workers.flushed(sys.argv[1]):
    pid = os.read(told, 20).split()[0].decode()
    print(pid, flush=True)
    if "killed" in sys.argv:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("rca.update.BULK", 30)
    documents = {f"{k:03}-lag.md": LAG.format(k, k % 28 + 1) for k in range(40)}
    return invented.write(tmp_path, documents, config="")


def journal_modes(workspace: Workspace) -> tuple[str, str]:
    """How the index was written while documents were read, and how it is written afterwards."""
    mode = "PRAGMA journal_mode"
    during: list[str] = []
    workspace.sync(lambda *_: during.append(workspace.index.value(mode)))
    return during[-1], workspace.index.value(mode)


def test_a_new_index_is_written_without_a_log(folder: Path) -> None:
    with Workspace.find(folder) as workspace:
        assert journal_modes(workspace) == ("delete", "wal")
        assert len(workspace.search("lagged", 100)) == 40


def test_an_index_that_somebody_has_open_is_written_as_ever(folder: Path) -> None:
    with Workspace.find(folder) as workspace, closing(Index(workspace.index.path)) as other:
        other.documents()
        assert journal_modes(workspace) == ("wal", "wal")
        assert other.documents() == 40


def test_an_index_that_was_left_without_a_log_gets_it_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.find(folder) as workspace:
        workspace.sync()
        workspace.index.connection.execute("PRAGMA journal_mode = DELETE")
        monkeypatch.setattr("rca.update.BULK", 1000)
        invented.rewrite(folder / "incidents" / "000-lag.md", LAG.format("zero", 1))
        assert journal_modes(workspace) == ("wal", "wal")


def test_a_first_sync_that_fails_leaves_an_index_without_documents(folder: Path) -> None:
    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Workspace.find(folder) as workspace:
        with pytest.raises(KeyboardInterrupt):
            workspace.sync(fail)
        assert workspace.index.documents() == 0
        assert journal_modes(workspace) == ("delete", "wal")


def test_a_first_sync_that_is_killed_is_taken_back_by_the_next(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    path = str(folder / ".rca" / "index.db")
    assert os.path.getsize(f"{path}-journal") > 0
    assert not is_settled(path)
    with Workspace.find(folder) as workspace:
        assert workspace.index.documents() == 0
        assert workspace.sync().added == 40
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_workers_end_with_the_process_that_they_work_for(folder: Path) -> None:
    with (folder / "pids").open("w") as pids:
        subprocess.run([sys.executable, "-c", DESERTED, str(folder)], stdout=pids, check=False)
    workers = [int(pid) for pid in (folder / "pids").read_text().split()]
    assert len(workers) == 2
    assert left_of(workers) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not forked")
@pytest.mark.parametrize("end", ["well", "killed"])
def test_what_is_written_is_flushed_meanwhile_by_a_process_that_ends(tmp_path: Path, end: str) -> None:
    file = tmp_path / "index.db"
    file.touch()
    with (tmp_path / "pid").open("w") as pid:
        subprocess.run([sys.executable, "-c", FLUSHED, str(file), end], stdout=pid, check=False)
    assert left_of([int((tmp_path / "pid").read_text())]) == []


def left_of(processes: list[int]) -> list[int]:
    """Those that are still there after a while."""
    for _ in range(500):
        if not any(map(is_running, processes)):
            break
        time.sleep(0.02)
    return [pid for pid in processes if is_running(pid)]


def is_running(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
