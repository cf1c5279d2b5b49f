"""How diagnostics can be printed, by the name that `rca check --format` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rca.output.counted import counted_json, counted_lines
from rca.output.diagnostics import Located, github_lines, json_lines, text_lines
from rca.output.junit import junit_lines
from rca.output.sarif import sarif_lines
from rca.output.terminal import Terminal

Style = Callable[[Iterable[Located], Terminal, Sequence[str]], Iterator[str]]
"""Diagnostics, the terminal, and the documents that were checked: complete when the diagnostics are read."""


def _alone(lines: Callable[[Iterable[Located], Terminal], Iterator[str]]) -> Style:
    """A style that does not tell of documents without diagnostics."""
    return lambda found, terminal, _: lines(found, terminal)


STYLES: dict[str, Style] = {
    "text": _alone(text_lines),
    "json": _alone(json_lines),
    "github": _alone(github_lines),
    "sarif": _alone(sarif_lines),
    "junit": junit_lines,
}
COUNTED: dict[str, Style] = {"text": _alone(counted_lines), "json": _alone(counted_json)}
"""How their counts can be printed."""
