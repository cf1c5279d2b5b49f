"""Incidents and items one by one, as exporters take them: memory does not grow with how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rca import listing
from rca.asking import Ask, Select
from rca.rows import IncidentRow, ItemRow
from rca.store import Index


class Stream:
    """What queries select, as of a day."""

    def __init__(self, ask: Ask, select: Select, today: date) -> None:
        self._ask = ask
        self._select = select
        self._today = today

    def incidents(self, query: str = "") -> Iterator[IncidentRow]:
        """Incidents that a query selects, the newest first; raises QuerySyntaxError."""
        return listing.each_incident(self._ask(_itself), self._select(query, "incidents"))

    def items(self, query: str = "") -> Iterator[ItemRow]:
        """Items that a query selects, by due day; raises QuerySyntaxError."""
        return listing.each_item(self._ask(_itself), self._select(query, "items"), self._today)

    def environments(self, query: str = "") -> list[str]:
        """The environments that these items are meant for, in the order in which they are met."""
        selection = self._select(query, "items")
        joined = "items AS i JOIN documents AS d ON d.id = i.document"
        where = f"(SELECT i.document, i.item FROM {joined} WHERE {selection.where})"
        sql = (
            "SELECT environment FROM executions WHERE (document, item) IN "
            f"{where} GROUP BY environment ORDER BY min(position), environment"
        )
        return [name for (name,) in self._ask(lambda index: index.rows(sql, selection.values))]

    def keys(self, query: str = "") -> list[tuple[int, int]]:
        """What tells items apart that a query selects, in the order of `items`; raises QuerySyntaxError."""
        selection = self._select(query, "items")
        joined = "items AS i JOIN documents AS d ON d.id = i.document"
        sql = f"SELECT i.document, i.item FROM {joined} WHERE {selection.where} ORDER BY {selection.order}"
        return self._ask(lambda index: index.rows(sql, selection.values))

    def is_document(self, path: str) -> bool:
        """Whether a path, relative to the root, is that of a document."""
        return (
            self._ask(lambda index: index.value("SELECT 1 FROM documents WHERE path = ?", (path,)))
            is not None
        )

    def digests(self) -> dict[str, str]:
        """The SHA-256 of every document as it was read, by its path."""
        return dict(self._ask(lambda index: index.rows("SELECT path, sha256 FROM documents ORDER BY path")))

    def labels(self, kind: str) -> dict[str, list[str]]:
        """What documents name of a kind (`service`, `tag`, …), by their path."""
        joined = "labels AS l JOIN documents AS d ON d.id = l.document"
        sql = f"SELECT d.path, l.value FROM {joined} WHERE l.kind = ? ORDER BY d.path, l.position"
        found: dict[str, list[str]] = {}
        for path, value in self._ask(lambda index: index.rows(sql, (kind,))):
            found.setdefault(path, []).append(value)
        return found

    def classifications(self) -> dict[str, str]:
        """The classification of every document that states one, by its path."""
        sql = "SELECT path, classification FROM documents WHERE classification IS NOT NULL ORDER BY path"
        return dict(self._ask(lambda index: index.rows(sql)))


def _itself(index: Index) -> Index:
    return index
