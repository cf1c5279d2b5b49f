"""The writing half of a sync: suspects are read, and their rows replaced, in one transaction."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from rca import artefacts, records
from rca.config import Config
from rca.flatten import Rows
from rca.folders import UNSETTLED_NS, Changes, Entries, Scan, Signature, diff, is_document, split_path
from rca.intake import Reading, Task, read_file
from rca.schema import drop_indexes, make_indexes, needs_reading
from rca.stats import Progress, SyncStats
from rca.store import Index

BATCH_SIZE = 6_000_000
"""Characters that are collected before they are written: sorted by day, they make few full-text segments."""
POOL_PAYS = 25
"""Changed files from which on worker processes are faster than reading in this one (measured)."""
BULK = 1000
"""Changed files from which on indexes are made last, and full text is built in a large buffer."""
BUFFER, BULK_BUFFER = 1 << 20, 1 << 26
"""Bytes of full text, and in bulk of pages, that are collected before they are written."""
JOINED = 0.85
"""Share of a bulk load after which its full text is joined, and indexes made, while workers read the rest."""
LATE_BATCH_SIZE = 1_500_000
"""Characters that are collected after that: what the last batch costs, nobody reads meanwhile."""
FEW = 200
"""Changed files up to which their signatures are kept beside the folders' snapshots."""


class Plan(NamedTuple):
    """What a sync has to do."""

    tasks: list[Task]
    gone: list[str]
    """Files that are not there any more."""
    known: dict[str, str]
    """Digests of documents that are in the index and in `tasks` or `gone`."""


def update_all(index: Index, config: Config, found: Scan, key: str, progress: Progress | None) -> SyncStats:
    """Bring the index to what a scan found; `key` tells with what documents are read."""
    now = time.time_ns()
    index.log_writes()  # where a first sync could not go back to it
    is_bulk = sum(map(len, found.folders.values())) >= BULK
    with _in_bulk(index) if is_bulk else nullcontext(), index.transaction():
        afresh = index.meta("reading") != key
        before = {} if afresh else index.folders()
        plan = _plan(index, diff(before, found.folders), afresh)
        if afresh:
            _forget_all(index)
        with _writing(index, len(plan.tasks)):
            update = Update(index, config, plan, progress)
            stats = update.run()
        _settle(found.folders, plan.tasks, now)
        if (
            afresh
            or before.keys() != found.folders.keys()
            or len(plan.tasks) + len(plan.gone) + index.touched() > FEW
        ):
            index.save_folders(found.folders)
        else:
            index.touch(_signatures(found.folders, plan))
        _note_unread(index, found)
        artefacts.renew_all(index, config.root, found.journals)
        index.set_meta("reading", key)
        return stats._replace(unchanged=index.documents() - update.written)


def update_paths(index: Index, config: Config, paths: Iterable[str]) -> SyncStats:
    """Read a few files (relative to the root) again, without looking at any other."""
    now = time.time_ns()
    entries = {path: _signature(config.root, path) for path in paths if is_document(split_path(path)[1])}
    folders: dict[str, Entries] = {}
    for path, signature in entries.items():
        if signature:
            folder, name = split_path(path)
            folders.setdefault(folder, {})[name] = signature
    gone = [path for path, signature in entries.items() if not signature]
    with index.transaction():
        changes = Changes([], [path for path, signature in entries.items() if signature], gone)
        plan = _plan(index, changes, afresh=False)
        with _writing(index, len(plan.tasks)):
            stats = Update(index, config, plan, None).run()
        _settle(folders, plan.tasks, now)
        index.touch(_signatures(folders, plan))
        artefacts.renew_of(index, config.root, entries)
    return stats


def _signature(root: str, path: str) -> Signature | None:
    try:
        status = os.stat(os.path.join(root, path))
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _plan(index: Index, changes: Changes, afresh: bool) -> Plan:
    again = [path for path, (_, origin) in index.unread().items() if origin == "access"]
    suspects = sorted({*changes.added, *changes.touched, *again}.difference(changes.removed))
    known = _known(index, None if afresh else [*suspects, *changes.removed])
    gone = [path for path in known if path not in set(suspects)] if afresh else changes.removed
    return Plan([Task(path, "" if afresh else known.get(path, "")) for path in suspects], gone, known)


def _known(index: Index, paths: list[str] | None) -> dict[str, str]:
    """Digests of those paths that are in the index, or of all."""
    if paths is None or len(paths) > FEW:
        return dict(index.rows("SELECT path, sha256 FROM documents"))
    sql = f"SELECT path, sha256 FROM documents WHERE path IN ({', '.join('?' * len(paths))})"
    return dict(index.rows(sql, paths))


