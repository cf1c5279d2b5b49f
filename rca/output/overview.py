"""How things stand: counts, and the next commands for the biggest problems."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rca.output.marks import STATES
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.words import count
from rca.rows import Overview
from rca.values import NamedTuple

_FLAGS = {
    "overdue": "error",
    "due-soon": "warning",
    "blocked": "error",
    "regressed": "error-bold",
    "stale": "warning",
    "unowned": "warning",
    "undated": "warning",
}

_SHOWN = 4


class Step(NamedTuple):
    """A problem, how many there are, and the command that shows them."""

    number: int
    one: str
    many: str
    command: str


def overview_lines(
    overview: Overview, name: str, today: date, terminal: Terminal, mistakes: int = 0
) -> Iterator[str]:
    """States with their marks, flags, and what to do next; an empty workspace says how to begin.

    `mistakes` are those of the configuration.
    """
    yield _headline(overview, name, today, terminal)
    if overview.items:
        yield ""
        yield from _states(overview, terminal)
    if flags := _flags(overview, terminal):
        yield from ("", flags)
    yield ""
    yield from _next(overview, mistakes, terminal)


def _headline(overview: Overview, name: str, today: date, terminal: Terminal) -> str:
    parts = [count(overview.documents, "RCA"), count(overview.items, "action item"), f"{today} UTC"]
    if overview.unreadable:
        parts.insert(1, f"{overview.unreadable} unreadable")
    return f"{terminal.paint(name, 'bold')}  {f' {terminal.dot} '.join(parts)}"


def _states(overview: Overview, terminal: Terminal) -> Iterator[str]:
    rows = []
    for state, mark in STATES.items():
        if number := overview.states.get(state, 0):
            rows.append(
                [Cell(str(number)), Cell(f"{mark.on(terminal)} {mark.word}", mark.role), _meaning(state)]
            )
    columns = (Column("", right=True), Column(""), Column("", least=10, drop=1))
    yield from table(columns, rows, terminal, indent=2, head=False)


def _meaning(state: str) -> Cell:
    return Cell(_MEANINGS.get(state, ""), "muted")


_MEANINGS = {
    "written": "written, executed nowhere",
    "part-executed": "executed somewhere, not everywhere",
    "done-unsplit": 'somebody\'s "done": written or executed?',
}


def _flags(overview: Overview, terminal: Terminal) -> str:
    found = [(flag, overview.flags.get(flag, 0), role) for flag, role in _FLAGS.items()]
    parts = [
        terminal.paint(f"{number} {flag.replace('-', ' ')}", role) for flag, number, role in found if number
    ]
    return "  " + f" {terminal.dot} ".join(parts) if parts else ""


def _next(overview: Overview, mistakes: int, terminal: Terminal) -> Iterator[str]:
    if not overview.documents:
        yield "There is no RCA yet. Begin with one of these:"
        odd = [(step.command, _told(step)) for step in _odd(overview, mistakes) if step.number]
        return (yield from _commands([*odd, *_BEGIN], terminal))
    steps = [step for step in (*_odd(overview, mistakes), *_steps(overview)) if step.number]
    if not steps:
        return (yield "Nothing is overdue, blocked or on paper only. rca list shows the incidents.")
    yield "Next:"
    return (yield from _commands([(step.command, _told(step)) for step in steps[:_SHOWN]], terminal))


def _told(step: Step) -> str:
    return f"{step.number} {step.one if step.number == 1 else step.many}"


_BEGIN = [
    ("rca new 'What broke'", "writes an RCA from the template"),
    ("rca import DIR", "shows what is understood of documents that are there"),
    ("rca demo", "shows a sample workspace"),
]


def _odd(overview: Overview, mistakes: int) -> list[Step]:
    """By which what is told may not be all that there is."""
    return [
        Step(mistakes, "mistake in the configuration", "mistakes in the configuration", "rca doctor"),
        Step(overview.unreadable, "file cannot be read", "files cannot be read", "rca doctor"),
    ]


def _steps(overview: Overview) -> list[Step]:
    states, flags = overview.states.get, overview.flags.get
    return [
        Step(
            flags("regressed", 0),
            "item failed its last check",
            "items failed their last check",
            "rca actions is:regressed",
        ),
        Step(flags("overdue", 0), "item is overdue", "items are overdue", "rca due"),
        Step(
            states("written", 0),
            "item is written and executed nowhere",
            "items are written and executed nowhere",
            "rca actions is:paper-only",
        ),
        Step(
            states("done-unsplit", 0),
            'item is "done": written, or executed?',
            'items are "done": written, or executed?',
            "rca actions is:done-unsplit",
        ),
        Step(
            flags("blocked", 0), "item waits for another", "items wait for others", "rca actions is:blocked"
        ),
        Step(flags("unowned", 0), "item has no owner", "items have no owner", "rca actions is:unowned"),
        Step(flags("undated", 0), "item has no due date", "items have no due date", "rca actions is:undated"),
        Step(overview.diagnostics.get("error", 0), "error in documents", "errors in documents", "rca check"),
    ]


def _commands(pairs: list[tuple[str, str]], terminal: Terminal) -> Iterator[str]:
    rows = [[Cell(command, "accent"), Cell(why)] for command, why in pairs]
    return table((Column(""), Column("", least=10, drop=1)), rows, terminal, indent=2, head=False)
