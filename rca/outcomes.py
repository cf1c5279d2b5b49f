"""What changes came to: what was made, taken back and recorded, and why some of it was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rca.changes import Refused
from rca.commit import Staged
from rca.events import Event
from rca.rows import ItemRow
from rca.text import Source

Made = tuple[str, str]
"""A document's path, and the id of an event that changed it."""


class Outcome(NamedTuple):
    """What a change came to."""

    staged: list[Staged]
    notes: list[str]
    """What was completed of an earlier commit, as sentences."""

    @property
    def made(self) -> list[Made]:
        """The events that were wished for, in their order."""
        return [(each.path, event.id) for each in self.staged for event in each.events[-len(each.plans) :]]


class Undone(NamedTuple):
    """An event that was taken back."""

    event: Event
    path: str
    before: Source
    after: Source
    notes: list[str]


class Recorded(NamedTuple):
    """Edits by hand that were taken into the history."""

    events: list[Event]
    notes: list[str]


class SameRef(Refused):
    """A name that stands for several items."""

    def __init__(self, rows: Sequence[ItemRow]) -> None:
        lines = " and ".join(str(row.line) for row in rows)
        super().__init__(
            f"{rows[0].path}: item {rows[0].number} stands in lines {lines}; "
            "give one of them another number, nothing was changed"
        )


class SharedId(Refused):
    """An incident whose history another document would share."""

    def __init__(self, path: str, other: str, incident: str) -> None:
        super().__init__(
            f"{path}: {other} has the id {incident} too, and an id has one history; "
            "give one of them another id, nothing was changed"
        )


class WentOn(Refused):
    """Changes that were made together are not the last ones any more."""

    def __init__(self, made: Sequence[Made]) -> None:
        paths = ", ".join(by_path(made))
        super().__init__(f"{paths}: something else was changed since; nothing was undone")


class TooFew(Refused):
    """There are not as many changes as are to be taken back."""

    def __init__(self, ref: str, number: int) -> None:
        if number:
            super().__init__(f"{ref}: there are only {number} changes to undo, nothing was undone")
        else:
            super().__init__(f"{ref}: there is no change to undo")


def by_path(made: Sequence[Made]) -> dict[str, list[str]]:
    """The events of each document, in their order."""
    found: dict[str, list[str]] = {}
    for path, event in made:
        found.setdefault(path, []).append(event)
    return found
