"""The index follows the folders: what changed is read, what cannot be read is told, nothing is fatal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rca import folders, intake, workers
from rca.config import Config
from rca.intake import Task
from rca.problems import IndexBusy
from rca.stats import SyncStats
from rca.store import Index
from rca.sync import READER_MODULES, READER_PACKAGES, sync
from rca.workspace import Workspace
from tests import invented

ROOT = Path(__file__).parents[1]
LAG = "incidents/2026-05-12-ledger-lag.md"
SIMPLE = "# RCA — {0}\n\n- **Date:** 2026-01-{1:02}\n\n## Summary\n\nThe {0} broke.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RCA_TODAY", invented.TODAY)
    return invented.write(tmp_path, invented.DOCUMENTS)


def counts(stats: SyncStats) -> dict[str, int]:
    """What a sync did, without zeros, time and notes."""
    kept = ("added", "changed", "removed", "renamed", "unchanged", "unreadable", "skipped")
    return {name: getattr(stats, name) for name in kept if getattr(stats, name)}


def sound(workspace: Workspace) -> bool:
    """Whether full text agrees with the texts, and every row belongs to something."""
    for table in ("search", "titles"):
        workspace.index.connection.execute(
            f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
        )
    return not workspace.index.rows("PRAGMA foreign_key_check")


def test_the_first_sync_reads_all_and_the_next_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rca.update.UNSETTLED_NS", 0)
    with Workspace.find(folder) as workspace:
        assert counts(workspace.sync()) == {"added": 3}
        monkeypatch.setattr(Index, "transaction", None)
        assert counts(workspace.sync()) == {"unchanged": 3}
        assert sound(workspace)


def test_stats_are_one_line() -> None:
    stats = SyncStats(added=12, changed=1200, unreadable=1, seconds=1.234)
    assert str(stats) == "12 added, 1,200 changed, 1 unreadable in 1.23 s"
    assert str(SyncStats()) == "no documents in 0.00 s"


def test_changed_renamed_and_removed_files_are_followed(folder: Path) -> None:
    incidents = folder / "incidents"
    with invented.opened(folder) as workspace:
        invented.rewrite(
            folder / LAG, invented.LAG.replace("SEV-1", "SEV-3").replace("2026-05-12\n", "2026-04-01\n")
        )
        (incidents / "2026-01-20-queue-lag.md").rename(incidents / "2026-01-20-queue.md")
        (incidents / "2026-03-02-gateway-certificate.md").unlink()
        assert counts(workspace.sync()) == {"changed": 1, "renamed": 1, "removed": 1}
        rows = workspace.incidents()
        assert [(row.id, row.date, row.severity) for row in rows] == [
            ("2026-05-12-ledger-lag", "2026-04-01", "SEV-3"),
            ("2026-01-20-queue", "2026-01-20", "SEV-3"),
        ]
        assert [hit.id for hit in workspace.search("certificate")] == []
        assert sound(workspace)


def test_a_touched_file_with_the_same_content_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with invented.opened(folder) as workspace:
        os.utime(folder / LAG, ns=(1, 1))
        monkeypatch.setattr(intake, "read_facts", None)
        assert counts(workspace.sync()) == {"unchanged": 3}


def test_a_change_within_one_tick_of_the_clock_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rca.update.UNSETTLED_NS", 60_000_000_000)
    with invented.opened(folder) as workspace:
        before = (folder / LAG).stat()
        (folder / LAG).write_text(invented.LAG.replace("SEV-1", "SEV-3"), encoding="utf-8")
        os.utime(folder / LAG, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (folder / LAG).stat().st_size == before.st_size
        assert counts(workspace.sync()) == {"changed": 1, "unchanged": 2}


def test_a_few_paths_can_be_read_without_a_look_at_the_others(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        invented.rewrite(folder / LAG, invented.LAG.replace("three hours", "four hours"))
        (folder / "incidents" / "2026-01-20-queue-lag.md").unlink()
        invented.rewrite(folder / "incidents" / "2026-03-02-gateway-certificate.md", "# Another\n")
        stats = workspace.sync_paths([LAG, "incidents/2026-01-20-queue-lag.md"])
        assert (stats.changed, stats.removed) == (1, 1)
        assert {row.title for row in workspace.incidents()} == {
            "RCA — Ledger replica lagged four hours",
            "RCA — Certificate of the gateway expired",
        }
        assert counts(workspace.sync()) == {"changed": 1, "unchanged": 1}


def test_another_configuration_reads_everything_again(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        assert workspace.resolve_items("certificate/1")[0].due == "2026-06-08"
    invented.rewrite(folder / "rca.toml", invented.CONFIG.replace("2026-06-08", "2026-07-01"))
    with Workspace.find(folder) as workspace:
        assert counts(workspace.sync()) == {"changed": 3}
        assert workspace.resolve_items("certificate/1")[0].due == "2026-07-01"
    invented.rewrite(folder / "rca.toml", (folder / "rca.toml").read_text() + "[sla]\nSEV-1 = 3\n")
    with Workspace.find(folder) as workspace:
        assert counts(workspace.sync()) == {"unchanged": 3}
        assert workspace.config.sla == {"SEV-1": 3}


def test_another_reader_reads_everything_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with invented.opened(folder) as workspace:
        (folder / "incidents" / "2026-01-20-queue-lag.md").unlink()
        monkeypatch.setattr("rca.sync._reader_signature", lambda: "another")
        assert counts(workspace.sync()) == {"changed": 2, "removed": 1}
        assert sound(workspace)


def test_every_module_that_reads_is_known_as_one() -> None:
    code = "import sys, rca.intake; print(*(name for name in sys.modules if name.startswith('rca.')))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    known = {*READER_MODULES, *READER_PACKAGES, "errors", "config", "values"}
    assert {name.split(".")[1] for name in loaded.stdout.split()} == known


def test_two_documents_with_one_id_both_stay(folder: Path) -> None:
    invented.write(folder, {"copy/2026-05-12-ledger-lag.md": invented.LAG})
    with invented.opened(folder) as workspace:
        assert workspace.ids().count("2026-05-12-ledger-lag") == 2
        assert workspace.overview().documents == 4


def test_what_cannot_be_read_has_a_row_and_a_reason(folder: Path) -> None:
    incidents = folder / "incidents"
    (incidents / "latin.md").write_bytes(b"# x\n\ncaf\xe9\n")
    (incidents / "large.md").write_bytes(b"x" * (folders.SIZE_LIMIT + 1))
    (incidents / "folder.md").mkdir()
    (incidents / "broken.md").symlink_to("nowhere")
    (incidents / "loop").symlink_to(".")
    with invented.opened(folder) as workspace:
        assert [tuple(row) for row in workspace.unreadable()] == [
            ("incidents/broken.md", "cannot be read: no such file or directory"),
            ("incidents/folder.md", "is a folder, though its name is one of a document"),
            ("incidents/large.md", "is larger than 10 MB"),
            ("incidents/latin.md", "line 3: byte 0xe9 is not UTF-8; save the file as UTF-8"),
            ("incidents/loop", "is a link to a folder that is read already"),
        ]
        assert workspace.overview().unreadable == 5
        assert counts(workspace.sync()) == {"unchanged": 3, "unreadable": 5}
        invented.rewrite(incidents / "latin.md", "# Mended\n")
        (incidents / "loop").unlink()
        assert counts(workspace.sync()) == {"added": 1, "unchanged": 3, "unreadable": 3}


def test_a_document_that_becomes_unreadable_leaves_the_answers(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        (folder / LAG).write_bytes(b"\xff\xfe#\x00")
        assert counts(workspace.sync()) == {"changed": 1, "unchanged": 2, "unreadable": 1}
        assert len(workspace.incidents()) == 2


def test_a_file_without_permission_is_tried_again_when_it_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> bytes:
        if path.endswith("lag.md"):
            raise PermissionError(13, "Permission denied", path)
        return Path(path).read_bytes()

    with monkeypatch.context() as patch, Workspace.find(folder) as workspace:
        patch.setattr(intake, "_bytes", refuse)
        assert counts(workspace.sync()) == {"added": 1, "unreadable": 2}
        assert workspace.unreadable()[0].reason == "cannot be read: permission denied"
    with Workspace.find(folder) as workspace:
        assert counts(workspace.sync()) == {"added": 2, "unchanged": 1}


def test_nul_bytes_and_an_empty_file_are_read(folder: Path) -> None:
    (folder / "incidents" / "nul.md").write_bytes(b"# A \x00 B\n\nmarsupial \x00 end\n")
    (folder / "incidents" / "empty.md").touch()
    with invented.opened(folder) as workspace:
        assert [hit.path for hit in workspace.search("marsupial")] == ["incidents/nul.md"]
        assert workspace.resolve_incident("empty").title == ""
        assert sound(workspace)


def test_templates_and_index_files_without_an_incident_are_left_out_and_told(folder: Path) -> None:
    invented.write(
        folder,
        {
            "README.md": "# Our incidents\n\n- [one](a.md)\n",
            "big/README.md": invented.QUEUE,
            "template.md": invented.LAG,
        },
    )
    with invented.opened(folder) as workspace:
        assert sorted(workspace.ids()) == sorted([*(name[:-3] for name in invented.DOCUMENTS), "big"])
        assert [tuple(row) for row in workspace.skipped()] == [
            ("incidents/README.md", "is an index file without an incident"),
            ("incidents/template.md", "is a template by its name"),
        ]
        assert workspace.unreadable() == []
        assert counts(workspace.sync()) == {"unchanged": 4, "skipped": 2}
        invented.rewrite(folder / "incidents" / "README.md", invented.QUEUE)
        (folder / "incidents" / "template.md").unlink()
        assert counts(workspace.sync()) == {"added": 1, "unchanged": 4}


def many(folder: Path, number: int) -> Path:
    texts = {f"{k:03}-broke.md": SIMPLE.format(f"thing{k}", k % 28 + 1) for k in range(number)}
    return invented.write(folder, texts)


def test_many_files_are_read_by_workers_as_by_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(tmp_path, 60)
    tasks = [Task(f"incidents/{k:03}-broke.md", "") for k in range(60)]
    config = Config(root=str(tmp_path))
    monkeypatch.setattr(workers, "CHUNK", 7)
    monkeypatch.setattr(workers, "worker_count", lambda: 3)
    assert list(workers.read_in_parallel(tasks, config)) == [intake.read_file(task, config) for task in tasks]


def test_one_processor_reads_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(tmp_path, 30)
    monkeypatch.setattr(workers, "worker_count", lambda: 1)
    monkeypatch.setattr(workers, "read_in_parallel", None)
    with Workspace.find(tmp_path) as workspace:
        assert counts(workspace.sync()) == {"added": 30}


def test_without_workers_one_process_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(tmp_path, 30)

    def no_pool(*_: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(workers, "worker_count", lambda: 2)
    monkeypatch.setattr(workers, "ProcessPoolExecutor", no_pool)
    with Workspace.find(tmp_path) as workspace:
        assert counts(workspace.sync()) == {"added": 30}


def test_a_bulk_load_is_written_batch_by_batch_and_leaves_all_indexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(tmp_path, 60)
    monkeypatch.setattr("rca.update.BULK", 30)
    monkeypatch.setattr("rca.update.BATCH_SIZE", 500)
    seen: list[tuple[int, int]] = []
    with Workspace.find(tmp_path) as workspace:
        workspace.sync(lambda done, total: seen.append((done, total)))
        assert seen == [(done, 60) for done in range(1, 61)]
        assert len(workspace.incidents()) == 60
        assert workspace.index.value("SELECT count(*) FROM sqlite_master WHERE name = 'owners_name'") == 1
        assert sound(workspace)
        for k in range(60):
            invented.rewrite(tmp_path / "incidents" / f"{k:03}-broke.md", SIMPLE.format("wombat", k % 28 + 1))
        assert counts(workspace.sync()) == {"changed": 60}
        assert len(workspace.search("wombat", 100)) == 60
        assert sound(workspace)


def test_full_text_stays_in_few_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(tmp_path, 40)
    monkeypatch.setattr("rca.update.BULK", 30)
    with Workspace.find(tmp_path) as workspace:
        workspace.sync()
        segments = "SELECT count(DISTINCT segid) FROM {}_idx"
        after_load = [workspace.index.value(segments.format(table)) for table in ("search", "titles")]
        assert max(after_load) <= 3
        for k in range(40):
            invented.rewrite(tmp_path / "incidents" / f"{k:03}-broke.md", SIMPLE.format(f"wombat{k}", 1))
            workspace.sync_paths([f"incidents/{k:03}-broke.md"])
        assert max(workspace.index.value(segments.format(table)) for table in ("search", "titles")) < 20
        assert len(workspace.search("wombat1", 100)) == 11
        assert sound(workspace)


def test_the_newest_incidents_have_the_highest_keys_however_full_a_day_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rca.records.SLOTS", 2)
    days = [3, 1, 2, 1, 1, 3, 1, 2]
    for k, day in enumerate(days):
        invented.write(
            tmp_path, {f"{k}.md": SIMPLE.format("thing", day), f"undated-{k}.md": "# Undated thing\n"}
        )
        with Workspace.find(tmp_path) as workspace:
            workspace.sync()
    with Workspace.find(tmp_path) as workspace:
        dated = workspace.index.rows("SELECT date FROM documents ORDER BY id DESC")
        assert [day for (day,) in dated][len(days) :] == [None] * len(days)
        assert len({key for (key,) in workspace.index.rows("SELECT id FROM documents")}) == 2 * len(days)


def test_a_changed_document_keeps_its_key_beside_a_new_one_of_its_day(tmp_path: Path) -> None:
    invented.write(tmp_path, {"a.md": SIMPLE.format("one", 7)})
    with invented.opened(tmp_path) as workspace:
        keys = "SELECT path, id FROM documents ORDER BY id"
        (before,) = workspace.index.rows(keys)
        invented.rewrite(tmp_path / "incidents" / "a.md", SIMPLE.format("two", 7))
        invented.write(tmp_path, {"0.md": SIMPLE.format("three", 7), "b.md": SIMPLE.format("four", 6)})
        assert counts(workspace.sync()) == {"added": 2, "changed": 1}
        after = workspace.index.rows(keys)
        assert [path for path, _ in after] == ["incidents/b.md", "incidents/a.md", "incidents/0.md"]
        assert after[1] == before
        assert sound(workspace)


SYNC = """
import sys
from rca.workspace import Workspace
with Workspace.find(sys.argv[1]) as workspace:
    print(workspace.sync(lambda done, total: print("at", done, flush=True)))
