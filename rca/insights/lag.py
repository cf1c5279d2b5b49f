"""From written to executed: how long it takes until what is on paper is carried out everywhere."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rca.insights.bars import DAYS, Bar, Range, ranged
from rca.insights.spread import Spread, reached, spread_of, survival
from rca.selection import Selection
from rca.store import Index

_WRITTEN = """
SELECT i.written_day, i.state, max(e.day), count(e.day), count(e.state)
FROM items AS i JOIN documents AS d ON d.id = i.document
LEFT JOIN executions AS e
    ON e.document = i.document AND e.item = i.item AND e.state IN ('done', 'verified')
WHERE i.written = 'yes' AND i.state NOT IN ('dropped', 'done-unsplit') AND ({where})
GROUP BY i.document, i.item
"""


class Lag(NamedTuple):
    """Days from the day an artefact was written to the last of the days it was executed, per item."""

    days: Spread | None
    """Of items that are executed everywhere."""
    bars: tuple[Bar, ...]
    waiting: int
    """Items that are written and not executed everywhere yet."""
    half_after: float | None
    """Days after which half of all are executed, those that still wait included; None if not yet known."""
    unknown: int
    """Items without the days."""
    before: int
    """Items executed before they were written."""


def lag(index: Index, selection: Selection, today: date) -> Lag:
    """How long the items that a query selects took from written to executed."""
    rows = index.rows(_WRITTEN.format(where=selection.where), selection.values)
    over, still, unknown, before = [], [], 0, 0
    for written, state, executed, days, executions in rows:
        done = state in ("executed", "verified")
        if not written or (done and (not executed or days < executions)):
            unknown += 1
        elif not done:
            still.append(max(0, _days(written, today.isoformat())))
        elif executed < written:
            before += 1
        else:
            over.append(_days(written, executed))
    half_after = reached(survival(over, still), 0.5)
    return Lag(spread_of(over), ranged(over, DAYS, _query), len(still), half_after, unknown, before)


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _query(days: Range) -> str:
    below = f" lag:<{int(days.high)}d" if days.high is not None else ""
    return f"lag:>={int(days.low)}d{below}"
