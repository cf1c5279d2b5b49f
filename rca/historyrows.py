"""What the history of an item is told as: plain tuples, apart from `rca.rows` as most commands need none."""

from typing import NamedTuple

from rca.rows import ItemRow


class EventRow(NamedTuple):
    """What the journal tells of an item in one event."""

    id: str
    at: str
    """When it was recorded: UTC, `2026-05-19T14:02:00Z`."""
    by: str
    email: str
    by_kind: str
    """`human`, `agent` or `ci`."""
    kind: str
    """Of the change: `mark-executed`, `set-item-field`, … (docs/journal.md)."""
    words: str
    """What was done, to be put behind the item's name; not cleaned for a terminal."""
    undone: bool
    """Whether a later event took it back."""


class DueRow(NamedTuple):
    """A due date that an item got, as written; empty where it has none any more."""

    due: str
    previous: str
    reason: str
    at: str
    by: str
    event: str


class CheckRow(NamedTuple):
    """A run of an item's check."""

    environment: str
    check: str
    day: str
    holds: bool
    exit_code: int | None
    at: str
    by: str
    event: str


class EvidenceRow(NamedTuple):
    """What somebody cited for something that was said of an item."""

    claim: str
    """`written`, `executed`, `verified` or `failed`."""
    environment: str
    kind: str
    """`url`, `commit`, `file`, `issue` or `check`."""
    value: str
    sha256: str
    """Of a file when it was cited; else empty."""
    day: str
    at: str
    by: str
    event: str


class ItemHistory(NamedTuple):
    """What the journal tells of an item; the newest last."""

    events: tuple[EventRow, ...] = ()
    dues: tuple[DueRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    """The last run in each environment."""
    evidence: tuple[EvidenceRow, ...] = ()
    """Of what was not taken back."""


class ItemDetail(NamedTuple):
    """All that is known of one item without reading its document."""

    row: ItemRow
    evidence: tuple[tuple[str, str, str], ...]
    """(`written` or `executed`, environment, value): what the document cites for its claims."""
    drop_reason: str
    waits_for: tuple[ItemRow, ...]
    """Done or not."""
    needed_by: tuple[ItemRow, ...]
    history: ItemHistory
    problem: str = ""
    """Why the journal cannot be read, as a sentence; empty where it can."""
