"""The façade that every front end calls: a folder of documents with its index.

It computes nothing itself, and does not sync by itself: a command that reads calls `sync` first, unless it
was told not to.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property

from rca.config import Config, find_root, today
from rca.store import Index, existing_place
from rca.upkeep import Upkeep
from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from rca.arranged import Arranged
    from rca.detail import Details
    from rca.hits import Hit
    from rca.insights import Insights
    from rca.insights.period import Period
    from rca.insights.review import Review
    from rca.lookout import Lookout
    from rca.model import Document
    from rca.reading import Reading
    from rca.rows import (
        IncidentRow,
        ItemRow,
        Overview,
        SimilarRow,
        SkippedRow,
        UnreadableRow,
    )
    from rca.selection import Selection, Subject
    from rca.stats import Progress, SyncStats
    from rca.streaming import Stream
    from rca.suggestions import Completion
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

    def _select(self, query: str, subject: Subject, prefix: str = "", *, few: bool = False) -> Selection:
        from rca.selection import select

        return select(query, subject, self.today, self.config.severities, prefix, few=few)

    def incidents(self, query: str = "", limit: int = -1, offset: int = 0) -> list[IncidentRow]:
        """Incidents that a query selects, the newest first; raises QuerySyntaxError."""
        from rca import listing

        selection = self._select(query, "incidents")
        return self._ask(lambda index: listing.incidents(index, selection, limit, offset))

    def items(self, query: str = "", limit: int = -1, offset: int = 0) -> list[ItemRow]:
        """Items that a query selects, by due day; raises QuerySyntaxError."""
        from rca import listing

        selection = self._select(query, "items")
        return self._ask(lambda index: listing.items(index, selection, self.today, limit, offset))

    @cached_property
    def arranged(self) -> Arranged:
        """Items by position, as a screen shows them."""
        from rca.arranged import Arranged

        return Arranged(self._ask, self._select, self.today)

    @cached_property
    def stream(self) -> Stream:
        """Incidents and items one by one, however many there are."""
        from rca.streaming import Stream

        return Stream(self._ask, self._select, self.today)

    def count_items(self, query: str = "") -> int:
        """How many items a query selects."""
        from rca import listing

        selection = self._select(query, "items")
        return self._ask(lambda index: listing.count_items(index, selection))

    def due(self, query: str = "", within: int = 7) -> list[ItemRow]:
        """Items that are overdue or due within some days, by due day."""
        from rca import listing
        from rca.selection import due_until

        wanted = due_until(self._select(query, "items"), self.today + timedelta(days=within))
        return self._ask(lambda index: listing.items(index, wanted, self.today))

    def items_of(self, ref: str) -> list[ItemRow]:
        """All items of an incident, in the order of the document."""
        from rca import listing

        key, values = self._find(ref), self._select("", "items").values
        return self._ask(lambda index: listing.items_of(index, key, self.today, values))

    def _find(self, ref: str) -> int:
        from rca.references import find_incident

        return self._ask(lambda index: find_incident(index, ref))

    def overview(self, query: str = "") -> Overview:
        """Counts over the items that a query selects, and over the whole workspace."""
        from rca import listing

        selection = self._select(query, "items")
        return self._ask(lambda index: listing.overview(index, selection))

    def insights(self, query: str = "") -> Insights:
        """Numbers over the items and the incidents that a query selects."""
        from rca.insights import insights

        items, incidents = self._select(query, "items"), self._select(query, "incidents")
        return self._ask(lambda index: insights(index, items, incidents, self.today))

    def review(self, query: str, period: Period, limit: int) -> Review:
        """The operations review of what a query selects; lists show `limit` rows at most."""
        from rca.insights.review import Asked, review

        items, incidents = self._select(query, "items"), self._select(query, "incidents")
        name = os.path.basename(self.root)
        asked = Asked(name, self.root, query, items, incidents, self.today, period, limit)
        return self._ask(lambda index: review(index, asked))

    def ids(self) -> tuple[str, ...]:
        """The ids of all incidents, as often as documents have them; the newest first."""
        from rca import listing

        return self._ask(listing.ids)

    def id_lines(self) -> str:
        """The ids of all incidents, one a line, quicker than `ids`."""
        from rca import listing

        return self._ask(listing.id_lines)

    def kept_names(self, incidents: Collection[str]) -> dict[str, str]:
        """Short names of incidents, as far as `keep_names` was told some since ids came or went last."""
        from rca import listing

        return self._ask(lambda index: listing.kept_names(index, incidents))

    def keep_names(self, names: Mapping[str, str], lines: str) -> None:
        """Keep short names that were found among the lines of `id_lines`; raises IndexProblem."""
        from rca import listing

        self._ask(lambda index: listing.keep_names(index, names, lines))

    def resolve_incident(self, ref: str) -> IncidentRow:
        """The incident with an id, a path, or a part of an id; raises UnknownIncident, AmbiguousReference."""
        from rca import listing

        key, values = self._find(ref), self._select("", "incidents").values
        return self._ask(lambda index: listing.incident(index, key, values))

    def resolve_items(self, ref: str) -> list[ItemRow]:
        """The items named `<incident>/<number>`: more than one where a document uses a number twice."""
        return self.details.items(ref)

    @cached_property
    def details(self) -> Details:
        """What is known of one item beside its row: links, history, why it is stale."""
        from rca.detail import Details

        return Details(self.root, self._ask, self._select, self.today)

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
        from rca.references import Unresolved
        from rca.similar import similar_to_document, similar_to_text

        try:
            key = self._find(ref)
        except Unresolved:
            return self._ask(lambda index: similar_to_text(index, ref, limit))
        return self._ask(lambda index: similar_to_document(index, key, limit, later_too))

    def unreadable(self) -> list[UnreadableRow]:
        """What cannot be read, with the reason."""
        from rca import listing

        return self._ask(listing.unreadable)

    def skipped(self) -> list[SkippedRow]:
        """Files that are left out on purpose, with the reason."""
        from rca import listing

        return self._ask(listing.skipped)

    @cached_property
    def completion(self) -> Completion:
        """What can be typed next, from the index as it is; where there is none, none is made."""
        from rca.suggestions import Completion

        return Completion(self._ask if existing_place(self.root) else None)
