"""How often an incident was changed, and when last: by its journal, so that every clone says the same."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from rca.journal import journal_of, read

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Revision(NamedTuple):
    """The state of an incident."""

    number: int
    """How many events its journal has."""
    at: datetime
    """When the last one happened."""


class Revisions:
    """The revisions of the incidents of a workspace; each journal is read once."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._known: dict[str, Revision] = {}

    def of(self, path: str, incident: str) -> Revision:
        """The revision of the incident of a document."""
        if path not in self._known:
            times = [event.at for event in read(journal_of(self._root, path, incident))]
            self._known[path] = Revision(len(times), max(times, default=_NEVER))
        return self._known[path]
