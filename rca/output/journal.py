"""Journals on the terminal: faults with their place, events in full."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from rca.events import Event
from rca.faults import Fault
from rca.journals import Verdict
from rca.output.changed import sentences
from rca.output.data import one_json
from rca.output.terminal import Terminal

_ROLES = {"error": "error", "warning": "warning", "note": "muted"}


def faults_lines(found: Verdict, terminal: Terminal) -> Iterator[str]:
    """`path:line: kind message`, in the order of files and lines."""
    for fault in found.faults:
        place = os.path.relpath(fault.path) + (f":{fault.line}" if fault.line else "")
        kind = terminal.paint(fault.kind, _ROLES[fault.level])
        yield f"{terminal.paint(place)}: {kind} {terminal.paint(fault.message)}"


def faults_json(found: Verdict) -> list[str]:
    """Counts, and every fault with its level."""
    faults = [{**f._asdict(), "path": str(f.path), "level": f.level} for f in found.faults]
    return one_json({"journals": found.journals, "events": found.events, "faults": faults})


def forgotten_lines(events: Iterable[Fault], terminal: Terminal) -> Iterator[str]:
    """`path: event … forgotten`."""
    for fault in events:
        yield terminal.paint(f"{os.path.relpath(fault.path)}: event {fault.event[:12]} forgotten")


def forgotten_json(events: Iterable[Fault], refused: list[str]) -> list[str]:
    """What was forgotten, and the sentences that say why other events were not."""
    told = [{"path": str(f.path), "incident": f.incident, "event": f.event} for f in events]
    return one_json({"forgotten": told, "refused": refused})


def events_lines(
    events: Sequence[Event], names: Callable[[str, str], str], terminal: Terminal
) -> Iterator[str]:
    """Events with all that their ids cover."""
    for event, done in zip(events, sentences(events, names), strict=True):
        yield from _event_lines(event, done, terminal)


def _event_lines(event: Event, done: str, terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(f"event {event.id}", "accent")
    yield "  " + terminal.paint(f"{event.at:%Y-%m-%d %H:%M:%S} UTC, {event.by} ({event.by.kind})")
    yield "  " + terminal.paint(done)
    yield "  parents   " + terminal.paint(f"{' '.join(p[:12] for p in event.parents) or 'none'}", "muted")
    before = (event.document.before or "none")[:12]
    yield "  document  " + terminal.paint(f"{before} → {event.document.after[:12]}", "muted")
    if event.signature:
        yield "  " + terminal.paint("signed", "muted")
