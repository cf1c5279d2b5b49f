"""Answers of the index: plain tuples, so that a reading command needs no model.

Days are ISO strings (`2026-05-19`), as SQLite holds them; lines count from 1.
"""

from __future__ import annotations

from rca.values import NamedTuple


class IncidentRow(NamedTuple):
    """One incident in a list."""

    id: str
    path: str
    title: str
    date: str | None
    severity: str | None
    severity_rank: int | None
    status: str | None
    ongoing: bool
    items: int
    """Action items in all."""
    open: int
    """Items that are neither executed, verified nor dropped."""
    overdue: int
    paper_only: int


class ItemRow(NamedTuple):
    """One action item in a list; `ref` names it (`<incident id>/<number>`)."""

    ref: str
    incident: str
    number: str
    path: str
    line: int
    title: str
    """The incident's title."""
    severity: str | None
    severity_rank: int | None
    text: str
    owners: tuple[str, ...]
    owner_text: str
    due_text: str | None
    due_kind: str | None
    due: str | None
    issues: tuple[str, ...]
    state: str
    written: str
    """`no`, `yes` or `exempt`."""
    written_day: str | None
    executions: tuple[tuple[str, str, str | None], ...]
    """(environment, state, day) in the configured order."""
    kind: str
    priority: str
    check: str
    claim: str
    """The foreign state word, as written; empty if none."""
    group: str
    blocked_by: tuple[str, ...]
    """Refs of the items it waits for that are not executed."""
    overdue_days: int
    """How late it is, in days; 0 if it is not."""
    due_in_days: int | None
    """Days until it is due, negative when late; None without a day, and where nothing is pending any more."""
    flags: tuple[str, ...]
    """overdue, due-soon, blocked, unowned, undated, regressed, stale: in this order."""


class SimilarRow(NamedTuple):
    """An earlier incident that looks like a given one."""

    id: str
    path: str
    title: str
    date: str | None
    score: float
    """0 to 1, 1 for the same words."""
    terms: tuple[str, ...]
    """The words they share, most telling first."""


class Overview(NamedTuple):
    """What `rca status` tells."""

    documents: int
    items: int
    states: dict[str, int]
    """Count per state."""
    flags: dict[str, int]
    """Count per flag."""
    unreadable: int
    diagnostics: dict[str, int]
    """Count per level of what reading noticed."""


class UnreadableRow(NamedTuple):
    """A path that looks like a document and cannot be read."""

    path: str
    """Relative to the root."""
    reason: str
    """The end of a sentence that begins with the path."""


class SkippedRow(NamedTuple):
    """A file that is left out on purpose: a template, or an index file without an incident."""

    path: str
    """Relative to the root."""
    reason: str
    """The end of a sentence that begins with the path."""


class DiagnosticRow(NamedTuple):
    """What reading noticed in a document."""

    path: str
    line: int
    column: int
    rule: str
    level: str
    message: str
