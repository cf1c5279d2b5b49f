"""What a rule is, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from rca.checks.explain import Explanation
from rca.output.terminal import Terminal
from rca.output.width import wrap


def rule_lines(told: Explanation, terminal: Terminal) -> Iterator[str]:
    """Id and title, why it is there, where it comes from, and how one case of it is accepted."""
    for line in wrap(f"{told.code} {told.title} ({told.level})", terminal.width):
        yield terminal.paint(line, "bold")
    if told.why:
        yield from wrap(told.why, terminal.width)
    if told.sources:
        yield from wrap(f"Source: {'; '.join(told.sources)}.", terminal.width)
    if told.accept:
        yield from wrap(f"To accept one case: {told.accept}", terminal.width)
