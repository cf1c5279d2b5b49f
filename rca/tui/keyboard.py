"""Keys in the order in which they were pressed: each is done with before the next one comes.

Textual hands a key to the focused widget, and lets it rise from queue to queue until an action is found for
it. Where that action opens a line to type in, the keys right behind it are on their way through the list.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Key

    from rca.tui.app import RcaApp


class Keyboard:
    """Takes keys; while a dialog is on its way it keeps them, as they are meant for its fields."""

    def __init__(self, app: RcaApp) -> None:
        self._app = app
        self._holds = False
        self._kept: deque[Key] = deque()

    async def press(self, key: Key) -> None:
        """Do what a key asks for, now or when the dialog is there."""
        if self._holds or self._kept:
            self._kept.append(key)
        else:
            await self._take(key)

    def hold(self) -> None:
        """Keep what is pressed from now on."""
        self._holds = True

    def release(self, *, shown: bool) -> None:
        """Go on with what was kept; where nothing was `shown` to type it into, it is nobody's."""
        if self._holds:
            self._holds = False
            if not shown:
                self._kept.clear()
            self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        while self._kept and not self._holds:
            await self._take(self._kept.popleft())

    async def _take(self, key: Key) -> None:
        app = self._app
        while app.screen_stack and not app.screen.is_mounted:  # it has nothing yet that a key could act on
            await app.screen._mounted_event.wait()
        if not app.screen_stack:  # the last one has gone
            return
        app.app_focus = True
        if await app._check_bindings(key.key, priority=True):
            return
        target = app.focused or app.screen
        if target.check_consume_key(key.key, key.character) or not await app._check_bindings(key.key):
            key.stop()  # it shall not rise, and find an action that was not there when it was pressed
            await target.on_event(key)
