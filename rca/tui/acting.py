"""What a person does to items: asked in a dialog if need be, carried out, and told."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from rca.tui.deeds import ShowsItems
from rca.tui.told import FAILURES, Severity, failure, several

if TYPE_CHECKING:
    from rca.changing import Changing
    from rca.commit import Wish
    from rca.outcomes import Made
    from rca.rows import ItemRow
    from rca.tui.app import RcaApp
    from rca.tui.deeds import Deed
    from rca.tui.dialogs.dialog import Dialog
    from rca.tui.dialogs.lines import Lines
    from rca.tui.dialogs.marking import Said
    from rca.wishes import Make, Makers

Value = TypeVar("Value")
UNDO_HINT = "u undoes."


class Acting:
    """Carries deeds out for the screen that is shown."""

    def __init__(self, app: RcaApp) -> None:
        self.app = app
        self.made: list[list[Made]] = []
        """What was changed since the application began, for `undo`: what was made together is one."""

    def begin(self, deed: Deed) -> None:
        """Do it to the items that are meant; what is typed right behind is for the dialog that asks."""
        screen = self.app.screen
        waits = isinstance(screen, ShowsItems) and not screen.is_as_asked
        if deed.asks or waits:
            self.app.keyboard.hold()
        self.app.run_worker(self._wait(deed) if waits else self.do(deed, self.targets()), group="acting")

    def targets(self) -> tuple[str, ...]:
        """The items that are meant now."""
        screen = self.app.screen
        return screen.targets() if isinstance(screen, ShowsItems) else ()

    async def _wait(self, deed: Deed) -> None:
        """Do it when the list is there that was asked for last."""
        screen = self.app.screen
        if isinstance(screen, ShowsItems):
            await screen.settled()
        refs = self.targets()
        if not deed.asks:
            self.app.keyboard.release(shown=True)
        await self.do(deed, refs)

    async def do(self, deed: Deed, refs: Sequence[str]) -> None:
        """Do it to items; failures are told."""
        try:
            if deed.needs_items and not refs:
                self.tell("No item is under the cursor: go to one first.", "warning")
            else:
                await getattr(self, deed.name)(*([refs] if deed.needs_items else []))
        except FAILURES as error:
            self.tell(failure(error), "error")
        finally:
            self.app.keyboard.release(shown=False)

    def tell(self, sentence: str, severity: Severity = "information") -> None:
        """Show a sentence for a while."""
        self.app.notify(sentence, severity=severity, markup=False)

    # Marks

    async def written(self, refs: Sequence[str]) -> None:
        """Mark written: today, or on the day that the item's own "done" names."""
        from rca.tui.tasks import marked
        from rca.wishes import Marking

        try:
            await self.commit(lambda changing: marked(changing, refs, [Marking("written", None)]))
        except FAILURES as error:
            asks = "; W asks for them" if getattr(error, "fields", ()) else ""
            self.tell(f"{failure(error)}{asks}", "error")

    async def written_with(self, refs: Sequence[str]) -> None:
        """Mark written, with day and evidence."""
        await self._mark(refs, "written")

    async def executed(self, refs: Sequence[str]) -> None:
        """Mark executed: where, when, with what evidence."""
        await self._mark(refs, "executed")

    async def verified(self, refs: Sequence[str]) -> None:
        """Mark verified by who acts."""
        await self._mark(refs, "verified")

    async def failed(self, refs: Sequence[str]) -> None:
        """Mark failed."""
        await self._mark(refs, "failed")

    async def _mark(self, refs: Sequence[str], state: str) -> None:
        from rca.choices import prospect
        from rca.tui.dialogs.marking import MarkDialog
        from rca.tui.tasks import marked, markings, named

        found, told = await self.app.desk.ask(lambda ws: (prospect(ws, refs), named(ws, refs)))

        async def attempt(said: Said) -> None:
            await self.commit(lambda changing: marked(changing, refs, markings(state, said, found.day)))

        await self.show(MarkDialog(f"{state.capitalize()}", state, found, told, attempt))

    async def drop(self, refs: Sequence[str]) -> None:
        """Drop, with a reason."""
        await self._mark_with_words(refs, "dropped", "Drop", "reason")

    async def reopen(self, refs: Sequence[str]) -> None:
        """Take back a drop or an execution."""
        await self._mark_with_words(refs, "reopened", "Reopen", "reason")

    async def _mark_with_words(self, refs: Sequence[str], state: str, title: str, label: str) -> None:
        from rca.tui.dialogs.lines import LineDialog
        from rca.tui.tasks import marked, named
        from rca.wishes import Marking

        told = await self.app.desk.ask(lambda workspace: named(workspace, refs))

        async def attempt(lines: Lines) -> None:
            await self.commit(
                lambda changing: marked(changing, refs, [Marking(state, None, note=lines.value)])
            )

        await self.show(LineDialog(title, told, title, label, attempt))

    # Fields

    async def due(self, refs: Sequence[str]) -> None:
        """Set the due date."""
        from rca.tui.setting import due

        await due(self, refs)

    async def owner(self, refs: Sequence[str]) -> None:
        """Set the owner."""
        from rca.tui.setting import owner

        await owner(self, refs)

    async def check(self, refs: Sequence[str]) -> None:
        """Name the check that `verify` runs."""
        from rca.tui.setting import check

        await check(self, refs)

    async def note(self, refs: Sequence[str]) -> None:
        """Add a note to the history."""
        from rca.tui.dialogs.lines import LineDialog
        from rca.tui.tasks import named

        told = await self.app.desk.ask(lambda workspace: named(workspace, refs))

        async def attempt(lines: Lines) -> None:
            def make(makers: Makers, row: ItemRow) -> Make:
                return makers.note(lines.value, row.number)

            await self.commit(lambda changing: changing.of_items(refs, make))

        await self.show(LineDialog("Note", told, "Note", "note", attempt))

    # Checks, the editor

    async def verify(self, refs: Sequence[str]) -> None:
        """Run the checks that the items name, where they are executed."""
        from rca.tui.checking import check

        await check(self.app, refs)

    async def edit(self, refs: Sequence[str], line: int | None = None) -> None:
        """Open the document in the editor, at the item, or at a line."""
        from rca.tui import editing

        was = await self.app.desk.ask(lambda workspace: editing.before(workspace, refs[0]))
        editing.edit(self.app, was.place, line or was.line)
        stats, told = await self.app.desk.work(lambda workspace: editing.after(workspace, was))
        self.app.tell_changed(stats)
        self.tell(told)

    async def split(self, refs: Sequence[str]) -> None:
        """Ask of items that are only "done": written, or executed?"""
        from rca.tui.splitting import split

        await split(self, refs)

    async def new(self) -> None:
        """Write a new RCA."""
        from rca.tui.writing import write

        await write(self)

    # Back

    async def undo(self) -> None:
        """Take back what was made last here; where that is none, the newest change of all."""
        from rca.tui.dialogs.lines import ConfirmDialog
        from rca.tui.tasks import undo, undoing

        made, told = await self.app.desk.work(lambda workspace: undoing(workspace, self.made))

        async def attempt(_: bool) -> None:
            sentences = await self.app.desk.work(lambda workspace: undo(workspace, made))
            self.made = [each for each in self.made if each != made]
            self._follow({path for path, _ in made})
            self.tell(several(sentences))

        await self.show(ConfirmDialog("Undo", told, "Undo", attempt))

    # What all of them share

    async def commit(self, wishes: Callable[[Changing], list[Wish]]) -> None:
        """Carry out wishes, all or none, and tell it; raises what refuses them."""
        from rca.tui.tasks import committed, told

        outcome = await self.app.desk.work(lambda workspace: committed(workspace, wishes))
        self.made.append(outcome.made)
        self._follow({each.path for each in outcome.staged})
        sentences = await self.app.desk.work(lambda workspace: told(workspace, outcome))
        self.tell(
            f"{several(sentences)}\n{UNDO_HINT}" if len(sentences) > 1 else f"{sentences[0]} {UNDO_HINT}"
        )
        for note in outcome.notes:
            self.tell(note, "warning")

    def _follow(self, paths: Iterable[str]) -> None:
        """Let every screen show what is there now."""
        from rca.stats import SyncStats

        self.app.tell_changed(SyncStats(changed=len(list(paths))))

    async def show(self, dialog: Dialog[Value]) -> Value | None:
        """What a dialog was told; None where the user left it."""
        answer: Future[Value | None] = asyncio.get_running_loop().create_future()

        def take(said: Value | None) -> None:
            if not answer.done():
                answer.set_result(said)

        await self.app.push_screen(dialog, take)
        self.app.keyboard.release(shown=True)
        return await answer
