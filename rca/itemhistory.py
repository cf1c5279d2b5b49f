"""The history of one action item: who said what of it, when, and on what evidence, out of its journal.

As plain rows, read without a model: a screen asks for one with every move of its cursor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from rca.effects import effects, undone_by
from rca.historyrows import CheckRow, DueRow, EventRow, EvidenceRow, ItemHistory
from rca.lines import Entry
from rca.sentences import facts_told, told


def item_history(entries: Iterable[Entry], number: str) -> ItemHistory:
    """What the events of a journal, in their order, tell of the item with this number."""
    found = concerning(entries, number)
    undone = {undone_by(entry.body["change"]) for entry in found}
    stands = [entry for entry in found if entry.id not in undone]
    return ItemHistory(
        events=tuple(_event(entry, number, undone) for entry in found),
        dues=tuple(_dues(found, number)),
        checks=tuple({check.environment: check for check in _checks(stands)}.values()),
        evidence=tuple(row for entry in stands for row in _evidence(entry)),
    )


def concerning(entries: Iterable[Entry], number: str) -> list[Entry]:
    """The events that say something of an item, and those that take one of these back."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if _concerns(entry.body["change"], number, found):
            found[entry.id] = entry
    return list(found.values())


def _concerns(change: dict[str, Any], number: str, known: Collection[str]) -> bool:
    if "item" in change or change["kind"] == "undo":
        return bool(change.get("item") == number or undone_by(change) in known)
    return bool(_facts_of(change, number))


def _facts_of(change: dict[str, Any], number: str) -> list[dict[str, Any]]:
    """The facts of an item that an event restates; it goes without saying whose they are."""
    with suppress(TypeError, AttributeError):
        return [{**fact, "item": ""} for fact in change.get("facts", ()) if fact.get("item", "") == number]
    return []


def _event(entry: Entry, number: str, undone: Collection[str]) -> EventRow:
    by, change = entry.body["by"], entry.body["change"]
    facts = _facts_of(change, number) if change["kind"] == "external" else []
    words = f"{'found' if change.get('baseline') else 'edited by hand'}: {facts_told(facts)}" if facts else ""
    return EventRow(
        id=entry.id,
        at=entry.body["at"],
        by=str(by.get("name", "")),
        email=str(by.get("email", "")),
        by_kind=str(by.get("kind", "")),
        kind=change["kind"],
        words=words or told(change),
        undone=entry.id in undone,
    )


def _dues(found: Iterable[Entry], number: str) -> Iterator[DueRow]:
    """Every due date that the item got, each with the one before; a day in another form is the same."""
    last = ""
    for entry in found:
        for due, previous in _due(entry, number):
            if not _is_same(due, previous or last):
                reason = entry.body["change"].get("reason", "")
                yield DueRow(due, previous or last, reason, entry.body["at"], _by(entry), entry.id)
            last = due


def _is_same(due: str, other: str) -> bool:
    if due == other:
        return True
    from rca.days import read_day

    days = [read_day(text) for text in (due, other)]
    return (
        all(day and day.day and day.has_year for day in days) and len({day and day.day for day in days}) == 1
    )


def _due(entry: Entry, number: str) -> Iterator[tuple[str, str]]:
    """The due date that an event gives the item, and the one that it says was there before."""
    change = entry.body["change"]
    with suppress(KeyError, TypeError, AttributeError):
        before = {fact["name"]: fact.get("before") or "" for fact in _facts_of(change, number)}
        for key, value in effects(change, entry.body["document"]):
            if key == (number, "due"):
                yield value, before.get("due", change.get("previous", ""))


def _checks(stands: Iterable[Entry]) -> Iterator[CheckRow]:
    for entry in stands:
        change = entry.body["change"]
        if change["kind"] == "check-result":
            with suppress(KeyError):
                yield CheckRow(
                    environment=change.get("environment", ""),
                    check=change["check"],
                    day=change["day"],
                    holds=change["holds"],
                    exit_code=change["exit_code"],
                    at=entry.body["at"],
                    by=_by(entry),
                    event=entry.id,
                )


def _by(entry: Entry) -> str:
    return str(entry.body["by"].get("name", ""))


def _evidence(entry: Entry) -> Iterator[EvidenceRow]:
    change = entry.body["change"]
    with suppress(KeyError, TypeError, AttributeError):
        for each in change.get("evidence", ()):
            yield EvidenceRow(
                claim=change["kind"].removeprefix("mark-"),
                environment=change.get("environment", ""),
                kind=each["kind"],
                value=each["value"],
                sha256=each.get("sha256", ""),
                day=change.get("day", ""),
                at=entry.body["at"],
                by=_by(entry),
                event=entry.id,
            )
