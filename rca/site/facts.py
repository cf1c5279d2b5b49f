"""What a site tells, asked of the workspace once: incidents, items, who owns them, which text names which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from rca.journal import journal_of
from rca.rows import IncidentRow, ItemRow
from rca.site.names import distinct, pages_of
from rca.workspace import Workspace

PENDING = ("open", "written", "part-executed", "done-unsplit")
_HIDDEN = frozenset({"", "internal", "public"})
INTERNAL = "internal"


class Facts:
    """All of a workspace, as of a day."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.today = workspace.today
        self.config = workspace.config
        self.name = Path(workspace.root).name
        self.incidents = workspace.incidents()
        """The newest first."""
        self.digests = workspace.stream.digests()
        self.services = workspace.stream.labels("service")
        self.classifications = workspace.stream.classifications()
        self.pages = pages_of({row.path: row.id for row in self.incidents})

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
        """All items, by due day."""
        return self.workspace.items()

    @cached_property
    def _by_key(self) -> dict[tuple[int, int], ItemRow]:
        return dict(zip(self.workspace.stream.keys(), self.items, strict=True))

    def selected(self, query: str) -> list[ItemRow]:
        """The items that a query selects, by due day."""
        return [self._by_key[key] for key in self.workspace.stream.keys(query)]

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
        return self.workspace.stream.environments()

    @cached_property
    def banner(self) -> str:
        """What everybody who sees a page of all incidents has to know: every classification that there is."""
        words = (word for told in self.classifications.values() for word in parts(told))
        return " · ".join(dict.fromkeys((INTERNAL, *sorted(set(words) - _HIDDEN))))

    def journals(self) -> Iterator[tuple[str, Path]]:
        """The journal of each incident that has one, with the path of the document."""
        folders = {Path(self.workspace.root, row.path).parent for row in self.incidents}
        there = {path for folder in folders for path in (folder / "journal").glob("*.jsonl")}
        for row in self.incidents if there else ():
            path = journal_of(self.workspace.root, row.path, row.id)
            if path in there:
                yield row.path, path


def parts(classification: str) -> list[str]:
    """The words of a classification: `internal · gated` has two."""
    for sign in "·,/;":
        classification = classification.replace(sign, "|")
    return [word.strip().casefold() for word in classification.split("|") if word.strip()]
