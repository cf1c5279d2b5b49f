"""What a commit is about to do, on disk before it begins: so that all of it happens, or none of it.

`commit.json` lies beside the index, never in git. It holds, for each document, the sealed lines for its
journal. Who finds one there while holding the lock finds the work of a process that died (`rca.recovery`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from rca.atomic import ChangedMeanwhile, left_beside, replace_file, sync_folder, write_file
from rca.changes import Refused
from rca.events import Event
from rca.journal import journal_file
from rca.lines import BrokenLine, decode, encode, event
from rca.text import Source, TextEdit

FILE = "commit.json"


class NotItsEdits(Refused):
    """The edits of an event do not make what the event says they make."""

    def __init__(self, path: Path, event: Event) -> None:
        super().__init__(
            f"{path}: the edits of event {event.id[:12]} do not lead to the text it tells of; "
            "nothing was changed, `rca journal verify` examines the history"
        )


class Step(NamedTuple):
    """The part of a commit that concerns one document."""

    path: Path
    incident: str
    events: tuple[Event, ...]
    """Sealed, each building on the one before; they lead from `before` to `after`."""

    @property
    def before(self) -> str | None:
        """Digest of the document before the first event."""
        return self.events[0].document.before

    @property
    def after(self) -> str:
        """Digest of the document after the last event."""
        return self.events[-1].document.after

    @property
    def moves(self) -> bool:
        """Whether the document gets another text."""
        return self.before is not None and self.before != self.after

    @property
    def journal(self) -> Path:
        """Where the events go."""
        return journal_file(self.path.parent, self.incident)

    def carry_out(self) -> None:
        """Write the document; raises ChangedMeanwhile, NotItsEdits, OSError."""
        if self.moves and self.before is not None:
            replace_file(self.path, self.result(), self.before)

    def result(self) -> bytes:
        """The document after the last event; raises ChangedMeanwhile where it is not as before the first."""
        try:
            source = Source(self.path.read_bytes().decode())
        except (FileNotFoundError, UnicodeDecodeError):
            raise ChangedMeanwhile(self.path) from None
        if source.sha256 != self.before:
            raise ChangedMeanwhile(self.path)
        for each in self.events:
            source = _applied(source, each, self.path)
        return source.to_bytes()


def _applied(source: Source, event: Event, path: Path) -> Source:
    chained = event.document.before == source.sha256
    after = led_by(source, event.document.forward(), event.document.after) if chained else None
    if after is None:
        raise NotItsEdits(path, event)
    return after


def led_by(source: Source, edits: Sequence[TextEdit], sha256: str) -> Source | None:
    """The text to which edits lead, if it has this digest."""
    try:
        after = source.apply(edits)
    except ValueError:
        return None
    return after if after.sha256 == sha256 else None


def write(folder: Path, root: Path, steps: tuple[Step, ...]) -> None:
    """Keep what is about to happen; raises OSError."""
    told = [
        {
            "path": os.path.relpath(step.path, root),
            "incident": step.incident,
            "events": [encode(e).decode() for e in step.events],
        }
        for step in steps
    ]
    write_file(folder / FILE, json.dumps(told).encode())


def read(folder: Path, root: Path) -> list[Step] | None:
    """What was about to happen; None where nothing was. Raises ValueError for a file that is not ours."""
    try:
        told = json.loads((folder / FILE).read_bytes())
    except FileNotFoundError:
        return None
    try:
        return [_step(root, each["path"], each["incident"], each["events"]) for each in told]
    except (KeyError, TypeError, AttributeError, BrokenLine, ValidationError) as error:
        raise ValueError(str(error)) from None


def _step(root: Path, path: str, incident: str, lines: list[str]) -> Step:
    if not lines or "\0" in path + incident:
        raise ValueError("a step without events, or of no file")
    return Step(root / path, incident, tuple(event(decode(line.encode())) for line in lines))


def clear(folder: Path) -> None:
    """Forget it: everything is on disk. Raises OSError."""
    with suppress(FileNotFoundError):
        (folder / FILE).unlink()
        sync_folder(folder)


def left_over(folder: Path) -> list[Path]:
    """Files that a process left which died while it kept what was about to happen."""
    return left_beside(folder / FILE)
