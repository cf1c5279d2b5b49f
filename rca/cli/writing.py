"""A new document in the user's editor, then checked, as often as the user likes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rca.atomic import digest
from rca.cli.session import emit, say, terminal
from rca.errors import RcaError

if TYPE_CHECKING:
    from rca.workspace import Workspace


class Gone(RcaError):
    """The editor left no file behind."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is gone: the editor removed or renamed it, and nothing is left to check")


def write(workspace: Workspace, path: Path) -> None:
    """Open a document, show what `rca check` finds, and ask whether to edit it again.

    Raises NoEditor, EditorFailed and Gone; what stands in the file then stays there.
    """
    shown = os.path.relpath(path)
    as_made = digest(path)
    while True:
        _edit(path, shown)
        now = digest(path)
        if now is None:
            raise Gone(shown)
        if now == as_made:
            return _unchanged(path, shown)
        workspace.sync_paths([path.relative_to(workspace.root).as_posix()])
        if not _check(shown) or not click.confirm("Edit again?", default=False, err=True):
            return None


def _edit(path: Path, shown: str) -> None:
    from rca.tui.editor import EditorFailed, at_line, editor

    command = at_line(editor(), str(path), 1)
    try:
        done = subprocess.run(command, check=False)
    except OSError as error:
        raise EditorFailed(command[0], f"{error.strerror or error}, {shown} is as it was") from None
    if code := done.returncode:
        why = f"ended with exit code {code}" if code > 0 else f"was ended by signal {-code}"
        raise EditorFailed(command[0], f"{why}, {shown} is as it left it")


def _unchanged(path: Path, shown: str) -> None:
    """A template that nobody filled in is no RCA; whoever opened it may not want it."""
    if click.confirm(f"{shown} is as the template made it. Keep it?", default=True, err=True):
        return say(f"rca check {shown} tells what is missing.")
    path.unlink(missing_ok=True)
    return say(f"{shown} is removed.")


def _check(shown: str) -> bool:
    """Show what is wrong with a document; whether anything is."""
    from rca.cli.checking import Asked, Checking
    from rca.output.diagnostics import text_lines

    checking = Checking(Asked())
    found = list(checking.found((shown,)))
    emit(text_lines(found, terminal()))
    say(checking.summary())
    return bool(found) or checking.exit_code(strict=False) != 0
