"""One action item in detail: what it promises, how far it got in each environment, what it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.model import ActionItem, Execution, Written
from rca.output.clean import clean
from rca.output.marks import EXECUTIONS, state_cell, state_mark
from rca.output.table import Cell, facts
from rca.output.terminal import Terminal
from rca.output.width import wrap
from rca.output.words import due_cell, due_in_full
from rca.rows import ItemRow


def item_lines(
    row: ItemRow,
    item: ActionItem,
    waits_for: Sequence[ItemRow],
    needed_by: Sequence[ItemRow],
    terminal: Terminal,
    stale: Sequence[str] = (),
) -> Iterator[str]:
    """The text of an item, then its facts one a line, dates and evidence as the document gives them."""
    yield from (terminal.paint(line, "bold") for line in wrap(clean(row.text), terminal.width))
    yield terminal.paint(f"{row.ref} {terminal.dot} {row.path}:{row.line}", "muted")
    yield ""
    yield from facts(
        [
            ("State", _state(row, terminal)),
            ("Owner", Cell(row.owner_text or "nobody", "" if row.owner_text else "warning")),
            ("Due", _due(row, terminal)),
            ("Issue", Cell(item.issue_text or ", ".join(row.issues))),
            ("Written", _written(item.written, terminal)),
            *((_label(e), _execution(e, terminal)) for e in item.executions),
            *(("Stale", Cell(reason, "warning")) for reason in stale),
            ("Their word", Cell(row.claim)),
            ("Dropped", Cell(item.drop_reason)),
            ("Check", Cell(row.check)),
            ("Type", Cell(row.kind)),
            ("Priority", Cell(row.priority)),
            ("Group", Cell(row.group)),
            *(("Waits for", _other(other, row, terminal)) for other in waits_for),
            *(("Needed by", _other(other, row, terminal)) for other in needed_by),
            ("Incident", Cell(f" {terminal.dot} ".join(filter(None, (row.title, row.severity))))),
        ],
        terminal,
    )


def _state(row: ItemRow, terminal: Terminal) -> Cell:
    mark = state_mark(row.state, row.flags)
    return Cell(", ".join([state_cell(row.state, (), terminal).text, *row.flags]), mark.role)


def _due(row: ItemRow, terminal: Terminal) -> Cell:
    said = due_in_full(row)
    if not said:
        return Cell("no date", "warning")
    return Cell(f" {terminal.dot} ".join(said), due_cell(row).role)


def _label(execution: Execution) -> str:
    return execution.environment or "Executed"


def _written(written: Written, terminal: Terminal) -> Cell:
    state = {"yes": "done"}.get(written.state, written.state)
    return _claim(
        state, written.day.isoformat() if written.day else None, written.evidence, written.text, terminal
    )


def _execution(execution: Execution, terminal: Terminal) -> Cell:
    day = execution.day.isoformat() if execution.day else None
    return _claim(execution.state, day, execution.evidence, execution.text, terminal)


def _claim(state: str, day: str | None, evidence: tuple[str, ...], text: str, terminal: Terminal) -> Cell:
    if state == "exempt":
        return Cell(text or "n/a", "muted")
    mark = EXECUTIONS[state]
    parts = [mark.on(terminal), day or "", "failed" if state == "failed" else "", *evidence]
    if state == "no":
        return Cell(f"{mark.on(terminal)} no", "muted")
    return Cell(" ".join(filter(None, parts)), mark.role)


def _other(other: ItemRow, row: ItemRow, terminal: Terminal) -> Cell:
    name = other.number if other.incident == row.incident else other.ref
    mark = state_mark(other.state, other.flags)
    return Cell(f"{name}  {mark.on(terminal)} {mark.word}  {other.text}", mark.role)
