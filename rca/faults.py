"""What can be wrong with a journal: every kind of fault, and how grave it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]

LEVELS: Mapping[str, Level] = {
    "changed": "error",
    "unreadable": "error",
    "misplaced": "error",
    "removed": "error",
    "reordered": "error",
    "cut": "error",
    "unmerged": "error",
    "unexplained": "error",
    "interleaved": "warning",
    "torn": "warning",
    "pending": "warning",
    "edited": "warning",
    "differs": "warning",
    "conflict": "warning",
    "orphan": "warning",
    "unknown": "warning",
    "forged": "error",
    "unsigned": "warning",
    "unchecked": "note",
    "gap": "note",
    "duplicate": "note",
    "elsewhere": "note",
}
"""Every kind of fault; docs/journal.md tells what each means."""


class Fault(NamedTuple):
    """Something that is wrong with a journal, or that it does not explain."""

    kind: str
    """A key of `LEVELS`."""
    path: Path
    line: int
    """From 1; 0 where it is about no line."""
    incident: str
    message: str
    """What is wrong and what to do, as one sentence."""
    event: str = ""
    """The id of the event that is missing, if one is."""

    @property
    def level(self) -> Level:
        """How grave it is; an error means that the history cannot be trusted as it stands."""
        return LEVELS[self.kind]
