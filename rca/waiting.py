"""Events that stand in a file before what they build on: held back until their parents have come.

The order of lines is that of appending; a merge of merges may break it, and so may somebody's hand.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from rca.lines import Entry

_MOST = 1000
"""How many events wait at once: behind a parent that is gone, a whole journal would."""


class _Guest(NamedTuple):
    """An event, and where it stands."""

    line: int
    entry: Entry
    missing: set[str]


class WaitingRoom:
    """Puts events behind their parents, as they come."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._held: dict[str, _Guest] = {}
        self._children: dict[str, list[tuple[str, int]]] = {}
        """Parents that are not known, with the events that named them and their lines."""
        self.early: dict[str, tuple[int, int]] = {}
        """Events that stand before a parent, with the lines of both."""

    def arrive(self, line: int, entry: Entry) -> Iterator[Entry]:
        """Let an event in; yields those that have all their parents now. The caller makes them known."""
        guest = _Guest(line, entry, {parent for parent in entry.parents if parent not in self._known})
        if guest.missing:
            yield from self._hold(guest)
            return
        freed = [guest]
        while freed:
            next_one = freed.pop()
            yield next_one.entry
            freed += self._free(next_one)

    def _hold(self, guest: _Guest) -> Iterator[Entry]:
        if guest.entry.id in self._held:
            return
        self._held[guest.entry.id] = guest
        for parent in guest.missing:
            self._children.setdefault(parent, []).append((guest.entry.id, guest.line))
        if len(self._held) > _MOST:
            yield from self.leave()

    def _free(self, parent: _Guest) -> list[_Guest]:
        """Those that waited for this parent alone."""
        freed = []
        for child, line in self._children.pop(parent.entry.id, ()):
            if line < parent.line:
                self.early[child] = (line, parent.line)
            if child in self._held:
                self._held[child].missing.discard(parent.entry.id)
                if not self._held[child].missing:
                    freed.append(self._held.pop(child))
        return freed

    def leave(self) -> Iterator[Entry]:
        """Let everybody out who waits, in the order of their lines."""
        held, self._held = self._held, {}
        yield from (guest.entry for guest in held.values())

    def gone(self) -> Iterator[tuple[str, int]]:
        """Parents that never came, with the first line that names them."""
        for parent, children in self._children.items():
            if parent not in self._known:
                yield parent, children[0][1]
