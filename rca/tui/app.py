"""The application: its screens, its keys, and the desk that all of them share."""

from __future__ import annotations

import sys
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Key, Resize
from textual.screen import Screen
from textual.signal import Signal
from textual.worker import WorkerFailed

from rca.output.terminal import detect
from rca.stats import SyncStats
from rca.tui.deeds import BY_NAME, key_bindings, offers
from rca.tui.desk import Desk
from rca.tui.itemsource import ItemSource
from rca.tui.keyboard import Keyboard
from rca.tui.live import Live
from rca.tui.memory import arrangement_of, recall
from rca.tui.themes import THEMES
from rca.tui.widgets.scrollbars import draw_scrollbars
from rca.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.command import Provider

    from rca.tui.acting import Acting
    from rca.tui.working import Working

MODES = {
    "triage": "rca.tui.screens.triage:TriageScreen",
    "incidents": "rca.tui.screens.incidents:IncidentsScreen",
    "insights": "rca.tui.screens.insights:InsightsScreen",
    "checks": "rca.tui.screens.checks:ChecksScreen",
}
"""Screens that a key leads to; a screen is imported when somebody first goes there."""

TOLD = (
    "Triage: what is to be done",
    "Incidents: what happened",
    "Insights: what the numbers say",
    "Checks: what is wrong with documents",
)
"""What they are for, in the same order."""

LEAST = (60, 15)
"""Cells and lines that every screen has room in."""


@runtime_checkable
class Narrowable(Protocol):
    """A screen with a list that a query narrows."""

    async def narrow(self, query: str) -> None:
        """Show what a query selects, and the query in the bar."""


class Changed(NamedTuple):
    """The index has other answers than before: documents were read again, by whatever cause."""

    stats: SyncStats


def actions() -> type[Provider]:
    """What the palette offers; imported when it is opened."""
    from rca.tui.palette import Actions

    return Actions


