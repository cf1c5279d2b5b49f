"""A document: rendered, with its headings, its facts, what is wrong with it, and the incidents like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Input, Static

from rca.opening import Page
from rca.output.clean import clean
from rca.reading import Contents
from rca.rows import ItemRow
from rca.tui import beside
from rca.tui.told import FAILURES, failure
from rca.tui.whileshown import while_shown
from rca.tui.widgets.documentview import DocumentView
from rca.tui.widgets.entries import Entries
from rca.tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from rca.tui.app import Changed, RcaApp

_SIDE = 40
"""Cells of the pane at the right."""


class DocumentScreen(Screen[None]):
    """One incident's document."""

    CSS_PATH = "document.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (150, "-vast")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "back", "back", id="document.back", tooltip="Go back"),
        Binding("slash", "find", "find", id="document.find", tooltip="Find a text in the document"),
        Binding(
            "right_square_bracket", "problem(1)", "next problem", key_display="]", id="document.next-problem",
            tooltip="Go to the next line with which something is wrong",
        ),
        Binding(
            "left_square_bracket", "problem(-1)", "problem before", key_display="[", show=False,
            id="document.problem-before", tooltip="Go to the last line before with which something is wrong",
        ),
        Binding("c", "contents", "contents", id="document.contents", tooltip="Show or hide the headings"),
        Binding("f", "side('facts')", "facts", id="document.facts", tooltip="Show or hide the metadata"),
        Binding("p", "side('problems')", "problems", id="document.problems", tooltip="What rca check says"),
        Binding("s", "side('similar')", "similar", id="document.similar", tooltip="Incidents like this one"),
        Binding(
            "m", "messages", "messages", show=False, id="document.messages",
            tooltip="Show or hide messages below the lines they are about",
        ),
        Binding("i", "items", "items", id="document.items", tooltip="Its action items in triage"),
        Binding("e", "edit", "edit", id="document.edit", tooltip="Open the editor at this line"),
    ]  # fmt: skip

    def __init__(self, ref: str, line: int | None = None) -> None:
        super().__init__()
        self.ref = ref
        self.page: Page | None = None
        self.contents: Contents | None = None
        self._start = line or 1
        self._says = False
        self._urls: tuple[str, ...] = ()
        """Where the links of the line under the cursor lead."""

    @property
    def rca(self) -> RcaApp:
        """The application."""
        return cast("RcaApp", self.app)

    @property
    def view(self) -> DocumentView:
        """The rendered document."""
        return self.query_one(DocumentView)

    def compose(self) -> ComposeResult:
        """The document in the middle, what is known of it at its sides."""
        yield Static(id="head", markup=False)
        with Horizontal():
            with Vertical(id="contents", classes="pane"):
                yield Entries("The document has no headings.", id="outline")
            yield DocumentView(self.rca.looks, id="page")
            yield Static(id="trouble", markup=False)
            with ContentSwitcher(id="side", classes="pane", initial="facts"):
                yield Static(id="facts", markup=False)
                yield Entries("Nothing is wrong with this document.", id="problems")
                yield Entries("No incident looks like this one.", id="similar")
        yield Static(id="told", markup=False)
        yield Input(placeholder="find in the document", id="find", select_on_focus=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the document."""
        self.view.focus()
        self.rca.changed.subscribe(self, self.follow)
        self._open()

    # What is shown.

    @work(exclusive=True, group="open")
    async def _open(self) -> None:
        """The text first, what is read out of it second, incidents like it last."""
        with while_shown(self):
            try:
                await self._open_page()
                await self._open_contents()
                await self._open_similar()
            except FAILURES as error:
                self._in_trouble(failure(error))

    async def _open_page(self) -> None:
        ref, before = self.ref, self.page
        page = await self.rca.desk.ask(
            lambda workspace: workspace.reading.page(workspace.resolve_incident(ref))
        )
        self.page, self.ref = page, page.incident.path
        self.remove_class("-trouble")
        if before is None:
            self.view.show(page, self._start)
        elif before.source != page.source:
            self.view.follow(page)
        self.query_one("#outline", Entries).show(beside.headings(page))
        self._head()

    async def _open_contents(self) -> None:
        page = self.page
        assert page is not None, "contents without a page"
        self.contents = await self.rca.desk.ask(lambda workspace: workspace.reading.contents(page))
        self._annotate()
        self._head()
        self._tell()
        self.query_one("#problems", Entries).show(beside.problems(self.contents.diagnostics))
        lines = beside.facts_lines(page, self.contents, _SIDE - 2, self.rca.looks)
        self.query_one("#facts", Static).update(lines)

    async def _open_similar(self) -> None:
        ref = self.ref
        rows = await self.rca.desk.ask(lambda workspace: workspace.similar(ref, later_too=True))
        self.query_one("#similar", Entries).show(beside.alike(rows))

    def _in_trouble(self, sentence: str) -> None:
        self.add_class("-trouble")
        self.query_one("#trouble", Static).update(f"{sentence}\n\nescape goes back.")

    def _head(self) -> None:
        assert self.page is not None, "a head without a page"
        incident, dot = self.page.incident, f" {self.rca.looks.dot} "
        facts = [incident.title or incident.id, incident.severity, incident.date, incident.status]
        found = beside.sums(self.contents.diagnostics) if self.contents else ""
        self.query_one("#head", Static).update(dot.join(clean(fact) for fact in (*facts, found) if fact))

    def _annotate(self) -> None:
        assert self.contents is not None, "notes without contents"
        notes = beside.notes(self.contents.diagnostics) if self._says else {}
        self.view.annotate(notes, beside.signs(self.contents, self.rca.looks))

    def _tell(self) -> None:
        line = self.view.line
        found = [each for each in self.contents.diagnostics if each.line == line] if self.contents else []
        self.query_one("#told", Static).update(beside.told(self._item(), found, self._urls, self.rca.looks))

    def _item(self) -> ItemRow | None:
        if self.page is None or self.contents is None:
            return None
        return beside.item_at(self.page, self.contents, self.view.line)

    @property
    def is_on_items(self) -> bool:
        """Whether the cursor stands on an item, so that something can be done to it."""
        return self._item() is not None

    def targets(self) -> tuple[str, ...]:
        """The ref of the item on whose line the cursor stands."""
        item = self._item()
        return (item.ref,) if item else ()

    is_as_asked = True
    """What is shown is what was asked for: a line of the document."""

    async def settled(self) -> None:
        """It is."""

    def follow(self, _changed: Changed) -> None:
        """Show what is there now."""
        self._open()

    # What a user does.

    @work(group="acting")
    async def action_edit(self) -> None:
        """Open the editor at the line of the cursor; what it changed is told."""
        if not self.is_active:  # left in the meantime: keys can come faster than screens go
            return
        try:
            await self.rca.acting.edit((self.ref,), self.view.line)
        except FAILURES as error:
            self.notify(failure(error), severity="error", markup=False)

    @on(DocumentView.Moved)
    def _moved(self, event: DocumentView.Moved) -> None:
        self._urls = event.urls
        self._tell()
        self.refresh_bindings()
        for name in ("#outline", "#problems"):
            entries = self.query_one(name, Entries)
            if not entries.has_focus:
                entries.mark(beside.place_of(entries.entries, event.line))

    @on(DocumentView.Picked)
    async def _picked(self) -> None:
        if refs := self.targets():
            await self.rca.show_items(f"id:{refs[0]}")

    @on(Entries.Picked)
    def _go(self, event: Entries.Picked) -> None:
        if isinstance(event.target, int):
            self.view.go_to(event.target)
            self.view.focus()
        else:
            self.rca.open_document(event.target)

    def action_back(self) -> None:
        """Close what is open: the search, the focus of a pane, the document."""
        find = self.query_one("#find", Input)
        if find.has_class("-open"):
            find.remove_class("-open")
            self.view.find("")
            self.view.focus()
        elif self.focused is not self.view and not self.has_class("-trouble"):
            self.view.focus()
        else:
            _ = self.app.pop_screen()

    def action_find(self) -> None:
        """Ask for a text."""
        find = self.query_one("#find", Input)
        find.add_class("-open")
        find.action_select_all()
        self.set_focus(find)

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        self.view.find(event.value)

    @on(Input.Submitted, "#find")
    def _again(self, event: Input.Submitted) -> None:
        if event.value and not self.view.find(event.value, again=True):
            self.notify(f"{clean(event.value)} is not in the document.", markup=False, severity="warning")

    def action_problem(self, step: int) -> None:
        """The next line with which something is wrong."""
        lines = sorted({each.line for each in self.contents.diagnostics}) if self.contents else []
        here = self.view.line
        ahead = [line for line in lines if (line > here if step > 0 else line < here)]
        if ahead:
            self.view.go_to(ahead[0] if step > 0 else ahead[-1])
        elif self.contents:
            where = "below" if step > 0 else "above"
            self.notify(
                f"Nothing is wrong {where} this line." if lines else "Nothing is wrong with this document."
            )

    def action_contents(self) -> None:
        """Show or hide the headings."""
        self._toggle("-contents", "#outline", shown=self._is_shown("#contents"))

    def action_side(self, name: str) -> None:
        """Show a pane at the right, or hide it."""
        side = self.query_one("#side", ContentSwitcher)
        shown = self._is_shown("#side") and side.current == name
        side.current = name
        self._toggle("-side", f"#{name}", shown=shown)

    def _is_shown(self, pane: str) -> bool:
        return bool(self.query_one(pane).display and self.query_one(pane).size.width)

    def _toggle(self, name: str, focus: str, *, shown: bool) -> None:
        """Show or hide a pane, whatever the width of the screen shows by itself."""
        self.set_class(not shown, f"{name}-shown")
        self.set_class(shown, f"{name}-hidden")
        target = self.view if shown else self.query_one(focus)
        (target if target.can_focus else self.view).focus()

    def action_messages(self) -> None:
        """Show or hide messages below their lines."""
        self._says = not self._says
        if self.contents:
            self._annotate()

    async def action_items(self) -> None:
        """Go to the items of the incident."""
        if self.page:
            await self.rca.show_items(f"id:{self.page.incident.id}")
