"""Changes carried out: planned on the files as they are, put into the journal, written, all under one lock.

The order (docs/changing.md): read and plan everything, or refuse; note what is about to happen; append the
events to the journals; replace the documents; then the caller brings the index up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rca import intent
from rca.actors import kind_of
from rca.atomic import ChangedMeanwhile, digest
from rca.changes import Change, Refused, Undo
from rca.claims import Actor
from rca.config import Config
from rca.edit import Plan, plan
from rca.errors import RcaError
from rca.events import Digests, Event
from rca.facts import Facts, differences, facts
from rca.folders import name_of
from rca.intent import Step
from rca.journal import journal_file, read, read_entries
from rca.lastknown import last_known
from rca.model import Document
from rca.naming import under_its_id
from rca.opening import open_document
from rca.parse import parse
from rca.permission import executor, permit
from rca.recording import committed_by, unrecorded
from rca.recovery import catch_up, recover
from rca.reversal import replacements, reversal
from rca.sealing import Draft, Signer, append, append_events, chain
from rca.text import Source
from rca.undoing import way_back

LOCK = "lock"
PATIENCE = 60.0
"""Seconds to wait for another process that changes documents."""


class WorkspaceBusy(RcaError):
    """Another process holds the lock for longer than one waits."""

    exit_code = 7

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another rca is changing documents; try again in a moment")


class CutShort(RcaError):
    """A change failed half way, and so did taking it back."""

    exit_code = 8

    def __init__(self, cause: OSError | RcaError) -> None:
        super().__init__(
            f"{cause}; taking the change back failed too, "
            "the next command that changes something brings it to an end"
        )


class Wish(NamedTuple):
    """A change that is wanted for one document."""

    path: str
    """The document, relative to the root."""
    incident: str
    make: Callable[[Source, Document], Change]
    """The change, out of the document as it is now."""


class Staged(NamedTuple):
    """Every wish for one document, planned one upon the other."""

    path: str
    incident: str
    plans: tuple[Plan, ...]
    events: tuple[Event, ...]
    """Sealed; the last `len(plans)` are those of the plans."""

    @property
    def before(self) -> Source:
        """The text as it is in the file."""
        return self.plans[0].before

    @property
    def after(self) -> Source:
        """The text that the file is about to get."""
        return self.plans[-1].after


class Committer(NamedTuple):
    """Who commits, where, and when."""

    config: Config
    folder: Path
    """Of the index: lock and intent lie there."""
    by: Actor
    today: date
    sign: Signer | None = None

    @contextmanager
    def locked(self) -> Iterator[list[str]]:
        """Hold the lock; yields what was completed of an earlier commit, as sentences."""
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.folder / LOCK, timeout=PATIENCE):
                yield recover(self.folder, self.config)
        except Timeout:
            raise WorkspaceBusy(self.folder / LOCK) from None

    def stage(self, wishes: Sequence[Wish]) -> list[Staged]:
        """Plan all wishes on the files as they are; raises Refused, UnreadableFile; writes nothing."""
        of_path: dict[str, list[Wish]] = {}
        for wish in wishes:
            of_path.setdefault(wish.path, []).append(wish)
        return [self._stage_one(path, group) for path, group in of_path.items()]

    def _stage_one(self, path: str, wishes: Sequence[Wish]) -> Staged:
        source, document, place = open_document(self.config, path)
        journal = journal_file(place.parent, wishes[0].incident)
        refuse_conflict(source, path)
        drafts = self.first(journal, wishes[0].incident, source, document)
        plans: list[Plan] = []
        for wish in wishes:
            try:
                change = wish.make(source, document)
                self.permit(change, journal)
                made = plan(source, document, change, self.config, name=place.name)
            except Refused as refusal:
                refusal.incident = wish.incident
                raise
            plans.append(made)
            drafts.append(Draft(self.by, wish.incident, change, digests(made)))
            source, document = made.after, made.document
        journal, drafts = under_its_id(journal, drafts, document.incident_id or name_of(path))
        return Staged(path, drafts[-1].incident, tuple(plans), chain(journal, drafts, self.sign))

    def first(self, journal: Path, incident: str, source: Source, document: Document) -> list[Draft]:
        """What a journal begins with: that which the document already says was done."""
        if journal.exists():
            return []
        found = unrecorded(journal, source.sha256, facts(document))
        return [Draft(self.by, incident, found.change, found.document)] if found else []

    def permit(self, change: Change, journal: Path) -> None:
        """Raise Refused where this actor must not make a change; `journal` tells who executed an item."""
        environment, item = getattr(change, "environment", ""), getattr(change, "item", "")
        verifies = change.kind == "mark-verified"
        executed_by = executor(read(journal), item, environment) if verifies else None
        permit(change, self.by, self.config, self.today, executed_by)

    def carry_out(self, staged: Sequence[Staged]) -> None:
        """Write what was staged under the same lock; raises OSError, JournalError, ChangedMeanwhile."""
        self._carry_out(tuple(Step(self._place(s.path), s.incident, s.events) for s in staged))

    def catch_up(self, documents: Iterable[tuple[str, str]]) -> list[str]:
        """Complete what has not reached documents (path, incident) yet, under the lock; returns sentences."""
        found = dict(documents)
        return [note for path, incident in found.items() for note in catch_up(self._place(path), incident)]

    def _place(self, path: str) -> Path:
        return Path(self.config.root, path)

    def _carry_out(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            if step.before is not None and digest(step.path) != step.before:
                raise ChangedMeanwhile(step.path)
        try:
            self._write(steps)
        except (OSError, RcaError) as error:
            self._go_back(steps, error)
            raise

    def _write(self, steps: tuple[Step, ...]) -> None:
        intent.write(self.folder, Path(self.config.root), steps)
        for step in steps:
            append_events(step.journal, step.events)
        for step in steps:
            step.carry_out()
        intent.clear(self.folder)

    def _go_back(self, steps: tuple[Step, ...], cause: OSError | RcaError) -> None:
        """Take back what was begun, as a commit of its own; a save of an editor stands."""
        try:
            back = [reversal(step, self.config, self.by, self.sign) for step in steps]
            begun = tuple(step for step in back if step)
            if begun:
                self._write(begun)
            else:
                intent.clear(self.folder)
        except (OSError, RcaError) as error:
            raise CutShort(cause) from error

    def record(self, path: str, incident: str, remembered: bytes | None = None) -> tuple[Event, ...]:
        """Take what was edited by hand into the journal, by its author if git knows; under the lock.

        `remembered` is a text that the document had once, if one is known.
        """
        source, document, place = open_document(self.config, path)
        journal = journal_file(place.parent, incident)
        refuse_conflict(source, path)

        def earlier() -> Facts | None:
            known = last_known(read_entries(journal), place, remembered)
            return facts(parse(known, name=place.name, config=self.config)) if known else None

        found = unrecorded(journal, source.sha256, facts(document), earlier)
        if found is None:
            return ()
        by, change = self.by, found.change
        committed = committed_by(place)
        if committed and not change.baseline:
            by, change = committed[0], change.model_copy(update={"commit": committed[1]})
            by = by.model_copy(update={"kind": kind_of(self.config, by.name, by.email)})
        permit(change, by, self.config, self.today)
        return append(journal, [Draft(by, incident, change, found.document)], self.sign)

    def undoing(self, path: str, incident: str, events: Sequence[Event]) -> tuple[list[Source], Step]:
        """What takes events back, the last one first, while their document is still as they left it.

        Returns the texts, from the one that is there to the one before the first event, and the step for
        `take_back`. Raises Refused where the document went on.
        """
        source, document, place = open_document(self.config, path)
        texts, drafts, said = [source], list[Draft](), facts(document)
        for event, before in way_back(source, path, events):
            restored = facts(parse(before, name=place.name, config=self.config))
            change = Undo(event=event.id, facts=differences(said, restored))
            edits = replacements(texts[-1], event.document.backward())
            moved = Digests(before=texts[-1].sha256, after=before.sha256, edits=edits)
            drafts.append(Draft(self.by, incident, change, moved))
            texts.append(before)
            said = restored
        return texts, Step(place, incident, chain(journal_file(place.parent, incident), drafts, self.sign))

    def take_back(self, steps: Sequence[Step]) -> None:
        """Carry out what `undoing` made, all or none, under the same lock; raises as `carry_out`."""
        self._carry_out(tuple(steps))


def refuse_conflict(source: Source, path: str) -> None:
    """Raise UnresolvedConflict where a merge left both sides in a text."""
    if "<<<<<<<" not in source.text:
        return
    from rca.checks.prose import Prose

    if place := Prose(source).conflict:
        raise UnresolvedConflict(path, source.line(place.start))


class UnresolvedConflict(Refused):
    """A document in which a merge left both sides."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(
            f"{path}:{line}: a merge left both sides here; keep what is true, and remove git's markers, "
            "nothing was changed"
        )


def digests(made: Plan) -> Digests:
    """The digests around a plan, with its edits."""
    edits = replacements(made.before, made.edits)
    return Digests(before=made.before.sha256, after=made.after.sha256, edits=edits)
