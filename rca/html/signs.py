"""Marks, days, severities and environments as HTML: never colour alone, the word stands beside.

Written without templates, as a page may have thousands of them.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup, escape

from rca.output.clean import clean
from rca.output.marks import Mark

_BLOCKED = ' <span class="mark beside error"><span class="sign" aria-hidden="true">⊘</span> blocked</span>'


class Step(NamedTuple):
    """What is said of one environment, or of the writing, of an item."""

    sign: str
    word: str
    role: str
    day: str


def words(text: str) -> str:
    """A text on one line: nothing in it is markup, and nothing steers who reads it."""
    return escape(text if text.isprintable() else clean(text))


def mark(shown: Mark, *, is_blocked: bool = False) -> str:
    """A mark with its word."""
    sign = f'<span class="sign" aria-hidden="true">{shown.sign}</span>'
    return (
        f'<span class="mark {shown.role}">{sign} {words(shown.word)}</span>{_BLOCKED if is_blocked else ""}'
    )


def severity(level: str | None, rank: int | None = None) -> Markup:
    """A severity, the gravest in the colour of an error."""
    if not level:
        return Markup()
    role = {1: " gravest", 2: " grave"}.get(rank or 0, "")
    return Markup(f'<span class="severity{role}">{words(level)}</span>')  # noqa: S704 - escaped


def step(shown: Step | None) -> str:
    """How far something got, and since when; nothing where it is not meant to."""
    if not shown:
        return ""
    sign = f'<span class="sign" aria-hidden="true">{shown.sign}</span>'
    word = f'<span class="unseen">{words(shown.word)}</span>'
    return f'<span class="step {shown.role}">{sign}{word} {words(shown.day)}</span>'
