"""A bar on stderr for work that takes long: only on a terminal, gone when the work is done."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

_PATIENCE = 0.5
_PAUSE = 0.1
_CELLS = 30


class Progress:
    """Call it with (done, total); after half a second of work it draws a bar, ten times a second at most."""

    def __init__(self, verb: str) -> None:
        self._verb = verb
        self._next = monotonic() + _PATIENCE
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar if it is time to."""
        if monotonic() < self._next or not sys.stderr.isatty():
            return
        self._next = monotonic() + _PAUSE
        self._drawn = True
        filled = _CELLS * done // max(total, 1)
        sys.stderr.write(f"\r{self._verb} [{'#' * filled}{'.' * (_CELLS - filled)}] {done} of {total}")
        sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class LineProgress:
    """Call it with (done, total); it writes `12 of 340` to stderr for programs, ten times a second."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Write a line if it is time to."""
        if monotonic() >= self._next:
            self._next = monotonic() + _PAUSE
            sys.stderr.write(f"{done} of {total}\n")
            sys.stderr.flush()
