"""Environments beside each other: where what was written has been carried out, and where it has not."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from rca.insights.spread import Spread, spread_of
from rca.selection import Selection
from rca.store import Index

_MEANT = "i.state NOT IN ('dropped', 'done-unsplit')"
_PATTERNS = f"""
SELECT pattern, state, count(*) FROM (
    SELECT i.state, (
        SELECT group_concat(e.environment || char(31) || e.state, char(30)) FROM executions AS e
        WHERE e.document = i.document AND e.item = i.item
    ) AS pattern
    FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {_MEANT} AND ({{where}})
) WHERE pattern IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
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


class _Alike(NamedTuple):
    """Items that stand alike in all environments."""

    states: dict[str, str]
    """By environment, in their order."""
    is_part: bool
    """Whether they are executed somewhere, and not everywhere."""
    number: int


def environments(index: Index, selection: Selection) -> Environments:
    """How the items that a query selects stand in each environment."""
    rows = index.rows(_PATTERNS.format(where=selection.where), selection.values)
    alike = [_Alike(_states(text), state == "part-executed", number) for text, state, number in rows]
    names = list(dict.fromkeys(name for each in alike for name in each.states))
    skew = [days for (days,) in index.rows(_SKEW.format(where=selection.where), selection.values)]
    return Environments(
        tuple(_environment(name, alike) for name in names), _patterns(names, alike), spread_of(skew)
    )


def _states(text: str) -> dict[str, str]:
    return dict(part.rsplit("\x1f", 1) for part in text.split("\x1e"))


def _patterns(names: list[str], alike: list[_Alike]) -> tuple[Pattern, ...]:
    counts: Counter[tuple[str, ...]] = Counter()
    for each in alike:
        found = (each.states.get(name, "") for name in names)
        counts[tuple("done" if state == "verified" else state for state in found)] += each.number
    order = sorted(counts.items(), key=lambda pattern: (-pattern[1], pattern[0]))
    return tuple(Pattern(states, number) for states, number in order)


def _environment(name: str, alike: list[_Alike]) -> Environment:
    own = [(each.states[name], each) for each in alike if name in each.states]
    counts: Counter[str] = Counter()
    for state, each in own:
        counts[state] += each.number
    executed = counts["done"] + counts["verified"]
    return Environment(
        name=name or UNNAMED,
        meant=executed + counts["no"] + counts["failed"],
        executed=executed,
        verified=counts["verified"],
        failed=counts["failed"],
        pending=counts["no"],
        ahead=sum(each.number for state, each in own if each.is_part and state in ("no", "failed")),
        exempt=counts["exempt"],
    )
