"""Fields of items that are set: asked for with what is said now and what is known, then written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from rca.choices import owners, reader_of_due
from rca.tui.dialogs.lines import CheckDialog, DueDialog, OwnerDialog, Reading
from rca.tui.tasks import meaning, named, rows_of

if TYPE_CHECKING:
    from rca.rows import ItemRow
    from rca.tui.acting import Acting
    from rca.tui.dialogs.lines import Lines
    from rca.wishes import Make, Makers
    from rca.workspace import Workspace


async def due(acting: Acting, refs: Sequence[str]) -> None:
    """Set the due date; words that count from today as the day that they mean."""

    def ask(workspace: Workspace) -> tuple[list[str], list[str], Reading]:
        read, today = reader_of_due(workspace, refs[0]), workspace.today
        reading = Reading(lambda text: meaning(read(text), text, today), lambda text: read(text).text)
        return named(workspace, refs), [row.due_text or "" for row in rows_of(workspace, refs)], reading

    told, said, reading = await acting.app.desk.ask(ask)
    await acting.show(DueDialog(told, said, reading, _writing(acting, refs, "due")))


async def owner(acting: Acting, refs: Sequence[str]) -> None:
    """Set the owner."""

    def ask(workspace: Workspace) -> tuple[list[str], str, list[str]]:
        said = (row.owner_text for row in rows_of(workspace, refs))
        return named(workspace, refs), _same(said), owners(workspace)

    told, said, known = await acting.app.desk.ask(ask)
    await acting.show(OwnerDialog(told, said, known, _writing(acting, refs, "owner")))


async def check(acting: Acting, refs: Sequence[str]) -> None:
    """Name the check of rca.toml that `rca verify` runs."""

    def ask(workspace: Workspace) -> tuple[list[str], str, list[str]]:
        said = (row.check for row in rows_of(workspace, refs))
        return named(workspace, refs), _same(said), sorted(workspace.config.verify)

    told, said, known = await acting.app.desk.ask(ask)
    await acting.show(CheckDialog(told, said, known, _writing(acting, refs, "check")))


def _same(said: Iterable[str]) -> str:
    """What all of them say; empty where they differ."""
    found = set(said)
    return found.pop() if len(found) == 1 else ""


def _writing(acting: Acting, refs: Sequence[str], field: str) -> Callable[[Lines], Awaitable[None]]:
    """What writes a line into a field of items."""

    async def attempt(lines: Lines) -> None:
        def make(makers: Makers, row: ItemRow) -> Make:
            return makers.set_item(row.number, field, lines.value, lines.reason)

        await acting.commit(lambda changing: changing.of_items(refs, make))

    return attempt
