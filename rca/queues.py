"""The queues of a triage: questions that somebody asks every Monday, each a query."""

from __future__ import annotations

from rca.config import Config
from rca.values import NamedTuple


class Queue(NamedTuple):
    """A question, and what it means where nothing answers it."""

    name: str
    query: str
    empty: str = ""
    """Why nothing is good here, or what would be here."""


QUEUES = (
    Queue("Overdue", "is:overdue", "Nothing is late."),
    Queue("Paper only", "is:paper-only", "Everything that was written has been executed somewhere."),
    Queue("Due this week", "is:due-soon", "Nothing is due within seven days."),
    Queue("Blocked", "is:blocked", "No item waits for another one."),
    Queue("Regressed", "is:regressed,stale", "No check has failed, and no evidence is stale."),
    Queue("Done-unsplit", "is:done-unsplit", 'Every "done" says whether it was written or executed.'),
    Queue("No owner", "is:unowned", "Every item that is pending has an owner."),
    Queue("No date", "is:undated", "Every item that is pending has a date."),
    Queue("All", "", "No document has an action item yet."),
)
"""In the order in which one looks at them."""

FLAGS = ("is:regressed", "is:stale")
"""What is counted besides: no queue has one of them for itself."""


def queues(config: Config) -> tuple[Queue, ...]:
    """The usual queues, and those of the configuration."""
    saved = (Queue(name, query, "Nothing answers it now.") for name, query in config.queries.items())
    return (*QUEUES, *saved)
