"""One action item with all that the index and its journal know of it, without reading its document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rca import listing
from rca.historyrows import ItemDetail, ItemHistory
from rca.references import find_items
from rca.rows import ItemRow

if TYPE_CHECKING:
    from rca.asking import Ask, Select
    from rca.lines import Entry


class Details:
    """What is asked of one item that somebody names, as of a day; raises UnknownItem, UnknownIncident."""

    def __init__(self, root: str, ask: Ask, select: Select, today: date) -> None:
        self._root = root
        self._ask = ask
        self._select = select
        self._today = today

    def items(self, ref: str) -> list[ItemRow]:
        """The items named `<incident>/<number>`: more than one where a document uses a number twice."""
        (key, positions), values = self._find(ref), self._select("", "items").values
        return self._ask(lambda index: listing.items_of(index, key, self._today, values, positions))

    def links(self, ref: str) -> tuple[list[ItemRow], list[ItemRow]]:
        """What an item waits for, done or not, and what waits for it."""
        (key, positions), values = self._find(ref), self._select("", "items").values
        return self._ask(lambda index: listing.links(index, key, positions[0], self._today, values))

    def history(self, ref: str) -> ItemHistory:
        """What the journal tells: events, due dates, last checks, evidence; raises JournalError, OSError."""
        from rca.itemhistory import item_history

        row = self.items(ref)[0]
        return item_history(self._journal(row), row.number)

    def stale_reasons(self, row: ItemRow) -> list[str]:
        """Why an item is stale by its history: a sentence for each file and commit that changed since."""
        from rca.staleness import reasons

        executed = {name for name, state, _ in row.executions if state in ("done", "verified", "failed")}
        return reasons(self._journal(row), self._root, row.number, executed)

    def all(self, ref: str) -> ItemDetail:
        """All of it; a journal that cannot be read does not hide what the document says."""
        key, positions = self._find(ref)
        waits_for, needed_by = self.links(ref)
        history, problem = self._history(ref)
        return ItemDetail(
            self.items(ref)[0],
            self._ask(lambda index: listing.evidence(index, key, positions[0])),
            self._ask(lambda index: listing.drop_reason(index, key, positions[0])),
            tuple(waits_for),
            tuple(needed_by),
            history,
            problem,
        )

    def _find(self, ref: str) -> tuple[int, list[int]]:
        return self._ask(lambda index: find_items(index, ref))

    def _journal(self, row: ItemRow) -> Iterator[Entry]:
        from rca.journal import journal_of, read_entries

        return read_entries(journal_of(self._root, row.path, row.incident))

    def _history(self, ref: str) -> tuple[ItemHistory, str]:
        from rca.journal import JournalError

        try:
            return self.history(ref), ""
        except (JournalError, OSError) as error:
            return ItemHistory(), str(error)