"""
HELD = SYNC.replace("flush=True)", "flush=True) or sys.stdin.read()")


def start(folder: Path, code: str = SYNC) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_after_a_sync_was_ended_in_the_middle_the_old_index_answers(
    folder: Path, how: signal.Signals
) -> None:
    with invented.opened(folder):
        pass
    many(folder, 120)
    process = start(folder, HELD)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("at ")
    os.killpg(process.pid, how)
    process.communicate()
    assert process.returncode != 0
    with Workspace.find(folder) as workspace:
        assert len(workspace.incidents()) == 3
        assert workspace.sync().added == 120
        assert len(workspace.incidents()) == 123
        assert sound(workspace)


def test_two_syncs_at_once_both_end_well(folder: Path) -> None:
    many(folder, 60)
    first, second = start(folder), start(folder)
    told = [process.communicate() for process in (first, second)]
    assert [err for _, err in told] == ["", ""]
    assert (first.returncode, second.returncode) == (0, 0)
    with Workspace.find(folder) as workspace:
        assert len(workspace.incidents()) == 63
        assert sound(workspace)


def test_while_another_process_writes_the_old_index_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with invented.opened(folder) as other:
        monkeypatch.setattr("rca.store.PATIENCE", 0.01)
        invented.rewrite(folder / LAG, "# Changed\n")
        with other.index.transaction(), Workspace.find(folder) as workspace:
            stats = workspace.sync()
            assert (stats.busy, str(stats)) == (
                True,
                "another rca is updating the index; answers are from before",
            )
            assert workspace.resolve_incident("ledger-lag").title == "RCA — Ledger replica lagged three hours"


def test_the_first_sync_of_another_process_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    def late(*arguments: Any) -> SyncStats:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise IndexBusy("index.db")
        return sync(*arguments)

    monkeypatch.setattr("rca.sync.sync", late)
    with Workspace.find(folder) as workspace:
        assert counts(workspace.sync()) == {"added": 3}
    assert tries == 3
