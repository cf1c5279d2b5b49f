"""A document as its journal last knew it: a text that was remembered or that git has, led on by its edits.

A text counts only where its digest is that of the journal. What nobody has any more stays unknown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Reversible
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from rca.events import Digests
from rca.git import GitError, versions
from rca.intent import led_by
from rca.lines import Entry
from rca.text import Source

_VERSIONS = 32
"""How many commits of a document are looked at."""
_EVENTS = 1000
"""How many of the newest events are led over."""


def last_known(entries: Iterable[Entry], document: Path, remembered: bytes | None = None) -> Source | None:
    """The text that the newest event of a journal left; None where it has several, or nobody has the text."""
    newest: deque[Entry] = deque(maxlen=_EVENTS)
    ids, named = set[str](), set[str]()
    for entry in entries:
        newest.append(entry)
        ids.add(entry.id)
        named.update(entry.parents)
    if len(ids - named) != 1:
        return None
    end = newest[-1].body["document"]["after"]
    way = _way(newest, end)
    wanted = {step.before: place for place, step in enumerate(way)} | {end: len(way)}
    for text in _texts(document, remembered):
        place = wanted.get(sha256(text).hexdigest())
        if place is not None:
            return _led_on(text, way[place:])
    return None


def _way(entries: Reversible[Entry], end: str) -> list[Digests]:
    """The newest moves of a document, with their edits: each begins where the one before ended."""
    way: list[Digests] = []
    for entry in reversed(entries):
        try:
            step = Digests.model_validate(entry.body["document"])
        except ValidationError:
            break
        if step.after != (way[-1].before if way else end):
            break
        if step.before == step.after:
            continue
        if not step.edits:
            break
        way.append(step)
    return way[::-1]


def _texts(document: Path, remembered: bytes | None) -> Iterator[bytes]:
    if remembered is not None:
        yield remembered
    try:
        yield from versions(document, _VERSIONS)
    except GitError:
        return


def _led_on(text: bytes, way: Iterable[Digests]) -> Source | None:
    """The text at the end of a way that begins with this one; None where the way does not hold."""
    source: Source | None = Source(text.decode())
    for step in way:
        source = led_by(source, step.forward(), step.after) if source else None
    return source
