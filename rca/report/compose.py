"""The page of a review, and that of the numbers alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rca import VERSION
from rca.insights import Insights
from rca.insights.review import Review
from rca.report.definitions import definitions
from rca.report.done import done
from rca.report.names import Names
from rca.report.page import Page, Section, Tile
from rca.report.statistics import statistics
from rca.report.work import work


def page(review: Review, names: Names, limit: int) -> Page:
    """Everything that the review tells, the most pressing first."""
    return Page(
        title=f"Operations review: {review.workspace}",
        facts=tuple(_facts(review)),
        tiles=tuple(_tiles(review)),
        sections=(
            *work(review, names, limit),
            done(review, names, limit),
            *statistics(review.numbers),
            definitions(review.today),
        ),
        foot=f"rca {VERSION} · as of {review.today} · out of the documents and their journals",
    )


def numbers(told: Insights, today: date) -> Page:
    """The numbers alone."""
    sections: tuple[Section, ...] = tuple(statistics(told))
    return Page("Numbers", (("As of", str(today)),), (), sections, "")


def _facts(review: Review) -> Iterator[tuple[str, str]]:
    totals, period = review.totals, review.period
    yield "As of", str(review.today)
    yield "Period", f"{period.first} to {period.last} ({period.days} d)"
    if review.query:
        yield "Only", review.query
    yield "Incidents", f"{totals.incidents}, {totals.ongoing} ongoing"
    yield "Action items", f"{totals.items}, {totals.unfinished} unfinished"


def _tiles(review: Review) -> Iterator[Tile]:
    totals = review.totals
    executed = dict(review.deeds.counts)["executed"]
    yield Tile(totals.overdue, "overdue", "error" if totals.overdue else "")
    yield Tile(totals.paper_only, "paper-only", "warning" if totals.paper_only else "")
    yield Tile(totals.blocked, "blocked", "error" if totals.blocked else "")
    yield Tile(totals.regressed, "regressed", "error" if totals.regressed else "")
    yield Tile(executed, "executed in the period", "success" if executed else "")
    yield Tile(len(review.incidents), "new incidents", "")
