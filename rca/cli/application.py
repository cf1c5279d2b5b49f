"""The terminal application as commands open it: with their settings, and its last words on stderr."""

from __future__ import annotations

import os

from rca.cli.session import say
from rca.cli.settings import settings


def open_application(root: str, query: str = "") -> None:
    """Open the application on a workspace, until the user leaves it."""
    if settings().color == "never":
        os.environ["NO_COLOR"] = "1"
    from rca.tui.start import run

    if farewell := run(root, query, follow=settings().sync):
        say(farewell)
