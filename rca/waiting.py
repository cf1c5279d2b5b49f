"""Events that stand in a file before what they build on: held back until their parents have come.

The order of lines is that of appending; a merge of merges may break it, and so may somebody's hand.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from rca.lines import Entry

_MOST = 1000
"""How many events wait at once: behind a parent that is gone, a whole journal would."""


class WaitingRoom:
    """Puts events behind their parents, as they come."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._held: dict[str, tuple[Entry, set[str]]] = {}
        self._children: dict[str, list[tuple[str, int]]] = {}
        """Parents that have not come, with the events that named them and their lines."""
        self.early: dict[str, tuple[int, int]] = {}
        """Events that stood before a parent, with the lines of both."""

    def arrive(self, number: int, entry: Entry) -> Iterator[Entry]:
        """Let an event in; yields those that have all their parents now. The caller makes them known."""
        missing = {parent for parent in entry.parents if parent not in self._known}
        if missing:
            yield from self._hold(number, entry, missing)
            return
        freed = [entry]
        while freed:
            next_one = freed.pop()
            yield next_one
            freed += self._free(number, next_one.id)

    def _hold(self, number: int, entry: Entry, missing: set[str]) -> Iterator[Entry]:
        if entry.id in self._held:
            return
        self._held[entry.id] = (entry, missing)
        for parent in missing:
            self._children.setdefault(parent, []).append((entry.id, number))
        if len(self._held) > _MOST:
            yield from self.leave()

    def _free(self, number: int, parent: str) -> list[Entry]:
        """The events that waited for this parent alone."""
        freed = []
        for child, line in self._children.pop(parent, ()):
            self.early[child] = (line, number)
            entry, missing = self._held.get(child, (None, set[str]()))
            missing.discard(parent)
            if entry and not missing:
                del self._held[child]
                freed.append(entry)
        return freed

    def leave(self) -> Iterator[Entry]:
        """Let everybody out who waits, in the order of their lines."""
        held, self._held = self._held, {}
        yield from (entry for entry, _ in held.values())

    def gone(self) -> Iterator[tuple[str, int]]:
        """Parents that never came, with the first line that names them."""
        for parent, children in self._children.items():
            if parent not in self._known:
                yield parent, children[0][1]
