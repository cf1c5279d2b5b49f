"""Three versions of a short text made into one: a cell, the value of a field, an item of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from rca.model import Document
from rca.text import Source

Read = Callable[[Source], Document]

_BLANK = {"", "-", "–", "—"}
_PART = {
    ": ": re.compile(r"\s*([^:;]+?)\s*:\s*(.*?)\s*"),
    " ": re.compile(r"\s*([^:;\s]+):?\s+(.*?)\s*"),
}
"""What a value says of an environment, by what stands behind its name."""


class Sides(NamedTuple):
    """A text in the common ancestor and on both sides."""

    base: str
    ours: str
    theirs: str

    @property
    def is_changed(self) -> bool:
        """Whether any side says something else."""
        return not self.base == self.ours == self.theirs


def merged(sides: Sides, colon: str = ": ") -> str | None:
    """The text that holds what both sides changed; None where they contradict each other."""
    base, ours, theirs = (_meaning(side) for side in sides)
    if theirs in (base, ours):
        return sides.ours
    if ours == base:
        return sides.theirs
    return _merged_parts(sides, colon)


def _meaning(text: str) -> str:
    return "" if text.strip() in _BLANK else text.strip()


def _merged_parts(sides: Sides, colon: str) -> str | None:
    """`staging: 2026-05-15; prod: —` is merged environment by environment."""
    base, ours, theirs = (_parts(side, colon) for side in sides)
    if base is None or ours is None or theirs is None:
        return None
    found = []
    for name in [*ours, *(name for name in theirs if name not in ours)]:
        value = _merged_part(Sides(base.get(name, ""), ours.get(name, ""), theirs.get(name, "")))
        if value is None:
            return None
        found.append(f"{name}{colon}{value}")
    return "; ".join(found)


def _merged_part(sides: Sides) -> str | None:
    base, ours, theirs = (_meaning(side) for side in sides)
    if theirs in (base, ours):
        return sides.ours or sides.theirs
    return sides.theirs if ours == base else None


def _parts(text: str, colon: str) -> dict[str, str] | None:
    """`name: value` parts between semicolons; none in a blank text, None where a part has another form."""
    if not _meaning(text):
        return {}
    matches = [_PART[colon].fullmatch(part) for part in text.split(";")]
    found = {match[1]: match[2] for match in matches if match}
    return found if len(found) == len(matches) else None
