"""Answers that come while the screen that asked for them is taken down: there is nobody to show them to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.css.query import NoMatches
from textual.screen import Screen


@contextmanager
def while_shown(screen: Screen[Any]) -> Iterator[None]:
    """Put something into parts of a screen; that they are gone is no mistake where the screen goes, too."""
    try:
        yield
    except NoMatches:
        if screen.app.is_running and not screen._pruning:
            raise
