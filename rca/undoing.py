"""The way back: which events are next to be taken back, and the texts that they lead back to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rca.changes import Refused, Undo
from rca.events import Event
from rca.intent import NotItsEdits, led_by
from rca.text import Source


class CannotUndo(Refused):
    """An event cannot be taken back, because its document is not as it left it."""

    def __init__(self, path: str, event: Event) -> None:
        super().__init__(
            f'{path} has changed since the "{event.change.kind}" of {event.at:%Y-%m-%d}; '
            "undo would lose what came after it, so nothing was changed (rca log shows it)"
        )


def undoable(events: Sequence[Event], item: str = "") -> Iterator[Event]:
    """The events that were not taken back, of an item if one is named; the newest first."""
    undone: set[str] = set()
    for event in reversed(events):
        if event.id in undone:
            continue
        if isinstance(event.change, Undo):
            undone.add(event.change.event)
        elif event.change.kind != "external" and item in ("", getattr(event.change, "item", "")):
            yield event


def way_back(source: Source, path: str, events: Sequence[Event]) -> Iterator[tuple[Event, Source]]:
    """Each event, the last one first, and the text before it, byte for byte.

    `source` is the document as it is, `path` what a sentence calls it. Raises CannotUndo where the text is
    not as an event left it, NotItsEdits where its edits do not lead back.
    """
    for event in reversed(events):
        if source.sha256 != event.document.after or event.document.before is None:
            raise CannotUndo(path, event)
        before = led_by(source, event.document.backward(), event.document.before)
        if before is None:
            raise NotItsEdits(Path(path), event)
        yield event, before
        source = before
