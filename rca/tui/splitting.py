"""Items that are only "done", asked about one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rca.choices import Prospect, prospect
from rca.tui.dialogs.split import Answer, SplitDialog
from rca.tui.tasks import marked, named
from rca.wishes import Marking

if TYPE_CHECKING:
    from rca.tui.acting import Acting
    from rca.workspace import Workspace

QUERY = "status:done-unsplit"
NOTHING = 'No item is only "done": every one says whether it is written or executed.'


async def split(acting: Acting, refs: Sequence[str]) -> None:
    """Ask of those that are only "done" among some items; of all of them where none of these is."""
    found = await acting.app.desk.ask(lambda workspace: _unsplit(workspace, refs))
    if not found:
        return acting.tell(NOTHING)
    for at, ref in enumerate(found, 1):
        if not await _ask(acting, ref, f"Done: written, or executed?  {at} of {len(found)}"):
            return None
    return None


def _unsplit(workspace: Workspace, refs: Sequence[str]) -> list[str]:
    found = [row.ref for row in workspace.items(QUERY)]
    return [ref for ref in refs if ref in found] or found


async def _ask(acting: Acting, ref: str, title: str) -> bool:
    """Ask of one item; False where the user has enough."""

    def ask(workspace: Workspace) -> tuple[Prospect, list[str]]:
        found = prospect(workspace, [ref])
        row = found.rows[0]
        return found, [
            *named(workspace, [ref]),
            f'"{row.claim}", {row.owner_text or "no owner"}, {row.title}',
        ]

    found, told = await acting.app.desk.ask(ask)

    async def attempt(answer: Answer) -> None:
        if answer.state:
            places = answer.environments or ("",)
            markings = [Marking(answer.state, None, place) for place in places]
            await acting.commit(lambda changing: marked(changing, [ref], markings))

    return await acting.show(SplitDialog(title, told, found.places, attempt)) is not None
