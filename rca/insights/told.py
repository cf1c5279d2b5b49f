"""What the events of a journal say was done to items, for those that still stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from rca.effects import undone_by
from rca.lines import Entry

Json = Mapping[str, Any]


class Told(NamedTuple):
    """Something that was done to an item, as an event has it."""

    day: str
    what: str
    number: str
    environment: str
    by: str
    note: str


def told(entries: Sequence[Entry]) -> Iterator[Told]:
    """What events say, in their order; those of kinds that this version does not know say nothing."""
    taken = _taken_back(entries)
    for entry in entries:
        change = entry.body["change"]
        if entry.id in taken or change["kind"] not in _READERS:
            continue
        by = str(entry.body["by"].get("name", ""))
        with suppress(KeyError, TypeError, AttributeError):  # a part is missing, or of another type
            for what, environment, note in _READERS[change["kind"]](change):
                day = str(change.get("day") or entry.body["at"][:10])
                yield Told(day, what, str(change["item"]), environment, by, note)


def _taken_back(entries: Sequence[Entry]) -> set[str]:
    """The events that an undo took back which was not taken back itself."""
    taken: set[str] = set()
    for entry in reversed(entries):
        if entry.id not in taken and (event := undone_by(entry.body["change"])):
            taken.add(event)
    return taken


_Said = tuple[str, str, str]
"""What, environment, note."""


def _marked(what: str) -> Callable[[Json], list[_Said]]:
    def read(change: Json) -> list[_Said]:
        cited = ", ".join(str(evidence["value"]) for evidence in change.get("evidence", ()))
        return [(what, change.get("environment", ""), cited or str(change.get("note", "")))]

    return read


def _checked(change: Json) -> list[_Said]:
    what = "verified" if change["holds"] else "failed"
    return [(what, change.get("environment", ""), f"check {change['check']}")]


def _moved(change: Json) -> list[_Said]:
    if change["field"] != "due" or not change.get("previous"):
        return []
    reason = f": {change['reason']}" if change.get("reason") else ""
    return [("moved", "", f"{change['previous']} → {change['value'] or 'no date'}{reason}")]


def _reopened(change: Json) -> list[_Said]:
    reason = str(change.get("reason", ""))
    return [("reopened", place, reason) for place in change.get("environments", ()) or ("",)]


_READERS: Mapping[str, Callable[[Json], list[_Said]]] = {
    "mark-written": _marked("written"),
    "mark-executed": _marked("executed"),
    "mark-verified": _marked("verified"),
    "mark-failed": _marked("failed"),
    "check-result": _checked,
    "drop": lambda change: [("dropped", "", str(change["reason"]))],
    "reopen": _reopened,
    "set-item-field": _moved,
    "add-item": lambda change: [("added", "", str(change.get("owner", "")))],
}
