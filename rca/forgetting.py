"""Events that were thrown away on purpose, forgotten where no commit had them: `rca journal accept`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rca.faults import Fault
from rca.git import GitError, is_as_committed, once_had
from rca.journal import heads_of, read_entries
from rca.journals import verify_all
from rca.records import set_heads
from rca.workspace import Workspace


class Forgotten(NamedTuple):
    """What was accepted, and why other events were not."""

    events: list[Fault]
    """Those that are told no more, as `rca journal verify` told them."""
    refused: list[str]


def accept(workspace: Workspace, references: Sequence[str] = ()) -> Forgotten:
    """Forget events that are gone and that no commit ever had: of the incidents that are named, or of all."""
    wanted = {workspace.resolve_incident(reference).id for reference in references}
    gone = [fault for fault in verify_all(workspace).faults if fault.kind == "cut"]
    forgotten = Forgotten([], [])
    for fault in gone:
        if wanted and fault.incident not in wanted:
            continue
        if why := _objection(workspace, fault):
            forgotten.refused.append(f"{fault.path}: {why}")
        else:
            forgotten.events.append(fault)
    for path, incident in {fault.path: fault.incident for fault in forgotten.events}.items():
        _take_as_it_is(workspace, path, incident)
    return forgotten


def _objection(workspace: Workspace, fault: Fault) -> str:
    """Why a journal cannot be taken as it is; empty where it can."""
    root = Path(workspace.root)
    try:
        if not is_as_committed(root, fault.path):
            return "the journal is not as git has it; commit it or restore it, then accept"
        for event in _gone(workspace, fault):
            if commit := once_had(root, fault.path, event):
                return (
                    f"the event {event[:12]} was taken out by {commit}; bring it back, a history only grows"
                )
    except GitError as error:
        return f"only git can tell that nobody else has the event ({error}); restore the journal"
    return ""


def _gone(workspace: Workspace, fault: Fault) -> Iterator[str]:
    """All events of an incident that the index has seen and its journal has not."""
    there = {entry.id for entry in read_entries(fault.path)}
    seen = workspace.index.rows("SELECT id FROM events WHERE incident = ?", (fault.incident,))
    yield from sorted({fault.event, *(event for (event,) in seen)} - there)


def _take_as_it_is(workspace: Workspace, path: Path, incident: str) -> None:
    with workspace.index.transaction() as connection:
        set_heads(connection, incident, sorted(heads_of(read_entries(path))))
