"""Diagnostics counted by rule: what a team stumbles over most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rca.checks.explain import explanation
from rca.output.data import one_json
from rca.output.diagnostics import LEVEL_ROLES, Located
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal


def counted_lines(diagnostics: Iterable[Located], terminal: Terminal, _: Sequence[str] = ()) -> Iterator[str]:
    """A line for each rule that found something: how often, in how many documents, and what it asks for."""
    head = (
        Column("TIMES", right=True),
        Column("DOCUMENTS", right=True),
        Column("LEVEL"),
        Column("RULE"),
        Column("", least=20),
    )
    rows = [
        [
            Cell(str(times)),
            Cell(str(documents)),
            Cell(level, LEVEL_ROLES[level]),
            Cell(rule),
            Cell(explanation(rule).title),
        ]
        for rule, level, times, documents in _counted(diagnostics)
    ]
    return table(head, rows, terminal) if rows else iter(())


def counted_json(diagnostics: Iterable[Located], _: Terminal, __: Sequence[str] = ()) -> Iterator[str]:
    """A list of objects with `rule`, `level`, `times`, `documents`, most first."""
    keys = ("rule", "level", "times", "documents")
    yield from one_json([dict(zip(keys, row, strict=True)) for row in _counted(diagnostics)])


def _counted(diagnostics: Iterable[Located]) -> list[tuple[str, str, int, int]]:
    times: Counter[tuple[str, str]] = Counter()
    documents: dict[tuple[str, str], set[str]] = {}
    for path, found in diagnostics:
        key = (found.rule, found.level)
        times[key] += 1
        documents.setdefault(key, set()).add(path)
    return [
        (rule, level, number, len(documents[rule, level]))
        for (rule, level), number in sorted(times.items(), key=lambda each: (-each[1], each[0]))
    ]
