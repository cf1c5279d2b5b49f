"""What changes did, as sentences, as a diff, and as a history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import unified_diff

from rca.changes import Change
from rca.commit import Staged
from rca.edit import Plan
from rca.events import Event
from rca.lines import change_body, event_body
from rca.output.data import one_json
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.sentences import told
from rca.text import Source


def sentence(change: Change, ref: str) -> str:
    """What a change did to the item or incident that `ref` names, without a full stop."""
    return f"{ref} {told(change_body(change))}"


def staged_lines(
    staged: Iterable[Staged], names: Callable[[str, str], str], terminal: Terminal
) -> Iterator[str]:
    """A sentence for each change; `names` makes the short name of an item or (without one) an incident."""
    for each in staged:
        for plan in each.plans:
            ref = names(each.incident, item_of(plan.change))
            done = sentence(plan.change, ref) if says_something(plan) else f"{ref} says so already"
            yield terminal.paint(f"{done}.")


def says_something(made: Plan) -> bool:
    """Whether a change says what was not said before: in the document, or as a note in the history."""
    return bool(made.edits) or made.change.kind == "note"


def staged_json(staged: Iterable[Staged]) -> list[str]:
    """The events, as the journals keep them."""
    return one_json([{"path": each.path, **event_object(event)} for each in staged for event in each.events])


def diff_lines(path: str, before: Source, after: Source, terminal: Terminal) -> Iterator[str]:
    """A unified diff of a document, every blank as it is."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm="")
    for line in lines:
        role = {"+": "success", "-": "error", "@": "accent"}.get(line[:1], "")
        shown = line.removesuffix("\r")
        yield terminal.paint_lines(shown, "" if line.startswith(("+++", "---")) else role)


def _lines(source: Source) -> list[str]:
    return source.text.split("\n")


def item_of(change: Change) -> str:
    """The number of the item that a change is about; empty where it is about the incident."""
    return str(getattr(change, "item", ""))


def sentences(events: Sequence[Event], names: Callable[[str, str], str]) -> Iterator[str]:
    """What each event did; of what was taken back, what that was, as far as it is among them."""
    known = {event.id: event for event in events}
    for event in events:
        back = known.get(event.change.event) if event.change.kind == "undo" else None
        done = back or event
        told = sentence(done.change, names(done.incident, item_of(done.change)))
        yield f"undone: {told}" if back else told


def history_lines(
    events: Sequence[Event], names: Callable[[str, str], str], terminal: Terminal
) -> Iterator[str]:
    """When, who and what, in the order given."""
    rows = [
        (
            Cell(f"{event.at:%Y-%m-%d %H:%M} UTC"),
            Cell(_who(event)),
            Cell(done),
            Cell(event.id[:12], "muted"),
        )
        for event, done in zip(events, sentences(events, names), strict=True)
    ]
    columns = (Column("WHEN"), Column("BY", least=8), Column("WHAT", least=24), Column("EVENT", drop=1))
    return table(columns, rows, terminal)


def events_json(events: Iterable[Event]) -> list[str]:
    """Events as the journals keep them."""
    return one_json([event_object(event) for event in events])


def event_object(event: Event) -> dict[str, object]:
    """An event as its line in the journal has it."""
    signed = {"signature": event.signature} if event.signature else {}
    return {"id": event.id, **event_body(event), **signed}


def _who(event: Event) -> str:
    return event.by.name if event.by.kind == "human" else f"{event.by.name} ({event.by.kind})"
