"""What `rca doctor` found, a line each with what to do below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rca.doctor.finding import Finding
from rca.output.marks import Mark
from rca.output.terminal import Terminal
from rca.output.width import width

_MARKS = {
    "ok": Mark("✓", "v", "ok", "success"),
    "warn": Mark("~", "~", "warn", "warning"),
    "fail": Mark("✗", "!", "fail", "error-bold"),
}

_SUBJECT = 14


def health_lines(findings: Iterable[Finding], terminal: Terminal) -> Iterator[str]:
    """`✓ ok    SQLite  3.40.1 …`; advice stands under its finding."""
    for level, subject, words, advice in findings:
        mark = _MARKS[level]
        label = terminal.paint(f"{mark.on(terminal)} {mark.word}", mark.role) + " " * (5 - len(mark.word))
        gap = " " * max(1, _SUBJECT - width(subject) + 1)
        yield f"{label} {terminal.paint(subject, 'bold')}{gap}{terminal.paint(words)}"
        if advice:
            yield " " * (_SUBJECT + 9) + terminal.paint(advice)


def terminal_finding(terminal: Terminal) -> Finding:
    """What the terminal itself can show."""
    cells = f"{terminal.width} columns" if terminal.width else "no limit of width"
    signs = "Unicode" if terminal.unicode else "ASCII only"
    color = "colours" if terminal.color else "no colours"
    return Finding("ok", "terminal", f"{cells}, {signs}, {color}")