class RcaApp(App[None]):
    """Root cause analyses, triaged and read in a terminal."""

    TITLE = "rca"
    CSS_PATH = "rca.tcss"
    ENABLE_COMMAND_PALETTE = True
    DEFAULT_MODE = "triage"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {actions}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"go('{mode}')", mode, id=f"app.{mode}", tooltip=told)
            for key, mode, told in zip("1234", MODES, TOLD, strict=True)
        ),
        Binding("q", "quit", "Quit", show=False, id="app.quit"),
        Binding(
            "question_mark", "help", "help", key_display="?", id="app.help", tooltip="Keys, marks and words"
        ),
        Binding("f5", "look_again", "Read again", show=False, id="app.read", tooltip="Read what changed"),
        Binding("C", "stop", "Stop", show=False, id="app.stop", tooltip="Stop the work that goes on"),
        *key_bindings(),
    ]

    def __init__(
        self,
        root: str,
        query: str = "",
        *,
        follow: bool = False,
        begun: Callable[[], None] = lambda: None,
    ) -> None:
        """`begun` is called when the first items stand on the screen."""
        super().__init__()
        self.first_query = query
        """What is to be looked at first; empty for what was looked at last."""
        self.begun = begun
        self.follows = follow
        """Whether what changes outside appears."""
        self.farewell = ""
        """What is to be said when the screen is the shell's again."""
        self.desk = Desk(root)
        self.keyboard = Keyboard(self)
        self.live = Live(self)
        self.looks = detect(stream=sys.__stdout__)
        """What the terminal can show: marks and bars have an ASCII form where it is little."""
        self._too_small: Screen[None] | None = None
        """What says that the terminal is too small, as long as it is."""
        self.changed: Signal[Changed] = Signal(self, "changed")
        self.kept, self.problem = recall(root)
        """How the triage was left, None where nobody was here before; and why that is not known."""
        self.items = ItemSource(self.desk, self.looks)
        begun_with = arrangement_of(self.kept)
        self.items.begin(begun_with._replace(query=query) if query else begun_with)
        self._begin_with_theme(self.kept.theme if self.kept else "")

    def _begin_with_theme(self, name: str) -> None:
        """Make the style sheet with the theme from the beginning: to change it later is to parse it twice."""
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, name if name in self.available_themes else THEMES[0].name)
        for word, holds in (("-dark-mode", True), ("-light-mode", False)):
            self.set_class(self.current_theme.dark == holds, word, update=False)
        self._styled = self.get_css_variables()
        self.stylesheet.set_variables(self._styled)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the style sheet anew; at the beginning not, where it was made with the same colours."""
        styled, self._styled = self._styled, {}
        if styled != self.get_css_variables():
            super().refresh_css(animate)

    async def on_mount(self) -> None:
        """Offer the other screens, and begin to follow what changes."""
        draw_scrollbars(self.looks)
        for name in MODES:
            self.add_mode(name, lambda name=name: _screen(name))  # type: ignore[misc]
        if self.follows:
            self.run_worker(self.live.follow(), group="live")

    @cached_property
    def acting(self) -> Acting:
        """What is done to items."""
        from rca.tui.acting import Acting

        return Acting(self)

    @cached_property
    def working(self) -> Working:
        """The work that goes on."""
        from rca.tui.working import Working

        return Working(self)

    def get_default_screen(self) -> Screen[None]:
        """The screen to begin with."""
        return _screen(self.DEFAULT_MODE)

    def on_resize(self, event: Resize) -> None:
        """Say so where nothing has room, as long as that is so."""
        is_small = event.size.width < LEAST[0] or event.size.height < LEAST[1]
        if is_small and self._too_small is None:
            from rca.tui.screens.toosmall import TooSmallScreen

            self._too_small = TooSmallScreen(LEAST)
            _ = self.push_screen(self._too_small)
        elif not is_small and self._too_small is self.screen:
            self._too_small = None
            _ = self.pop_screen()

    def _fatal_error(self) -> None:
        """Leave and print nothing: Textual would show all values of all frames, and documents with them."""
        self._close_messages_no_wait()

    @property
    def bug(self) -> BaseException | None:
        """What ended the application against its will; of a worker, what ended that."""
        failed = self._exception
        return failed.error if isinstance(failed, WorkerFailed) else failed

    async def on_unmount(self) -> None:
        """Let the threads of the desk end."""
        await self.desk.close()

    async def on_event(self, event: Event) -> None:
        """Take keys one after the other; drop what is pointed at when the last screen has gone."""
        if isinstance(event, Key) and not event.is_forwarded:
            await self.keyboard.press(event)
        elif self.screen_stack or not isinstance(event, InputEvent):
            await super().on_event(event)

    async def show_items(self, query: str) -> None:
        """Go to the items that a query selects."""
        await self._narrow("triage", query)

    async def show_incidents(self, query: str) -> None:
        """Go to the incidents that a query selects."""
        await self._narrow("incidents", query)

    def open_document(self, ref: str, line: int | None = None) -> None:
        """Open the document of an incident (its id, or its path), at a line if one is given."""
        from rca.tui.screens.document import DocumentScreen

        _ = self.push_screen(DocumentScreen(ref, line))

    async def _narrow(self, mode: str, query: str) -> None:
        await self.action_go(mode)
        if isinstance(self.screen, Narrowable):
            await self.screen.narrow(query)

    async def action_go(self, mode: str) -> None:
        """Go to a screen; what was opened from it is closed."""
        await self.switch_mode(mode)
        while len(self.screen_stack) > 1:
            _ = self.pop_screen()  # not awaited: it may be the screen that asks for this

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done to items where some are meant."""
        return offers(BY_NAME[str(parameters[0])], self.screen) if action == "do" else True

    def tell_changed(self, stats: SyncStats) -> None:
        """Let every screen show what is there now."""
        self.changed.publish(Changed(stats))

    async def action_help(self) -> None:
        """Show keys, marks and words."""
        from rca.tui.screens.help import HelpScreen

        await self.push_screen(HelpScreen(self.keys(), self.looks))

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the screen that is shown, and what they do; those that move a cursor come last."""
        found: dict[str, list[str]] = {}
        active = self.screen.active_bindings.values()
        for _, binding, _, _ in sorted(active, key=lambda each: each.node not in (self.screen, self)):
            words = binding.tooltip or binding.description
            if words and (binding.tooltip or binding.id):  # without either it is one of Textual's own
                found.setdefault(words, []).append(self.get_key_display(binding))
        return [(" ".join(keys), words) for words, keys in found.items()]

    async def action_command_palette(self) -> None:  # type: ignore[override]  # awaited as any action
        """Offer everything that can be done."""
        from textual.widgets import Input

        from rca.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            palette = Palette()
            await self.push_screen(palette)
            typed = palette.query_one(Input)
            typed.select_on_focus = False
            palette.set_focus(typed)

    def search_themes(self) -> None:
        """Offer the themes, as the palette offers actions."""
        from rca.tui.palette import Palette, Themes

        _ = self.push_screen(Palette(providers=[Themes], placeholder="Search for themes"))

    def action_look_again(self) -> None:
        """Read what changed outside."""
        self.live.look_again()

    def action_stop(self) -> None:
        """End the work that goes on."""
        self.working.stop()

    def on_work_bar_stopped(self) -> None:
        """End the work that goes on."""
        self.working.stop()

    def action_do(self, name: str) -> None:
        """Do something to the items that are meant."""
        self.acting.begin(BY_NAME[name])


def _screen(name: str) -> Screen[None]:
    module, _, cls = MODES[name].partition(":")
    screen: Screen[None] = getattr(import_module(module), cls)()
    return screen
