"""Items by position, as a screen shows them: views of a query, what stands on their lines, counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rca import listing, narrowing, paging
from rca.narrowing import Asked
from rca.paging import Arrangement, Line, View
from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.asking import Ask, Select
    from rca.itemwords import ItemWords


class Arranged:
    """The items of a workspace in the order and the groups that somebody wants to see."""

    def __init__(self, ask: Ask, select: Select, today: date) -> None:
        self._ask = ask
        self._select = select
        self._today = today

    def view(self, arrangement: Arrangement) -> View:
        """All items of an arrangement by position, for `lines`; raises QuerySyntaxError."""
        selection = self._select(arrangement.sorted_query, "items")
        return self._ask(lambda index: paging.view(index, selection, arrangement))

    def beginning(
        self,
        arrangement: Arrangement,
        limit: int,
        before: View | None = None,
        words: ItemWords | None = None,
    ) -> View:
        """The first items of an arrangement without groups, quickly; raises QuerySyntaxError.

        `before` is a whole view that was found before: mostly the new items are among its own. `words` are
        those of all items as they are now.
        """
        same = before and before.arrangement.sort == arrangement.sort and _holds(before, arrangement)
        within, asked = before if same else None, self._asked(arrangement)

        def rare() -> list[int] | None:
            return words.candidates(arrangement.query) if words else None

        return self._ask(lambda index: narrowing.beginning(index, asked, arrangement, limit, within, rare))

    def words(self) -> ItemWords:
        """What is said of all items, for `beginning`."""
        from rca.itemwords import ItemWords

        return self._ask(ItemWords)

    def narrowed(self, arrangement: Arrangement, before: View) -> View | None:
        """All items of an arrangement where they are among a few that were found before; else None.

        Raises QuerySyntaxError.
        """
        if not _holds(before, arrangement) or not self._ask(lambda index: narrowing.is_few(index, before)):
            return None
        asked = self._asked(arrangement)
        return self._ask(lambda index: narrowing.narrowed(index, asked, arrangement, before))

    def _asked(self, arrangement: Arrangement) -> Asked:
        query = arrangement.sorted_query
        return Asked(self._select(query, "items"), self._select(query, "items", few=True))

    def lines(self, view: View, start: int, stop: int) -> list[Line]:
        """Headings and items of a view from one position to another, as they are now."""
        values = self._select("", "items").values
        return self._ask(lambda index: paging.lines(index, view, start, stop, self._today, values))

    def positions(self, view: View, ref: str) -> list[int]:
        """The lines of a view on which an item stands; none where it does not, or is gone."""
        from rca.references import Unresolved, find_items

        try:
            document, positions = self._ask(lambda index: find_items(index, ref))
        except Unresolved:
            return []
        found = (place for item in positions for place in view.positions(document, item))
        return sorted(map(view.line_of, found))

    def counts(self, queries: Mapping[str, str]) -> dict[str, int]:
        """How many items each of several queries selects, by its name; raises QuerySyntaxError."""
        selections = [self._select(query, "items", f"q{at}_") for at, query in enumerate(queries.values())]
        counted = self._ask(lambda index: listing.counts(index, selections))
        return dict(zip(queries, counted, strict=True))


def _holds(before: View, arrangement: Arrangement) -> bool:
    """Whether all items of an arrangement are among those of a view."""
    plain = before.complete and not arrangement.group and not before.arrangement.group
    return plain and narrowing.is_narrower(arrangement.query, before.arrangement.query)
