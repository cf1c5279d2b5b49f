"""What documents say to each other: shared ids, circles, a fix promised twice, causes that came back.

Asked of the index as a whole, since a document alone cannot tell; `rca.checks.across` makes
diagnostics of it.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from rca.checks.rule import Elsewhere
from rca.effects import EXECUTED
from rca.history import History
from rca.journal import JournalError, file_name, journal_files, journal_of, read_entries
from rca.similar import words_of
from rca.store import Index, Row

ALIKE = 0.8
"""From which part of shared words on (Jaccard) two items promise the same."""
TELLING = 3
"""Items of fewer words are too short to be compared."""

_SHARED = """
SELECT d.path, d.incident, o.path FROM documents AS d
JOIN documents AS o ON o.incident = d.incident AND o.path != d.path ORDER BY d.path, o.path
"""
_WAITS = """
SELECT d.path, d.incident, i.number, COALESCE(w.incident, d.incident), w.number
FROM dependencies AS w JOIN items AS i ON i.document = w.document AND i.item = w.item
JOIN documents AS d ON d.id = w.document
"""
_PROMISED = """
SELECT d.path, d.incident, i.number, i.text FROM items AS i
JOIN documents AS d ON d.id = i.document WHERE i.state IN ('open', 'written', 'part-executed')
ORDER BY COALESCE(d.date, ''), d.path, i.item
"""
_CAME_BACK = """
SELECT later.path, earlier.incident, i.number, i.text, f.value FROM labels AS f
JOIN labels AS g ON g.kind = 'factor' AND g.value = f.value COLLATE NOCASE AND g.document != f.document
JOIN documents AS later ON later.id = f.document
JOIN documents AS earlier ON earlier.id = g.document AND earlier.date < later.date
JOIN items AS i ON i.document = earlier.id AND i.state IN ('open', 'written', 'part-executed')
WHERE f.kind = 'factor' ORDER BY later.path, earlier.date, i.item
"""
_NUMBERS = """
SELECT d.path, d.incident, group_concat(i.number, char(10)) FROM documents AS d
LEFT JOIN items AS i ON i.document = d.id GROUP BY d.id
"""

Found = Iterator[tuple[str, Elsewhere]]


class Promises:
    """Fixes that are promised twice: to compare all items takes longest, and few changes are about them."""

    def __init__(self, items: str = "", found: Sequence[tuple[str, tuple[Any, ...]]] = ()) -> None:
        self._items = items
        self._found = found

    def kept(self) -> tuple[str, tuple[tuple[str, tuple[Any, ...]], ...]]:
        """What another one can be made of."""
        return self._items, tuple((path, tuple(said)) for path, said in self._found)

    def twice(self, index: Index) -> Found:
        """What the later of two documents is told, compared again where the items are not as they were."""
        rows = index.rows(_PROMISED)
        items = hashlib.sha256(marshal.dumps(rows, 2)).hexdigest()
        if items != self._items:
            self._items, self._found = items, list(_promised_twice(rows))
        return ((path, Elsewhere(*said)) for path, said in self._found)


def across(index: Index, root: str, promises: Promises | None = None) -> dict[str, tuple[Elsewhere, ...]]:
    """What is to be said of each document (by path) because of others, or of its own history."""
    found: defaultdict[str, list[Elsewhere]] = defaultdict(list)
    for path, said in (
        *_shared_ids(index),
        *_circles(index),
        *(promises or Promises()).twice(index),
        *_came_back(index),
        *_vanished(index, root),
    ):
        found[path].append(said)
    return {path: tuple(dict.fromkeys(said)) for path, said in found.items()}


def _shared_ids(index: Index) -> Found:
    for path, incident, other in index.rows(_SHARED):
        yield path, Elsewhere("DOC30", "", f"{other} has the id {incident}, too; give one of them another id")


class _Item(NamedTuple):
    path: str
    incident: str
    number: str

    @property
    def ref(self) -> str:
        return f"{self.incident}/{self.number}"


def _circles(index: Index) -> Found:
    """Items that wait for each other over several documents; circles inside of one are its own rule's."""
    waits: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    crossing: list[tuple[_Item, tuple[str, str]]] = []
    for path, incident, number, wanted_incident, wanted in index.rows(_WAITS):
        waits[incident, number].append((wanted_incident, wanted))
        if wanted_incident != incident:
            crossing.append((_Item(path, incident, number), (wanted_incident, wanted)))
    for item, wanted in crossing:
        if way := _way(wanted, (item.incident, item.number), waits):
            circle = " → ".join((item.ref, *(f"{incident}/{number}" for incident, number in way)))
            message = f"items {circle} wait for each other in a circle; take one of these dependencies away"
            yield item.path, Elsewhere("AI29", item.number, message, "error")