def _forget_all(index: Index) -> None:
    kept = [(key, index.meta(key)) for key in ("config", "config_signature")]
    needs_reading(index.connection)
    for key, value in kept:
        if value is not None:
            index.set_meta(key, value)


@contextmanager
def _in_bulk(index: Index) -> Iterator[None]:
    from rca.workers import flushed

    with index.written_once(), flushed(index.path):
        yield


@contextmanager
def _writing(index: Index, files: int) -> Iterator[None]:
    """Many files are written with a large full-text buffer and indexes last, a few with small merges."""
    if files < BULK:
        yield
        records.merge_text(index.connection, files)
        return
    drop_indexes(index.connection)
    index.connection.execute(f"PRAGMA cache_size = {-BULK_BUFFER >> 10}")
    records.set_buffer(index.connection, BULK_BUFFER)
    yield
    records.set_buffer(index.connection, BUFFER)
    records.lift_text(index.connection)
    make_indexes(index.connection)


def _settle(folders: dict[str, Entries], tasks: Iterable[Task], now: int) -> None:
    """Give files that may still be written to a signature that makes them suspects again."""
    for task in tasks:
        folder, name = split_path(task.path)
        size, mtime, inode = folders.get(folder, {}).get(name, (0, 0, 0))
        if now - mtime < UNSETTLED_NS:
            folders[folder][name] = (size, 0, inode)


def _signatures(folders: dict[str, Entries], plan: Plan) -> Iterator[tuple[str, Signature | None]]:
    for task in plan.tasks:
        folder, name = split_path(task.path)
        yield task.path, folders.get(folder, {}).get(name)
    for path in plan.gone:
        yield path, None


def _note_unread(index: Index, found: Scan) -> None:
    index.connection.execute("DELETE FROM unreadable WHERE origin IN ('kind', 'name')")
    for origin, paths in (("kind", found.odd), ("name", found.skipped)):
        for path, why in paths.items():
            index.set_unread(path, why, origin)


def read_files(tasks: list[Task], config: Config) -> Iterator[Reading]:
    """Read files, in their order; many of them in parallel where there are processors for it."""
    if len(tasks) >= POOL_PAYS:
        from rca.workers import read_in_parallel, worker_count

        if worker_count() > 1:
            yield from read_in_parallel(tasks, config)
            return
    for task in tasks:
        yield read_file(task, config)


class Update:
    """Carries a plan out, batch by batch; the caller has the transaction."""

    def __init__(self, index: Index, config: Config, plan: Plan, progress: Progress | None) -> None:
        self.index = index
        self.config = config
        self.plan = plan
        self.progress = progress
        self.batch: list[Rows] = []
        self.batch_size = 0
        self.enough = BATCH_SIZE
        """Characters from which on a batch is written."""
        self.outdated: list[str] = list(plan.gone)
        self.added = 0
        self.came: list[str] = []
        """Digests of documents that are new to the index, where others went."""
        self.changed = 0
        self.written = 0
        """Documents that were read into the index."""

    def run(self) -> SyncStats:
        """Read all tasks and write what they yield."""
        self.index.forget_unread([task.path for task in self.plan.tasks] + self.plan.gone)
        total = len(self.plan.tasks)
        join_at = int(total * JOINED) if total >= BULK else 0
        for done, reading in enumerate(read_files(self.plan.tasks, self.config), 1):
            self.take(reading)
            if done == join_at:
                self.write()
                records.join_text(self.index.connection)
                make_indexes(self.index.connection)
                self.enough = LATE_BATCH_SIZE
            if self.progress:
                self.progress(done, total)
        self.write()
        return self.stats()

    def take(self, reading: Reading) -> None:
        """Collect what a file yielded."""
        if reading.outcome == "same":
            return
        if reading.path in self.plan.known:
            self.changed += 1
            self.outdated.append(reading.path)
        elif reading.outcome == "read":
            self.added += 1
            if self.plan.gone:
                self.came.append(reading.sha256)
        if reading.outcome == "read":
            self.batch.append(reading.rows)
            self.batch_size += len(reading.rows[1][-1])
        else:
            self.index.set_unread(reading.path, reading.reason, reading.outcome)
        if self.batch_size > self.enough:
            self.write()

    def write(self) -> None:
        """Replace the rows of what was collected."""
        records.replace(self.index.connection, self.outdated, self.batch)
        self.written += len(self.batch)
        self.outdated, self.batch, self.batch_size = [], [], 0

    def stats(self) -> SyncStats:
        """What was done; a file that went and came under another name counts as renamed."""
        went = [self.plan.known[path] for path in self.plan.gone if path in self.plan.known]
        renamed = sum((Counter(went) & Counter(self.came)).values())
        return SyncStats(
            added=self.added - renamed, changed=self.changed, removed=len(went) - renamed, renamed=renamed
        )
