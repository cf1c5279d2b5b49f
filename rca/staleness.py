"""Which executions are stale: what was carried out, as the history remembers it, is another thing now."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rca.changes import CheckResult, Event, MarkExecuted, MarkVerified, Reopen
from rca.claims import Evidence
from rca.evidence import staleness

ExecutionKey = tuple[str, str]
"""Item and environment."""


def exercised(events: Iterable[Event]) -> dict[ExecutionKey, tuple[Evidence, ...]]:
    """The artefacts and the evidence of each execution that stands, as the events of a journal tell.

    Whoever verifies, or a check that holds, sees them anew: what is cited then counts from then on.
    """
    found: dict[ExecutionKey, tuple[Evidence, ...]] = {}
    for event in events:
        change = event.change
        if isinstance(change, Reopen):
            for environment in change.environments:
                found.pop((change.item, environment), None)
        elif isinstance(change, MarkExecuted):
            found[change.item, change.environment] = (*change.exercised, *change.evidence)
        elif isinstance(change, MarkVerified) and change.evidence:
            found[change.item, change.environment] = change.evidence
        elif isinstance(change, CheckResult) and change.holds and change.exercised:
            found[change.item, change.environment] = change.exercised
    return found


def stale_executions(events: Iterable[Event], root: Path) -> dict[ExecutionKey, list[str]]:
    """Why executions are stale, a sentence for each artefact that changed; the others are left out."""
    reasons = {key: staleness(evidence, root) for key, evidence in exercised(events).items()}
    return {key: found for key, found in reasons.items() if found}
