"""The changing half of the façade: items and incidents named by people, wishes for them, and one commit.

Front ends call `Changing` as they call `Workspace`; it computes nothing itself.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice, pairwise
from pathlib import Path

from rca.actors import current_actor, named
from rca.changes import Refused
from rca.claims import Actor
from rca.commit import Committer, UnresolvedConflict, Wish
from rca.events import Event
from rca.git import settings
from rca.intent import Step
from rca.itemhistory import concerning
from rca.journal import events_of, file_name, journal_files, journal_of, read, read_entries
from rca.outcomes import Made, Outcome, Recorded, SameRef, SharedId, TooFew, Undone, WentOn, by_path
from rca.problems import IndexProblem
from rca.references import names_item, paths_with
from rca.rows import IncidentRow, ItemRow
from rca.signatures import signer
from rca.undoing import undoable
from rca.wishes import Make, Makers
from rca.witness import remember, remember_text, remembered_text
from rca.workspace import Workspace


class Changing:
    """A workspace, and who changes it."""

    def __init__(self, workspace: Workspace, by: str = "") -> None:
        self.workspace = workspace
        self._by = by

    @property
    def committer(self) -> Committer:
        """Who commits, with what; raises Refused where nobody is named."""
        config = self.workspace.config
        git = settings(Path(config.root))
        folder = Path(self.workspace.index_path).parent
        return Committer(config, folder, self._actor(git), self.workspace.today, signer(git))

    def _actor(self, git: dict[str, str]) -> Actor:
        actor = current_actor(self.workspace.config, git=git)
        if not self._by:
            return actor
        name, email = named(self._by)
        return Actor(name=name, email=email, kind=actor.kind)

    def makers(self, path: str) -> Makers:
        """Makers of changes of a document (path relative to the root)."""
        config = self.workspace.config
        return Makers(config, Path(config.root, path).parent, self.workspace.today)

    def items(self, refs: Iterable[str]) -> list[ItemRow]:
        """The items that references name, each once; raises UnknownItem, AmbiguousReference, SameRef."""
        found: dict[str, ItemRow] = {}
        for ref in refs:
            rows = self.workspace.resolve_items(ref)
            if len(rows) > 1:
                raise SameRef(rows)
            found[rows[0].ref] = rows[0]
        return list(found.values())

    def of_items(self, refs: Iterable[str], make: Callable[[Makers, ItemRow], Make]) -> list[Wish]:
        """A wish for each item that is named."""
        return [Wish(row.path, row.incident, make(self.makers(row.path), row)) for row in self.items(refs)]

    def of_incident(self, ref: str, make: Callable[[Makers, IncidentRow], Make]) -> list[Wish]:
        """A wish for an incident."""
        row = self.workspace.resolve_incident(ref)
        return [Wish(row.path, row.id, make(self.makers(row.path), row))]

    def commit(self, wishes: Sequence[Wish], *, dry_run: bool = False) -> Outcome:
        """Carry out all wishes or none; with `dry_run` only plan them. Raises Refused, OSError."""
        committer = self.committer
        for path, incident in {(wish.path, wish.incident) for wish in wishes}:
            self.has_own_history(path, incident)
        if dry_run:
            return Outcome(committer.stage(wishes), [])
        with committer.locked() as notes:
            notes.extend(committer.catch_up([(wish.path, wish.incident) for wish in wishes]))
            staged = committer.stage(wishes)
            committer.carry_out(staged)
            notes.extend(self.take_in([(each.path, each.incident, each.events) for each in staged]))
        return Outcome(staged, notes)

    def take_in(self, written: Sequence[tuple[str, str, Sequence[Event]]]) -> list[str]:
        """Bring the index up to date with what was written; a sentence where that has to wait."""
        try:
            self.workspace.sync_paths([path for path, _, _ in written])
            for path, incident, events in written:
                place = journal_of(self.workspace.root, path, incident)
                remember(self.workspace.index, incident, place, events)
                remember_text(self.workspace.index, path, _text(Path(self.workspace.root, path)))
        except IndexProblem as error:
            return [f"{error}; the change itself is written, the next command brings the index up to date"]
        return []

    def record(self, refs: Sequence[str] = ()) -> Recorded:
        """Take edits by hand into the history: of the incidents that are named, or of all."""
        rows = [self.workspace.resolve_incident(ref) for ref in refs] or self.workspace.incidents()
        committer = self.committer
        shared = [] if refs else self._shared(rows)
        rows = [row for row in rows if row not in shared]
        for row in rows:
            self.has_own_history(row.path, row.id)
        with committer.locked() as notes:
            notes.extend(
                f"{row.path} is left out: another document has the id {row.id}, too" for row in shared
            )
            notes.extend(committer.catch_up([(row.path, row.id) for row in rows]))
            left = None if refs else notes
            recorded = [(row.path, row.id, self._record(committer, row, left)) for row in rows]
            notes.extend(self.take_in([each for each in recorded if each[2]]))
        return Recorded([event for _, _, events in recorded for event in events], notes)

    def _record(
        self, committer: Committer, row: IncidentRow, left_out: list[str] | None
    ) -> tuple[Event, ...]:
        try:
            return committer.record(row.path, row.id, remembered_text(self.workspace.index, row.path))
        except UnresolvedConflict as error:
            if left_out is None:
                raise
            left_out.append(str(error))
            return ()

    def undo(self, ref: str | None = None, *, last: int = 1, dry_run: bool = False) -> list[Undone]:
        """Take back the newest changes, of an incident or an item (`<incident>/<number>`) if one is named.

        The last one comes first; all of them are taken back, or none.
        """
        committer = self.committer
        held: AbstractContextManager[list[str]] = nullcontext([]) if dry_run else committer.locked()
        with held as notes:
            incident, number = self.named(ref) if ref else (self.latest(), "")
            self.has_own_history(incident.path, incident.id)
            if not dry_run:
                notes.extend(committer.catch_up([(incident.path, incident.id)]))
            found = self._newest(incident, last, number)
            if len(found) < last:
                raise TooFew(ref or incident.id, len(found))
            return self._take_back(committer, [(incident, found)], notes, carry_out=not dry_run)

    def is_newest(self, made: Sequence[Made]) -> bool:
        """Whether changes that were made together are still the last ones of their documents."""
        return all(
            [event.id for event in self._newest(self.workspace.resolve_incident(path), len(ids))] == ids
            for path, ids in by_path(made).items()
        )

    def _newest(self, incident: IncidentRow, number: int, item: str = "") -> list[Event]:
        """So many of the changes that can be taken back, the last one last; fewer where there are no more."""
        return list(islice(undoable(self.events(incident), item), number))[::-1]

    def take_back(self, made: Sequence[Made]) -> list[Undone]:
        """Take back changes that were made together, a document's last one first; all of them, or none."""
        committer = self.committer
        with committer.locked() as notes:
            if not self.is_newest(made):
                raise WentOn(made)
            found = []
            for path, ids in by_path(made).items():
                incident = self.workspace.resolve_incident(path)
                self.has_own_history(path, incident.id)
                notes.extend(committer.catch_up([(path, incident.id)]))
                found.append((incident, self._newest(incident, len(ids))))
            return self._take_back(committer, found, notes)

    @staticmethod
    def _shared(rows: Sequence[IncidentRow]) -> list[IncidentRow]:
        """Incidents whose history another document of their folder would share."""
        counts = Counter((os.path.dirname(row.path), row.id) for row in rows)
        return [row for row in rows if counts[os.path.dirname(row.path), row.id] > 1]

    def _take_back(
        self,
        committer: Committer,
        found: Iterable[tuple[IncidentRow, Sequence[Event]]],
        notes: list[str],
        *,
        carry_out: bool = True,
    ) -> list[Undone]:
        """Take back the events of each document, in one commit."""
        undone, steps = list[Undone](), dict[str, Step]()
        for incident, events in found:
            texts, steps[incident.path] = committer.undoing(incident.path, incident.id, events)
            undone += [
                Undone(event, incident.path, before, after, notes)
                for event, (before, after) in zip(reversed(events), pairwise(texts), strict=True)
            ]
        if carry_out:
            committer.take_back(list(steps.values()))
            notes.extend(self.take_in([(path, step.incident, step.events) for path, step in steps.items()]))
        return undone

    def has_own_history(self, path: str, incident: str) -> None:
        """Documents of a folder that share an id would share a journal, and complete each other's changes."""
        for other in paths_with(self.workspace.index, incident):
            if other != path and os.path.dirname(other) == os.path.dirname(path):
                raise SharedId(path, other, incident)

    def named(self, ref: str) -> tuple[IncidentRow, str]:
        """The incident that a reference names, and the number of the item if it names one."""
        if names_item(ref):
            row = self.items([ref])[0]
            return self.workspace.resolve_incident(row.path), row.number
        return self.workspace.resolve_incident(ref), ""

    def history(self, ref: str | None = None) -> list[Event]:
        """The events of an incident or an item, or of all incidents; the newest last."""
        if ref is None:
            found = [event for incident in self.with_journal() for event in self.events(incident)]
            return sorted(found, key=lambda event: event.at)
        incident, number = self.named(ref)
        if not number:
            return self.events(incident)
        return list(events_of(concerning(read_entries(_journal(self.workspace, incident)), number)))

    def events(self, incident: IncidentRow) -> list[Event]:
        """The journal of an incident, oldest first."""
        return list(read(_journal(self.workspace, incident)))

    def latest(self) -> IncidentRow:
        """The incident whose newest event is the newest of all; raises Refused where there is none."""
        found = self.with_journal()
        if not found:
            raise Refused("nothing was changed with rca yet: there is nothing to undo")
        return max(found, key=lambda row: _last_written(_journal(self.workspace, row)))

    def with_journal(self) -> list[IncidentRow]:
        """The incidents that have a history."""
        root = self.workspace.root
        rows = self.workspace.incidents()
        folders = {os.path.dirname(row.path) for row in rows}
        there = {folder: {path.name for path in journal_files(Path(root, folder))} for folder in folders}
        return [row for row in rows if file_name(row.id) in there[os.path.dirname(row.path)]]


def _last_written(journal: Path) -> tuple[str, int]:
    """When the last event of a journal was, then when its file changed: a clone has files of one moment."""
    at = max((entry.body["at"] for entry in read_entries(journal)), default="")
    return at, journal.stat().st_mtime_ns


def _text(document: Path) -> bytes | None:
    try:
        return document.read_bytes()
    except OSError:  # it is gone already, which the next sync sees
        return None


def _journal(workspace: Workspace, incident: IncidentRow) -> Path:
    return journal_of(workspace.root, incident.path, incident.id)
