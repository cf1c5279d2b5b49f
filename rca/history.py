"""What the events of one journal add up to: its heads, and who said what last of each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rca.ancestry import Ancestry
from rca.effects import EXECUTED, FactKey, effects
from rca.lines import Entry

_MOST_SIDES = 16
"""How many sides of one fact are kept: enough to report, few enough for a journal that is all branches."""


class Saying(NamedTuple):
    """What an event says of a fact."""

    event: str
    value: str
    by: str
    at: str
    found: bool = False
    """Whether the event only tells what stood there when its journal began."""

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

    def branch(self, ids: Iterable[str]) -> Ancestry:
        """Remember which event builds on which from now on; takes the ids of the events so far, in order."""
        self.ancestry = Ancestry(ids)
        return self.ancestry

    def knows(self, event: str) -> bool:
        """Whether an event is among those that are remembered."""
        return self.ancestry is not None and event in self.ancestry

    def add(self, entry: Entry, *, tells: bool = True) -> None:
        """Take an event in; raises KeyError or TypeError for a change without the parts of its kind.

        One that does not belong here has its place, and `tells` nothing.
        """
        builds_on_all = self.ancestry is None or self.follows(entry)
        self.count += 1
        self._join(entry)
        by = entry.body["by"]
        for key, value in effects(entry.body["change"], entry.body["document"]) if tells else ():
            found = bool(entry.body["change"].get("baseline"))
            saying = Saying(entry.id, value, f"{by['name']} ({by.get('kind')})", entry.body["at"], found)
            beside = () if builds_on_all else self._beside(key, entry.id)
            self.sayings[key] = (*beside, saying)[-_MOST_SIDES:]

    def _join(self, entry: Entry) -> None:
        joins_all = len(self.heads) > 1 and self.heads.keys() <= set(entry.parents)
        for parent in entry.parents:
            if self.heads.pop(parent, None) is None:
                self._named.add(parent)
        if entry.id not in self._named:
            self.heads[entry.id] = entry.body["document"]
        if self.ancestry is not None:
            self.ancestry.add(entry.id, entry.parents, joins_all)

    def _beside(self, key: FactKey, event: str) -> list[Saying]:
        """What was said of a fact by events that this one does not build on."""
        before = self.ancestry.is_before if self.ancestry else lambda *_: True
        return [said for said in self.sayings.get(key, ()) if not before(said.event, event)]

    def conflicts(self) -> Iterator[tuple[FactKey, tuple[Saying, ...]]]:
        """Facts of which different things were said by events that did not know of each other."""
        if self.ancestry is None:
            return
        for key, sayings in self.sayings.items():
            # Two clones may each begin the journal; what one found contradicts nobody who did something.
            sides = tuple(saying for saying in sayings if not saying.found) or sayings
            if len({saying.value for saying in sides}) > 1:
                yield key, sides
            elif key[1] == "dropped" and sayings[-1].value:
                yield from self._done_all_the_same(key[0], sayings[-1], self.ancestry)

    def _done_all_the_same(
        self, item: str, dropped: Saying, ancestry: Ancestry
    ) -> Iterator[tuple[FactKey, tuple[Saying, ...]]]:
        """What was done for an item while somebody else dropped it."""
        for (of, name), sayings in self.sayings.items():
            said = sayings[-1]
            if of == item and name.startswith(EXECUTED) and said.value:
                apart = not ancestry.is_before(said.event, dropped.event)
                if apart and not ancestry.is_before(dropped.event, said.event):
                    yield (item, name), (said, dropped._replace(value="dropped"))


def pending(entries: Iterable[Entry], sha256: str) -> list[Entry]:
    """The newest events, appended together, that have not reached a document with this digest; else none.

    An edit by hand is never among them: where it is gone again, somebody took it back by hand.
    """
    together: list[Entry] = []
    for entry in entries:
        if together and not _continues(entry, together[-1]):
            together.clear()
        together.append(entry)
    befores = [entry.body["document"].get("before") for entry in together]
    moved = bool(together) and together[-1].body["document"]["after"] != sha256
    found = together[befores.index(sha256) :] if moved and sha256 in befores else []
    return [] if any(map(_is_edit_by_hand, found)) else found


def _is_edit_by_hand(entry: Entry) -> bool:
    digests = entry.body["document"]
    return bool(entry.body["change"]["kind"] == "external" and digests.get("before") != digests["after"])


def _continues(entry: Entry, last: Entry) -> bool:
    """Whether an event was appended together with the one before, as the next step of one change."""
    link = (last.body["at"], last.body["by"], last.body["document"]["after"])
    return link == (entry.body["at"], entry.body["by"], entry.body["document"].get("before"))
