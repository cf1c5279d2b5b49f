"""Numbers over incidents and items, as honest as the documents allow: always with how many, and how many not.

Means and trends are left out: times of incidents are too skewed and too few for them (Davidovič, "Incident
Metrics in SRE", 2021; the VOID reports). What nobody wrote down is counted, never guessed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rca.insights.ageing import Ageing, ageing
from rca.insights.environments import Environments, environments
from rca.insights.incidents import Month, Time, per_month, times
from rca.insights.lag import Lag, lag
from rca.insights.late import Late, late
from rca.insights.paper import Paper, paper
from rca.insights.rates import Rate, rates
from rca.selection import Selection
from rca.store import Index


class Insights(NamedTuple):
    """What can be said over many incidents."""

    late: Late
    """What is overdue, by owner and by age."""
    paper: Paper
    """Paper-only items at the end of each month."""
    lag: Lag
    """Days from written to executed."""
    months: tuple[Month, ...]
    """Incidents of the last twelve months, by severity."""
    times: tuple[Time, ...]
    """To detect, acknowledge, mitigate and resolve."""
    ageing: Ageing
    """How long items stay open."""
    rates: tuple[Rate, ...]
    """Parts of all items."""
    environments: Environments
    """Where items are executed, and where not."""


def insights(
    index: Index, items: Selection, incidents: Selection, today: date, until: date | None = None
) -> Insights:
    """Numbers over the items and the incidents that a query selects; `until` ends the months and years."""
    until = until or today
    return Insights(
        late(index, items, today),
        paper(index, items, until),
        lag(index, items, today),
        per_month(index, incidents, until),
        times(index, incidents, until),
        ageing(index, items, today),
        rates(index, items),
        environments(index, items),
    )
