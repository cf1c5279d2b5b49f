"""What a rule is, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rca.checks.explain import Explanation
from rca.output.diagnostics import LEVEL_ROLES
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.width import wrap


def rule_lines(told: Explanation, terminal: Terminal) -> Iterator[str]:
    """Id and title, why it is there, where it comes from, and how one case of it is accepted."""
    for line in wrap(f"{told.code} {told.title} ({told.level})", terminal.width):
        yield terminal.paint(line, "bold")
    if told.why:
        yield from wrap(told.why, terminal.width)
    if told.example:
        yield ""
        for line in told.example:
            yield terminal.paint(line, "error" if line.startswith("-") else "success")
        for said in told.says:
            yield from wrap(f"  {said}", terminal.width)
        yield ""
    if told.profiles:
        yield from wrap(f"Profiles: {', '.join(told.profiles)}.", terminal.width)
    if told.sources:
        yield from wrap(f"Source: {'; '.join(told.sources)}.", terminal.width)
    if told.accept:
        yield from wrap(f"To accept one case: {told.accept}", terminal.width)


def overview_lines(rules: Iterable[Explanation], terminal: Terminal) -> Iterator[str]:
    """A line for each rule: id, level, what holds where it is kept."""
    head = (Column("RULE"), Column("LEVEL"), Column("WHAT HOLDS", least=30))
    rows = [[Cell(r.code, "bold"), Cell(r.level, LEVEL_ROLES[r.level]), Cell(r.title)] for r in rules]
    return table(head, rows, terminal)
