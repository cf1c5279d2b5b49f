"""What `rca` does without a command: at a terminal it opens, elsewhere it tells how things stand."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def usual_command(env: Mapping[str, str] = os.environ) -> str:
    """The command that is meant where none is named."""
    return "tui" if is_attended(env) else "status"


def is_attended(env: Mapping[str, str] = os.environ) -> bool:
    """Whether a person sits at a terminal that can show more than lines, and wants to see it.

    Not in a pipe, in CI, or where TERM says `dumb` or nothing; RCA_TUI=0 says no, too.
    """
    if env.get("RCA_TUI") == "0" or env.get("CI"):
        return False
    return has_terminal() and (os.name == "nt" or env.get("TERM", "dumb") not in {"dumb", ""})


def has_terminal() -> bool:
    """Whether keys come from a terminal, and output goes to one: the screen is drawn on stderr."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
