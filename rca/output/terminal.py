"""What standard output can show: how wide it is, whether in colour, whether beyond ASCII."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from rca.output.clean import clean, clean_lines
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TextIO

_ROLES = {
    "muted": "2",
    "warning": "33",
    "accent": "36",
    "success": "32",
    "success-bold": "1;32",
    "error": "31",
    "error-bold": "1;31",
    "dropped": "2;9",
    "bold": "1",
    "underline": "4",
}


_USUAL = 80

_TYPED = str.maketrans("–—−÷·→↑↓…", "---/|>^v~")
"""Each as wide as before, so that columns stay where they are."""


class Terminal(NamedTuple):
    """What the reader's side can show; `paint` is the one way of a text to it."""

    width: int | None
    """Cells in a line; None where nothing limits it (a pipe, a file)."""
    color: bool
    unicode: bool
    """False where only ASCII is safe: marks have an ASCII form then."""

    def paint(self, text: str, role: str = "") -> str:
        """The text as one safe line, in the colour of a role."""
        return self.colored(clean(text), role)

    def paint_lines(self, text: str, role: str = "") -> str:
        """The text with its own line breaks, safe, in the colour of a role."""
        return self.colored(clean_lines(text), role)

    def colored(self, text: str, role: str) -> str:
        """A text that is safe already, in the colour of a role."""
        return f"\x1b[{_ROLES[role]}m{text}\x1b[0m" if role and self.color and text else text

    def typed(self, line: str) -> str:
        """A line with typesetter's signs as a keyboard has them, where only ASCII is safe."""
        return line if self.unicode else line.translate(_TYPED)

    @property
    def ellipsis(self) -> str:
        """What stands for the part that was cut off."""
        return "…" if self.unicode else "~"

    @property
    def dash(self) -> str:
        """What separates a name from what is said of it."""
        return "—" if self.unicode else "-"

    @property
    def dot(self) -> str:
        """What separates facts on one line."""
        return "·" if self.unicode else "|"


def detect(
    color: str = "auto", stream: TextIO | None = None, env: Mapping[str, str] = os.environ
) -> Terminal:
    """The terminal behind a stream; `color` is `always`, `auto` or `never`.

    `auto` follows NO_COLOR (no-color.org), TERM=dumb and whether the stream is a terminal.
    COLUMNS fixes the width.
    """
    stream = stream or sys.stdout
    tty = stream.isatty()
    wanted = color == "always" or (
        color == "auto" and tty and not env.get("NO_COLOR") and env.get("TERM") != "dumb"
    )
    return Terminal(_columns(stream, tty, env), wanted, _beyond_ascii(stream, env))


def _columns(stream: TextIO, tty: bool, env: Mapping[str, str]) -> int | None:
    if env.get("COLUMNS", "").isdecimal() and int(env["COLUMNS"]) > 0:
        return int(env["COLUMNS"])
    if not tty:
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    except OSError:  # a terminal that does not tell
        return _USUAL


def _beyond_ascii(stream: TextIO, env: Mapping[str, str]) -> bool:
    if env.get("RCA_ASCII", "0") not in {"", "0"}:
        return False
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    encoding = (stream.encoding or "utf-8").lower().replace("-", "")
    return encoding == "utf8" and locale not in {"C", "POSIX"}
