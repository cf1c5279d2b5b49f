"""Why a list is empty, and what to look at next."""

from __future__ import annotations

from typing import Literal

from rca.output.words import count
from rca.queues import QUEUES, Queue
from rca.tui.itemsource import Counted

Reads = Literal["on", "stopped", "done"]
"""Whether documents are being read, or somebody stopped that."""


def reasons(queue: Queue, query: str, counted: Counted | None, *, reads: Reads) -> list[str]:
    """A few lines for the place where items would be; none while nothing is known yet."""
    if counted is None:
        return []
    if not counted.documents:
        return [*no_documents(reads), *_unread(counted)]
    if query:
        return [
            f"Nothing in {queue.name} matches {query}",
            "esc takes the filter away, tab looks in another list.",
        ]
    return [queue.empty, *_next(queue, counted), *_unread(counted)]


def no_documents(reads: Reads) -> list[str]:
    """What is said where no document is known."""
    if reads == "on":
        return [
            "The documents are being read for the first time.",
            "They appear here when that is done; C stops it.",
        ]
    if reads == "stopped":
        return ["Reading was stopped before it was done.", "F5 reads the documents."]
    return [
        "There is no RCA in this workspace yet.",
        "N writes one from the template; rca demo shows a sample.",
    ]


def _next(queue: Queue, counted: Counted) -> list[str]:
    others = [other for other in QUEUES[:-1] if counted.counts.get(other.name) and other != queue]
    if not others:
        return ["Nothing waits for you. 2 shows the incidents, 3 what the numbers say."]
    first = others[0]
    return [f"Next: {first.name}, {count(counted.counts[first.name], 'item')}; tab goes on."]


def _unread(counted: Counted) -> list[str]:
    if not counted.unreadable:
        return []
    return [f"{count(counted.unreadable, 'file')} cannot be read: 4 shows which, and why."]
