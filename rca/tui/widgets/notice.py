"""One line that says something once: what to press first, or what does not work here."""

from __future__ import annotations

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from rca.output.clean import clean
from rca.output.width import cut
from rca.tui.widgets.painted import Painted, Pieces
from rca.tui.widgets.painting import COLORS, looks_of

GREETING = "New here: j k choose an item, tab a list, 2 3 4 a screen, ? shows every key."
"""What somebody is told who was never here before."""


class Notice(Painted):
    """A sentence, until it is clicked away or answered by a key; nothing at all without one."""

    DEFAULT_CSS = """
    Notice { height: 1; background: $accent 15%; display: none; }
    Notice.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._sentence = ""
        self._role = ""

    def say(self, sentence: str, role: str = "") -> None:
        """Show a sentence in the colour of a role; an empty one is nothing."""
        self._sentence, self._role = sentence, role
        self.set_class(bool(sentence), "-shown")
        self.refresh()

    @property
    def sentence(self) -> str:
        """What is shown."""
        return self._sentence

    def on_click(self, event: events.Click) -> None:
        """Enough of it."""
        event.stop()
        self.say("")

    def lines(self) -> list[Pieces]:
        """The sentence on one line."""
        sentence = cut(clean(self._sentence), self.size.width - 2, looks_of(self).ellipsis)
        return [[(f" {sentence}", COLORS.get(self._role, ""))]]


def say_below(bar: Widget, sentence: str, role: str = "") -> None:
    """Say something below a bar; there is a line for it when it is needed."""
    for notice in bar.screen.query(Notice):
        notice.say(sentence, role)
        return
    if sentence:
        notice = Notice()
        notice.say(sentence, role)
        _ = bar.screen.mount(notice, after=bar)


def greeted(screen: Screen[None]) -> None:
    """Whoever has found a key of the greeting needs it no more; what does not work here stays."""
    for notice in screen.query(Notice):
        if notice.sentence == GREETING:
            notice.say("")
