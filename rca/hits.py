"""What a search found: plain tuples, apart from `rca.rows`, of which a search needs none."""

from __future__ import annotations

from rca.values import NamedTuple


class Hit(NamedTuple):
    """A place that a search found."""

    id: str
    path: str
    line: int
    title: str
    place: str
    """Where it matched: `title`, `opening` (above the first section), `item 3`, or the section's heading."""
    snippet: str
    """The text around the match, with \\x02 and \\x03 before and behind each matched word."""
    score: float
