"""`rca tui`: triage, documents, numbers and checks on the whole screen."""

from __future__ import annotations

import os
from pathlib import Path

from rca.cli.application import open_application
from rca.cli.command import command, with_query
from rca.cli.session import say
from rca.cli.settings import settings
from rca.cli.usual import has_terminal
from rca.errors import UsageError


class NoTerminal(UsageError):
    """The application is wanted where there is no terminal."""

    def __init__(self) -> None:
        super().__init__("rca tui needs a terminal; rca status and rca due tell the same where there is none")


@command(
    ("rca tui", "the same as rca alone on a terminal"),
    ("rca tui owner:platform is:overdue", "begin with the items that a query selects"),
)
@with_query
def tui(query: str) -> None:
    """Triage action items on the whole screen: see what is late or only on paper, mark it, verify it.

    Everything that it does, a command does too. ? shows the keys. With RCA_TUI=0, rca alone does not open it.
    """
    from rca.config import WorkspaceNotFound, find_root

    try:
        root = find_root(settings().folder)
    except WorkspaceNotFound:
        if not has_terminal():
            raise
        return begin(os.path.abspath(settings().folder or "."))
    if not has_terminal():
        raise NoTerminal
    return open_application(root, query)


def begin(folder: str) -> None:
    """Ask how to begin where there is no workspace, and do it."""
    from rca.tui.beginning import ask_how_to_begin

    choice = ask_how_to_begin(folder)
    if choice == "here":
        from rca.init import begin as make_workspace

        make_workspace(Path(folder))
        open_application(folder)
    elif choice == "sample":
        from rca.cli.demo import demo

        demo.function(None, only_status=False, as_json=False)
    else:
        say("rca init makes a workspace, rca demo shows one.")
