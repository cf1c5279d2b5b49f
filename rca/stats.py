"""What a sync tells: how far it is, and in the end what it found."""

from __future__ import annotations

from collections.abc import Callable

from rca.values import NamedTuple

Progress = Callable[[int, int], None]
"""Called with the number of files done and their total."""


class SyncStats(NamedTuple):
    """What a sync found."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    renamed: int = 0
    """Files that went and came under another name with the same content; not counted as added or removed."""
    unchanged: int = 0
    unreadable: int = 0
    """Paths that cannot be read, in all."""
    skipped: int = 0
    """Files that are left out on purpose, in all: templates, and index files without an incident."""
    seconds: float = 0.0
    busy: bool = False
    """Whether another process was writing, so that the index stayed as it was."""
    notes: tuple[str, ...] = ()
    """What happened to the index itself, as sentences."""

    def __str__(self) -> str:
        if self.busy:
            return "another rca is updating the index; answers are from before"
        counts = (
            ("added", self.added),
            ("changed", self.changed),
            ("removed", self.removed),
            ("renamed", self.renamed),
            ("unchanged", self.unchanged),
            ("unreadable", self.unreadable),
            ("skipped", self.skipped),
        )
        told = [f"{count:,} {word}" for word, count in counts if count] or ["no documents"]
        return f"{', '.join(told)} in {self.seconds:.2f} s"
