"""The command palette: everything that a key does on the screen that is shown, and what has no key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.await_complete import AwaitComplete
from textual.command import (
    Command,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.events import Mount
from textual.types import IgnoreReturnCallbackType

from rca.tui.deeds import DEEDS, offers
from rca.tui.themes import OFFERED
from rca.tui.whileshown import while_shown

if TYPE_CHECKING:
    from rca.tui.app import RcaApp

KEYLESS = (("Change the theme", "app.change_theme"),)
"""What the application does besides."""


class Offer(NamedTuple):
    """A line of the palette."""

    title: str
    told: str
    run: IgnoreReturnCallbackType


class Actions(Provider):
    """Offers what can be done now."""

    def offers(self) -> Iterator[Offer]:
        """What is done to items, what else has a key here, what has none."""
        app = cast("RcaApp", self.app)
        for deed in DEEDS:
            if offers(deed, self.screen):  # the palette itself is the screen that is shown
                yield Offer(deed.told, deed.key, partial(app.run_action, f"app.do('{deed.name}')"))
        yield from self._with_key(app)
        for title, action in KEYLESS:
            yield Offer(title, "", partial(app.run_action, action))

    def _with_key(self, app: RcaApp) -> Iterator[Offer]:
        seen = {deed.told for deed in DEEDS}
        # What the screen does comes before what moves a cursor.
        active = sorted(
            self.screen.active_bindings.values(), key=lambda each: each.node not in (self.screen, app)
        )
        for node, binding, enabled, _ in active:
            words = binding.tooltip or binding.description
            if enabled and binding.id and words and words not in seen:
                seen.add(words)
                run = partial(app.run_action, binding.action, node)
                yield Offer(words, app.get_key_display(binding), run)

    async def discover(self) -> Hits:
        """Everything."""
        for offer in self.offers():
            yield DiscoveryHit(offer.title, offer.run, help=offer.told or None)

    async def search(self, query: str) -> Hits:
        """What fits a query."""
        matcher = self.matcher(query)
        for offer in self.offers():
            if (score := matcher.match(offer.title)) > 0:
                yield Hit(score, matcher.highlight(offer.title), offer.run, help=offer.told or None)


class Themes(Provider):
    """Offers themes: those of rca and the terminal's own colours first."""

    def _offers(self) -> Iterator[Offer]:
        for name in dict.fromkeys([*OFFERED, *sorted(self.app.available_themes)]):
            yield Offer(name, "", partial(setattr, self.app, "theme", name))

    async def discover(self) -> Hits:
        """Everything."""
        for offer in self._offers():
            yield DiscoveryHit(offer.title, offer.run)

    async def search(self, query: str) -> Hits:
        """What fits a query."""
        matcher = self.matcher(query)
        for offer in self._offers():
            if (score := matcher.match(offer.title)) > 0:
                yield Hit(score, matcher.highlight(offer.title), offer.run)


class Palette(CommandPalette):
    """The palette with a sign that is as wide in every terminal."""

    def on_mount(self, event: Mount) -> None:
        """Change the sign."""
        if len(self.app.screen_stack) < 2:  # the application ends: Textual 8.2.8 looks for the screen below
            event.prevent_default()
        for sign in self.query(SearchIcon):
            sign.icon = ">"

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, unless that was done already: keys can come faster than screens go."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _refresh_command_list(
        self, command_list: CommandList, commands: list[Command], clear_current: bool
    ) -> None:
        # On Python 3.11 the search of Textual 8.2.8 may go on when it is given up (bpo-37658).
        with while_shown(self):
            super()._refresh_command_list(command_list, commands, clear_current)

    def _action_command_list(self, action: str) -> None:
        # Textual 8.2.8 looks up the first line of a list that is empty, or not laid out yet.
        with suppress(KeyError):
            super()._action_command_list(action)
