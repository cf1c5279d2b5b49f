"""The frame of a change: what it may make different in a reading, and what has to be found there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rca.editing.compare import Difference
from rca.model import Document

Tolerates = Callable[[Difference], bool]


class Expected(NamedTuple):
    """The frame of a change."""

    tolerates: Tolerates
    missing: Callable[[Document], Iterator[str]]
    """What a reading lacks of the change, as words."""


def is_new(found: Difference, *groups: str) -> bool:
    """Whether a difference is one more element of a list."""
    return found.group in groups and found.at == -1 and found.name == ""
