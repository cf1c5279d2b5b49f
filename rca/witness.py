"""What the index has seen of the journals: their events, which were the newest, and the text that these left.

Not derived from documents, and append-only by trigger: so that events cut off everywhere are missed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from rca.events import Event
from rca.journal import read_lines
from rca.lines import event_body
from rca.records import add_events, set_heads
from rca.store import Index


def remember(index: Index, incident: str, path: Path, events: Iterable[Event]) -> None:
    """Keep events that were written to an incident's journal, and which are its heads now.

    A head that was seen and is in the journal no more is one still: else the next event would cover up a cut.
    """
    places, named = dict[str, int](), set[str]()
    for line in read_lines(path):
        if line.entry:
            places[line.entry.id] = line.number
            named.update(line.entry.parents)
    seen = known_heads(index).get(incident, set())
    with index.transaction() as connection:
        add_events(connection, (_row(event, places.get(event.id, 0)) for event in events))
        set_heads(connection, incident, (places.keys() - named) | (seen - places.keys()))


def remember_text(index: Index, path: str, text: bytes | None) -> None:
    """Keep the text that the newest event of a document left."""
    if text is not None:
        with index.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (path, zlib.compress(text)))


def remembered_text(index: Index, path: str) -> bytes | None:
    """The text that was kept of a document; None where none was."""
    kept = index.value("SELECT text FROM remembered WHERE path = ?", (path,))
    return zlib.decompress(kept) if kept else None


def known_heads(index: Index) -> dict[str, set[str]]:
    """The newest events that were seen, by incident."""
    found: dict[str, set[str]] = {}
    for incident, event in index.rows("SELECT incident, id FROM journal_heads"):
        found.setdefault(incident, set()).add(event)
    return found


def _row(event: Event, number: int) -> tuple[str | int, ...]:
    body = event_body(event)
    return (
        event.id,
        event.incident,
        body["at"],
        event.by.name,
        event.by.email,
        event.by.kind,
        json.dumps(body["change"], ensure_ascii=False),
        event.document.before or "",
        event.document.after,
        " ".join(event.parents),
        number,
    )
