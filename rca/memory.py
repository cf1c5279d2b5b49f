"""Pure functions of a text that remember what they said of short ones: names, states and days come again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
_SHORT = 40
"""Characters up to which a text is likely to come again."""
_KEPT = 8192
"""Texts that a function keeps."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The same function, which computes an answer for a short text once."""
    kept = lru_cache(maxsize=_KEPT)(function)

    def answer(text: str) -> T:
        return kept(text) if len(text) <= _SHORT else function(text)

    return answer
