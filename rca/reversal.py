"""What takes a step back that failed half way: its events are undone, and so is its text if it got there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rca.changes import Undo
from rca.claims import Actor, Fact
from rca.config import Config
from rca.effects import effects
from rca.errors import UnreadableFile
from rca.events import Digests, Event
from rca.facts import Facts, facts, same
from rca.intent import Step
from rca.journal import read_entries
from rca.lines import event_body
from rca.parse import parse
from rca.sealing import Draft, Signer, chain
from rca.text import Source, TextEdit


def replacements(source: Source, edits: Sequence[TextEdit]) -> tuple[tuple[int, str, str], ...]:
    """Edits as a journal keeps them: where, what stood there, what stands there now."""
    return tuple((edit.span[0], source.slice(edit.span), edit.text) for edit in edits)


def reversal(step: Step, config: Config, by: Actor, sign: Signer | None = None) -> Step | None:
    """The step that takes one back; None where none of its events reached the journal.

    A document that holds the text after the step gets back the one before it. Any other stays as it is, and
    the events say no more than it does. What a journal began with is true all the same, and stays.
    """
    there = {entry.id for entry in read_entries(step.journal)}
    begun = [e for e in step.events if e.id in there and e.change.kind != "external"]
    if not begun:
        return None
    drafts = list(_undone(begun, step, config, by))
    return Step(step.path, step.incident, chain(step.journal, drafts, sign))


def _undone(events: list[Event], step: Step, config: Config, by: Actor) -> Iterator[Draft]:
    source, moves = _source(step.path), list[Digests]()
    for event in reversed(events):
        source, moved = _back(source, event)
        moves.append(moved)
    said = facts(parse(source, name=step.path.name, config=config)) if source else {}
    for event, moved in zip(reversed(events), moves, strict=True):
        yield Draft(by, step.incident, Undo(event=event.id, facts=_corrected(event, said)), moved)


def _source(path: Path) -> Source | None:
    try:
        return Source.from_bytes(path.read_bytes(), str(path))
    except (FileNotFoundError, UnreadableFile):
        return None


def _back(source: Source | None, event: Event) -> tuple[Source | None, Digests]:
    """The text before an event, if it is the one after it, and the digests around the way back."""
    before = event.document.before
    if source is None or before is None or source.sha256 != event.document.after:
        now = source.sha256 if source else event.document.after
        return source, Digests(before=now, after=now)
    edits = event.document.backward()
    return source.apply(edits), Digests(before=source.sha256, after=before, edits=replacements(source, edits))


def _corrected(event: Event, said: Facts) -> tuple[Fact, ...]:
    """What an event says, as the document says it instead."""
    body = event_body(event)
    return tuple(
        Fact(item=key[0], name=key[1], before=value or None, after=said.get(key))
        for key, value in effects(body["change"], body["document"])
        if not same(value, said.get(key))
    )
