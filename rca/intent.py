"""What a commit is about to do, on disk before it begins: so that all of it happens, or none of it.

`commit.json` lies beside the index, never in git. It holds, for each document, the sealed lines for its
journal. Who finds one there while holding the lock finds the work of a process that died.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rca.atomic import digest, replace_file, sync_folder, write_file
from rca.changes import Event
from rca.journal import append_events, journal_file, read_entries
from rca.lines import decode, encode, event
from rca.text import Source

FILE = "commit.json"


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
    def journal(self) -> Path:
        """Where the events go."""
        return journal_file(self.path.parent, self.incident)

    def carry_out(self) -> None:
        """Write the document; raises ChangedMeanwhile, OSError."""
        if self.before is None or self.before == self.after:
            return
        source = Source.from_bytes(self.path.read_bytes(), str(self.path))
        for each in self.events:
            source = (
                source.apply(each.document.forward()) if source.sha256 == each.document.before else source
            )
        replace_file(self.path, source.to_bytes(), self.before)


def write(folder: Path, steps: tuple[Step, ...]) -> None:
    """Keep what is about to happen; raises OSError."""
    told = [
        {
            "path": str(step.path),
            "incident": step.incident,
            "events": [encode(e).decode() for e in step.events],
        }
        for step in steps
    ]
    write_file(folder / FILE, json.dumps(told).encode())


def clear(folder: Path) -> None:
    """Forget it: everything is on disk."""
    with suppress(FileNotFoundError):
        (folder / FILE).unlink()
    sync_folder(folder)


def recover(folder: Path) -> list[str]:
    """Complete what a process that died had begun; takes the folder of the index, under its lock.

    Returns what was done, as sentences. A document that was edited since keeps the edit. Raises OSError,
    JournalError.
    """
    try:
        told = json.loads((folder / FILE).read_bytes())
    except FileNotFoundError:
        return []
    steps = [_step(each) for each in told]
    notes = _complete(steps) if _has_begun(steps) or _is_possible(steps) else _given_up(steps)
    clear(folder)
    return notes


def _step(told: dict[str, object]) -> Step:
    lines = told["events"]
    assert isinstance(lines, list)
    events = tuple(event(decode(line.encode())) for line in lines)
    return Step(Path(str(told["path"])), str(told["incident"]), events)


def _has_begun(steps: list[Step]) -> bool:
    return any(entry.id == step.events[0].id for step in steps for entry in read_entries(step.journal))


def _is_possible(steps: list[Step]) -> bool:
    return all(digest(step.path) == step.before for step in steps)


def _complete(steps: list[Step]) -> list[str]:
    for step in steps:
        append_events(step.journal, step.events)
    return [_completed(step) for step in steps]


def _completed(step: Step) -> str:
    now = digest(step.path)
    if now == step.before:
        step.carry_out()
    elif now != step.after:
        return (
            f"{step.path}: edited since a change of {step.incident} was cut short; the edit stands, "
            "`rca journal verify` tells what differs"
        )
    return f"{step.path}: a change of {step.incident} that was cut short is completed"


def _given_up(steps: list[Step]) -> list[str]:
    return [f"{step.path}: a change of {step.incident} was cut short before it began" for step in steps]
