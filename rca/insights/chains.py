"""What waits for what: from each blocked item to the first thing that somebody can carry out now."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rca.conditions import PENDING
from rca.store import Index

Key = tuple[int, int]
"""Document and position of an item."""

_WAITS = f"""
SELECT DISTINCT w.document, w.item, n.document, n.item FROM dependencies AS w
JOIN items AS i ON i.document = w.document AND i.item = w.item
JOIN items AS n ON n.number = w.number AND n.state NOT IN ('executed', 'verified', 'dropped')
    AND n.document IN (
        SELECT w.document WHERE w.incident IS NULL
        UNION ALL SELECT id FROM documents WHERE incident = w.incident
    )
WHERE {PENDING} ORDER BY 1 DESC, 2, w.position, 3 DESC, 4
"""

Waits = Mapping[Key, Sequence[Key]]
"""What each item waits for that is not executed."""


class Path(NamedTuple):
    """What an item waits for, one behind the other."""

    item: Key
    steps: tuple[Key, ...]
    """The last one waits for nothing, unless all of them wait for each other."""
    others: int
    """How many more first things it waits for."""
    is_circle: bool
    """Whether they wait for each other: nothing can begin."""


def waits(index: Index) -> Waits:
    """What each pending item waits for."""
    found: dict[Key, list[Key]] = {}
    for document, item, *needed in index.rows(_WAITS):
        found.setdefault((document, item), []).append((needed[0], needed[1]))
    return found


def path(waits: Waits, item: Key) -> Path:
    """The shortest way from an item to something that can be carried out now."""
    came: dict[Key, Key] = {}
    firsts, queue = [], deque([item])
    while queue:
        at = queue.popleft()
        for needed in waits.get(at, ()):
            if needed not in came and needed != item:
                came[needed] = at
                queue.append(needed)
                firsts += [] if needed in waits else [needed]
    if not firsts:
        return Path(item, _circle(waits, item), 0, True)
    return Path(item, _back(came, item, firsts[0]), len(firsts) - 1, False)


def _back(came: Mapping[Key, Key], item: Key, end: Key) -> tuple[Key, ...]:
    steps = [end]
    while came[steps[-1]] != item:
        steps.append(came[steps[-1]])
    return tuple(reversed(steps))


def _circle(waits: Waits, item: Key) -> tuple[Key, ...]:
    """From one to the next until one comes again."""
    steps = [item]
    while (needed := waits[steps[-1]][0]) not in steps:
        steps.append(needed)
    return (*steps[1:], needed)


def holding(paths: Iterable[Path]) -> list[tuple[Key, int]]:
    """The first things, and how many items wait for each of them, most first."""
    counts = Counter(path.steps[-1] for path in paths if not path.is_circle)
    return sorted(counts.items(), key=lambda pair: (-pair[1], -pair[0][0], pair[0][1]))
