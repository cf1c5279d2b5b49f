"""How diagnostics can be printed, by the name that `rca check --format` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

from rca.output.diagnostics import Located
from rca.output.terminal import Terminal

Style = Callable[[Iterable[Located], Terminal, Sequence[str]], Iterator[str]]
"""Diagnostics, the terminal, and the documents that were checked: complete when the diagnostics are read."""

STYLES = {
    "text": "diagnostics:text_lines",
    "json": "diagnostics:json_lines",
    "github": "diagnostics:github_lines",
    "sarif": "sarif:sarif_lines",
    "junit": "junit:junit_lines",
}
"""Where each is: what the others need is not imported."""
COUNTED = {"text": "counted:counted_lines", "json": "counted:counted_json"}
"""Where their counts are."""


def style(place: str) -> Style:
    """The style of a place."""
    module, _, name = place.partition(":")
    lines: Style = getattr(import_module(f"rca.output.{module}"), name)
    return lines
