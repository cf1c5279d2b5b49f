"""Examples of a rule: a document that fails it, with what is said of it, and one that passes.

They are the rule's tests, and what `rca rule` and docs/rules.md show. In examples/<rule>.md lines with `%%`
part the configuration and what the index tells (where they are needed), the document that fails, its
diagnostics, and the document that passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from importlib.resources import files
from typing import NamedTuple

from rca.checks.rule import Elsewhere

_PART = re.compile(r"^%% (\w+)\n", re.MULTILINE)
_MESSAGE = re.compile(r"^(?P<line>\d+):\d+ (?P<level>\w+): (?P<message>.*) \[[^\[\]]*(?:\[.*)?\]$")


class Example(NamedTuple):
    """A rule at work."""

    config: str
    """Text of an rca.toml; empty where it needs none."""
    fails: str
    diagnostics: str
    """A line each: `line:column level: message [words]`."""
    passes: str
    elsewhere: tuple[Elsewhere, ...] = ()
    """What other documents give to say of the one that fails."""

    @property
    def messages(self) -> list[str]:
        """What is said of the document that fails."""
        return [match["message"] for line in self.diagnostics.splitlines() if (match := _MESSAGE.match(line))]

    def changed(self) -> Iterator[str]:
        """The lines in which the two documents differ, with `-` and `+` in front."""
        lines = unified_diff(self.fails.splitlines(), self.passes.splitlines(), lineterm="", n=0)
        return (line for line in lines if not line.startswith(("---", "+++", "@@")) and line[1:].strip())


def read_example(text: str) -> Example:
    """An example out of the text of its file."""
    pieces = _PART.split(text)
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    told = (line.split("|", 2) for line in parts.get("elsewhere", "").splitlines())
    elsewhere = tuple(Elsewhere(rule, number, message) for rule, number, message in told)
    return Example(parts.get("config", ""), parts["fails"], parts["diagnostics"], parts["passes"], elsewhere)


def example(code: str) -> Example | None:
    """The example of a rule; None for one that has none."""
    file = files("rca.checks") / "examples" / f"{code}.md"
    return read_example(file.read_text(encoding="utf-8")) if file.is_file() else None
