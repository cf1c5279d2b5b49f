"""A document in the user's editor: the screen is left, comes back, and tells what was changed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported

from rca.errors import RcaError
from rca.facts import differences, facts
from rca.output.words import count
from rca.sentences import facts_told
from rca.tui.editor import EditorFailed, at_line, editor
from rca.tui.told import FAILURES, failure

if TYPE_CHECKING:
    from rca.model import Document
    from rca.stats import SyncStats
    from rca.tui.app import RcaApp
    from rca.workspace import Workspace


class CannotLeave(RcaError):
    """The terminal cannot be handed to another program."""

    def __init__(self) -> None:
        super().__init__("this terminal cannot be left for an editor; open the document in another one")


class Before(NamedTuple):
    """A document before it is edited."""

    path: str
    """Relative to the root."""
    place: str
    line: int
    sha256: str
    document: Document


def before(workspace: Workspace, ref: str) -> Before:
    """The document of an item (or of an incident, by id or path), and the line where it stands."""
    from rca.references import names_item

    line = workspace.resolve_items(ref)[0].line if names_item(ref) else 1
    path = workspace.resolve_items(ref)[0].path if names_item(ref) else workspace.resolve_incident(ref).path
    source, document, place = workspace.document(path)
    return Before(path, str(place), line, source.sha256, document)


def edit(app: RcaApp, place: str, line: int) -> None:
    """Leave the screen to the editor until it ends; raises NoEditor, EditorFailed, CannotLeave."""
    command = at_line(editor(), place, line)
    try:
        with app.suspend():
            done = subprocess.run(command, check=False)
    except SuspendNotSupported:
        raise CannotLeave from None
    except OSError as error:
        raise EditorFailed(command[0], error.strerror or str(error)) from None
    if done.returncode:
        raise EditorFailed(command[0], f"ended with exit code {done.returncode}")


def edit_file(app: RcaApp, path: str, line: int) -> None:
    """Edit a file of the workspace that is no document, or cannot be read as one; tells what fails."""
    try:
        edit(app, os.path.join(app.desk.root, path), line)
    except FAILURES as error:
        app.notify(failure(error), severity="warning", markup=False)
    app.action_look_again()


def after(workspace: Workspace, was: Before) -> tuple[SyncStats, str]:
    """The document read again, and what is different, as a sentence; raises UnreadableFile."""
    stats = workspace.sync_paths([was.path])
    if not os.path.exists(was.place):
        return stats, f"{was.path} is gone."
    source, document, _ = workspace.document(was.path)
    if source.sha256 == was.sha256:
        return stats, f"{was.path}: nothing was changed."
    changed = differences(facts(was.document), facts(document))
    told = facts_told([fact.model_dump() for fact in changed]) if changed else "edited, its prose alone"
    return stats, f"{was.path}: {told}.{_errors(was.document, document)}"


def _errors(was: Document, document: Document) -> str:
    """Errors of reading that are new."""
    known = {(each.rule, each.message) for each in was.diagnostics}
    found = [d for d in document.diagnostics if d.level == "error" and (d.rule, d.message) not in known]
    return f" {count(len(found), 'new error')}: {found[0].message}." if found else ""
