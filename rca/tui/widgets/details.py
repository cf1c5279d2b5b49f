"""What is known of one item: its whole text, then facts with labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rca.output.clean import clean
from rca.output.detail import Fact
from rca.output.table import Cell
from rca.output.width import width
from rca.tui.widgets.painting import COLORS

_LABEL = 11


class Details(VerticalScroll, can_focus=True):
    """An item in full."""

    DEFAULT_CSS = """
    Details { height: 12; padding: 0 1; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "back", id="details.back", tooltip="Back to the list"),
        Binding("j", "step(1)", "Next item", show=False, id="details.next"),
        Binding("k", "step(-1)", "Item before", show=False, id="details.previous"),
    ]

    class Left(Message):
        """The list is to be seen again."""

    class Stepped(Message):
        """Another item is to be shown: so many further down the list."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__()
        self._title = Content("")
        self._facts: list[Fact] = []

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show(self, name: str, text: str, facts: Iterable[Fact]) -> None:
        """Show an item."""
        self._title = Content.assemble((f"{clean(name)}  ", COLORS["accent"]), (clean(text), "bold"))
        self._facts = list(facts)
        self._lay_out()
        self.scroll_home(animate=False)

    def explain(self, sentence: str) -> None:
        """Say why there is no item."""
        self._title, self._facts = Content.styled(clean(sentence), COLORS["muted"]), []
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        room = max(self.scrollable_content_region.width - 1, _LABEL + 10)
        lines = [*self._title.wrap(room), *(line for fact in self._facts for line in _lines(fact, room))]
        for text in self.query(Static):  # there is none yet where the list is empty before this is composed
            text.update(Content("\n").join(lines), layout=len(lines) != text.size.height)

    def action_leave(self) -> None:
        """Back to the list."""
        self.post_message(self.Left())

    def action_step(self, step: int) -> None:
        """Another item."""
        self.post_message(self.Stepped(step))


def _lines(fact: Fact, room: int) -> Iterator[Content]:
    """A label and its text, whose further lines begin below the first."""
    label = fact.label
    for line in Content("").join(map(_part, fact.parts)).wrap(room - _LABEL):
        yield Content.assemble((label + " " * (_LABEL - width(label)), COLORS["muted"]), line)
        label = ""


def _part(cell: Cell) -> Content:
    return Content.styled(clean(cell.text), COLORS.get(cell.role, ""))
