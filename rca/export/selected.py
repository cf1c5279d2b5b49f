"""What is exported: incidents with their documents, and action items, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rca.blocks import Outline
from rca.errors import NothingSelected
from rca.export.revisions import Revision, Revisions
from rca.model import Document
from rca.opening import open_page, read_page
from rca.references import Unresolved
from rca.rows import IncidentRow, ItemRow
from rca.text import Source
from rca.workspace import Workspace


class Exported(NamedTuple):
    """An incident with its document, read, and its items as they stand today."""

    incident: IncidentRow
    source: Source
    outline: Outline
    document: Document
    items: list[ItemRow]


class Selected:
    """One incident, or all that a query selects; of items those that the query selects."""

    has_files = True
    """Whether its readers have the documents, so that it helps them to be told where one is."""

    def __init__(self, workspace: Workspace, query: str = "", incident: IncidentRow | None = None) -> None:
        self.workspace = workspace
        self.config = workspace.config
        self.today = workspace.today
        self.query = query
        self.incident = incident
        self._revisions = Revisions(workspace.root)

    @property
    def environments(self) -> list[str]:
        """Where its items have to be executed, in order."""
        if self.incident:
            return list(dict.fromkeys(name for item in self.items() for name, _, _ in item.executions))
        return self.workspace.stream.environments(self.query)

    def incidents(self) -> Iterator[IncidentRow]:
        """The incidents, the newest first."""
        return iter((self.incident,)) if self.incident else self.workspace.stream.incidents(self.query)

    def items(self) -> Iterator[ItemRow]:
        """The action items: of one incident in its order, else by due day."""
        if self.incident:
            return iter(self.workspace.items_of(self.incident.path))
        return self.workspace.stream.items(self.query)

    def revision(self, item: ItemRow) -> Revision:
        """How often the incident of an item was changed, and when it was last."""
        return self._revisions.of(item.path, item.incident)

    def documents(self) -> Iterator[Exported]:
        """The incidents with their documents and all their items; raises UnreadableFile."""
        for incident in self.incidents():
            opened = open_page(self.config.root, incident)
            document = read_page(self.config, opened)
            items = self.workspace.items_of(incident.path)
            yield Exported(incident, opened.source, opened.outline, document, items)


def select(workspace: Workspace, words: str) -> Selected:
    """What words mean: the one incident that they name, else a query; raises NothingSelected."""
    found = _named(workspace, words)
    selected = Selected(workspace, "" if found else words, found)
    if next(selected.incidents(), None) is None:
        raise NothingSelected(words)
    return selected


def _named(workspace: Workspace, words: str) -> IncidentRow | None:
    if not words or len(words.split()) > 1:
        return None
    try:
        return workspace.resolve_incident(words)
    except Unresolved:  # a word of a query, or one of several ids
        return None
