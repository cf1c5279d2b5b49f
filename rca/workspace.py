"""The façade that every front end calls: a folder of documents with its index.

It computes nothing itself, and does not sync by itself: a command that reads calls `sync` first, unless it
was told not to.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Self

from rca import listing, paging
from rca.conditions import PENDING
from rca.config import Config, find_root, today
from rca.paging import Arrangement, Line, View
from rca.references import AmbiguousReference, UnknownIncident, UnknownItem, find_incident, find_items
from rca.rows import (
    DiagnosticRow,
    Hit,
    IncidentRow,
    ItemHistory,
    ItemRow,
    Overview,
    SimilarRow,
    SkippedRow,
    UnreadableRow,
)
from rca.selection import Selection, Subject, select
from rca.stats import Progress, SyncStats
from rca.store import SKIPPED, Index, existing_place
from rca.upkeep import Upkeep

if TYPE_CHECKING:
    from pathlib import Path

    from rca.insights import Insights
    from rca.lookout import Lookout
    from rca.model import Document
    from rca.reading import Reading
    from rca.suggestions import Suggestion
    from rca.text import Source


class Workspace:
    """A folder of documents, and what its index answers."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)
        self.today: date = today()
        self._upkeep = Upkeep(self.root)
        self._ask = self._upkeep.ask

    @classmethod
    def find(cls, start: str | os.PathLike[str] | None = None) -> Workspace:
        """The workspace that a folder belongs to; raises WorkspaceNotFound."""
        return cls(find_root(os.fspath(start) if start else None))

    def close(self) -> None:
        """Close the index."""
        self._upkeep.close()

    def interrupt(self) -> None:
        """End the question that another thread asks here, which gets sqlite3.OperationalError."""
        self._upkeep.interrupt()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The index and the configuration.

    @property
    def index_path(self) -> str:
        """Where the index is; its folder is made if need be."""
        return self._upkeep.path

    @property
    def index(self) -> Index:
        """The open index, made if there is none; raises IndexProblem, also where it is damaged."""
        return self._upkeep.index

    @property
    def notes(self) -> list[str]:
        """What happened to the index itself, as sentences for stderr."""
        return self._upkeep.notes

    @property
    def config(self) -> Config:
        """The configuration; raises ConfigError."""
        return self._upkeep.config

    def sync(self, progress: Progress | None = None) -> SyncStats:
        """Bring the index up to date; where another process is at it, answers stay as they were."""
        return self._upkeep.sync(progress)

    def was_read(self) -> bool:
        """Whether the index has answers, be they old ones."""
        return self._upkeep.was_read()

    def look_out(self) -> Lookout | None:
        """Begin to look whether the index is current, beside what is asked; None where `sync` has to tell."""
        return self._upkeep.look_out()

    def behind(self) -> int:
        """How many files a sync would look into; 0 where the index is current."""
        return self._upkeep.behind()

    def sync_paths(self, paths: Iterable[str]) -> SyncStats:
        """Read a few files again (paths relative to the root), without looking at others."""
        return self._upkeep.sync_paths(list(paths))

    # Questions.

    def _select(self, query: str, subject: Subject) -> Selection:
        return select(query, subject, self.today, self.config.severities)

    def incidents(self, query: str = "", limit: int = -1, offset: int = 0) -> list[IncidentRow]:
        """Incidents that a query selects, the newest first; raises QuerySyntaxError."""
        selection = self._select(query, "incidents")
        return self._ask(lambda index: listing.incidents(index, selection, limit, offset))

    def items(self, query: str = "", limit: int = -1, offset: int = 0) -> list[ItemRow]:
        """Items that a query selects, by due day; raises QuerySyntaxError."""
        selection = self._select(query, "items")
        return self._ask(lambda index: listing.items(index, selection, self.today, limit, offset))

    def view(self, arrangement: Arrangement) -> View:
        """All items of an arrangement by position, for `lines`; raises QuerySyntaxError."""
        selection = self._select(arrangement.sorted_query, "items")
        return self._ask(lambda index: paging.view(index, selection, arrangement))

    def beginning(self, arrangement: Arrangement, limit: int) -> View:
        """The first items of an arrangement without groups, quickly; raises QuerySyntaxError."""
        selection = self._select(arrangement.sorted_query, "items")
        return self._ask(lambda index: paging.beginning(index, selection, arrangement, limit))

    def lines(self, view: View, start: int, stop: int) -> list[Line]:
        """Headings and items of a view from one position to another, as they are now."""
        values = self._select("", "items").values
        return self._ask(lambda index: paging.lines(index, view, start, stop, self.today, values))

    def positions(self, view: View, ref: str) -> list[int]:
        """The lines of a view on which an item stands; none where it does not, or is gone."""
        try:
            document, positions = self._ask(lambda index: find_items(index, ref))
        except (UnknownIncident, UnknownItem, AmbiguousReference):
            return []
        found = (place for item in positions for place in view.positions(document, item))
        return sorted(map(view.line_of, found))

    def counts(self, queries: Mapping[str, str]) -> dict[str, int]:
        """How many items each of several queries selects, by its name; raises QuerySyntaxError."""
        selections = [
            select(query, "items", self.today, self.config.severities, f"q{at}_")
            for at, query in enumerate(queries.values())
        ]
        counted = self._ask(lambda index: listing.counts(index, selections))
        return dict(zip(queries, counted, strict=True))

    def count_items(self, query: str = "") -> int:
        """How many items a query selects."""
        selection = self._select(query, "items")
        return self._ask(lambda index: listing.count_items(index, selection))

    def due(self, query: str = "", within: int = 7) -> list[ItemRow]:
        """Items that are overdue or due within some days, by due day."""
        selection = self._select(query, "items")
        until = (self.today + timedelta(days=within)).isoformat()
        where = f"{PENDING} AND i.due <= :until AND ({selection.where})"
        wanted = selection._replace(where=where, values={**selection.values, "until": until})
        return self._ask(lambda index: listing.items(index, wanted, self.today))

    def items_of(self, ref: str) -> list[ItemRow]:
        """All items of an incident, in the order of the document."""
        key = self._ask(lambda index: find_incident(index, ref))
        return self._items("i.document = :key", {"key": key})

    def overview(self, query: str = "") -> Overview:
        """Counts over the items that a query selects, and over the whole workspace."""
        selection = self._select(query, "items")
        return self._ask(lambda index: listing.overview(index, selection))

    def insights(self, query: str = "") -> Insights:
        """Numbers over the items and the incidents that a query selects."""
        from rca.insights import insights

        items, incidents = self._select(query, "items"), self._select(query, "incidents")
        return self._ask(lambda index: insights(index, items, incidents, self.today))

    def ids(self) -> tuple[str, ...]:
        """The ids of all incidents, as often as documents have them; the newest first."""
        rows = self._ask(lambda index: index.rows("SELECT incident FROM documents ORDER BY id DESC"))
        return tuple(incident for (incident,) in rows)

    def id_lines(self) -> str:
        """The ids of all incidents, one a line, quicker than `ids`."""
        sql = "SELECT group_concat(incident, char(10)) FROM documents"
        return str(self._ask(lambda index: index.value(sql)) or "")

    def resolve_incident(self, ref: str) -> IncidentRow:
        """The incident with an id, a path, or a part of an id; raises UnknownIncident, AmbiguousReference."""
        key = self._ask(lambda index: find_incident(index, ref))
        selection = self._select("", "incidents")._replace(where=f"d.id = {key}")
        return self._ask(lambda index: listing.incidents(index, selection))[0]

    def resolve_items(self, ref: str) -> list[ItemRow]:
        """The items named `<incident>/<number>`: more than one where a document uses a number twice."""
        key, positions = self._ask(lambda index: find_items(index, ref))
        return self._items(
            f"i.document = :key AND i.item IN ({', '.join(map(str, positions))})", {"key": key}
        )

    def item_links(self, ref: str) -> tuple[list[ItemRow], list[ItemRow]]:
        """What an item waits for, done or not, and what waits for it."""
        key, positions = self._ask(lambda index: find_items(index, ref))
        values: dict[str, object] = {"key": key, "item": positions[0]}
        return self._items(listing.WAITS_FOR, values), self._items(listing.NEEDED_BY, values)

    def item_history(self, ref: str) -> ItemHistory:
        """What the journal tells of an item: events, due dates, last checks, evidence; raises UnknownItem."""
        from rca.itemhistory import item_history
        from rca.journal import journal_of, read_entries

        row = self.resolve_items(ref)[0]
        return item_history(read_entries(journal_of(self.root, row.path, row.incident)), row.number)

    def stale_reasons(self, row: ItemRow) -> list[str]:
        """Why an item is stale by its history: a sentence for each file and commit that is another one now."""
        from rca.journal import journal_of, read_entries
        from rca.staleness import reasons

        journal = journal_of(self.root, row.path, row.incident)
        executed = {name for name, state, _ in row.executions if state in ("done", "verified", "failed")}
        return reasons(read_entries(journal), self.root, row.number, executed)

    def _items(self, where: str, values: dict[str, object]) -> list[ItemRow]:
        everything = self._select("", "items")
        selection = Selection(where, "i.document, i.item", {**everything.values, **values})
        return self._ask(lambda index: listing.items(index, selection, self.today))

    def document(self, ref: str) -> tuple[Source, Document, Path]:
        """An incident's text and what is read out of it, from the file as it is now, and the file's path."""
        from rca.opening import open_document

        return open_document(self.config, self.resolve_incident(ref).path)

    @cached_property
    def reading(self) -> Reading:
        """Incidents by position, their documents as pages, and what is wrong with them."""
        from rca.reading import Reading

        return Reading(self.config, self.today, self._ask)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Documents with all words of a text, best first; the last word may be a beginning."""
        from rca.search import search

        return self._ask(lambda index: search(index, text, limit))

    def search_as_typed(self, text: str, limit: int = 20) -> list[Hit]:
        """Documents with all words of a text, newest first, quickly."""
        from rca.search import search_as_typed

        return self._ask(lambda index: search_as_typed(index, text, limit))

    def similar(self, ref: str, limit: int = 10, *, later_too: bool = False) -> list[SimilarRow]:
        """Earlier incidents that look like one, or like a text that names none."""
        from rca.similar import similar_to_document, similar_to_text

        try:
            key = self._ask(lambda index: find_incident(index, ref))
        except (UnknownIncident, AmbiguousReference):
            return self._ask(lambda index: similar_to_text(index, ref, limit))
        return self._ask(lambda index: similar_to_document(index, key, limit, later_too))

    def read_diagnostics(self, query: str = "") -> list[DiagnosticRow]:
        """What reading noticed in the documents that a query selects."""
        selection = self._select(query, "incidents")
        return self._ask(lambda index: listing.diagnostics(index, selection))

    def unreadable(self) -> list[UnreadableRow]:
        """What cannot be read, with the reason."""
        return [UnreadableRow(path, why) for path, why, origin in self._unread() if origin not in SKIPPED]

    def skipped(self) -> list[SkippedRow]:
        """Files that are left out on purpose, with the reason."""
        return [SkippedRow(path, why) for path, why, origin in self._unread() if origin in SKIPPED]

    def _unread(self) -> list[tuple[str, str, str]]:
        unread = self._ask(lambda index: index.unread())
        return [(path, why, origin) for path, (why, origin) in sorted(unread.items())]

    # Completion: from the index as it is; where there is none, none is made.

    def _suggest(self, ask: Callable[[Index], list[Suggestion]]) -> list[Suggestion]:
        return self._ask(ask) if existing_place(self.root) else []

    def complete_ids(self, part: str, limit: int = 200) -> list[Suggestion]:
        """Ids that hold a part, with their titles."""
        from rca.suggestions import ids

        return self._suggest(lambda index: ids(index, part, limit))

    def complete_items(self, part: str, limit: int = 200) -> list[Suggestion]:
        """Items `<part of an id>/<beginning of a number>`, with their texts."""
        from rca.suggestions import item_refs

        return self._suggest(lambda index: item_refs(index, part, limit))

    def complete_query(self, word: str, limit: int = 200) -> list[Suggestion]:
        """Keys that a word begins, or values of its key."""
        from rca.suggestions import query_words

        return query_words(self.index if existing_place(self.root) else None, word, limit)
