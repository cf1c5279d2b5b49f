"""What the index of a workspace knows; one that cannot answer hides nothing of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rca.journal import JournalError
from rca.mentions import paths_naming
from rca.problems import IndexProblem
from rca.references import Unresolved

if TYPE_CHECKING:
    from rca.historyrows import ItemDetail
    from rca.hits import Hit
    from rca.rows import IncidentRow, ItemRow
    from rca.suggestions import Suggestion
    from rca.workspace import Workspace

Answer = TypeVar("Answer")

_MOST = 1000
"""Suggestions of one kind."""


class Known:
    """Answers of a workspace's index; without one, all of them are empty."""

    def __init__(self, workspace: Workspace | None = None) -> None:
        self.workspace = workspace
        self.problems: list[str] = []
        """Why the index could not answer, as sentences; who reads them empties the list."""

    def _ask(self, question: Callable[[Workspace], Answer], nothing: Answer) -> Answer:
        if self.workspace is None:
            return nothing
        try:
            return question(self.workspace)
        except Unresolved:
            return nothing
        except (IndexProblem, JournalError) as problem:
            self.problems.append(str(problem))
            return nothing

    def refresh(self) -> None:
        """Look at all files now, for what must not miss one."""
        self._ask(lambda workspace: workspace.sync(), None)

    def incident(self, ref: str) -> IncidentRow | None:
        """The incident with an id, a path, or a part of an id that only one has."""
        return self._ask(lambda workspace: workspace.resolve_incident(ref), None)

    def incidents(self, part: str = "") -> list[Suggestion]:
        """Ids that hold a part, with their titles."""
        return self._ask(lambda workspace: workspace.completion.ids(part, _MOST), [])

    def item(self, ref: str) -> ItemRow | None:
        """The item that is named `<incident>/<number>`; the first of several."""
        nothing: list[ItemRow] = []
        return next(iter(self._ask(lambda workspace: workspace.resolve_items(ref), nothing)), None)

    def items(self, part: str) -> list[Suggestion]:
        """Items `<part of an id>/<beginning of a number>`, with their texts."""
        return self._ask(lambda workspace: workspace.completion.items(part, _MOST), [])

    def detail(self, ref: str) -> ItemDetail | None:
        """All that is known of an item: how it stands, and its history."""
        return self._ask(lambda workspace: workspace.details.all(ref), None)

    def owners(self) -> list[str]:
        """Who owns items, and whom rca.toml names."""
        from rca.choices import owners

        return self._ask(owners, [])

    def values(self, key: str) -> list[str]:
        """The values that a key of the query language has in some document."""
        nothing: list[Suggestion] = []
        words = self._ask(lambda workspace: workspace.completion.query(f"{key}:", _MOST), nothing)
        return [word.partition(":")[2].strip('"') for word, _ in words]

    def issues(self, part: str) -> list[Suggestion]:
        """References to issues that begin with a part, with the item that cites each last."""
        return self._ask(lambda workspace: workspace.completion.issues(part, _MOST), [])

    def naming(self, incident: str, number: str = "") -> list[str]:
        """The paths of documents that may name an incident, or an item of it."""
        return self._ask(lambda workspace: paths_naming(workspace.index, incident, number), [])

    def search(self, words: str, limit: int) -> list[Hit]:
        """Documents with all words, the last of which may be a beginning."""
        return self._ask(lambda workspace: workspace.search_as_typed(words, limit), [])