def _way(
    start: tuple[str, str], goal: tuple[str, str], waits: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
) -> tuple[tuple[str, str], ...]:
    """The items from start to goal along dependencies; empty if none leads there."""
    ways: list[tuple[tuple[str, str], ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        new = [each for each in dict.fromkeys(waits.get(way[-1], ())) if each not in seen]
        seen.update(new)
        ways += [(*way, each) for each in new]
    return ()


def _promised_twice(rows: Sequence[Row]) -> Found:
    """Open items of two documents in (nearly) the same words: the later one is told."""
    items = [(_Item(path, incident, number), text) for path, incident, number, text in rows]
    words = [frozenset(words_of(text)) for _, text in items]
    times = Counter(word for each in words for word in each)
    holders: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for place, own in enumerate(words):
        size = len(own)
        if size < TELLING:
            continue
        # Who shares most words shares one of the rarest, and has about as many.
        rare = sorted(own, key=lambda word: (times[word], word))[: size - ceil(ALIKE * size) + 1]
        sizes = range(ceil(ALIKE * size), int(size / ALIKE) + 1)
        near = {other for word in rare for many in sizes for other in holders.get((word, many), ())}
        for other in sorted(near):
            if items[other][0].path != items[place][0].path and _alike(own, words[other]):
                first, text = items[other]
                message = f'{first.ref} promises the same ("{_short(text)}"); keep one, and refer to it'
                yield items[place][0].path, Elsewhere("AI35", items[place][0].number, message)
                break
        for word in rare:
            holders[word, size].append(place)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


_SHORT = 60


def _came_back(index: Index) -> Found:
    """Incidents with a factor of an earlier one whose items are still open."""
    for path, earlier, number, text, factor in index.rows(_CAME_BACK):
        message = (
            f'"{_short(factor)}" was a factor of {earlier} already, where {earlier}/{number} '
            f'("{_short(text)}") is still open; carry it out'
        )
        yield path, Elsewhere("DOC23", "", message)


def _vanished(index: Index, root: str) -> Found:
    """Items that a history tells of, that nobody carried out or dropped, and that are in no row any more."""
    journals: dict[str, set[str]] = {}
    for path, incident, numbers in index.rows(_NUMBERS):
        folder = os.path.dirname(path)
        if folder not in journals:
            journals[folder] = {each.name for each in journal_files(Path(root, folder))}
        if file_name(incident) not in journals[folder]:
            continue
        there = set((numbers or "").split("\n"))
        for number in _told_of(root, path, incident):
            if number not in there:
                message = (
                    f"action item {number}, of which the history tells, is gone while it was open; "
                    f"bring it back, and drop it with a reason (rca log {incident} shows it)"
                )
                yield path, Elsewhere("AI32", "", message)


def _told_of(root: str, path: str, incident: str) -> list[str]:
    """The items of a journal that were neither dropped nor executed, by its last words on them."""
    history = History()
    try:
        for entry in read_entries(Path(journal_of(root, path, incident))):
            history.add(entry, tells=entry.body["incident"] == incident)
    except (JournalError, KeyError, TypeError, AttributeError):
        return []  # `rca journal verify` tells what is wrong with it
    closed = {
        item
        for (item, name), sayings in history.sayings.items()
        if sayings[-1].value in _CLOSING and (name == "dropped" or name.startswith(EXECUTED))
    }
    return sorted({item for item, _ in history.sayings if item} - closed)


_CLOSING = frozenset(("yes", "done", "verified"))
