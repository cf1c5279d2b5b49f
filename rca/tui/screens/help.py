"""Help: every key of the screen that is shown, marks, and the words that matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rca.output.marks import BLOCKED, REGRESSED, STALE, STATES, Mark
from rca.output.terminal import Terminal
from rca.tui.deeds import DEEDS

WORDS = """\
An action item is written when its artefact exists: the code, the runbook, the migration.
It is executed when it was carried out, in each environment that it is meant for.
Written and executed nowhere is paper-only: it counts until somebody does it.
Verified: somebody else, or a check of rca.toml, saw that it holds."""

_MEANINGS = {
    "open": "nothing is done yet",
    "written": "paper-only: written, executed nowhere",
    "part-executed": "executed somewhere, not everywhere",
    "executed": "executed everywhere it is meant for",
    "verified": "executed, and seen to hold",
    "done-unsplit": 'somebody\'s "done": written, or executed?',
    "dropped": "will not be done, with a reason",
}
_MORE = (
    (REGRESSED, "regressed: its last check failed"),
    (STALE, "stale: what was carried out changed since"),
    (BLOCKED, "blocked: waits for another item"),
)
Keys = Iterable[tuple[str, str]]


class HelpScreen(ModalScreen[None]):
    """What there is to know, on one page."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > VerticalScroll { width: 90; max-width: 100%; height: 90%; padding: 0 1;
        border: round $accent; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "leave", "Close", id="help.close"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, keys: Keys, looks: Terminal) -> None:
        super().__init__()
        self._keys = list(keys)
        self._looks = looks
        self.set_class(not looks.unicode, "-ascii")

    def compose(self) -> ComposeResult:
        """One page, which scrolls."""
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()), markup=False)

    def _lines(self) -> Iterator[Content]:
        yield Content.assemble(("Help", "bold"), ("   escape closes, arrows scroll", "$text-muted"))
        here = dict(self._keys)
        deeds = [deed for deed in DEEDS if deed.key in here]
        keys = [(deed.key, deed.told) for deed in deeds]
        keys += [pair for pair in self._keys if pair not in keys]
        yield from _titled("Keys of this screen", (_key(key, told) for key, told in keys))
        yield from _titled("Without a key", [Content("ctrl+p finds every action by its name.")])
        yield from _titled("Marks", self._marks())
        yield from _titled("Words", (Content(line) for line in WORDS.split("\n")))

    def _marks(self) -> Iterator[Content]:
        pairs: list[tuple[Mark, str]] = [(STATES[name], told) for name, told in _MEANINGS.items()]
        for mark, told in (*pairs, *_MORE):
            yield _key(mark.on(self._looks), told)

    def action_leave(self) -> None:
        """Close."""
        if self.is_active:
            _ = self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Go a line down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def _titled(title: str, lines: Iterable[Content]) -> Iterator[Content]:
    yield Content("")
    yield Content.assemble((title, "bold $text-accent"))
    yield from lines


def _key(key: str, told: str) -> Content:
    return Content.assemble((f"  {key:<11} ", "bold"), told)
