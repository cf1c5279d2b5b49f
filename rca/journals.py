"""All journals of a workspace held against its documents: what `rca journal verify` asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rca.audit import Standing, verify_journals
from rca.errors import UnreadableFile
from rca.facts import facts
from rca.faults import Fault, Level
from rca.git import branch_with, settings
from rca.journal import read_entries
from rca.opening import open_document
from rca.rows import IncidentRow
from rca.signatures import signature_faults
from rca.witness import known_heads
from rca.workspace import Workspace


class Verdict(NamedTuple):
    """What was found, and how much was looked at."""

    faults: list[Fault]
    journals: int
    events: int

    def count(self, level: Level) -> int:
        """How many faults are of a level."""
        return sum(fault.level == level for fault in self.faults)

    def exit_code(self, strict: bool) -> int:
        """1 for errors, in a strict run for warnings too; else 0."""
        return int(self.count("error") > 0 or (strict and self.count("warning") > 0))


def verify_all(workspace: Workspace, *, signatures: bool = False) -> Verdict:
    """Verify the journals beside all documents; with `signatures` also who signed."""
    folders = {Path(workspace.root, row.path).parent for row in workspace.incidents()}
    by_id = {row.id: row for row in workspace.incidents()}
    known = known_heads(workspace.index)
    faults: list[Fault] = []
    journals = events = 0
    for folder in sorted(folders | _configured(workspace)):
        expected = {i: ids for i, ids in known.items() if _belongs(workspace, by_id.get(i), folder)}
        for each in verify_journals(folder, lambda i: _standing(workspace, by_id.get(i)), expected):
            journals += 1
            events += each.events
            faults += (_placed(fault, Path(workspace.root)) for fault in each.faults)
            faults += _signed(each.path, workspace.root) if signatures else ()
    return Verdict(faults, journals, events)


def _placed(fault: Fault, root: Path) -> Fault:
    """An event that the index saw on another branch is not cut off: this branch has never had it."""
    branch = branch_with(root, fault.path, fault.event) if fault.kind == "cut" else None
    if branch is None:
        return fault
    message = f"the event {fault.event[:12]} is on {branch}, and was never on this branch"
    return fault._replace(kind="elsewhere", message=message)


def _configured(workspace: Workspace) -> set[Path]:
    """Folders of the configuration: a journal may be left where no document is any more."""
    return {Path(workspace.root, folder) for folder in workspace.config.incidents}


def _belongs(workspace: Workspace, row: IncidentRow | None, folder: Path) -> bool:
    return row is not None and Path(workspace.root, row.path).parent == folder


def _standing(workspace: Workspace, row: IncidentRow | None) -> Standing | None:
    if row is None:
        return None
    try:
        source, document, _ = open_document(workspace.config, row.path)
    except UnreadableFile:
        return None
    return Standing(source.sha256, facts(document))


def _signed(path: Path, root: str) -> Iterator[Fault]:
    git = settings(Path(root))
    for found in signature_faults(read_entries(path), git, Path(root)):
        yield Fault(found.kind, path, 0, path.stem, f"event {found.event[:12]}: {found.message}")
