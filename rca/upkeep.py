"""The index of a workspace kept open, current and whole, and the configuration that goes with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property

from rca.config import Config, freeze, signature, thaw
from rca.problems import IndexBusy, IndexCorrupt, IndexProblem, IndexUnwritable
from rca.store import Index, is_settled, place, set_aside
from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    from rca.lookout import Lookout
    from rca.stats import Progress, SyncStats

    Answer = TypeVar("Answer")

WORTH_IT = 10_000_000
"""Bytes of an index (about 1,000 documents) below which a sync that finds nothing is quick anyway."""


class Upkeep:
    """Opens the index when it is needed; where it turns out damaged, sets it aside and builds it again."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.notes: list[str] = []
        """What happened to the index, as sentences."""
        self._index: Index | None = None
        self._config_of = ""
        """What its files were before they were read: one may change meanwhile."""

    @cached_property
    def path(self) -> str:
        """Where the index is; its folder is made if need be."""
        return place(self.root)

    @property
    def index(self) -> Index:
        """The open index, made if there is none; raises IndexProblem, also where it is damaged.

        Where nothing can be written it is opened as it lies there.
        """
        if self._index is None:
            try:
                self._index = Index(self.path)
            except IndexUnwritable:
                if not is_settled(self.path):
                    raise
                self._index = Index(self.path, frozen=True)
        return self._index

    def close(self) -> None:
        """Close the index."""
        if self._index:
            self._index.close()
            self._index = None

    def interrupt(self) -> None:
        """End the question that another thread asks now."""
        if self._index:
            self._index.connection.interrupt()

    def _set_aside(self) -> None:
        self.close()
        aside = set_aside(self.path)
        self.notes.append(f"{self.path}: the index was damaged and is built again; it is kept as {aside}")

    def ask(self, question: Callable[[Index], Answer]) -> Answer:
        """An answer of the index; where it turns out damaged, of one that was built again."""
        try:
            return question(self.index)
        except IndexCorrupt:
            from rca.sync import sync

            self._set_aside()
            sync(self.index, self.config)
            return question(self.index)

    @cached_property
    def config(self) -> Config:
        """The configuration, as the index keeps it or read again; raises ConfigError."""
        self._config_of = signature(self.root)
        try:
            kept, data = self.index.meta("config_signature"), self.index.meta("config")
        except IndexCorrupt:  # whoever asks for more mends it
            kept, data = None, None
        if data and kept and kept == self._config_of:
            return thaw(data)._replace(root=self.root)
        from rca.configfile import load

        return load(self.root)

    def was_read(self) -> bool:
        """Whether the index has answers, be they old ones."""
        return self.index.meta("reading") is not None

    def look_out(self) -> Lookout | None:
        """Begin to look whether the index is current; None where only a sync can tell, or is as quick."""
        if not os.path.exists(self.path) or os.path.getsize(self.path) < WORTH_IT:
            return None
        from rca.lookout import look_out

        try:
            if self.config.file and self.index.meta("config_signature") != signature(self.root):
                return None
            return look_out(self.index, self.config)
        except IndexProblem:  # which the sync tells, or mends
            return None

    def behind(self) -> int:
        """How many files a sync would look into; 0 where the index is current."""
        from rca.sync import behind, uncollected

        with uncollected():
            return self.ask(lambda index: behind(index, self.config))

    def _keep_config(self) -> None:
        config = self.config
        if config.file and self.index.meta("config_signature") != self._config_of:
            with self.index.transaction():
                self.index.set_meta("config_signature", self._config_of)
                self.index.set_meta("config", freeze(config))

    def sync(self, progress: Progress | None = None) -> SyncStats:
        """Bring the index up to date; where another process is at it, answers stay as they were.

        A first sync by another process is waited for, as there are no answers yet.
        """
        from rca.stats import SyncStats

        while True:
            try:
                stats = self._sync(progress)
                self._keep_config()
                break
            except IndexBusy:
                if self._has_answers():
                    stats = SyncStats(busy=True)
                    break
        return stats._replace(notes=tuple(self.notes))

    def _has_answers(self) -> bool:
        try:
            return self.was_read()
        except IndexBusy:  # as a first sync keeps the index to itself
            return False

    def _sync(self, progress: Progress | None) -> SyncStats:
        from rca.sync import sync

        try:
            return sync(self.index, self.config, progress)
        except IndexCorrupt:
            self._set_aside()
            return sync(self.index, self.config, progress)

    def sync_paths(self, paths: list[str]) -> SyncStats:
        """Read a few files again, without looking at others."""
        from rca.sync import uncollected
        from rca.update import update_paths

        with uncollected():
            return self.ask(lambda index: update_paths(index, self.config, paths))
