"""One action item as a few labelled lines: what it waits for, how far it got where, when it was due."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rca.historyrows import DueRow, ItemDetail
from rca.output.marks import BLOCKED, EXECUTIONS, state_mark
from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.output.words import count, due_cell, due_in_full
from rca.rows import ItemRow
from rca.values import NamedTuple

Name = Callable[[ItemRow], str]
"""The short name of an item."""

_EVENTS = 6
"""Events that are told, the newest first."""


class Fact(NamedTuple):
    """A label, and parts of what is said, each in its colour."""

    label: str
    parts: tuple[Cell, ...]


def facts(detail: ItemDetail, name: Name, terminal: Terminal) -> Iterator[Fact]:
    """All that is known of an item, what matters most first."""
    row = detail.row
    mark = state_mark(row.state, row.flags)
    yield Fact("state", (Cell(f"{mark.on(terminal)} {mark.word}", mark.role), *_flags(row, mark.word)))
    if detail.drop_reason:
        yield Fact("dropped", (Cell(detail.drop_reason),))
    yield from (_blocker(other, name, terminal) for other in detail.waits_for if not _is_done(other))
    yield Fact("done", tuple(_joined(_claims(detail, terminal), terminal)))
    yield Fact("due", tuple(_due(detail, terminal)))
    yield Fact("owner", (Cell(row.owner_text or "nobody", "" if row.owner_text else "warning"),))
    if row.issues:
        yield Fact("issue", (Cell(", ".join(row.issues)),))
    if row.check or detail.history.checks:
        yield Fact("check", tuple(_joined(_checks(detail), terminal)))
    yield from (_link("waits for", o, name, terminal) for o in detail.waits_for if _is_done(o))
    yield from (_link("needed by", other, name, terminal) for other in detail.needed_by)
    incident = (row.title, row.severity or "", f"{row.path}:{row.line}")
    yield Fact("incident", (Cell(f" {terminal.dot} ".join(filter(None, incident))),))
    yield from _more(row)
    yield from _journal(detail)


def _flags(row: ItemRow, said: str) -> Iterator[Cell]:
    """The flags beside the word for the state, which may be one of them."""
    roles = {"overdue": "error", "blocked": "error", "regressed": "error-bold"}
    others = (flag for flag in row.flags if flag != said)
    yield from (Cell(f", {flag.replace('-', ' ')}", roles.get(flag, "warning")) for flag in others)


def _is_done(row: ItemRow) -> bool:
    return row.state in {"executed", "verified", "dropped"}


def _blocker(other: ItemRow, name: Name, terminal: Terminal) -> Fact:
    told = ", ".join(filter(None, (" / ".join(other.owners) or other.owner_text, due_cell(other).text)))
    what = Cell(f"{BLOCKED.on(terminal)} {name(other)} {other.text}", "error")
    return Fact("blocked by", (what, Cell(f" ({told})" if told else "", "muted")))


def _link(label: str, other: ItemRow, name: Name, terminal: Terminal) -> Fact:
    mark = state_mark(other.state, other.flags)
    return Fact(
        label, (Cell(f"{mark.on(terminal)} {mark.word}", mark.role), Cell(f"  {name(other)} {other.text}"))
    )


def _joined(cells: Iterator[Cell], terminal: Terminal) -> Iterator[Cell]:
    for at, cell in enumerate(cells):
        if at:
            yield Cell(f" {terminal.dot} ", "muted")
        yield cell


def _claims(detail: ItemDetail, terminal: Terminal) -> Iterator[Cell]:
    """`written ● 2026-05-15 migration 031`, `staging ● 2026-05-15 PR #1570`, `prod ○`."""
    row = detail.row
    written = {"yes": "done"}.get(row.written, row.written)
    yield _claim("written", written, row.written_day, _cited(detail, "written", ""), terminal)
    for environment, state, day in row.executions:
        cited = _cited(detail, "executed", environment)
        yield _claim(environment or "executed", state, day, cited, terminal)


def _cited(detail: ItemDetail, claim: str, environment: str) -> list[str]:
    return [value for of, where, value in detail.evidence if (of, where) == (claim, environment)]


def _claim(label: str, state: str, day: str | None, cited: list[str], terminal: Terminal) -> Cell:
    if state == "exempt":
        return Cell(f"{label} n/a", "muted")
    mark = EXECUTIONS[state]
    word = {"verified": "verified", "failed": "failed"}.get(state, "")
    told = " ".join(filter(None, (label, mark.on(terminal), word, day or "", ", ".join(cited))))
    return Cell(told, mark.role)


def _due(detail: ItemDetail, terminal: Terminal) -> Iterator[Cell]:
    """`2026-05-19, 189 d late · moved twice: was 2026-05-19 (waits for the vendor)`."""
    row = detail.row
    said = due_in_full(row)
    yield Cell(", ".join(said) or "no date", due_cell(row).role or ("" if said else "warning"))
    moves = [due for due in detail.history.dues if due.previous]
    if moves:
        yield Cell(f" {terminal.dot} moved {count(len(moves), 'time')}: ", "muted")
        yield Cell("; ".join(map(_move, reversed(moves))), "muted")


def _move(due: DueRow) -> str:
    return f"was {due.previous}" + (f" ({due.reason})" if due.reason else "")


def _checks(detail: ItemDetail) -> Iterator[Cell]:
    runs = detail.history.checks
    if detail.row.check:
        yield Cell(f"{detail.row.check}{'' if runs else ', never run'}", "" if runs else "warning")
    for run in runs:
        where = f" on {run.environment}" if run.environment else ""
        word, role = ("passed", "success") if run.holds else ("failed", "error-bold")
        yield Cell(f"{word}{where} {run.day}", role)


def _more(row: ItemRow) -> Iterator[Fact]:
    told = (("type", row.kind), ("priority", row.priority), ("group", row.group), ("their word", row.claim))
    yield from (Fact(label, (Cell(text),)) for label, text in told if text)


def _journal(detail: ItemDetail) -> Iterator[Fact]:
    if detail.problem:
        yield Fact("journal", (Cell(detail.problem, "error"),))
    events = detail.history.events[::-1]
    for at, event in enumerate(events[:_EVENTS]):
        undone = ", undone" if event.undone else ""
        when = f"{event.at[:10]} {event.at[11:16]}Z {event.by}"
        yield Fact("journal" if not at else "", (Cell(f"{when}  ", "muted"), Cell(f"{event.words}{undone}")))
    if len(events) > _EVENTS:
        yield Fact("", (Cell(f"and {count(len(events) - _EVENTS, 'event')} before", "muted"),))
