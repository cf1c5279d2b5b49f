"""Rules about the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from rca.checks import words
from rca.checks.places import of_document, sections
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import Document, Instant, TimelineEntry
from rca.text import Span

HEAD_TIMES = ("detected", "mitigated", "resolved")
"""Instants of the head that the timeline tells too."""

KEY_MOMENTS = (
    ("detection", frozenset({"detected", "acknowledged", "declared"})),
    ("recovery", frozenset({"mitigated", "resolved"})),
)


def _place(document: Document) -> Span:
    heading = next((section.span for section in sections(document, "timeline")), None)
    return heading or (document.timeline[0].time_span if document.timeline else of_document(document))


@rule("TL01", "warning", "Timeline entries are in order, and in one time zone that is named.", "GW")
def order_and_zone(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Cause and effect are read off the order. An entry out of place is a typing error in its time; and
    with logs in UTC and chat in everybody's own time, half of a timeline an hour off puts a cause after its
    effect.
    """
    timed = [entry for entry in document.timeline if entry.at is not None and "~" not in entry.time]
    for before, after in pairwise(timed):
        if before.at and after.at and after.at < before.at:
            message = f"{after.time} is earlier than the entry above it ({before.time}); move or correct it"
            yield Problem(after.time_span, message)
    if any(":" in entry.time for entry in document.timeline) and not _names_zone(document, context):
        yield Problem(
            _place(document),
            'no time zone is stated; write it in the heading: "Timeline (all times UTC)"',
            "info",
        )


def _names_zone(document: Document, context: CheckContext) -> bool:
    """Whether an entry, the timeline's heading, the words above the first entry, or the metadata name a
    zone.
    """
    first = document.timeline[0].span[0]
    places = [entry.span for entry in document.timeline] + [field.span for field in document.fields]
    for section in sections(document, "timeline"):
        start, end = section.body
        places.append(Span(section.span[0], first if start <= first < end else start))
    return any(words.ZONE.search(context.prose.source.slice(place)) for place in places)


@rule("TL05", "info", "The timeline tells when the problem was found and when it ended.", "PD")
def key_moments(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Time to detect and time to recover are what incidents are compared by, and both are read off these
    two lines.
    """
    if len(document.timeline) < 3 or document.ongoing:
        return
    tags = {tag for entry in document.timeline for tag in entry.tags}
    have = {"detection": document.detected, "recovery": document.resolved or document.mitigated}
    missing = [word for word, wanted in KEY_MOMENTS if not tags & wanted and not have[word]]
    if missing:
        yield Problem(
            _place(document), f"no entry tells of {' or '.join(missing)}; add the line, with its time"
        )


@rule("TL07", "warning", "The times of the head are those of the timeline.", "RCA")
def same_times(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Reports count from the head, people read the timeline. Where the two differ, one of them was
    corrected and the other forgotten.
    """
    for name in HEAD_TIMES:
        instant: Instant | None = getattr(document, name)
        told = [entry for entry in document.timeline if name in entry.tags and entry.at]
        if instant and instant.at and told and not any(_same(instant.at, entry) for entry in told):
            message = (
                f"{name} {instant.text}, but the timeline says {told[0].time}; correct the one that is wrong"
            )
            yield Problem(instant.span, message)


def _same(at: datetime, entry: TimelineEntry) -> bool:
    """Whether an entry tells of a moment: to the minute, or within its range."""
    assert entry.at
    end = max(entry.until or entry.at, entry.at)
    return entry.at - timedelta(minutes=1) < at < end + timedelta(minutes=1)
