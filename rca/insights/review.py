"""The operations review: one value with all that a report tells, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rca.conditions import FLAGS
from rca.insights import Insights, insights
from rca.insights.chains import Key, holding, path, waits
from rca.insights.deeds import Deeds, deeds
from rca.insights.period import Period
from rca.insights.recurrence import Recurrences, recurrences
from rca.listing import items_at
from rca.query import quoted
from rca.rows import ItemRow
from rca.selection import Selection
from rca.store import Index

_KEYS = """
SELECT i.document, i.item FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE {condition} AND ({where}) ORDER BY {order}
"""
_LATE = """
SELECT o.name, i.document, i.item, i.due FROM items AS i JOIN documents AS d ON d.id = i.document
LEFT JOIN owners AS o ON o.document = i.document AND o.item = i.item
WHERE {condition} AND ({where}) ORDER BY i.due, d.severity_rank IS NULL, d.severity_rank, i.document, i.item
"""
_TOTALS = """
SELECT count(*), total(i.state NOT IN ('executed', 'verified', 'dropped')), total({late}), total({blocked}),
    total(i.state = 'written'), total(i.state = 'done-unsplit'), total(i.regressed), total(i.stale > 0)
FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {where}
"""
_INCIDENTS = "SELECT count(*), total(d.ongoing) FROM documents AS d WHERE {where}"
_NEW = """
SELECT d.incident, d.title, d.date, d.severity, d.severity_rank, d.ongoing FROM documents AS d
WHERE d.date BETWEEN :first AND :last AND ({where}) ORDER BY d.date DESC, d.severity_rank, d.id DESC
"""


class Listed(NamedTuple):
    """The first of some items, how many there are, and the query that shows all of them."""

    rows: tuple[ItemRow, ...]
    number: int
    query: str


class Holder(NamedTuple):
    """Who has what is overdue."""

    owner: str
    """Empty for nobody."""
    late: int
    oldest: int
    """Days."""
    items: Listed


class Chain(NamedTuple):
    """A blocked item and what it waits for, one behind the other."""

    item: ItemRow
    waits_for: tuple[ItemRow, ...]
    """The last is the first that can be carried out, unless they all wait for each other."""
    others: int
    """How many more it waits for that can be carried out."""
    is_circle: bool


class Holding(NamedTuple):
    """What can be carried out now, and how many items wait for it, directly or not."""

    item: ItemRow
    number: int


class Blocked(NamedTuple):
    """What cannot go on."""

    chains: tuple[Chain, ...]
    number: int
    holding: tuple[Holding, ...]
    """Most first."""
    circles: int
    query: str


class Totals(NamedTuple):
    """How many in all."""

    incidents: int
    ongoing: int
    items: int
    unfinished: int
    overdue: int
    blocked: int
    paper_only: int
    done_unsplit: int
    regressed: int
    stale: int


class NewIncident(NamedTuple):
    """An incident of the period."""

    id: str
    title: str
    date: str
    severity: str | None
    severity_rank: int | None
    ongoing: bool


class Review(NamedTuple):
    """Everything that the report tells."""

    workspace: str
    """Name of its folder."""
    query: str
    today: date
    """The day whose state is told."""
    period: Period
    totals: Totals
    overdue: tuple[Holder, ...]
    """Those with the most first, nobody last."""
    owners: int
    """How many have something overdue, those that are not shown included."""
    paper: Listed
    """Longest on paper first."""
    blocked: Blocked
    failing: Listed
    """Regressed, and stale."""
    gaps: Listed
    """Executed somewhere and not everywhere."""
    unsplit: Listed
    incidents: tuple[NewIncident, ...]
    """Of the period, newest first."""
    deeds: Deeds
    recurrences: Recurrences
    numbers: Insights


class Asked(NamedTuple):
    """What a review is asked for."""

    workspace: str
    root: str
    query: str
    items: Selection
    incidents: Selection
    today: date
    period: Period
    limit: int
    """How many rows a list shows at most."""


def review(index: Index, asked: Asked) -> Review:
    """The review of what a query selects."""
    late = _overdue(index, asked)
    values = {**asked.incidents.values, "first": str(asked.period.first), "last": str(asked.period.last)}
    new = index.rows(_NEW.format(where=asked.incidents.where), values)
    return Review(
        workspace=asked.workspace,
        query=asked.query,
        today=asked.today,
        period=asked.period,
        totals=_totals(index, asked),
        overdue=tuple(late[: asked.limit]),
        owners=len(late),
        paper=_listed(
            index, asked, "is:paper-only", "i.state = 'written'", "i.written_day IS NULL, i.written_day"
        ),
        blocked=_blocked(index, asked),
        failing=_listed(
            index, asked, "is:regressed,stale", "(i.regressed OR i.stale > 0)", "i.regressed DESC"
        ),
        gaps=_listed(index, asked, "is:part-executed", "i.state = 'part-executed'", "i.due IS NULL, i.due"),
        unsplit=_listed(index, asked, "is:done-unsplit", "i.state = 'done-unsplit'", "d.date DESC"),
        incidents=tuple(NewIncident(*row)._replace(ongoing=bool(row[5])) for row in new),
        deeds=deeds(index, asked.items, asked.period, asked.root),
        recurrences=recurrences(index, asked.incidents, asked.period),
        numbers=insights(index, asked.items, asked.incidents, asked.today, asked.period.last),
    )


def _totals(index: Index, asked: Asked) -> Totals:
    sql = _TOTALS.format(late=FLAGS["overdue"], blocked=FLAGS["blocked"], where=asked.items.where)
    items = index.rows(sql, asked.items.values)[0]
    incidents = index.rows(_INCIDENTS.format(where=asked.incidents.where), asked.incidents.values)[0]
    return Totals(*map(int, (incidents[0], incidents[1] or 0, *items)))


def _rows(index: Index, asked: Asked, keys: Sequence[Key]) -> list[ItemRow]:
    rows = items_at(index, keys, asked.today, asked.items.values)
    return [row for row in rows if row is not None]


def _keys(index: Index, asked: Asked, condition: str, order: str) -> list[Key]:
    order = f"{order}, i.document DESC, i.item"
    sql = _KEYS.format(condition=condition, where=asked.items.where, order=order)
    return index.rows(sql, asked.items.values)


def _listed(index: Index, asked: Asked, query: str, condition: str, order: str) -> Listed:
    keys = _keys(index, asked, condition, order)
    return Listed(tuple(_rows(index, asked, keys[: asked.limit])), len(keys), _narrowed(asked, query))


def _narrowed(asked: Asked, query: str) -> str:
    return f"{query} {asked.query}".strip()


def _overdue(index: Index, asked: Asked) -> list[Holder]:
    sql = _LATE.format(condition=FLAGS["overdue"], where=asked.items.where)
    held: dict[str, list[tuple[Key, str]]] = {}
    for owner, document, item, due in index.rows(sql, asked.items.values):
        held.setdefault(owner or "", []).append(((document, item), due))
    order = sorted(held.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[1][0][1], pair[0]))
    wanted = [key for _, late in order[: asked.limit] for key, _ in late[: asked.limit]]
    rows = dict(zip(wanted, items_at(index, wanted, asked.today, asked.items.values), strict=True))
    return [_holder(asked, owner, late, rows) for owner, late in order]


def _holder(asked: Asked, owner: str, late: list[tuple[Key, str]], rows: dict[Key, ItemRow | None]) -> Holder:
    shown = (rows.get(key) for key, _ in late[: asked.limit])
    query = _narrowed(asked, f"is:overdue owner:{f'={quoted(owner)}' if owner else 'none'}")
    oldest = (asked.today - date.fromisoformat(late[0][1])).days
    return Holder(owner, len(late), oldest, Listed(tuple(filter(None, shown)), len(late), query))


def _blocked(index: Index, asked: Asked) -> Blocked:
    graph = waits(index)
    keys = _keys(index, asked, FLAGS["blocked"], "i.due IS NULL, i.due") if graph else []
    paths = [path(graph, key) for key in keys]
    firsts = holding(paths)[: asked.limit]
    shown = [key for way in paths[: asked.limit] for key in (way.item, *way.steps)]
    wanted = [*shown, *(key for key, _ in firsts)]
    rows = dict(zip(wanted, items_at(index, wanted, asked.today, asked.items.values), strict=True))
    known = {key: row for key, row in rows.items() if row}
    chains = [
        Chain(known[way.item], tuple(known[key] for key in way.steps), way.others, way.is_circle)
        for way in paths[: asked.limit]
    ]
    return Blocked(
        tuple(chains),
        len(keys),
        tuple(Holding(known[key], number) for key, number in firsts),
        sum(way.is_circle for way in paths),
        _narrowed(asked, "is:blocked"),
    )
