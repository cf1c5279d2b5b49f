"""A new RCA: the form, the editor, then the document with what is still missing in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rca.output.words import count
from rca.tui import editing
from rca.tui.dialogs.new import Known, NewDialog
from rca.tui.told import FAILURES, failure

if TYPE_CHECKING:
    from rca.draft import Draft
    from rca.tui.acting import Acting
    from rca.workspace import Workspace


async def write(acting: Acting) -> None:
    """Ask what is known, write the document, open it in the editor, then here."""
    app = acting.app
    known = await app.desk.ask(_known)
    written: list[str] = []

    async def attempt(draft: Draft) -> None:
        written.append(await app.desk.work(lambda workspace: _begin(workspace, draft)))

    if await acting.show(NewDialog(known, attempt)) is None:
        return
    path = written[0]
    try:
        editing.edit(app, str(Path(app.desk.root, path)), 1)
    except FAILURES as error:
        acting.tell(failure(error), "warning")
    stats, told = await app.desk.work(
        lambda workspace: (workspace.sync_paths([path]), _missing(workspace, path))
    )
    app.tell_changed(stats)
    app.open_document(path)
    acting.tell(told)


def _known(workspace: Workspace) -> Known:
    """What the form offers."""
    from rca.templating import Templates

    config = workspace.config
    return Known(tuple(config.severities), config.environments, Templates(config).names, workspace.today)


def _begin(workspace: Workspace, draft: Draft) -> str:
    from rca.drafting import begin

    path = begin(workspace, draft)
    return path.relative_to(workspace.root).as_posix()


def _missing(workspace: Workspace, path: str) -> str:
    """What `rca check` finds, as one sentence."""
    from rca.checks import CheckContext, check

    source, document, _ = workspace.document(path)
    found = check(document, source, CheckContext(workspace.today, workspace.config))
    if not found:
        return f"{path}: nothing is missing."
    first = f"the first in line {source.line(found[0].span.start)}: {found[0].message}"
    return f"{path}: {count(len(found), 'thing')} to look at, {first}"
