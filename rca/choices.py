"""What a person can choose from when items are marked: environments, evidence that is asked for, owners."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rca.config import Config, Demand
from rca.due import Understood, read_due
from rca.edit import item_named
from rca.promised import meant_today
from rca.rows import ItemRow

if TYPE_CHECKING:
    from rca.workspace import Workspace

_CLOSED = ("done", "verified")
_OWNER = "owner:"
_MOST = 10_000
"""Names that are offered."""


class Place(NamedTuple):
    """An environment, and how many of the items are executed there."""

    name: str
    done: int
    failed: int
    meant: int
    """Items that are meant for it."""

    @property
    def is_open(self) -> bool:
        """Whether an item still waits for its execution here."""
        return self.done < self.meant


class Prospect(NamedTuple):
    """Items that are about to be marked, and what can be said of them."""

    rows: tuple[ItemRow, ...]
    places: tuple[Place, ...]
    """In the order of the matrix; empty where there is one environment, unnamed."""
    demand: Demand
    """Whether an execution has to bring evidence."""
    cited: tuple[str, ...]
    """What the items cite for being written."""
    day: date
    """The day that is proposed: the one of a single item's own "done", else today."""

    @property
    def proposed(self) -> tuple[str, ...]:
        """The environment that comes next: the first where something is not executed."""
        return tuple(place.name for place in self.places if place.is_open)[:1]


def prospect(workspace: Workspace, refs: Iterable[str]) -> Prospect:
    """What can be said of items; raises UnknownItem, UnreadableFile."""
    rows = tuple(workspace.resolve_items(ref)[0] for ref in refs)
    places = tuple(_place(name, rows) for name in _environments(rows, workspace.config))
    cited: list[str] = []
    days: list[date | None] = []
    for row in rows:
        _, document, _ = workspace.document(row.path)
        item = item_named(document, row.number)
        cited += item.written.evidence
        days.append(item.claim.day if item.claim and item.state == "done-unsplit" else None)
    claimed = days[0] if len(days) == 1 else None
    demand = workspace.config.evidence.executed
    return Prospect(rows, tuple(filter(_is_meant, places)), demand, tuple(cited), claimed or workspace.today)


def _environments(rows: Iterable[ItemRow], config: Config) -> list[str]:
    own = [name for row in rows for name, _, _ in row.executions if name]
    return list(dict.fromkeys([*config.environments, *own]))


def _place(name: str, rows: Iterable[ItemRow]) -> Place:
    states = [_state(row, name) for row in rows]
    return Place(
        name,
        sum(state in _CLOSED for state in states),
        states.count("failed"),
        sum(state != "exempt" for state in states),
    )


def _state(row: ItemRow, environment: str) -> str:
    return next((state for name, state, _ in row.executions if name == environment), "no")


def _is_meant(place: Place) -> bool:
    return place.meant > 0


def owners(workspace: Workspace) -> list[str]:
    """Who owns items, and whom rca.toml names."""
    words = workspace.completion.query(_OWNER, _MOST)
    own = [word.removeprefix(_OWNER).strip('"') for word, _ in words]
    return sorted(dict.fromkeys([*workspace.config.people, *own]), key=str.casefold)


class Due(NamedTuple):
    """What somebody means who types a due date today."""

    text: str
    """What is to stand in the document: words that count from today as the day that they mean."""
    understood: Understood | None


def reader_of_due(workspace: Workspace, ref: str) -> Callable[[str], Due]:
    """What reads a due date of an item as one types it."""
    row = workspace.resolve_items(ref)[0]
    incident = workspace.resolve_incident(row.path)
    day = date.fromisoformat(incident.date) if incident.date else None
    milestones, today = workspace.config.milestones, workspace.today

    def read(text: str) -> Due:
        meant = meant_today(text, day, today, milestones)
        text = meant.isoformat() if meant else text
        return Due(text, read_due(text, day, milestones))

    return read
