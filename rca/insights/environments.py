"""Environments beside each other: where what was written has been carried out, and where it has not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rca.insights.spread import Spread, spread_of
from rca.selection import Selection
from rca.store import Index

_MEANT = "i.state NOT IN ('dropped', 'done-unsplit')"
_CELLS = f"""
SELECT e.environment, e.state, i.state, count(*), min(e.position) FROM executions AS e
JOIN items AS i ON i.document = e.document AND i.item = e.item JOIN documents AS d ON d.id = i.document
WHERE {_MEANT} AND ({{where}}) GROUP BY 1, 2, 3
"""
_PATTERNS = f"""
SELECT pattern, count(*) FROM (
    SELECT (
        SELECT group_concat(e.environment || char(31) || e.state, char(30)) FROM executions AS e
        WHERE e.document = i.document AND e.item = i.item
    ) AS pattern
    FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {_MEANT} AND ({{where}})
) WHERE pattern IS NOT NULL GROUP BY 1
"""
_SKEW = """
SELECT julianday(max(e.day)) - julianday(min(e.day)) FROM executions AS e
JOIN items AS i ON i.document = e.document AND i.item = e.item JOIN documents AS d ON d.id = i.document
WHERE i.state IN ('executed', 'verified') AND e.state IN ('done', 'verified') AND ({where})
GROUP BY e.document, e.item HAVING count(*) > 1 AND count(e.day) = count(*)
"""
UNNAMED = "executed"
"""What an environment without a name is called."""


class Environment(NamedTuple):
    """How many items stand how in one environment; dropped and done-unsplit ones do not count."""

    name: str
    meant: int
    """Items that are meant for it."""
    executed: int
    """Those that are executed there, verified or not."""
    verified: int
    failed: int
    """Those whose last check failed there."""
    pending: int
    ahead: int
    """Of the pending and failed ones those that are executed somewhere else: the gap."""
    exempt: int


class Pattern(NamedTuple):
    """A row of the matrix, and how many items look so."""

    states: tuple[str, ...]
    """`no`, `done`, `failed` or `exempt` in each environment; empty where the item does not name it."""
    number: int


class Environments(NamedTuple):
    """The matrix of items and environments, summed up."""

    each: tuple[Environment, ...]
    patterns: tuple[Pattern, ...]
    """Most frequent first."""
    skew: Spread | None
    """Days between the first and the last environment, of items executed in several."""


def environments(index: Index, selection: Selection) -> Environments:
    """How the items that a query selects stand in each environment."""
    cells = index.rows(_CELLS.format(where=selection.where), selection.values)
    places: dict[str, int] = {}
    for name, *_, position in cells:
        places[name] = min(position, places.get(name, position))
    names = sorted(places, key=lambda name: (places[name], name))
    skew = [days for (days,) in index.rows(_SKEW.format(where=selection.where), selection.values)]
    rows = index.rows(_PATTERNS.format(where=selection.where), selection.values)
    counts: dict[tuple[str, ...], int] = {}
    for text, number in rows:
        states = _states(text, names)
        counts[states] = counts.get(states, 0) + number
    patterns = sorted(counts.items(), key=lambda pattern: (-pattern[1], pattern[0]))
    return Environments(
        tuple(_environment(name, cells) for name in names),
        tuple(Pattern(states, number) for states, number in patterns),
        spread_of(skew),
    )


def _environment(name: str, cells: list[tuple[str, str, str, int, int]]) -> Environment:
    own = [(there, state, number) for where, there, state, number, _ in cells if where == name]

    def counted(*states: str) -> int:
        return sum(number for there, _, number in own if there in states)

    ahead = sum(
        number for there, state, number in own if there in ("no", "failed") and state == "part-executed"
    )
    return Environment(
        name=name or UNNAMED,
        meant=counted("no", "done", "verified", "failed"),
        executed=counted("done", "verified"),
        verified=counted("verified"),
        failed=counted("failed"),
        pending=counted("no"),
        ahead=ahead,
        exempt=counted("exempt"),
    )


def _states(text: str, names: list[str]) -> tuple[str, ...]:
    found: Mapping[str, str] = dict(part.rsplit("\x1f", 1) for part in text.split("\x1e"))
    return tuple({"verified": "done"}.get(state, state) for state in (found.get(name, "") for name in names))
