"""What one reads of a workspace: incidents by position, their documents as pages, what is wrong with them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from rca import listing
from rca.asking import Ask
from rca.config import Config
from rca.errors import UnreadableFile
from rca.opening import Page, open_page, read_page
from rca.rows import DiagnosticRow, IncidentRow, ItemRow
from rca.selection import Selection, select
from rca.store import Index

if TYPE_CHECKING:
    from rca.checkup import Checkup
    from rca.model import Document

UNREADABLE = "unreadable"
"""Stands for a rule where a file cannot be read."""


class Incidents:
    """The incidents of a query in its order, counted; a row is fetched when it is seen."""

    def __init__(self, query: str, keys: array[int]) -> None:
        self.query = query
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def keys(self, start: int, stop: int) -> Sequence[int]:
        """The keys of the incidents from one position to another."""
        return self._keys[max(start, 0) : stop]

    def position(self, key: int) -> int | None:
        """Where an incident stands; None where it is not among them."""
        with suppress(ValueError):
            return self._keys.index(key)
        return None


class Contents(NamedTuple):
    """What is read out of a page, and what the index knows of it."""

    document: Document
    items: list[ItemRow]
    diagnostics: tuple[DiagnosticRow, ...]
    """What `rca check` says."""


class Reading:
    """Answers about incidents and their documents, as of a day."""

    def __init__(self, config: Config, today: date, ask: Ask) -> None:
        self.config = config
        self.today = today
        self._ask = ask

    # Incidents by position.

    def incidents(self, query: str = "") -> Incidents:
        """All incidents that a query selects; raises QuerySyntaxError."""
        selection = select(query, "incidents", self.today, self.config.severities)
        return Incidents(query, self._ask(lambda index: _keys(index, selection)))

    def rows(self, incidents: Incidents, start: int, stop: int) -> list[IncidentRow | None]:
        """The incidents from one position to another as they are now; None for one that is gone."""
        keys = incidents.keys(start, stop)
        everything = select("", "incidents", self.today)
        return self._ask(lambda index: listing.incidents_at(index, keys, everything.values))

    def position(self, incidents: Incidents, path: str) -> int | None:
        """Where the incident of a file stands; None where it is not among them."""
        key = self._ask(lambda index: index.value("SELECT id FROM documents WHERE path = ?", (path,)))
        return None if key is None else incidents.position(key)

    # Documents.

    def page(self, incident: IncidentRow) -> Page:
        """An incident's document as its file is now; raises UnreadableFile."""
        return open_page(self.config.root, incident)

    def contents(self, page: Page) -> Contents:
        """What a page tells, how its items stand, and what is wrong with it."""
        document, path = read_page(self.config, page), page.incident.path
        items = self._ask(lambda index: self._items(index, path))
        found = self._ask(lambda index: self.checkup.of_source(index, path, page.source, document))
        return Contents(document, items, found)

    def _items(self, index: Index, path: str) -> list[ItemRow]:
        values = select("", "items", self.today).values
        selection = Selection("d.path = :path", "i.item", {**values, "path": path})
        return listing.items(index, selection, self.today)

    # What is wrong.

    @cached_property
    def checkup(self) -> Checkup:
        """The rules of the configuration, and what they found so far."""
        from rca.checkup import Checkup

        return Checkup(self.config, self.today)

    def to_check(self, query: str = "") -> list[str]:
        """The paths of the documents that a query selects; raises QuerySyntaxError."""
        selection = select(query, "incidents", self.today, self.config.severities)
        sql = f"SELECT d.path FROM documents AS d WHERE {selection.where} ORDER BY d.path"
        return [path for (path,) in self._ask(lambda index: index.rows(sql, selection.values))]

    def check(self, paths: Sequence[str], seconds: float) -> dict[str, tuple[DiagnosticRow, ...]]:
        """What is wrong with documents as they are now; of so many of the first as there is time for."""
        until = monotonic() + seconds
        found: dict[str, tuple[DiagnosticRow, ...]] = {}
        for path in paths:
            found[path] = self._checked(path)
            if monotonic() >= until:
                break
        return found

    def _checked(self, path: str) -> tuple[DiagnosticRow, ...]:
        try:
            return self._ask(lambda index: self.checkup.of_file(index, path))
        except UnreadableFile as error:
            return (DiagnosticRow(path, 1, 1, UNREADABLE, "error", str(error)),)

    def check_config(self) -> tuple[DiagnosticRow, ...]:
        """What is wrong with the configuration."""
        from rca.checkup import of_config

        return tuple(of_config(self.config.root))


def _keys(index: Index, selection: Selection) -> array[int]:
    sql = f"SELECT d.id AS key FROM documents AS d WHERE {selection.where} ORDER BY {selection.order}"
    # One text of all keys: SQLite works alone then, and other threads are not asked to wait row by row.
    joined = index.value(f"SELECT group_concat(key) FROM ({sql})", selection.values)
    return array("q", map(int, joined.split(",")) if joined else ())
