"""What the events of one journal add up to: its heads, and who said what last of each fact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple

from rca.facts import FactKey, effects
from rca.lines import Entry

Clock = dict[int, int]
"""How far each chain of events had come."""


class Ancestry:
    """Which event came before which: events in chains, and how far the other chains were known to each."""

    def __init__(self, chain: Iterable[str] = ()) -> None:
        """Start with events of which each builds on the one before."""
        self._places = {event: (0, position) for position, event in enumerate(chain)}
        self._lengths = [len(self._places)] if self._places else []
        self._joins: list[list[tuple[int, Clock]]] = [[] for _ in self._lengths]

    def __contains__(self, event: object) -> bool:
        return event in self._places

    def add(self, event: str, parents: Iterable[str]) -> None:
        """Put an event behind its parents; those that are not here do not count."""
        places = [self._places[parent] for parent in parents if parent in self._places]
        chain = next((c for c, position in places if position == self._lengths[c] - 1), None)
        if chain is None:
            chain = len(self._lengths)
            self._lengths.append(0)
            self._joins.append([])
        position = self._lengths[chain]
        if len(places) > 1 or (places and not position):
            self._joins[chain].append((position, self._joined(places)))
        self._places[event] = (chain, position)
        self._lengths[chain] += 1

    def _joined(self, places: Iterable[tuple[int, int]]) -> Clock:
        clock: Clock = {}
        for place in places:
            for chain, position in self._clock(place).items():
                clock[chain] = max(position, clock.get(chain, -1))
        return clock

    def _clock(self, place: tuple[int, int]) -> Clock:
        chain, position = place
        joins = self._joins[chain]
        index = bisect_right(joins, position, key=lambda join: join[0])
        return {**(joins[index - 1][1] if index else {}), chain: position}

    def is_before(self, event: str, later: str) -> bool:
        """Whether an event is the other, or one of those it builds on."""
        chain, position = self._places[event]
        return position <= self._clock(self._places[later]).get(chain, -1)


class Saying(NamedTuple):
    """What an event says of a fact."""

    event: str
    value: str
    by: str
    at: str

    def __str__(self) -> str:
        return f"“{self.value or 'no'}” by {self.by} at {self.at} ({self.event[:12]})"


class History:
    """The events of a journal, added in the order of its lines.

    As long as each builds on the one before, no id but the last is kept; `branch` begins to remember them.
    """

    def __init__(self) -> None:
        self.ancestry: Ancestry | None = None
        self.count = 0
        self.heads: dict[str, dict[str, Any]] = {}
        """Ids that no event names as a parent, with the document's digests."""
        self.sayings: dict[FactKey, tuple[Saying, ...]] = {}
        """What was said last of each fact; several where of the events none builds on the others."""
        self._named: set[str] = set()
        """Parents that were no heads when a child named them: known before, or still to come."""

    def follows(self, entry: Entry) -> bool:
        """Whether an entry builds on everything before it."""
        return len(self.heads) < 2 and entry.parents == tuple(self.heads)

    def branch(self, ids: Iterable[str]) -> None:
        """Remember which event builds on which from now on; takes the ids of the events so far, in order."""
        self.ancestry = Ancestry(ids)

    def add(self, entry: Entry) -> None:
        """Take an event in; raises KeyError or TypeError for a change without the parts of its kind."""
        builds_on_all = self.ancestry is None or self.follows(entry)
        self.count += 1
        self._join(entry)
        by = entry.body["by"]
        for key, value in effects(entry.body["change"], entry.body["document"]):
            saying = Saying(entry.id, value, f"{by['name']} ({by.get('kind')})", entry.body["at"])
            beside = () if builds_on_all else self._beside(key, entry.id)
            self.sayings[key] = (*beside, saying)

    def _join(self, entry: Entry) -> None:
        for parent in entry.parents:
            if self.heads.pop(parent, None) is None:
                self._named.add(parent)
        if entry.id not in self._named:
            self.heads[entry.id] = entry.body["document"]
        if self.ancestry is not None:
            self.ancestry.add(entry.id, entry.parents)

    def _beside(self, key: FactKey, event: str) -> list[Saying]:
        """What was said of a fact by events that this one does not build on."""
        before = self.ancestry.is_before if self.ancestry else lambda *_: True
        return [said for said in self.sayings.get(key, ()) if not before(said.event, event)]
