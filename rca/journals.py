"""All journals of a workspace held against its documents: what `rca journal verify` asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rca.artefacts import kept_journals
from rca.audit import Standing, verify_journals
from rca.checks.prose import Prose
from rca.errors import UnreadableFile
from rca.facts import facts
from rca.faults import Fault, Level
from rca.git import branch_with, settings
from rca.journal import journal_file, read_entries
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
    ground = _Ground(workspace)
    known = known_heads(workspace.index)
    faults: list[Fault] = []
    journals = events = 0
    for folder in ground.folders:
        expected = {i: ids for i, ids in known.items() if (folder, i) in ground.rows}
        for each in verify_journals(folder, partial(ground.standing, folder), expected):
            journals += 1
            events += each.events
            faults += filter(None, map(ground.placed, each.faults))
            faults += _signed(each.path, workspace.root) if signatures else ()
    return Verdict(faults, journals, events)


class _Ground:
    """Where the documents and journals of a workspace are."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._root = Path(workspace.root)
        found = workspace.incidents()
        self.rows = {((self._root / row.path).parent, row.id): row for row in found}
        self._by_id = {row.id: row for row in found}
        # A journal may be left where no document is any more.
        left = (*workspace.config.incidents, *kept_journals(workspace.index))
        self.folders = sorted({folder for folder, _ in self.rows} | {self._root / name for name in left})

    def standing(self, folder: Path, incident: str) -> Standing | None:
        """The document of an incident beside whose journal it stands."""
        row = self.rows.get((folder, incident))
        return _standing(self._workspace, row) if row else None

    def placed(self, fault: Fault) -> Fault | None:
        """A fault, seen with what stands in other folders and branches; None where it is none there."""
        if fault.kind == "cut":
            return None if self._is_in_another_folder(fault) else self._on_a_branch(fault)
        if fault.kind == "orphan" and (row := self._by_id.get(fault.incident)):
            place = os.path.dirname(row.path) or "."
            message = f"the document of {fault.incident} is in {place}, its journal is not beside it; move it"
            return fault._replace(message=message)
        return fault

    def _is_in_another_folder(self, fault: Fault) -> bool:
        places = (journal_file(folder, fault.incident) for folder in self.folders)
        others = (place for place in places if place != fault.path)
        return any(entry.id == fault.event for place in others for entry in read_entries(place))

    def _on_a_branch(self, fault: Fault) -> Fault:
        """An event that the index saw on another branch is not cut off: this branch has never had it."""
        branch = branch_with(self._root, fault.path, fault.event)
        if branch is None:
            return fault
        message = f"the event {fault.event[:12]} is on {branch}, and was never on this branch"
        return fault._replace(kind="elsewhere", message=message)


def _standing(workspace: Workspace, row: IncidentRow) -> Standing | None:
    try:
        source, document, _ = open_document(workspace.config, row.path)
    except UnreadableFile:
        return None
    conflict = Prose(source).conflict
    return Standing(source.sha256, facts(document), source.line(conflict.start) if conflict else 0)


def _signed(path: Path, root: str) -> Iterator[Fault]:
    git = settings(Path(root))
    for found in signature_faults(read_entries(path), git, Path(root)):
        yield Fault(found.kind, path, 0, path.stem, f"event {found.event[:12]}: {found.message}")
