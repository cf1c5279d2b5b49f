"""Drafts of events sealed and appended to their journal: each gets its parents, its id, its place on disk.

Writing happens under a lock on the file and is on disk, file and folder, before `append` returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from rca.changes import Change
from rca.claims import Actor
from rca.events import Digests, Event
from rca.journal import JournalError, decoded, heads, heads_of
from rca.lines import Entry, body_id, encode, event_body
from rca.tail import extend, locked, mend, raw_lines

Signer = Callable[[str], str]
"""Makes the signature of an event's id."""


class Draft(NamedTuple):
    """An event that has no place in a journal yet."""

    by: Actor
    incident: str
    change: Change
    document: Digests
    at: datetime | None = None
    """None for now; events that are appended together get the same time."""


def seal(draft: Draft, parents: Sequence[str], sign: Signer | None = None) -> Event:
    """The event that a draft becomes behind these parents; `sign` makes the signature of its id."""
    at = (draft.at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    plain = Event(
        id="0" * 64,
        parents=tuple(sorted(parents)),
        at=at,
        by=draft.by,
        incident=draft.incident,
        change=draft.change,
        document=draft.document,
    )
    identity = body_id(event_body(plain))
    return plain.model_copy(update={"id": identity, "signature": sign(identity) if sign else ""})


def append(path: Path, drafts: Sequence[Draft], sign: Signer | None = None) -> tuple[Event, ...]:
    """Append events in one write behind the heads of a journal; they are on disk when this returns.

    A last line that a crash left half written is set aside in `<name>.torn`. Raises JournalError, and then
    the journal is as it was.
    """
    return _append(path, lambda entries: _chain(drafts, heads_of(entries), sign))


def append_events(path: Path, events: Sequence[Event]) -> tuple[Event, ...]:
    """Append events that are sealed already, as `append`; those that the journal has are left out."""

    def missing(entries: Iterable[Entry]) -> tuple[Event, ...]:
        known = {entry.id for entry in entries}
        return tuple(event for event in events if event.id not in known)

    return _append(path, missing)


def chain(path: Path, drafts: Sequence[Draft], sign: Signer | None = None) -> tuple[Event, ...]:
    """The events that drafts would become behind the heads of a journal; nothing is written."""
    return _chain(drafts, heads(path), sign)


def _append(path: Path, make: Callable[[Iterable[Entry]], tuple[Event, ...]]) -> tuple[Event, ...]:
    try:
        with locked(path) as file:
            start = mend(file, path)
            events = make(line.entry for line in decoded(raw_lines(file)) if line.entry)
            extend(file, start + b"".join(map(encode, events)))
    except OSError as error:
        raise JournalError(path, error) from None
    return events


def _chain(drafts: Sequence[Draft], parents: tuple[str, ...], sign: Signer | None) -> tuple[Event, ...]:
    now = datetime.now(UTC)
    events: list[Event] = []
    for draft in drafts:
        events.append(seal(draft._replace(at=draft.at or now), parents, sign))
        parents = (events[-1].id,)
    return tuple(events)
