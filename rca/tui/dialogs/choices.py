"""A list of things of which several can be chosen; what is chosen has a mark, not only a colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

from rca.output.clean import clean


class Choices(Widget, can_focus=True):
    """Lines with a box before each: arrows move, space or a click chooses."""

    DEFAULT_CSS = """
    Choices { height: auto; width: 1fr; }
    Choices:focus { background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("space", "choose", "Choose", show=False),
    ]
    at: reactive[int] = reactive(0)
    chosen: reactive[frozenset[str]] = reactive(frozenset())

    def __init__(self, names: Sequence[tuple[str, str]], chosen: Iterable[str], id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.names = names
        self.set_reactive(Choices.chosen, frozenset(chosen))
        first = next((at for at, (name, _) in enumerate(names) if name in self.chosen), 0)
        self.set_reactive(Choices.at, first)

    def in_order(self) -> tuple[str, ...]:
        """What is chosen, in the order of the lines."""
        return tuple(name for name, _ in self.names if name in self.chosen)

    def render(self) -> Content:
        """A line for each name."""
        return Content("\n").join(map(self._line, range(len(self.names))))

    def _line(self, at: int) -> Content:
        name, told = self.names[at]
        cursor = ">" if at == self.at and self.has_focus else " "
        box = "[x]" if name in self.chosen else "[ ]"
        style = "bold" if name in self.chosen else ""
        return Content.assemble(f"{cursor}{box} ", (clean(name), style), (f"  {clean(told)}", "$text-muted"))

    def action_move(self, by: int) -> None:
        """Go to another line."""
        self.at = max(0, min(len(self.names) - 1, self.at + by))

    def action_choose(self) -> None:
        """Choose the line, or no longer."""
        if self.names:
            self.chosen ^= {self.names[self.at][0]}

    def on_click(self, event: Click) -> None:
        """Choose the line that was clicked."""
        if 0 <= event.y < len(self.names):
            self.at = event.y
            self.action_choose()
