"""Pages about many incidents at once: the overview, lists, owners, insights, search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from rca.rows import IncidentRow, ItemRow
from rca.site import lists
from rca.site.facts import PENDING, Facts
from rca.site.feeds import feed_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from rca.site.search import Shards

Values = Mapping[str, Any]
_URGENT = ("items-overdue", "items-regressed", "items-paper-only", "items-blocked")
_FIRST = 5
"""Items of a list that stand on the overview."""
_NEWEST = 8
_GROUPS = (("Pending", PENDING), ("Executed", ("executed", "verified")), ("Dropped", ("dropped",)))


class Page(NamedTuple):
    """A page that may have to be written."""

    name: str
    template: str
    of: object
    """What it is made of: where that is the same, so is the page."""
    values: Callable[[Environment], Values]
    """What the template is told; asked only where the page has to be written."""
    banner: str = ""
    """Where it is not that of the whole site."""


def told(values: Values, _environment: object) -> Values:
    """What is known before a page has to be written."""
    return values


class Overviews:
    """The pages that tell of all incidents."""

    def __init__(self, facts: Facts, facets: lists.Facets, shards: Shards) -> None:
        self.facts = facts
        self.facets = facets
        self.lists = lists.listings(facts)
        self.shards = " ".join(shards)

    def all(self) -> Iterator[Page]:
        """Every such page."""
        yield self._overview()
        yield from self._incidents()
        for one in self.lists:
            yield from self._items(one)
        yield from self._owners()
        yield self._insights()
        yield self._page("search", "search", self.shards, title="Search", shards=self.shards)

    @staticmethod
    def _page(name: str, template: str, of: object, **values: object) -> Page:
        return Page(f"{name}.html", f"{template}.html", of, partial(told, values))

    @cached_property
    def _tiles(self) -> list[tuple[str, str, int, str]]:
        number = {one.key: len(one.items) for one in self.lists}
        ongoing = sum(row.ongoing for row in self.facts.incidents)
        return [
            ("items-overdue.html", "overdue", number["items-overdue"], "error"),
            ("items-paper-only.html", "paper-only", number["items-paper-only"], "warning"),
            ("items-blocked.html", "blocked", number["items-blocked"], "error"),
            ("items.html", "pending", number["items"], ""),
            ("incidents.html", "incidents", len(self.facts.incidents), ""),
            ("incidents.html#t-ongoing", "ongoing", ongoing, "error"),
        ]

    def _overview(self) -> Page:
        urgent = [one for one in self.lists if one.key in _URGENT and one.items]
        shown = [(one.title, len(one.items), self.facts.digests_of(one.items[:_FIRST])) for one in urgent]
        newest, number = self.facts.incidents[:_NEWEST], len(self.facts.incidents)
        of = (self._tiles, shown, self._served(newest), number)
        values = {"tiles": self._tiles, "urgent": urgent, "newest": newest, "number": number, "first": _FIRST}
        return self._page("index", "index", of, title=self.facts.name, **values)

    def _served(self, rows: Sequence[IncidentRow]) -> list[object]:
        """Incidents with what their rows show besides."""
        return [(row, self.facts.services.get(row.path), self.facts.pages[row.path]) for row in rows]

    # Lists.

    def _incidents(self) -> Iterator[Page]:
        years: dict[str, list[IncidentRow]] = {}
        for row in self.facts.incidents:
            years.setdefault(row.date[:4] if row.date else lists.UNDATED, []).append(row)
        counted = [(year, len(rows)) for year, rows in years.items()]
        yield from self._incident_list("", self.facts.incidents, counted)
        for year, rows in years.items() if len(years) > 1 else ():
            yield from self._incident_list(year, rows, counted)

    def _incident_list(
        self, year: str, rows: Sequence[IncidentRow], years: list[tuple[str, int]]
    ) -> Iterator[Page]:
        told_of = {"": "", lists.UNDATED: " without a day"}.get(year, f" of {year}")
        values = {"title": f"Incidents{told_of}", "total": len(rows), "years": years, "year": year}
        for part in lists.parts(f"incidents-{year}" if year else "incidents", rows):
            facets = self.facets.of(part.rows)
            of = (self._served(part.rows), part.names, years, len(rows), facets)
            more = {"place": "incidents", "part": part, "facets": facets}
            yield Page(part.name, "incidents.html", of, partial(told, {**values, **more}))

    def _items(self, one: lists.Listing) -> Iterator[Page]:
        queues = [(each.key, each.title, len(each.items)) for each in self.lists]
        values = {"title": one.title, "place": "items", "list": one, "queues": queues}
        for part in lists.parts(one.key, one.items):
            rows = self.facts.digests_of(part.rows)
            of = (part._replace(rows=rows), one.told, queues, self.facts.environments)
            yield Page(part.name, "items.html", of, partial(told, {**values, "part": part}))

    # Owners.

    def _owners(self) -> Iterator[Page]:
        rows = [_owner_row(owner, items) for owner, items in self.facts.owners.items()]
        yield self._page("owners", "owners", rows, title="Owners", place="owners", rows=rows)
        for owner, items in self.facts.owners.items():
            yield self._owner(owner, items)

    def _owner(self, owner: str, items: Sequence[ItemRow]) -> Page:
        groups = [(word, [item for item in items if item.state in states]) for word, states in _GROUPS]
        shown = [(word, len(held), held[: lists.MOST]) for word, held in groups if held]
        name = self.facts.owner_pages[owner]
        values = {"title": owner, "place": "owners", "owner": owner, "feed": feed_of(name), "groups": shown}
        listed = [(word, number, self.facts.digests_of(held)) for word, number, held in shown]
        of = (owner, listed, self.facts.environments)
        return Page(name, "owner.html", of, partial(told, values))

    # Numbers.

    def _insights(self) -> Page:
        from rca.report.compose import numbers

        page = numbers(self.facts.workspace.insights(self.facts.query), self.facts.today)
        values = {"title": "Insights", "place": "insights", "sections": page.sections, "tiles": self._tiles}
        return self._page("insights", "insights", (page, self._tiles), **values)


def _owner_row(owner: str, items: Sequence[ItemRow]) -> tuple[str, int, int, int, int]:
    """Owner, pending, overdue, paper-only, executed."""
    return (
        owner,
        sum(item.state in PENDING for item in items),
        sum("overdue" in item.flags for item in items),
        sum(item.state == "written" for item in items),
        sum(item.state in ("executed", "verified") for item in items),
    )
