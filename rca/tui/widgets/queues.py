"""The queues: a list at the left, or one line of tabs where the screen is narrow; with live counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from rca.output.clean import clean
from rca.output.terminal import Terminal
from rca.output.width import cut, width
from rca.queues import QUEUES, Queue
from rca.tui.widgets.painted import Painted, Pieces
from rca.tui.widgets.painting import COLORS

_WARNING = {"is:overdue": "$text-error", "is:regressed,stale": "$text-error", "is:blocked": "$text-error"}


_MUTED = COLORS["muted"]


class Queues(Painted, can_focus=True):
    """Which queue is looked at."""

    DEFAULT_CSS = """
    Queues { width: 20; height: 1fr; padding: 0 1; }
    Queues:focus { background: $primary 12%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,right,l", "step(1)", "Next queue", show=False, id="queues.next"),
        Binding("up,k,left,h", "step(-1)", "Queue before", show=False, id="queues.previous"),
        Binding("enter", "done", "To the items", show=False, id="queues.enter"),
    ]

    class Chosen(Message):
        """Another queue is to be looked at."""

        def __init__(self, queue: Queue) -> None:
            super().__init__()
            self.queue = queue

    class Done(Message):
        """The items of the queue are to be looked at now."""

    chosen: reactive[Queue] = reactive(QUEUES[0])
    """The queue that is looked at."""

    def __init__(self, terminal: Terminal, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.queues: tuple[Queue, ...] = QUEUES
        self._counts: Mapping[str, int] = {}
        self._terminal = terminal

    def show(self, queues: tuple[Queue, ...], counts: Mapping[str, int]) -> None:
        """Show these queues, with how many items each has."""
        self.queues, self._counts = queues, counts
        self.refresh()

    def choose(self, queue: Queue) -> None:
        """Look at a queue."""
        if queue != self.chosen:
            self.chosen = queue
            self.post_message(self.Chosen(queue))

    def action_step(self, step: int) -> None:
        """The next queue, or the one before."""
        self.choose(self.queues[(self.queues.index(self.chosen) + step) % len(self.queues)])

    def action_done(self) -> None:
        """Go to the items."""
        self.post_message(self.Done())

    def on_click(self, event: events.Click) -> None:
        """Look at the queue that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for queue, x, y, cells in self._places():
            if offset.y == y and x <= offset.x < x + cells:
                self.choose(queue)

    @property
    def _tabs(self) -> bool:
        return self.size.height == 1

    def _places(self) -> Iterator[tuple[Queue, int, int, int]]:
        """Each queue with the column and the row where it stands, and its cells."""
        if not self._tabs:
            y = 0
            for at, queue in enumerate(self.queues):
                y += 2 * (at == len(QUEUES))
                yield queue, 0, y, self.size.width
                y += 1
            return
        first = self._first_tab()
        x = 2 * (first > 0)
        for queue in self.queues[first:]:
            cells = width(self._tab(queue))
            if x + cells > self.size.width - (queue is not self.queues[-1]):
                return
            yield queue, x, 0, cells
            x += cells

    def _first_tab(self) -> int:
        """The first tab that is shown, so that the chosen one is in sight."""
        sizes = [width(self._tab(queue)) for queue in self.queues]
        chosen = self.queues.index(self.chosen) if self.chosen in self.queues else 0
        first = 0
        while first < chosen and sum(sizes[first : chosen + 1]) + 2 * (first > 0) > self.size.width:
            first += 1
        return first

    def _tab(self, queue: Queue) -> str:
        return f" {clean(queue.name)} {self._counts.get(queue.name, '')} "

    def lines(self) -> list[Pieces]:
        """The list, or the tabs."""
        return [self._as_tabs()] if self._tabs else self._as_list()

    def _as_tabs(self) -> Pieces:
        places = list(self._places())
        before, behind = ("‹ ", "›") if self._terminal.unicode else ("< ", ">")
        parts = [(before, _MUTED)] if places and places[0][1] else []
        for queue, *_ in places:
            style = "" if self._counts.get(queue.name) else _MUTED
            parts.append((self._tab(queue), "reverse bold" if queue == self.chosen else style))
        if places and places[-1][0] is not self.queues[-1]:
            parts.append((behind, _MUTED))
        return parts

    def _as_list(self) -> list[Pieces]:
        lines: list[Pieces] = []
        for at, queue in enumerate(self.queues):
            if at == len(QUEUES):
                lines += [[], [(" Saved", _MUTED)]]
            lines.append(self._row(queue))
        return lines

    def _row(self, queue: Queue) -> Pieces:
        number = self._counts.get(queue.name)
        told = "" if number is None else f"{number}"
        chosen = queue == self.chosen
        mark = ("▸" if self._terminal.unicode else ">") if chosen else " "
        name = cut(clean(queue.name), self.size.width - len(told) - 2, self._terminal.ellipsis)
        space = " " * (self.size.width - width(name) - len(told) - 1)
        style = "bold" if chosen else _MUTED if number == 0 else ""
        role = _WARNING.get(queue.query, "") if number else _MUTED
        return [(f"{mark}{name}{space}", style), (told, f"bold {role}".strip() if chosen else role)]
