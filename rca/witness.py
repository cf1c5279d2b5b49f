"""What the index has seen of the journals: their events, which were the newest, and the text that these left.

Not derived from documents, and append-only by trigger: so that events cut off everywhere are missed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from rca.changes import Event
from rca.journal import read, read_entries
from rca.lines import event_body
from rca.records import add_events, set_heads
from rca.store import Index


def remember(index: Index, incident: str, path: Path, events: Iterable[Event] | None = None) -> None:
    """Keep the events of an incident's journal (all of them if none are given) and which are its heads.

    A head that was seen and is in the journal no more is one still: else the next event would cover up a cut.
    """
    rows = [_row(event, number) for number, event in enumerate(events or read(path), 1)]
    ids, named = set[str](), set[str]()
    for entry in read_entries(path):
        ids.add(entry.id)
        named.update(entry.parents)
    seen = known_heads(index).get(incident, set())
    with index.transaction() as connection:
        add_events(connection, rows)
        set_heads(connection, incident, (ids - named) | (seen - ids))


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
