"""What every number of the report means, printed with it."""

from __future__ import annotations

from datetime import date

from rca.insights.period import USUAL
from rca.insights.recurrence import ALIKE, LOOKED_AT
from rca.insights.spread import FEW
from rca.report.page import Section, Terms


def definitions(today: date) -> Section:
    """Words and how each number is made."""
    lead = f"States are those of {today}; the documents do not tell how they stood on an earlier day."
    return Section("definitions", "How to read this", lead, (Terms(_TERMS),))


_DONE = (
    "days of the documents, and of journal events that stand, from the first to the last day "
    f"({USUAL} days if nobody says otherwise)"
)
_AGAIN = (
    "an incident names an earlier one, has a contributing factor of it, or shares "
    f"{ALIKE * 100:.0f} % of its telling words (a guess), while an item of the earlier one was open; "
    f"looked at: the period, at least {LOOKED_AT} d"
)
_QUANTILES = (
    "half of all values lie below the median, nine of ten below p90, half of them in the middle half "
    "(quantiles of type 7, Hyndman and Fan 1996); no means, as times of incidents are skewed"
)
_BETWEEN = (
    "between which values the median lies with that confidence (order statistics, Hahn and Meeker 1991)"
)
_SURVIVAL = (
    "Kaplan–Meier 1958: items still open count as long as they have been open; intervals by Greenwood on the "
    "log-log scale; not reached where more than half are still open"
)
_TREND = (
    f"told only where both years have at least {FEW} values and the 95 % intervals of their medians do not "
    "touch (means of such times say nothing: Davidovič, Incident Metrics in SRE, 2021)"
)
_N = "how many values a number stands on; what nobody wrote down is counted as left out, never guessed"

_TERMS = (
    ("executed", "carried out in every environment that the item is meant for, as the document says"),
    ("paper-only", "its artefact is written, and it is executed nowhere"),
    ("overdue", "pending (open, paper-only or part-executed) after its due date"),
    ("blocked", "pending, and waits for an item that is not executed; followed to the end"),
    ("first to carry out", "what waits for nothing itself; the nearest, where there are several"),
    ("regressed, stale", "its last check failed; its evidence is older than the artefact that it exercised"),
    ("done in the period", _DONE),
    ("came again", _AGAIN),
    ("n", _N),
    ("median, p90, middle half", _QUANTILES),
    ("95 % of it", _BETWEEN),
    ("half after, open after", _SURVIVAL),
    ("trend", _TREND),
    ("rough times", "those written with ~, about, estimated and their like: left out, and counted"),
)
