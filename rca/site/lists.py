"""Pages that list: incidents, action items in their queues, owners; long lists go on over several pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rca.html.signs import Step
from rca.output.marks import EXECUTIONS, Mark, state_mark
from rca.output.table import Cell
from rca.output.words import due_cell
from rca.queues import queues
from rca.rows import IncidentRow, ItemRow
from rca.site.facts import Facts
from rca.site.names import distinct

UNDATED = "undated"
MOST = 400
"""Rows of a page."""


class Listing(NamedTuple):
    """A list of items, and the pages that it stands on."""

    key: str
    title: str
    told: str
    """What is listed, or why nothing is."""
    items: Sequence[ItemRow]


class Part(NamedTuple):
    """One page of a list."""

    name: str
    rows: Sequence[Any]
    number: int
    names: tuple[str, ...]
    """Of all pages of the list."""


_TOLD = {
    "Overdue": "Past their due date and not executed everywhere.",
    "Paper only": "Written, and executed nowhere.",
    "Due this week": "Due within seven days.",
    "Blocked": "Waiting for another item.",
    "Regressed": "Their last check failed, or what was executed is older than what was written.",
    "Done-unsplit": "Called done, without a word on whether that means written or executed.",
    "No owner": "Pending, and nobody's.",
    "No date": "Pending, without a day.",
}


def listings(facts: Facts) -> list[Listing]:
    """Everything pending, then the queues of a triage, then those of the configuration."""
    found = [
        Listing("items", "Pending", "Neither executed everywhere nor dropped, by due day.", facts.pending)
    ]
    names = distinct(queue.name for queue in queues(facts.config))
    for queue in queues(facts.config):
        if queue.query or queue.name != "All":
            items = facts.selected(queue.query)
            told = _TOLD.get(queue.name, f"What {queue.query} selects.") if items else queue.empty
            found.append(Listing(f"items-{names[queue.name]}", queue.name, told, items))
    return found


def parts(stem: str, rows: Sequence[Any]) -> Iterator[Part]:
    """The pages of a list; an empty one has a page, too."""
    numbers = range(1, max(1, -(-len(rows) // MOST)) + 1)
    names = tuple(f"{stem}.html" if n == 1 else f"{stem}-{n}.html" for n in numbers)
    for number, name in zip(numbers, names, strict=True):
        yield Part(name, rows[(number - 1) * MOST : number * MOST], number, names)


def mark_of(item: ItemRow) -> Mark:
    """How an item stands."""
    return state_mark(item.state, item.flags)


def due_of(item: ItemRow) -> Cell:
    """When it is due, or how late it is."""
    return due_cell(item)


def step_of(state: str, day: str | None) -> Step:
    """A cell of the environment matrix."""
    if state == "exempt":
        return Step("", "n/a", "muted", "n/a")
    mark = EXECUTIONS[{"yes": "done"}.get(state, state)]
    word = {"no": "not yet", "yes": "written"}.get(state, mark.word)
    return Step(mark.sign, word, mark.role, day or "")


def execution_of(item: ItemRow, environment: str) -> Step | None:
    """The cell of one environment; None where the item is not meant for it."""
    return next((step_of(state, day) for name, state, day in item.executions if name == environment), None)


class Facet(NamedTuple):
    """A way to narrow the list of incidents, without a script: the looks of the page do it."""

    key: str
    title: str
    values: list[tuple[str, str, int]]
    """(key, what it says, how many)."""


_MOST_VALUES = 40
"""Services that one can narrow by, those with the most incidents."""


class Facets:
    """What incidents belong to, and by what their list is narrowed; the same keys on every page."""

    def __init__(self, facts: Facts) -> None:
        self.services = facts.services
        counted = Counter(s for row in facts.incidents for s in facts.services.get(row.path, ()))
        served = sorted(counted, key=lambda service: (-counted[service], service))[:_MOST_VALUES]
        self.names = distinct(served)
        self.levels = Counter(
            (row.severity_rank or _NO_RANK, row.severity or "none") for row in facts.incidents
        )

    def classes(self, row: IncidentRow) -> str:
        """The keys of an incident, for the rules that hide what is not chosen."""
        return " ".join(("row", *self._keys(row)))

    def _keys(self, row: IncidentRow) -> Iterator[str]:
        yield f"s-{row.severity_rank or _NO_RANK}"
        yield f"t-{status_of(row)}"
        yield f"w-{work_of(row)}"
        yield from (f"v-{self.names[s]}" for s in self.services.get(row.path, ()) if s in self.names)

    def of(self, incidents: Sequence[IncidentRow]) -> list[Facet]:
        """The facets of a page, without what none of its incidents has."""
        counted = Counter(key for row in incidents for key in self._keys(row))
        facets = (
            f._replace(values=[(k, told, counted[k]) for k, told, _ in f.values if counted[k]])
            for f in self.all()
        )
        return [facet for facet in facets if len(facet.values) > 1]

    def all(self) -> list[Facet]:
        """Every facet with every value, uncounted."""
        ranks: dict[int, str] = {}
        for (rank, word), _ in sorted(self.levels.items(), key=lambda pair: (pair[0][0], -pair[1])):
            ranks.setdefault(rank, word)
        return [
            Facet("severity", "Severity", [(f"s-{rank}", word, 0) for rank, word in ranks.items()]),
            Facet("status", "Status", [(f"t-{key}", word, 0) for key, word in _STATUS.items()]),
            Facet("work", "Action items", [(f"w-{key}", word, 0) for key, word in _WORK.items()]),
            Facet("service", "Service", [(f"v-{name}", service, 0) for service, name in self.names.items()]),
        ]

    def rules(self) -> str:
        """CSS that hides what does not belong to the chosen value of a facet."""
        keys = (key for facet in self.all() for key, _, _ in facet.values)
        return "".join(f"main:has(#f-{key}:checked) .row:not(.{key}){{display:none}}\n" for key in keys)


_NO_RANK = 99
_STATUS = {"ongoing": "Ongoing", "over": "Over"}
_WORK = {"late": "Overdue", "paper": "Paper-only", "open": "Pending", "done": "All done", "none": "No items"}


def status_of(row: IncidentRow) -> str:
    """Whether an incident goes on."""
    return "ongoing" if row.ongoing else "over"


def work_of(row: IncidentRow) -> str:
    """What is most pressing among the items of an incident."""
    if row.overdue:
        return "late"
    if row.paper_only:
        return "paper"
    return "open" if row.open else "done" if row.items else "none"
