"""What an examination finds."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """One line of `rca doctor`."""

    level: Literal["ok", "warn", "fail"]
    subject: str
    """What was looked at, in one or two words."""
    words: str
    """What was seen."""
    advice: str = ""
    """What to do; empty where nothing has to be done."""
