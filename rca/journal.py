"""The journal: for each incident one append-only file of events, in `journal/` beside its document.

Every event names the heads it was appended to, so a line that is changed, removed or moved shows
(`rca.audit`), and two branches of git merge as a graph. Writing happens under a lock on the file and is on
disk, file and folder, before `append` returns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from rca.changes import Change, Digests, Event
from rca.claims import Actor
from rca.errors import RcaError
from rca.folders import JOURNALS
from rca.lines import BrokenLine, Changed, Entry, body_id, decode, encode, event, event_body
from rca.tail import extend, locked, mend, raw_lines

Signer = Callable[[str], str]
"""Makes the signature of an event's id."""

ATTRIBUTES = "*.jsonl -text merge=union"
"""What git must know about journals: no newline is converted, and a merge keeps the lines of both sides."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]|^\.")
_LONGEST_NAME = 200


class JournalError(RcaError):
    """A journal cannot be read or written; nothing was changed."""

    exit_code = 6

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: the journal cannot be used: {error.strerror or error}")


class Draft(NamedTuple):
    """An event that has no place in a journal yet."""

    by: Actor
    incident: str
    change: Change
    document: Digests
    at: datetime | None = None
    """None for now; events that are appended together get the same time."""


class Line(NamedTuple):
    """A line of a journal: an entry, or what is wrong with it."""

    number: int
    """From 1."""
    entry: Entry | None
    problem: str
    """Empty where there is an entry; else why there is none."""
    torn: bool
    """Whether it lacks its newline, which only the last line can."""
    claimed: str
    """The id that a changed line bears; empty for the others."""


def journal_file(folder: Path, incident: str) -> Path:
    """Where the journal of an incident lives; `folder` is the one that holds its document."""
    return folder / JOURNALS / file_name(incident)


def file_name(incident: str) -> str:
    """The name of an incident's journal: its id, with `%XX` for what is not safe in the name of a file."""
    safe = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), incident)
    if len(safe) > _LONGEST_NAME:
        safe = f"{safe[: _LONGEST_NAME - 17]}-{sha256(incident.encode()).hexdigest()[:16]}"
    return f"{safe}.jsonl"


def journal_files(folder: Path) -> list[Path]:
    """The journals beside the documents of a folder, by name."""
    return sorted((folder / JOURNALS).glob("*.jsonl"))


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of a journal, one at a time; a missing journal has none. Raises JournalError."""
    try:
        with path.open("rb") as file:
            yield from _lines(file)
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalError(path, error) from None


def _lines(raws: Iterable[bytes]) -> Iterator[Line]:
    for number, raw in enumerate(raws, 1):
        if raw.isspace():
            continue
        torn = not raw.endswith(b"\n")
        try:
            yield Line(number, decode(raw), "", torn, "")
        except Changed as changed:
            yield Line(number, None, str(changed), torn, changed.claimed)
        except BrokenLine as broken:
            yield Line(number, None, str(broken), torn, "")


def read_entries(path: Path) -> Iterator[Entry]:
    """The events of a journal as they are written, each once, parents first; broken lines are left out."""
    seen: set[str] = set()
    for line in read_lines(path):
        if line.entry and line.entry.id not in seen:
            seen.add(line.entry.id)
            yield line.entry


def read(path: Path) -> Iterator[Event]:
    """The events of a journal, each once, parents first; lines that this version cannot read are left out.

    `rca.audit` says which lines those are.
    """
    for entry in read_entries(path):
        with suppress(ValidationError):
            yield event(entry)


def heads(path: Path) -> tuple[str, ...]:
    """The ids that no event of a journal names as a parent, sorted; empty where there is no event."""
    return _heads(read_entries(path))


def _heads(entries: Iterable[Entry]) -> tuple[str, ...]:
    ids: set[str] = set()
    named: set[str] = set()
    for entry in entries:
        ids.add(entry.id)
        named.update(entry.parents)
    return tuple(sorted(ids - named))


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
    return _append(path, lambda entries: _chain(drafts, _heads(entries), sign))


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
            events = make(line.entry for line in _lines(raw_lines(file)) if line.entry)
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
