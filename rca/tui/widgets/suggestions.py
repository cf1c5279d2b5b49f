"""A list below the query bar: what can be typed next, or what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from rca.output.clean import clean
from rca.output.width import cut, width
from rca.suggestions import Suggestion
from rca.tui.widgets.painting import looks_of

MOST = 8
"""Lines that are shown at once."""


class Suggestions(Widget):
    """Suggestions, one of them marked; or a mistake with its place."""

    DEFAULT_CSS = """
    Suggestions {
        position: absolute; overlay: screen; constrain: inside inside; display: none; offset: 2 1;
        width: 72; max-width: 100%; height: auto; padding: 0 1; background: $panel; color: $foreground;
    }
    Suggestions.-shown { display: block; }
    """

    class Picked(Message):
        """A suggestion was clicked."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__()
        self._offered: Sequence[Suggestion] = ()
        self._marked = -1
        self._problem: tuple[int, str] | None = None

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what can be typed next."""
        if self._marked >= 0 or suggestions != self._offered:
            self._offered, self._marked = suggestions, -1
            self._renew()

    def complain(self, column: int, reason: str) -> None:
        """Show a mistake: the column, from 1, and what is wrong there."""
        self._find_fault((column, reason))

    def forgive(self) -> None:
        """There is no mistake any more."""
        self._find_fault(None)

    def _find_fault(self, problem: tuple[int, str] | None) -> None:
        if problem != self._problem:
            self._problem = problem
            self._renew()

    def _renew(self) -> None:
        self.set_class(bool(self._offered or self._problem), "-shown")
        self.refresh(layout=True)

    def move(self, step: int) -> None:
        """Mark the next suggestion, or the one before; beyond the first none is marked."""
        self._marked = max(-1, min(self._marked + step, len(self._offered) - 1))
        self.refresh()

    @property
    def marked(self) -> str:
        """The marked suggestion; empty where none is."""
        return self._offered[self._marked][0] if self._marked >= 0 else ""

    @property
    def first(self) -> str:
        """The marked suggestion, else the first; empty without any."""
        return self._offered[max(self._marked, 0)][0] if self._offered else ""

    def _top(self) -> int:
        return max(0, self._marked - MOST + 1)

    def render(self) -> Content:
        """The mistake below its column, then the suggestions."""
        lines = []
        if self._problem:
            column, reason = self._problem
            before = " " * max(0, min(column - 2, self.size.width // 3))
            lines += Content.assemble((f"{before}^ {clean(reason)}", "$text-error")).wrap(
                self.size.width or 60
            )
        lines += [self._line(at) for at in range(self._top(), min(self._top() + MOST, len(self._offered)))]
        return Content("\n").join(lines)

    def _line(self, at: int) -> Content:
        text, meaning = self._offered[at]
        longest = max(width(other) for other, _ in self._offered[self._top() : self._top() + MOST])
        room = (self.size.width or 60) - min(longest, 30) - 2
        style = "reverse" if at == self._marked else ""
        told = cut(clean(meaning), room, looks_of(self).ellipsis)
        name = cut(clean(text), 30, looks_of(self).ellipsis)
        return Content.assemble(
            (name + " " * (min(longest, 30) - width(name) + 2), style or "bold"),
            (told, style or "$foreground-muted"),
        )

    def on_click(self, event: events.Click) -> None:
        """Take the suggestion that was clicked."""
        event.stop()
        problem = self.size.height - min(MOST, len(self._offered))
        at = self._top() + event.y - max(problem, 0)
        if 0 <= at < len(self._offered):
            self.post_message(self.Picked(self._offered[at][0]))
