"""The query bar: filters as one types, completes, and says what is wrong and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from rca.output.clean import clean
from rca.output.width import cut, width
from rca.tui.widgets.painted import Painted, Pieces
from rca.tui.widgets.painting import looks_of

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import Input

    from rca.suggestions import Suggestion
    from rca.tui.widgets.suggestions import Suggestions

_BEGIN = 3
"""Cells before the query."""
_HINT = "filters: words, owner:platform, sev:<=2, due:<7d"


class QueryBar(Painted):
    """The query and how many it selects; an input takes its place while one types."""

    DEFAULT_CSS = """
    QueryBar { height: 1; layout: horizontal; }
    QueryBar Input, QueryBar Input:focus {
        height: 1; border: none; padding: 0; margin-left: 3; width: 1fr;
        background: $panel; background-tint: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(  # with priority it is done with before the next key comes, which is the list's
            "enter",
            "done",
            "to the list",
            priority=True,
            id="query.done",
            tooltip="Filter so, and go to the list",
        ),
        Binding("tab", "take", "complete", id="query.complete", tooltip="Take the first suggestion"),
        Binding("down", "mark(1)", "Next suggestion", show=False, id="query.down"),
        Binding("up", "mark(-1)", "Suggestion before", show=False, id="query.up"),
        Binding("escape", "cancel", "as before", id="query.cancel", tooltip="Filter as before"),
    ]

    class Changed(Message):
        """The query is another one."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

        def can_replace(self, message: Message) -> bool:
            """The last one counts."""
            return isinstance(message, QueryBar.Changed)

    class Completing(Message):
        """Suggestions are wanted for a word; they come by `suggest`."""

        def __init__(self, word: str) -> None:
            super().__init__()
            self.word = word

        def can_replace(self, message: Message) -> bool:
            """The last one counts."""
            return isinstance(message, QueryBar.Completing)

    class Opened(Message):
        """Somebody begins to type."""

    class Left(Message):
        """The query is done: the list is to be looked at."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.query_text = ""
        """The query as it counts now."""
        self._before = ""
        self._came_from: Widget | None = None
        """What had the focus before somebody typed."""
        self._count = ""
        self._room = -1
        """Cells that are left for the count while somebody types."""
        self._input: Input | None = None
        self._list: Suggestions | None = None
        """What is offered while somebody types."""

    @property
    def is_open(self) -> bool:
        """Whether somebody types."""
        return self._input is not None

    def show_query(self, query: str) -> None:
        """Show a query that comes from elsewhere."""
        self.query_text = query
        if self._input:
            self._input.value = query
        self.refresh()

    def show_count(self, told: str) -> None:
        """Show how many items the query selects."""
        self._put_count(told)
        self._make_room()

    def await_count(self) -> None:
        """Show that it is being counted; an input keeps its width until that is known."""
        self._put_count(looks_of(self).ellipsis)

    def _put_count(self, told: str) -> None:
        if told != self._count:
            self._count = told
            self.refresh()

    def _make_room(self) -> None:
        """Let the input end before the count; only where that is new, as all is laid out anew by it."""
        if self._input and width(self._count) != self._room:
            self._room = width(self._count)
            self._input.styles.margin = (0, self._room + 2, 0, _BEGIN)

    async def open(self) -> None:
        """Let somebody type."""
        if self._input:
            self.screen.set_focus(self._input)
            return
        from rca.tui.widgets.queryinput import QueryInput
        from rca.tui.widgets.suggestions import Suggestions

        self._before, self._came_from = self.query_text, self.screen.focused
        self._input = QueryInput(self.query_text, compact=True, select_on_focus=False)
        self._input.cursor_blink = False
        self._list = Suggestions()
        self._room = -1
        self._make_room()
        await self.mount(self._input, self._list)
        self.screen.set_focus(self._input)  # now, and not when the application comes to it
        self.post_message(self.Opened())
        self.post_message(self.Completing(self._word()))

    async def close(self) -> None:
        """Show the query only."""
        if self._input:
            self._input = self._list = None
            await self.remove_children()
            self.refresh()

    def suggest(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer what can be typed next."""
        word = self._word()
        if self._list:
            self._list.offer([each for each in suggestions if each[0] != word])

    def complain(self, column: int, reason: str) -> None:
        """Say that the query is wrong at a column, from 1."""
        if self._list:
            self._list.complain(column, reason)

    def forgive(self) -> None:
        """The query is right again."""
        if self._list:
            self._list.forgive()

    # While somebody types.

    def _word(self) -> str:
        """The word before the cursor."""
        typed = self._input.value[: self._input.cursor_position] if self._input else ""
        return typed[self._begin_of_word(typed) :]

    @staticmethod
    def _begin_of_word(typed: str) -> int:
        quoted = False
        begin = 0
        for at, char in enumerate(typed):
            quoted ^= char == '"'
            begin = at + 1 if char.isspace() and not quoted else begin
        return begin

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter, and offer what can come next."""
        event.stop()
        if self._input:  # else it was left before it came to this
            self._take(self._input.value)
            self.post_message(self.Completing(self._word()))

    def _take(self, query: str) -> None:
        """Let a query count."""
        if query != self.query_text:
            self.query_text = query
            self.post_message(self.Changed(query))

    async def action_done(self) -> None:
        """Take the marked suggestion; without one the query is done."""
        if self._list and (marked := self._list.marked):
            self._put(marked)
        elif self._input:
            self._take(self._input.value)
            await self._leave()

    async def action_cancel(self) -> None:
        """Show what was shown before, and leave."""
        self._take(self._before)
        await self._leave()

    async def _leave(self) -> None:
        if self._came_from and self._came_from.is_attached:
            self.screen.set_focus(self._came_from)
        await self.close()
        self.post_message(self.Left())

    def action_mark(self, step: int) -> None:
        """Mark a suggestion."""
        if self._list:
            self._list.move(step)

    def action_take(self) -> None:
        """Take the marked suggestion, or the first."""
        if self._list and (first := self._list.first):
            self._put(first)

    def on_suggestions_picked(self, event: Suggestions.Picked) -> None:
        """Take what was clicked."""
        self._put(event.text)

    def _put(self, text: str) -> None:
        """Put a suggestion in the place of the word that it completes."""
        if self._input is None:
            return
        at = self._input.cursor_position
        begin = self._begin_of_word(self._input.value[:at])
        space = "" if text.endswith(":") else " "
        self._input.replace(text + space, begin, at)

    async def on_click(self, event: events.Click) -> None:
        """Type where the query stands."""
        if event.widget is self:
            await self.open()

    def lines(self) -> list[Pieces]:
        """The query, or how to begin one; how many it selects."""
        room = max(self.size.width - width(self._count) - _BEGIN - 2, 0)
        said, style = (clean(self.query_text), "bold") if self.query_text else (_HINT, "$foreground-muted")
        said = cut(said, room, looks_of(self).ellipsis)
        space = " " * (room - width(said))
        count = (f"{space} {self._count} ", "$foreground-muted")
        return [[(" / ", "bold $text-accent"), (said, style), count]]
