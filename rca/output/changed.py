"""What changes did, as sentences, as a diff, and as a history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import Any

from rca.changes import (
    Change,
    CheckResult,
    Event,
    Exempt,
    External,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Reopen,
    SetField,
    SetItemField,
)
from rca.claims import Evidence
from rca.commit import Staged
from rca.lines import event_body
from rca.output.data import one_json
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.words import count
from rca.text import Source

Words = Callable[[Any], str]


def sentence(change: Change, ref: str) -> str:
    """What a change did to the item or incident that `ref` names, without a full stop."""
    return f"{ref} {_WORDS[change.kind](change)}"


def staged_lines(
    staged: Iterable[Staged], names: Callable[[str, str], str], terminal: Terminal
) -> Iterator[str]:
    """A sentence for each change; `names` makes the short name of an item or (without one) an incident."""
    for each in staged:
        for plan in each.plans:
            ref = names(each.incident, item_of(plan.change))
            done = sentence(plan.change, ref) if plan.edits else f"{ref} says so already"
            yield terminal.paint(f"{done}.")


def staged_json(staged: Iterable[Staged]) -> list[str]:
    """The events, as the journals keep them."""
    return one_json([{"path": each.path, **event_object(event)} for each in staged for event in each.events])


def diff_lines(path: str, before: Source, after: Source, terminal: Terminal) -> Iterator[str]:
    """A unified diff of a document."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm="")
    for line in lines:
        role = {"+": "success", "-": "error", "@": "accent"}.get(line[:1], "")
        yield terminal.paint(line, "" if line.startswith(("+++", "---")) else role)


def _lines(source: Source) -> list[str]:
    return source.text.split("\n")


def item_of(change: Change) -> str:
    """The number of the item that a change is about; empty where it is about the incident."""
    return str(getattr(change, "item", ""))


def history_lines(
    events: Iterable[Event], names: Callable[[str, str], str], terminal: Terminal
) -> Iterator[str]:
    """When, who and what, in the order given."""
    rows = [
        (
            Cell(f"{event.at:%Y-%m-%d %H:%M} UTC"),
            Cell(_who(event)),
            Cell(sentence(event.change, names(event.incident, item_of(event.change)))),
            Cell(event.id[:12], "muted"),
        )
        for event in events
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


# Words of each kind


def _said(change: MarkWritten | MarkExecuted | MarkVerified | MarkFailed) -> str:
    """Day, evidence and note behind a verb."""
    parts = [f" {change.day}"]
    if change.evidence:
        parts.append(f", evidence {', '.join(map(_evidence, change.evidence))}")
    return "".join(parts) + (f": {change.note}" if change.note else "")


def _evidence(evidence: Evidence) -> str:
    return evidence.value[:12] if evidence.kind == "commit" else evidence.value


def _on(change: MarkExecuted | MarkVerified | MarkFailed | CheckResult) -> str:
    return f" on {change.environment}" if change.environment else ""


def _set(change: SetField | SetItemField) -> str:
    before = f" (was {change.previous})" if change.previous else ""
    reason = f": {change.reason}" if change.reason else ""
    return f"{change.field.replace('_', ' ')} is {change.value or 'empty'}{before}{reason}"


def _result(change: CheckResult) -> str:
    verdict = "passed" if change.holds else "failed"
    return f"check {change.check} {verdict}{_on(change)} {change.day}"


def _reopened(change: Reopen) -> str:
    there = f" on {', '.join(filter(None, change.environments))}" if any(change.environments) else ""
    return f"reopened{there}" + (f": {change.reason}" if change.reason else "")


def _exempted(change: Exempt) -> str:
    what = f"not meant for {change.environment or 'execution'}"
    return f"{'needs no artefact' if change.aspect == 'written' else what}: {change.reason}"


def _recorded(change: External) -> str:
    said = count(len(change.facts), "fact")
    if change.baseline:
        return f"was found with {said} when its history began"
    return f"was edited by hand: {said} changed" if change.facts else "was edited by hand"


_WORDS: Mapping[str, Words] = {
    "set-field": _set,
    "set-item-field": _set,
    "mark-written": lambda change: f"written{_said(change)}",
    "mark-executed": lambda change: f"executed{_on(change)}{_said(change)}",
    "mark-verified": lambda change: f"verified{_on(change)}{_said(change)}",
    "mark-failed": lambda change: f"failed{_on(change)}{_said(change)}",
    "check-result": _result,
    "exempt": _exempted,
    "drop": lambda change: f"dropped {change.day}: {change.reason}",
    "reopen": _reopened,
    "add-item": lambda change: f"added: {change.text}",
    "add-timeline-entry": lambda change: f"timeline {change.time}: {change.text}",
    "replace-section": lambda change: f"section {change.section} rewritten",
    "reformat": lambda _: "has its action items in the canonical table",
    "external": _recorded,
    "undo": lambda change: f"change {change.event[:12]} undone",
}
