"""What a site tells, asked of the workspace once: incidents, items, who owns them, what looks alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from rca.journal import journal_of
from rca.rows import IncidentRow, ItemRow, SimilarRow
from rca.site.folder import digest_of
from rca.site.names import distinct, pages_of
from rca.workspace import Workspace

T = TypeVar("T")
PENDING = ("open", "written", "part-executed", "done-unsplit")
_HIDDEN = frozenset({"", "internal", "public"})
INTERNAL = "internal"
_SIMILAR = 3
"""Incidents that are named as looking alike."""
_ALIKE = 0.1
"""How much of their words these have to share, of 1."""
_COMPARED = 300
"""Incidents up to which each is compared with all others, which costs the square of how many there are."""


class Facts:
    """All of a workspace, or the incidents that a query selects with their items, as of a day."""

    def __init__(self, workspace: Workspace, query: str = "") -> None:
        self.workspace = workspace
        self.query = query
        self.today = workspace.today
        self.config = workspace.config
        self.name = Path(workspace.root).name
        self.incidents = workspace.incidents(query)
        """The newest first."""
        self.digests = self._of_these(workspace.stream.digests())
        self.services = self._of_these(workspace.stream.labels("service"))
        self.classifications = self._of_these(workspace.stream.classifications())
        self.pages = pages_of({row.path: row.id for row in self.incidents})
        self._digests: dict[int, str] = {}
        """By the identity of an item, of which there is one object as long as there are facts."""

    @cached_property
    def rows(self) -> dict[str, IncidentRow]:
        """Incidents by the path of their document."""
        return {row.path: row for row in self.incidents}

    @cached_property
    def by_id(self) -> dict[str, IncidentRow]:
        """Incidents by id; of several the newest."""
        return {row.id: row for row in reversed(self.incidents)}

    @cached_property
    def items(self) -> list[ItemRow]:
        """All items of these incidents, by due day."""
        return list(self._by_key.values())

    @cached_property
    def _by_key(self) -> dict[tuple[int, int], ItemRow]:
        rows = zip(self.workspace.stream.keys(), self.workspace.items(), strict=True)
        return {key: item for key, item in rows if item.path in self.rows}

    def selected(self, query: str) -> list[ItemRow]:
        """The items that a query selects, by due day."""
        keys = self.workspace.stream.keys(query)
        return [self._by_key[key] for key in keys if key in self._by_key]

    def similar(self, path: str) -> list[SimilarRow]:
        """Earlier incidents of the site that look most like one; none where there are too many to compare."""
        if len(self.incidents) > _COMPARED:
            return []
        found = self.workspace.similar(path, _SIMILAR)
        return [row for row in found if row.score >= _ALIKE and row.path in self.rows]

    def digests_of(self, items: Iterable[ItemRow]) -> list[str]:
        """What items of the site come to; most stand on several pages."""
        known = self._digests
        return [known.get(id(item)) or known.setdefault(id(item), digest_of(item)) for item in items]

    @cached_property
    def items_of(self) -> dict[str, list[ItemRow]]:
        """The items of each document, in its order."""
        found: dict[str, list[ItemRow]] = {}
        for item in sorted(self.items, key=lambda item: item.line):
            found.setdefault(item.path, []).append(item)
        return found

    @cached_property
    def pending(self) -> list[ItemRow]:
        """What is neither executed everywhere nor dropped, by due day."""
        return [item for item in self.items if item.state in PENDING]

    @cached_property
    def owners(self) -> dict[str, list[ItemRow]]:
        """The items of each owner, those with the most pending first."""
        found: dict[str, list[ItemRow]] = {}
        for item in self.items:
            for owner in item.owners:
                found.setdefault(owner, []).append(item)
        waiting = Counter(owner for item in self.pending for owner in item.owners)
        return dict(sorted(found.items(), key=lambda pair: (-waiting[pair[0]], pair[0])))

    @cached_property
    def owner_pages(self) -> dict[str, str]:
        """The page of each owner."""
        return {owner: f"owners/{name}.html" for owner, name in distinct(sorted(self.owners)).items()}

    @cached_property
    def environments(self) -> list[str]:
        """Where items are executed, in order."""
        named = {name for item in self.items for name, _, _ in item.executions}
        return [name for name in self.workspace.stream.environments() if name in named]

    @cached_property
    def banner(self) -> str:
        """What everybody who sees a page of all incidents has to know: every classification that there is."""
        words = (word for told in self.classifications.values() for word in parts(told))
        return " · ".join(dict.fromkeys((INTERNAL, *sorted(set(words) - _HIDDEN))))

    def _of_these(self, told: dict[str, T]) -> dict[str, T]:
        """What is told of the incidents of the site, of all that is told by path."""
        return {path: of for path, of in told.items() if path in self.rows}

    def journals(self) -> Iterator[tuple[str, Path]]:
        """The journal of each incident that has one, with the path of the document."""
        folders = {row.path.rpartition("/")[0] for row in self.incidents}
        root = Path(self.workspace.root)
        there = {path for folder in folders for path in (root / folder / "journal").glob("*.jsonl")}
        for row in self.incidents if there else ():
            path = journal_of(self.workspace.root, row.path, row.id)
            if path in there:
                yield row.path, path


def parts(classification: str) -> list[str]:
    """The words of a classification: `internal · gated` has two."""
    for sign in "·,/;":
        classification = classification.replace(sign, "|")
    return [word.strip().casefold() for word in classification.split("|") if word.strip()]
